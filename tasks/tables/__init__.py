"""The tables that the rules judge, made from the rows that count."""

DOORS = ("judged", "meetings", "routes", "same_incidents", "statuses")
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = (
    "what a second status, a level or a called meeting means is said once, and score, findings and packages ask for it"
)
