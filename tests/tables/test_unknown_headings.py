"""What may stand under a heading that is not understood is asked about (D29), and held against nobody."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tests.builders import VILLAGE, full_month, full_return, grid_rows, identity_rows, labels, workbook
from tests.pipeline import Audited, Sent, audit_sent

SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2025, 1, 6))
PLEDGES = [
    [1, date(2024, 10, 10), "IKRAR", "Sutrisno", None, None, "YA", None, "TIDAK"],
    [2, date(2024, 10, 10), "IKRAR", "Siti Aminah", None, None, "YA", None, "YA"],
]
CASE = {
    "Tanggal Kejadian": date(2024, 10, 9),
    "Tanggal Diketahui": date(2024, 10, 10),
    "Tanggal Lapor": date(2024, 10, 11),
    "Nama Terlapor": "Siti Aminah",
    "Jabatan": "Sekretaris Desa",
    "Status Kepegawaian": "PERANGKAT",
    "Kode Dugaan Pelanggaran": "V-05",
    "Uraian": "Hadir di kampanye",
    "Status Penanganan": "KAJIAN_AWAL",
}
RISK = {
    "Variabel": "NETRALITAS",
    "Lokasi/TPS": "TPS 1",
    "Uraian": "rawan",
    "Tingkat": 2,
    "Sumber": "TNI",
    "Upaya Pencegahan": "patroli",
    "Penanggung Jawab": "Babinsa",
    "Target Selesai": date(2024, 11, 1),
    "Status": "Berjalan",
}


def _form(form: str, entry: Mapping[str, object]) -> list[list[object]]:
    headings = labels(form)
    assert entry.keys() <= set(headings), sorted(map(str, headings))
    return [headings, [entry.get(str(label)) for label in headings]]


def _renamed(rows: list[list[object]], headings: Mapping[str, str | None]) -> list[list[object]]:
    """Return a form whose columns are called otherwise; None leaves a column out."""
    kept = [place for place, label in enumerate(rows[0]) if headings.get(str(label), "") is not None]
    called = [headings.get(str(label), label) for label in rows[0]]
    return [[row[place] for place in kept if place < len(row)] for row in [called, *rows[1:]]]


def _audited(**changes: list[list[object]]) -> Audited:
    stated = identity_rows(**{"Laporan Nihil": "TIDAK", "Kerawanan Nihil": "TIDAK"})
    content = workbook(full_return(**{"Identitas": stated, **changes}))
    return audit_sent([Sent(f"{VILLAGE}/kiriman.xlsx", "village", VILLAGE, content)], SCOPE)


def _found(audited: Audited, *codes: str) -> list[tuple[str, str]]:
    found = audited.findings[audited.findings["rule"].isin(codes)]
    return [(str(rule), str(cell)) for rule, cell in found[["rule", "cell"]].itertuples(index=False)]


def _figure(audited: Audited, name: str) -> object:
    value = audited.results.villages.set_index("village_code").loc[VILLAGE, name]
    return None if pd.isna(value) else value


def test_a_pledge_refused_in_its_own_column_is_told() -> None:
    audited = _audited(Rakor=[labels("activities"), *PLEDGES])
    assert [rule for rule, _ in _found(audited, "N07", "D29", "D27")] == ["N07"]
    assert _figure(audited, "cpi") == 0.5


@pytest.mark.parametrize(
    ("heading", "asked"), [("Komitmen Netral", [("D29", "I1")]), ("Alamat", [("D29", "A1")]), (None, [("D29", "A1")])]
)
def test_a_pledge_without_a_column_of_its_own_is_asked_and_in_no_number(
    heading: str | None, asked: list[tuple[str, str]]
) -> None:
    (label,) = [label for label in labels("activities") if "Ikrar" in str(label)]
    audited = _audited(Rakor=_renamed([labels("activities"), *PLEDGES], {str(label): heading}))
    assert _found(audited, "N07", "D29", "D27") == asked
    assert _figure(audited, "cpi") in ({None} if heading == "Komitmen Netral" else {None, 0.0})


def test_who_has_no_known_status_is_in_the_pledges_only_with_a_signed_one() -> None:
    people = [
        [1, "Sutrisno", "3503010101700001", "Anggota", "?", *full_month()],
        [2, "Siti Aminah", "3503014202850002", "Anggota", None, *full_month()],
    ]
    audited = _audited(Hadir=grid_rows(people), Rakor=[labels("activities"), *PLEDGES])
    assert _found(audited, "N07", "D27") == []
    assert _figure(audited, "cpi") == 1.0


def test_a_case_whose_stage_stands_under_an_unknown_heading_is_neither_open_nor_closed() -> None:
    form = _form("reports", CASE)
    assert _figure(_audited(Laporan=form), "lbs") == 1.0
    audited = _audited(Laporan=_renamed(form, {"Status Penanganan": "Sampai di mana"}))
    assert [rule for rule, _ in _found(audited, "D29")] == ["D29"]
    assert _figure(audited, "lbs") == 0.0


@pytest.mark.parametrize("label", ["Upaya Pencegahan", "Penanggung Jawab", "Target Selesai"])
def test_care_under_an_unknown_heading_is_not_missing(label: str) -> None:
    form = _form("vulnerabilities", RISK)
    assert [rule for rule, _ in _found(_audited(Kerawanan=_renamed(form, {label: None})), "K01", "D29")] == ["K01"]
    audited = _audited(Kerawanan=_renamed(form, {label: "Langkah kami"}))
    assert [rule for rule, _ in _found(audited, "K01", "D29")] == ["D29"]


def test_a_status_under_an_unknown_heading_may_say_that_prevention_is_done() -> None:
    form = _form("vulnerabilities", RISK)
    assert [rule for rule, _ in _found(_audited(Kerawanan=form), "K02", "D29")] == ["K02"]
    audited = _audited(Kerawanan=_renamed(form, {"Status": "Sampai di mana"}))
    assert [rule for rule, _ in _found(audited, "K02", "D29")] == ["D29"]
