"""What an audit publishes: the audit workbooks, the CSV, parquet and JSON files, and the proof that they agree."""

DOORS = (
    "publishing",
    "run_page",
    "missing_forms",
    "packages.packages",
    "packages.full_numbers",
    "replies.audit_receipts",
    "replies.replies",
    "replies.reply_names",
    "replies.village_replies",
    "replies.corrections",
    "replies.receipt",
    "replies.explain",
    "replies.taken_for",
    "replies.views",
    "templates.template",
    "templates.sharing",
    "clarifications.request",
    "clarifications.withdrawal",
)
"""The modules that other packages may import; the rest is this package's own."""

WHY_MORE_DOORS = "each kind of document has a module that a command asks for it"
