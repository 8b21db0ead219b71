"""What of the persons' words a district's workbook shows: those about its own villages."""

import pandas as pd

from data.register import area
from data.tables import frame
from tasks.publishing.workbook.part import part_of
from tasks.scoring.results import Results
from tests.publishing.synthetic import facts_for, tables_for

INSIDE, OUTSIDE = "35.03.01.2001", "35.03.02.2001"


def test_a_district_sees_decisions_follow_ups_and_refusals_of_its_own_villages() -> None:
    tables = tables_for("35.03", people=1, findings=5)
    day = pd.Timestamp("2024-11-06")
    rows = [
        {"village_code": INSIDE, "reason": "di dalam"},
        {"village_code": OUTSIDE, "reason": "di luar"},
        {"village_code": None, "reason": "tanpa desa"},
    ]
    tables["decisions"] = frame("decisions", "result", [{"kind": "EXTENSION", "decided_on": day} | row for row in rows])
    tables["refusals"] = frame("refusals", "result", rows)
    followed = [{"village_code": code, "group_id": code, "status": 1, "row": 7} for code in (INSIDE, OUTSIDE)]
    tables["follow_ups"] = frame("follow_ups", "result", followed)
    facts = facts_for("35.03")
    own = part_of(facts, area("35.03.01"), Results(**tables)).tables
    for name in ("decisions", "refusals", "follow_ups"):
        assert getattr(own, name)["village_code"].tolist() == [INSIDE]
    assert len(part_of(facts, facts.scope.area, Results(**tables)).tables.refusals) == 3
