"""What of the persons' words a district's workbook shows: those about its own villages."""

import pandas as pd

from data.catalogue import rules
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


def test_the_weightiest_stands_first_what_is_said_about_persons_before_how_sheets_were_filled_in() -> None:
    tables = tables_for("35.03.01", people=1, findings=6)
    told = ["D05", "N01", "S02", "N07", "N07", "D21", "S03"]
    found = tables["findings"].iloc[: len(told)].assign(rule=told, village_code=INSIDE)
    tables["findings"] = found.assign(severity=[rules()[code].severity for code in told], group_id=told)
    facts = facts_for("35.03.01")
    shown = part_of(facts, facts.scope.area, Results(**tables)).groups
    assert shown["rule"].tolist() == ["S03", "N01", "N07", "S02", "D05", "D21"]
