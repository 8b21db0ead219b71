"""The findings of an audit: made from the failing rows, worded, masked, compared with earlier ones."""

DOORS = (
    "findings",
    "village_budget",
    "results",
    "lifecycle",
    "changes",
    "carried",
    "former_ids",
    "decisions",
    "follow_ups",
    "wording",
    "redaction",
    "masked_text",
)
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = (
    "each result table about findings has a module that scoring asks, and both masks are asked wherever text leaves"
)
