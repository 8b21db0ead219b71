"""The page of states names every state that the code can set, and no other."""

from data.reference import records
from tasks.findings import decisions
from tasks.ledger.sign_offs import APPROVED, RETURNED
from tasks.publishing.reconciliation import FILE_STATES


def _marks(mark: str) -> set[str]:
    return {row["value"] for row in records("workbook_marks") if row["mark"] == mark}


def test_every_state_is_told_and_no_other() -> None:
    told: dict[str, set[str]] = {}
    for row in records("states"):
        told.setdefault(row["subject"], set()).add(row["state"])
    assert told == {
        "submission": _marks("submission_state"),
        "file": set(FILE_STATES),
        "village": _marks("status"),
        "finding": _marks("finding_state"),
        "decision": {decisions.IN_FORCE, decisions.EXPIRED, decisions.REVOKED, decisions.REPLACED},
        "follow-up": {row["code"] for row in records("codes") if row["list"] == "follow_up_status"},
        "approval": {"draft", APPROVED, RETURNED},
    }


def test_every_state_says_what_it_means_who_sets_it_and_where() -> None:
    assert [row for row in records("states") if not (row["meaning"] and row["set_by"] and row["source"])] == []
