"""The inbox: where it lies, what lies in it, its bytes in the archive, and what is put into the villages' folders."""

DOORS = ("storage", "opening", "listing", "archive", "delivery")
"""The modules that other packages may import; the rest is this package's own."""
