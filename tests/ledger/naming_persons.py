"""Audits in a ledger whose findings name persons."""

from datetime import date

from sqlalchemy import Connection, insert

from tasks.ledger.schema import AUDITS, FINDINGS
from tests.ledger.rows import MOMENT

VILLAGE = "35.03.01.2001"


def add_audit(connection: Connection, key: int, findings: list[dict[str, object]], period: str = "2024-10") -> None:
    common: dict[str, object] = {"inbox": "kiriman", "area_code": "35.03", "language": "id", "revision": 0}
    versions = {"product": "1", "rules": "r", "calendar": "c", "record_sha256": "0" * 64, "recorded_at": MOMENT}
    told = {"id": key, "audit_id": f"audit{key:07d}", "period": period, "as_of": date(2024, 11, 6)}
    connection.execute(insert(AUDITS), [common | versions | told])
    if findings:
        connection.execute(insert(FINDINGS), [{"audit": key} | finding for finding in findings])


def finding(number: int, rule: str = "N07", subject: str | None = "Siti Aminah (NIK …0001)") -> dict[str, object]:
    return {
        "finding_id": f"rincian{number}", "group_id": f"temuan{number}", "rule": rule, "severity": "explain",
        "village_code": VILLAGE, "district_code": "35.03.01", "form": "activities", "subject": subject,
        "date": date(2024, 10, 15), "file": "35.03.01.2001 Besuki/laporan.xlsx", "sheet": "Rakor", "cell": "I7",
        "value": "=TIDAK", "statement": "Rakor dan Ikrar mencatat TIDAK.", "basis": "SKB 5 Lembaga 2/2022 Lampiran I",
        "state": "new", "first_period": "2024-10",
    }  # fmt: skip
