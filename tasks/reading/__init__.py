"""From the cells of a file to typed rows, each with the place where it stands."""

DOORS = (
    "isolated",
    "reading",
    "readings",
    "returns",
    "sources",
    "months",
    "registered_people",
    "roles",
    "cells",
    "opening",
    "unknown_headings",
)
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = "the reply that explains a sheet shows it as the reader opened it: cells, opening, months and roles"
