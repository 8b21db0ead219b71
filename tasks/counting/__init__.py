"""Which versions, persons and days count, and the rows that do."""

DOORS = (
    "received",
    "selection",
    "counted",
    "history",
    "due_dates",
    "fingerprints",
    "entry_identities",
    "same_persons",
    "sheet_months",
    "tps",
    "workdays",
)
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = "one name for a person, an entry, a month and a date: whoever names one asks the same module"
