"""The ledger: what an installation received, judged and was told, kept across months; nothing in it is rewritten."""

DOORS = (
    "engine",
    "history",
    "auditor_input",
    "recording",
    "snapshot",
    "decisions",
    "clarification_requests",
    "told_findings",
    "former_ids",
    "withdrawals",
    "sign_offs",
    "receipts",
    "look_corrections",
    "memory",
    "join_key",
    "area_lock",
    "schema",
    "dump",
)
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = (
    "each command of the ledger (dump, decide, sign-off, clarify, correct-looks) has its own way in, "
    "and the watch looks receipts up by itself"
)
