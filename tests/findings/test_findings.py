"""From failing rows to findings: place, value, sentence, order, and an identity that survives a resubmission."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.calendar import Period
from data.catalogue import rules
from data.forms import expected_forms
from data.register import area
from data.scope import Scope
from data.tables import columns, frame
from expectations.validation import Verdict
from tasks.findings.findings import findings_and_mends
from tasks.findings.results import results_of
from tasks.tables.judged import Judged

VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
NIP = "198508172010011001"
FILE = "35.03.01.2001 Besuki/laporan.xlsx"

Row = Mapping[str, object]


def _scope(language: str = "id") -> Scope:
    return Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6), language)


def _all_fail(failing: Mapping[str, Sequence[Row]]) -> tuple[Judged, list[Verdict]]:
    """Return one table for each rule, all of whose rows fail, and the verdicts that say so."""
    tables: dict[str, pd.DataFrame] = {}
    verdicts = []
    for code, rows in failing.items():
        table = rules()[code].table
        full = [{"village_code": VILLAGE, "file": FILE, "sheet": "Lembar1"} | dict(row) for row in rows]
        tables[table] = frame(table, "judge", full)
        verdicts.append(Verdict(code, len(rows), 0, len(rows), 0, "", tuple(range(len(rows)))))
    return replace(Judged.empty(), **tables), verdicts


def _findings(failing: Mapping[str, Sequence[Row]], language: str = "id") -> pd.DataFrame:
    tables, verdicts = _all_fail(failing)
    found, _ = findings_and_mends(tables, verdicts, _scope(language))
    return found


def _only(failing: Mapping[str, Sequence[Row]]) -> pd.Series:
    found = _findings(failing)
    assert len(found) == 1
    return found.iloc[0]


def test_a_finding_tells_what_where_and_whose() -> None:
    found = _only(
        {
            "D01": [
                {
                    "form": "attendance",
                    "row": 7,
                    "subject": "Sutrisno",
                    "subject_identifier": NIP,
                    "identifier_shown": "19850817 201001 1 01",
                    "identifier_cell": "C7",
                }
            ]
        },
    )
    assert found[["rule", "severity", "village_code", "district_code", "form"]].tolist() == [
        "D01",
        "explain",
        VILLAGE,
        "35.03.01",
        "attendance",
    ]
    assert found[["file", "sheet", "cell"]].tolist() == [FILE, "Lembar1", "C7"]
    assert found["subject"] == "Sutrisno (••••••••2010011•••)"
    assert found["value"] == "•" * 17
    assert found["basis"] == rules()["D01"].criterion_id
    assert found[["state", "first_period"]].tolist() == ["new", "2024-10"]


def test_a_row_brings_the_cell_of_its_finding_or_there_is_none() -> None:
    day = {"row": 9, "field": "day_31", "day": 31, "shown": "H"}
    assert _only({"D12": [day | {"cell": "AJ9"}]})["cell"] == "AJ9"
    assert pd.isna(_only({"D12": [day]})["cell"])
    assert pd.isna(_only({"D07": [{"registered_name": "Siti", "name_cell": "B4"}]})["cell"])
    period = _only({"S05": [{"period_cell": "B5", "period_sheet": "Identitas", "period_shown": "Oktober", "row": 3}]})
    assert period[["sheet", "cell", "value"]].tolist() == ["Identitas", "B5", "Oktober"]
    hidden = _only({"S10": [{"hidden_sheet": "Lembar2", "hidden_cell": "A3", "sheet": None}]})
    assert hidden[["sheet", "cell"]].tolist() == ["Lembar2", "A3"]
    macros = _only({"S10": [{"has_macros": True, "sheet": None}]})
    assert macros[["sheet", "cell"]].isna().all()


def test_the_first_backward_date_is_the_one_shown() -> None:
    dates = {"incident_date": date(2024, 10, 2), "known_date": date(2024, 10, 1), "reported_date": date(2024, 10, 4)}
    cells = {"incident_date_cell": "C4", "known_date_cell": "D4", "reported_date_cell": "E4"}
    found = _only({"D19": [dates | cells]})
    assert (found["cell"], found["value"], found["date"]) == ("D4", "2024-10-01", pd.Timestamp(2024, 10, 2))


@pytest.mark.parametrize("rows", [{"S03": {"unreadable": "pdf"}}, {"S06": {}}, {"S03": {"unreadable": "unheard_of"}}])
@pytest.mark.parametrize(("received", "severity"), [(4, "advise"), (3, "block")])
def test_a_stray_file_beside_four_current_forms_is_only_noted(
    rows: Mapping[str, Row], received: int, severity: str
) -> None:
    judged, verdicts = _all_fail({rule: [row] for rule, row in rows.items()})
    submitted = [
        {"village_code": VILLAGE, "form": form, "state": "current" if number < received else "missing"}
        for number, form in enumerate(expected_forms())
    ]
    judged = replace(judged, submissions=frame("submissions", "judge", submitted))
    found = findings_and_mends(judged, verdicts, _scope())[0].iloc[0]
    plain = findings_and_mends(replace(judged, submissions=Judged.empty().submissions), verdicts, _scope())[0].iloc[0]
    assert (found["severity"], plain["severity"]) == (severity, "block")
    note = " Keempat formulir bulan ini sudah lengkap; berkas atau lembar ini tidak dipakai."
    assert found["statement"] == plain["statement"] + (note if severity == "advise" else "")
    assert found["finding_id"] == plain["finding_id"]


@pytest.mark.parametrize(
    ("rule", "row", "statement", "mend"),
    [
        ("S03", {"unreadable": "too_large"}, "batas 20 MB", "Hapus foto"),
        ("S03", {"unreadable": "too_many_cells"}, "200.000 sel", "Hapus lembar"),
        ("S03", {"unreadable": "unheard_of"}, rules()["S03"].statement_id, rules()["S03"].mend_id),
        ("S07", {"missing_columns": "Uraian"}, "tidak ditemukan: Uraian.", "kolom Uraian dengan judul"),
        (
            "S07",
            {"missing_columns": "Uraian", "suggestions": "Urain → Uraian"},
            "mirip: Urain → Uraian.",
            "(Urain → Uraian)",
        ),
        ("S05", {"period": "2024-09"}, "periode September 2024", "untuk September 2024"),
        (
            "S05",
            {"period_problem": "several", "period_told": "A; B"},
            "lebih dari satu bulan: A; B.",
            "satu bulan saja",
        ),
        ("S05", {"period_problem": "missing"}, "tidak tertulis pada lembar", "misalnya Oktober 2024"),
        (
            "S10",
            {"has_macros": True, "has_links": True},
            f"Berkas {Path(FILE).name} memuat tautan",
            "tanpa makro",
        ),
        ("S10", {"has_macros": True, "file": "35 Besuki/hadir.xlsm"}, "Berkas hadir.xlsm memuat makro", "tanpa makro"),
        ("S03", {"unreadable": "pdf", "file": "35 Besuki/hadir.pdf"}, "Berkas hadir.pdf adalah PDF", "Excel asli"),
        (
            "D14",
            {"subject": "Budi", "code": "H", "written": 9, "counted": 8},
            "Kolom jumlah H Budi tertulis 9",
            "kolom Jumlah",
        ),
        (
            "D23",
            {"error": "#REF!", "subject": "Budi", "label": "7", "kind": "attendance"},
            "Sel kehadiran Budi pada tanggal 7 menampilkan pesan kesalahan #REF!.",
            "rumus",
        ),
        ("S10", {"hidden_sheet": "X", "hidden_cell": "B2"}, "lembar X, mulai sel B2", "Tampilkan"),
        ("D03", {"identifier": "198513172010011001"}, "angka ke-1 sampai ke-8", "delapan angka pertama"),
        ("D03", {"identifier": "198508172010131001"}, "angka ke-9", "21 sampai 29"),
        ("D03", {"identifier": "198508172010013001"}, "angka ke-15", "2 untuk perempuan"),
        ("D03", {"identifier": "198508172010011000"}, "angka ke-16", "tiga angka terakhir"),
        ("D04", {"identifier": "3503013208850002"}, "angka ke-7", "KTP"),
        ("D04", {"identifier": "3503011708850000"}, "angka ke-13", "empat angka terakhir"),
        ("D09", {"shown": "A"}, '"A" bermakna ganda', "kode resmi"),
        ("D09", {"shown": "xx"}, 'Kode kehadiran "xx" tidak dikenal.', rules()["D09"].mend_id),
        (
            "D20",
            {"stated": "YA", "shown": "YA", "row_count": 1},
            "YA, sedangkan formulirnya berisi 1 baris",
            "menjadi TIDAK",
        ),
        ("D20", {"stated": "TIDAK", "shown": "TIDAK", "row_count": 0}, "formulirnya kosong", "menjadi YA"),
        ("D20", {"row_count": 0}, "belum diisi", "dengan YA"),
        ("D21", {"label": "Uraian"}, "wajib Uraian pada laporan kosong", "kolom Uraian"),
        ("D21", {"label": "Status Kepegawaian", "shown": "DUKUN"}, "daftar pilihan", "HONORER"),
        ("D23", {"error": "rumus"}, "nilainya tidak tersimpan", "simpan ulang"),
        ("D23", {"error": "#REF!"}, rules()["D23"].statement_id, rules()["D23"].mend_id),
        ("D23", {"error": "#REF!", "label": "9", "form": "attendance"}, "kesalahan #REF!.", rules()["D23"].mend_id),
    ],
)
def test_a_cause_has_its_own_sentence_and_mend(rule: str, row: Row, statement: str, mend: str) -> None:
    tables, verdicts = _all_fail({rule: [row]})
    found = findings_and_mends(tables, verdicts, _scope())[0].iloc[0]
    assert statement in found["statement"]
    assert mend in findings_and_mends(tables, verdicts, _scope())[1][found["finding_id"]]


def test_a_copied_sheet_names_the_other_village() -> None:
    copied = {"form": "reports", "content_hash": "a", "row_count": 1}
    found = _findings({"S09": [copied, copied | {"village_code": NEIGHBOUR}]})
    assert found["value"].tolist() == [NEIGHBOUR, VILLAGE]
    assert NEIGHBOUR in found["statement"].iloc[0]


def test_english_is_spoken_when_asked_for() -> None:
    found = _findings({"S03": [{"unreadable": "too_large"}], "D05": [{}]}, language="en")
    assert found["statement"].tolist() == [rules()["D05"].statement_en, "The file is larger than the limit of 20 MB."]


def test_an_id_survives_another_file_and_another_row_but_not_another_day() -> None:
    def ids(**changes: object) -> list[str]:
        blank = {"form": "attendance", "identity": "sutrisno", "row": 7, "field": "day_7", "date": date(2024, 10, 7)}
        return _findings({"D10": [blank | changes]})["finding_id"].tolist()

    assert ids() == ids(file="lain.xlsx", sheet="Lembar9", row=30, table_number=8) == ids(field="name")
    assert len({*ids(), *ids(date=date(2024, 10, 8)), *ids(identity="siti"), *ids(village_code=NEIGHBOUR)}) == 4
    assert all(len(found) == 16 and set(found) <= set("0123456789abcdef") for found in ids())


def test_fields_tell_the_cells_of_one_row_apart_and_true_doubles_are_numbered() -> None:
    cell = {"form": "reports", "identity": "sutrisno", "row": 4, "field": "description"}
    once = _findings({"D21": [cell]})
    found = _findings({"D21": [cell, cell | {"field": "category"}, cell | {"row": 9}]})
    assert found["finding_id"].is_unique
    assert once["finding_id"].iloc[0] in set(found["finding_id"])
    again = _findings({"D21": [cell | {"row": 9}, cell | {"field": "category"}, cell]})
    assert found.equals(again)


def test_a_group_is_village_and_rule() -> None:
    found = _findings({"D05": [{"identity": "a"}, {"identity": "b"}, {"village_code": NEIGHBOUR}], "S08": [{}]})
    assert found.groupby(["village_code", "rule"])["group_id"].nunique().eq(1).all()
    assert found["group_id"].nunique() == 3


def test_findings_are_sorted_as_a_reader_walks_the_sheet() -> None:
    first = {"shown": "xx", "field": "day_1", "cell": "F9"}
    rows = [
        first | {"cell": "F10"},
        first | {"cell": "AA9", "field": "day_22"},
        first,
        first | {"sheet": "Lembar0"},
        first | {"village_code": NEIGHBOUR},
    ]
    found = _findings({"D09": rows, "D01": [{"identifier_shown": "1", "identifier_cell": "C99"}]})
    assert list(zip(found["rule"], found["sheet"], found["cell"], strict=True)) == [
        ("D01", "Lembar1", "C99"),
        ("D09", "Lembar0", "F9"),
        ("D09", "Lembar1", "F9"),
        ("D09", "Lembar1", "AA9"),
        ("D09", "Lembar1", "F10"),
        ("D09", "Lembar1", "F9"),
    ]


def test_no_failing_row_is_no_finding() -> None:
    passed = Verdict("D05", 1, 1, 0, 0, "", ())
    tables = replace(Judged.empty(), mentions=frame("mentions", "judge", [{"name": "Siti"}]))
    found, _ = findings_and_mends(tables, [passed], _scope())
    assert found.empty
    assert found.dtypes.astype("str").to_dict() == columns("findings", "result")
    assert findings_and_mends(tables, [passed], _scope())[1] == {}


def test_results_give_each_rules_account_in_the_catalogues_order() -> None:
    found = results_of([Verdict("D14", 0, 0, 0, 4, "tidak ada angka", ()), Verdict("S01", 3, 2, 1, 1, "", (5,))])
    assert found["rule"].tolist() == ["S01", "D14"]
    assert found[["applied", "passed", "failed", "not_applied"]].to_numpy().tolist() == [[3, 2, 1, 1], [0, 0, 0, 4]]
    assert found["reason"].isna().tolist() == [True, False]
