"""The tables that the rules judge, made from the rows that count."""

DOORS = ("judged", "meetings", "routes", "same_incidents")
"""The modules that other packages may import; the rest is this package's own."""
