"""What is published of people also where a month has no officials at all."""

from datetime import date

from data.calendar import Period
from data.register import area, villages_in
from data.scope import Scope
from tests.builders import unsigned_return, workbook
from tests.pipeline import Sent, audit_sent


def test_meetings_and_pledges_are_published_where_nobody_is_known_as_an_official() -> None:
    sheets = unsigned_return()
    del sheets["Hadir"]
    for row in sheets["Rakor"][1:]:
        row[4] = "3503010101700001"
    village = str(villages_in("35.03")["code"].iloc[0])
    scope = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
    audited = audit_sent([Sent(f"{village}/kiriman.xlsx", "village", village, workbook(sheets))], scope)
    assert audited.results.activities["official"].tolist() == ["••••••••••••0001"] * 2
