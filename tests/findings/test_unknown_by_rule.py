"""What unknown does, rule by rule: a table of every state that an input can have; each row is a village of one audit.

Held against nobody: what is blank, not understood, without a row, or in a form that was not sent.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import pytest

from data.calendar import Period, is_day_off
from data.register import area, villages_in
from data.scope import Scope
from tests.builders import grid_rows, labels, unsigned_return, workbook
from tests.pipeline import Audited, Sent, audit_sent

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
EVENTS, OTHER = (9, 24), 10
Days = list[object]
Sheets = dict[str, list[list[object]]]
NO_ROW, NO_FORM = "no row", "no form"
_UNKNOWN = (None, None)
"""The share of what nothing was read of."""


class Row(NamedTuple):
    """An input in one state: the return that holds it; which ``rules`` of those ``asked`` find something; figures."""

    what: str
    state: str
    sheets: Sheets
    asked: set[str]
    rules: set[str]
    figures: dict[str, object]


def _days(*changes: tuple[int, object]) -> Days:
    days: Days = [None if is_day_off(day, "5") else "H" for day in SCOPE.period.days()]
    for day, code in changes:
        days[day - 1] = code
    return days


def _return(second: Days, **sheets: list[list[object]]) -> Sheets:
    """Return a whole return of two officials; the second one has these days."""
    people = [[1, "Sutrisno", None, "Kepala Desa", "KADES", *_days((15, "DL"))]]
    people.append([2, "Siti Aminah", None, "Sekretaris Desa", "PNS", *second])
    own: Sheets = {"Hadir": [list(row) for row in grid_rows(people)], "Rakor": _activities("YA", "YA")}
    whole = {name: [list(row) for row in rows] for name, rows in unsigned_return().items()}
    return whole | own | sheets


def _stated(nil: str, value: object) -> list[list[object]]:
    rows = [list(row) for row in unsigned_return()["Identitas"]]
    return [[label, value] if label == nil else [label, said] for label, said in rows]


def _activities(pledge: object, came: object) -> list[list[object]]:
    rows = [
        [number, date(2024, 10, day), kind, name, None, None, attended, None, signed]
        for number, (day, kind, name, attended, signed) in enumerate(
            [
                (10, "IKRAR", "Sutrisno", "YA", "YA"),
                (15, "RAKOR", "Sutrisno", "YA", None),
                (10, "IKRAR", "Siti Aminah", "YA", pledge),
                (15, "RAKOR", "Siti Aminah", came, None),
            ],
            start=1,
        )
    ]
    left = [row for row in rows if NO_ROW not in row]
    return [labels("activities"), *left]


def _pledges() -> Iterator[Row]:
    """N07 and N08 for an explicit TIDAK alone; without a row D27; without the form S01 alone."""
    asked = {"N07", "N08", "D27", "S01"}
    recorded: list[tuple[str, object, set[str], tuple[float, float]]] = [
        ("yes", "YA", set(), (2, 2)),
        ("no", "TIDAK", {"N07", "N08"}, (1, 2)),
        ("blank", None, set(), (1, 2)),
        ("not understood", "mungkin", set(), (1, 1)),  # in neither number
        (NO_ROW, NO_ROW, {"D27"}, (1, 2)),  # counts as not recorded
    ]
    for state, value, rules, share in recorded:
        sheets = _return(_days((16, "DL")), Rakor=_activities(value, value))
        yield Row("pledge and meeting", state, sheets, asked, rules, {"cpi": share, "krk": share})
    sheets = _return(_days((16, "DL")))
    del sheets["Rakor"]
    yield Row("pledge and meeting", NO_FORM, sheets, asked, {"S01"}, {"cpi": _UNKNOWN, "krk": _UNKNOWN})


def _reports() -> Iterator[Row]:
    """N02 is not applied without stage and day of the report, N03 not without stage, day of the act and body."""
    told: dict[str, object] = {
        "Tanggal Kejadian": date(2024, 10, 3), "Tanggal Lapor": date(2024, 10, 4), "Nama Terlapor": "Fulan",
        "Status Kepegawaian": "PNS", "Kode Dugaan Pelanggaran": "D-04", "Uraian": "x", "Diteruskan Ke": "BUPATI",
        "Status Penanganan": "KAJIAN_AWAL",
    }  # fmt: skip
    states: list[tuple[str, dict[str, object], set[str]]] = [("known", {}, {"N02", "N03"})]
    left = {"Tanggal Kejadian": {"N02"}, "Diteruskan Ke": {"N02"}, "Tanggal Lapor": {"N03"}, "Status Penanganan": set()}
    for field, rules in left.items():
        states += [(f"{field} blank", {field: None}, rules), (f"{field} not understood", {field: "entah"}, rules)]
    for state, change, rules in states:
        written = [(told | change).get(str(label)) for label in labels("reports")]
        sheets = _return(
            _days((15, "DL")), Laporan=[labels("reports"), written], Identitas=_stated("Laporan Nihil", "TIDAK")
        )
        yield Row("report", state, sheets, {"N02", "N03"}, rules, {})


def _coincidences() -> Iterator[Row]:
    """N05 takes a day that is not known as present where there was an event, and as TK elsewhere."""
    for state, value in (("no", "TK"), ("blank", None), ("not understood", "??"), ("yes", "H")):
        on_event = {"event_unexcused": 1 + (value == "TK"), "other_unexcused": 0}
        days = _days((EVENTS[0], "TK"), (EVENTS[1], value))
        yield Row("event day", state, _return(days), {"N05"}, {"N05"} if value == "TK" else set(), on_event)
        elsewhere = {"event_unexcused": 1, "other_unexcused": int(value != "H")}
        days = _days((EVENTS[0], "TK"), (OTHER, value))
        yield Row("other day", state, _return(days), {"N05"}, set(), elsewhere)


def _runs() -> Iterator[Row]:
    """N10's runs break at what is not known; the days of TK still count."""
    fortnight = [day for day in range(1, 15) if not is_day_off(date(2024, 10, day), "5")]
    for state, value, longest in (("no", "TK", 10), ("blank", None, 5), ("not understood", "??", 5), ("yes", "H", 5)):
        days = _days(*((day, "TK") for day in fortnight), (fortnight[5], value))
        yield Row("run of TK", state, _return(days), {"N10"}, {"N10"}, {"longest_run": longest})


