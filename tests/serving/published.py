"""Published audits: a small one made by hand as the audit's own publishing lays it out, and a whole one on record."""

import json
from pathlib import Path

from sqlalchemy import insert

from tasks.ledger.engine import opened_ledger
from tasks.ledger.schema import AUDITS
from tasks.manifest.manifest import RECORD, output_hashes
from tasks.publishing.publishing import publish
from tasks.scoring.results import Results
from tests.ledger.rows import an_audit
from tests.publishing.synthetic import facts_for, tables_for

PERIOD, AREA = "2024-10", "35.03"
WORKBOOK = "audit-35.03-2024-10.xlsx"
REPLY = "balasan/35.03.01.2001-2024-10.xlsx"
FILES = {
    WORKBOOK: b"the regency's workbook " * 100,
    "kecamatan/audit-35.03.01-2024-10.xlsx": b"the district's workbook",
    "data/villages.csv": b"village_code,skn\n35.03.01.2001,88\n",
    "data/attendance.parquet": b"PAR1 days PAR1",
    "paket/paket-BKN-35.03-2024-10.xlsx": b"what BKN acts on",
    REPLY: b"the reply to a village",
}


def publish_by_hand(out: Path, period: str = PERIOD, folder: str = AREA) -> Path:
    """Write the audit into ``<out>/<period>/<folder>/`` and return that folder."""
    place = out / period / folder
    for name, content in FILES.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    record = {
        "area": {"code": AREA, "level": "regency", "name": "Kabupaten Trenggalek"},
        "period": period,
        "as_of": "2024-11-06",
        "outputs": output_hashes(place),
    }
    (place / RECORD).write_text(json.dumps(record), encoding="utf-8")
    return place


def publish_recorded(home: Path) -> Path:
    """Publish a made-up district audit in a home whose ledger knows it, as an audit does; return its workbook."""
    with opened_ledger(home) as ledger:

        def keep_record(digest: str) -> None:
            with ledger.begin() as connection:
                connection.execute(insert(AUDITS), [an_audit(area_code="35.03.01", record_sha256=digest)])

        return publish(home / "audits", facts_for(), Results(**tables_for()), jobs=1, keep_record=keep_record)
