"""Rows to put into a ledger."""

from datetime import datetime


def a_look(**changes: object) -> dict[str, object]:
    """Return one row of *looks*."""
    moment = datetime(2024, 11, 6, 3, 4, 5)  # noqa: DTZ001: the ledger's moments are UTC without a zone
    return {"inbox": "kiriman", "area_code": "35.03", "looked_at": moment, "recorded_at": moment} | changes