def _sameness() -> Iterator[Row]:
    """N11 and N12 are not applied while an input is not known."""
    for state, value, rules in (("known", "H", {"N11"}), ("blank", None, set()), ("not understood", "??", set())):
        grid = [[n, name, None, "Kaur", "PERANGKAT", *_days()] for n, name in enumerate(("Agus", "Budi", "Cahya"), 1)]
        grid[2][5 + OTHER - 1] = value
        sheets = _return(_days(), Hadir=[list(row) for row in grid_rows(grid)])
        yield Row("same attendance", state, sheets, {"N11"}, rules, {})
    silent: list[tuple[str, object, object, set[str]]] = [
        ("known", 2, "YA", {"N12"}),
        ("level blank", None, "YA", set()),
        ("level not understood", "entah", "YA", set()),
        ("nil blank", 2, None, set()),
        ("nil not understood", 2, "entah", set()),
    ]
    for state, level, nil, rules in silent:
        entry = [1, "NETRALITAS APARATUR", "TPS 1", "a", level, "POLRI"]
        stated = [
            [label, "TIDAK"] if label == "Kerawanan Nihil" else [label, value]
            for label, value in _stated("Laporan Nihil", nil)
        ]
        sheets = _return(_days((15, "DL")), Kerawanan=[labels("vulnerabilities"), entry], Identitas=stated)
        yield Row("nil report", state, sheets, {"N12"}, rules, {})


MAKERS: tuple[Callable[[], Iterator[Row]], ...] = (_pledges, _reports, _coincidences, _runs, _sameness)
TABLE = [row for make in MAKERS for row in make()]
VILLAGES = villages_in("35.03").query("kind == 'desa'")["code"].tolist()[: len(TABLE)]


@pytest.fixture(scope="module")
def found() -> Audited:
    """Audit every row of the table, each as a village of its own."""
    register = [labels("register")]
    for code, row in zip(VILLAGES, TABLE, strict=True):
        register += [
            [code, person[1], None, person[3], person[4]]
            for person in row.sheets["Hadir"][1:]
        ]  # fmt: skip
    meeting = [date(2024, 10, 15), "08:00", "10:00", "RAKOR", "Rakor netralitas", "35.03", "Inspektorat", "SEMUA"]
    events = [[date(2024, 10, day), None, None, "KAMPANYE", "Kampanye", "35.03", None, None] for day in EVENTS]
    agenda = workbook({"Agenda": [labels("agenda"), meeting, *events]})
    sent = [
        Sent("_kabupaten/daftar-pejabat.xlsx", "regency", None, workbook({"Pejabat": register})),
        Sent("_kabupaten/agenda.xlsx", "regency", None, agenda),
    ]
    for code, row in zip(VILLAGES, TABLE, strict=True):
        sent.append(Sent(f"{code}/kiriman.xlsx", "village", code, workbook(row.sheets)))
    return audit_sent(sent, SCOPE)


def _share(indicator: "pd.Series[Any]") -> tuple[int | None, int | None]:
    numerator, denominator = (indicator[part] for part in ("numerator", "denominator"))
    return (None, None) if pd.isna(denominator) else (int(numerator), int(denominator))


CASES = [pytest.param(code, row, id=f"{row.what}: {row.state}") for code, row in zip(VILLAGES, TABLE, strict=True)]


@pytest.mark.parametrize(("code", "row"), CASES)
def test_only_what_is_known_is_found(found: Audited, code: str, row: Row) -> None:
    findings = found.findings[found.findings["village_code"] == code]
    assert set(findings["rule"]) & row.asked == row.rules
    asked_for = findings[findings["rule"] == "D27"]
    assert asked_for["subject"].is_unique, "one finding a person"
    assert not asked_for["subject"].str.startswith("Sutrisno").any()


@pytest.mark.parametrize(("code", "row"), [case for case in CASES if case.values[1].figures])  # type: ignore[union-attr]
def test_what_is_not_known_counts_as_the_rule_says(found: Audited, code: str, row: Row) -> None:
    results = found.results
    indicators = results.indicators[results.indicators["area_code"] == code].set_index("indicator")
    of_village = results.coincidences[(results.coincidences["village_code"] == code)]
    (coincidences,) = of_village[of_village["official"].isna() & of_village["name"].isna()].to_dict("records")
    absences = found.judged.absences
    longest = absences.loc[absences["village_code"] == code, "longest_run"].max()
    known = coincidences | {"longest_run": None if pd.isna(longest) else int(longest)}
    known |= {name: _share(indicators.loc[name]) for name in ("cpi", "krk")}
    assert {name: known[name] for name in row.figures} == row.figures


def test_every_state_of_the_table_has_its_row() -> None:
    states = {row.state for row in TABLE if row.what == "pledge and meeting"}
    assert states == {"yes", "no", "blank", "not understood", NO_ROW, NO_FORM}
    assert {rule for row in TABLE for rule in row.asked} >= {
        "N02", "N03", "N05", "N07", "N08", "N10", "N11", "N12", "D27",
    }  # fmt: skip
