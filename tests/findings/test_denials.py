"""What denies something and is yet contradicted, unsure or about nobody accuses no person; it is asked where it can be.

Each case came as a workbook that made a false accusation.
"""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest

from data.calendar import Period, is_day_off
from data.register import area
from data.scope import Scope
from tests.builders import VILLAGE, Rows, full_month, full_return, grid_rows, identity_rows, labels, workbook
from tests.pipeline import Sent, audit_sent

SCOPE = Scope(area(VILLAGE), Period(2024, 10), date(2024, 11, 5))
HEAD = ["Sutrisno", "3503010101700001", "Kepala Desa", "KADES"]
CLERK = ["Siti Aminah", "198502022010012003", "Sekretaris Desa", "PNS"]
PLEDGES: Rows = [
    [number, date(2024, 10, 3), "IKRAR", *who[:3], "YA", None, "YA"]
    for number, who in enumerate((HEAD, CLERK), start=1)
]
MEETING = [date(2024, 10, 10), "09:00", "11:00", "RAKOR", "Rakor", VILLAGE, "Kecamatan", "SEMUA"]


def _found(*events: Sequence[object], register: Sequence[Sequence[object]] = (), **sheets: Rows) -> pd.DataFrame:
    """Return the findings about one village of two officials and those of the register, at work on every working day.

    All were called to a meeting on 10 October.
    In: other events of the agenda, the officials whom the register knows, and sheets that are other than usual.
    """
    officials = (HEAD, CLERK, *register)
    attendance = grid_rows([[number, *who, *full_month()] for number, who in enumerate(officials, start=1)])
    whole: dict[str, Rows] = {"Hadir": attendance, "Rakor": [labels("activities"), *PLEDGES]}
    agenda = workbook({"Agenda": [labels("agenda"), MEETING, *events]})
    sent = [
        Sent(f"{VILLAGE} Besuki/laporan.xlsx", "village", VILLAGE, workbook(full_return(**(whole | sheets)))),
        Sent("_kabupaten/agenda.xlsx", "regency", None, agenda),
    ]
    if register:
        known = workbook({"Pejabat": [labels("register"), *([VILLAGE, *who] for who in register)]})
        sent.append(Sent("_kabupaten/daftar-pejabat.xlsx", "regency", None, known))
    return audit_sent(sent, SCOPE).findings


def _meeting(*rows: Sequence[object]) -> Rows:
    """Return activities with the pledges; a row of the meeting is who, Hadir, Diwakili Oleh, Ikrar and Keterangan."""
    came = [[9, date(2024, 10, 10), "RAKOR", *who[:3], *told] for who, *told in rows]  # type: ignore[index]
    return [labels("activities"), *PLEDGES, *came]


def _cells(found: pd.DataFrame, rule: str) -> list[str]:
    return found.loc[found["rule"] == rule, "cell"].tolist()


def test_absent_and_represented_in_one_row_is_asked_and_accuses_nobody() -> None:
    told = _meeting([HEAD, "TIDAK", "Dwi Lestari"], [CLERK, "TIDAK", None, None, "Sakit, diwakili Kaur"])
    found = _found(Rakor=told)
    assert (_cells(found, "N08"), _cells(found, "D26")) == ([], ["G4", "G5"])
    first, second = found.loc[found["rule"] == "D26", "statement"]
    assert ('tertulis "Dwi Lestari"' in first, 'tertulis "Sakit, diwakili Kaur"' in second) == (True, True)


def test_a_pledge_is_not_signed_by_who_represents_somebody() -> None:
    row = [1, date(2024, 10, 3), "IKRAR", *CLERK[:3], "DIWAKILI", "Dwi Lestari", "TIDAK"]
    found = _found(Rakor=[labels("activities"), row])
    assert (_cells(found, "N07"), _cells(found, "D26")) == (["I2"], [])


def test_absent_and_not_represented_is_found() -> None:
    told = _meeting([HEAD, "TIDAK", "-"], [CLERK, "TIDAK", None, None, "tanpa kabar, tidak diwakili"])
    found = _found(Rakor=told)
    assert (_cells(found, "N08"), _cells(found, "D26")) == (["G4", "G5"], [])


def test_an_absence_or_pledge_beside_a_remark_that_does_not_confirm_it_is_asked() -> None:
    at_meetings = [
        "Sekdes yang datang",
        "undangan tidak sampai",
        "sakit (surat dokter)",
        "izin",
        "tanpa alasan",
        "Lupa",
    ]
    rows = [
        [None, date(2024, 10, 10), "RAKOR", *who[:3], "TIDAK", None, None, remark]
        for who, remark in zip(CLERKS, at_meetings, strict=True)
    ]
    found = _found(register=CLERKS, Rakor=[labels("activities"), *rows])
    assert (_cells(found, "N08"), _cells(found, "D26")) == (["G6", "G7"], ["G2", "G3", "G4", "G5"])
    of_pledges = [
        "ikrar diteken tgl 14",
        "naskah sudah diparaf",
        "ikut di kabupaten",
        "belum sempat, 14/10",
        "menolak",
        "",
    ]
    rows = [
        [None, date(2024, 10, 3), "IKRAR", *who[:3], "YA", None, "TIDAK", None, remark]
        for who, remark in zip(CLERKS, of_pledges, strict=True)
    ]
    found = _found(register=CLERKS, Rakor=[labels("activities"), *rows])  # the remark beside the form's own columns
    assert (_cells(found, "N07"), _cells(found, "D26")) == (["I6", "I7"], ["I2", "I3", "I4", "I5"])


@pytest.mark.parametrize(
    ("notes", "pledge", "meeting"),
    [
        ([["Ket: TIDAK = tidak ikut upacara, sudah ttd; BELUM = belum difoto (sudah ttd)"]], False, False),
        ([["Keterangan:"], ["YA = ikrar bersama"], ["TIDAK = tidak ikut upacara, diteken di rumah"]], False, False),
        ([["TIDAK", "berkas di map kuning"]], False, False),
        ([["NB: Bu Siti sudah menandatangani ikrar tanggal 21 Oktober 2024 di kantor kecamatan"]], False, True),
        ([["Catatan: rakor tanggal 10 dibatalkan kecamatan karena banjir"]], True, False),
        ([["Keterangan: YA = sudah ttd, TIDAK = belum ttd"]], True, True),
        ([["TIDAK = tidak hadir"]], True, True),
        ([["IKRAR NETRALITAS DAN RAKOR DESA BESUKI BULAN OKTOBER 2024"], ["Kepala Desa Besuki"]], True, True),
    ],
)
def test_a_note_about_the_pledge_or_the_meeting_doubts_its_denials(notes: Rows, pledge: bool, meeting: bool) -> None:
    at_pledge = [1, date(2024, 10, 3), "IKRAR", *CLERK[:3], "YA", None, "TIDAK"]
    at_meeting = [2, date(2024, 10, 10), "RAKOR", *HEAD[:3], "TIDAK"]
    below = [[None, *note] for note in notes]
    table: Rows = [labels("activities"), at_pledge, at_meeting]
    for rows in ([*table, [], *below], [*below, [], *table]):
        found = _found(Rakor=rows)
        assert (bool(_cells(found, "N07")), bool(_cells(found, "N08"))) == (pledge, meeting)
        first = rows.index(at_pledge) + 1
        asked = [f"I{first}" in _cells(found, "D26"), f"G{first + 1}" in _cells(found, "D26")]
        assert asked == [not pledge, not meeting]


def test_absen_may_mean_that_the_list_was_signed() -> None:
    found = _found(Rakor=_meeting([HEAD, "Absen"], [CLERK, "YA"]))
    assert (_cells(found, "N08"), _cells(found, "D26")) == ([], ["G4"])


def _reports(*told: dict[str, object]) -> dict[str, Rows]:
    """Return the sheets of reports with these rows, each by the labels that it does not leave as usual."""
    usual: dict[str, object] = {
        "Tanggal Kejadian": date(2024, 10, 4),
        "Status Kepegawaian": "PERANGKAT",
        "Kode Dugaan Pelanggaran": "V-04",
        "Uraian": "Ikut kampanye",
    }
    rows = [[(usual | row).get(str(label)) for label in labels("reports")] for row in told]
    return {"Identitas": identity_rows(**{"Laporan Nihil": "TIDAK"}), "Laporan": [labels("reports"), *rows]}


def test_no_report_is_late_by_dates_that_are_out_of_order() -> None:
    known = {"Nama Terlapor": "Bambang", "Tanggal Diketahui": date(2024, 5, 15), "Tanggal Lapor": date(2024, 10, 7)}
    found = _found(**_reports(known))
    assert (_cells(found, "N01"), _cells(found, "D19")) == ([], ["C2"])
    found = _found(**_reports(known | {"Tanggal Kejadian": date(2024, 5, 4)}))
    assert (_cells(found, "N01"), _cells(found, "D19")) == (["D2"], [])


def test_a_pledge_denied_at_a_meeting_is_not_recorded() -> None:
    """Nobody is asked to sign at a meeting, so TIDAK there says nothing about the pledge; at IKRAR it does."""
    at_pledge = [1, date(2024, 10, 3), "IKRAR", *CLERK[:3], "YA", None, "TIDAK"]
    at_meeting = [1, date(2024, 10, 10), "RAKOR", *CLERK[:3], "YA", None, "TIDAK"]
    found = _found(Rakor=[labels("activities"), PLEDGES[0], at_meeting])
    missing = found.loc[found["rule"] == "D27", "statement"]
    assert (_cells(found, "N07"), bool(missing.str.contains("ikrar").any())) == ([], True)
    assert _cells(_found(Rakor=[labels("activities"), at_pledge, at_meeting]), "N07") == ["I2"]


CLERKS = [
    [name, f"19850202201001{number:04d}", "Staf", "PNS"]
    for number, name in enumerate(("Agus", "Budi", "Candra", "Dewi", "Endah", "Fajar"), start=2001)
]
"""As many civil servants as one workbook has cases of."""


def test_a_denied_pledge_is_asked_where_it_may_be_signed_after_all() -> None:
    told = [
        ("T", None),
        ("TIDAK", "sudah ttd 20 September 2024"),
        ("Belum", "Tanda tangan menyusul"),
        ("TIDAK", "salah isi"),
        ("TIDAK", "belum sempat ttd"),
        ("TIDAK", "sakit"),
    ]
    rows = [
        [None, date(2024, 10, 3), "IKRAR", *who[:3], "YA", None, *row] for who, row in zip(CLERKS, told, strict=True)
    ]
    found = _found(register=CLERKS, Rakor=[labels("activities"), *rows])
    assert (_cells(found, "N07"), _cells(found, "D26")) == (["I6", "I7"], ["I2", "I3", "I4", "I5"])


def test_absence_beside_hours_or_another_reason_is_asked() -> None:
    heads = labels("attendance", "list")
    beside: list[dict[str, object]] = [
        {"Jam Masuk": "07:15", "Jam Keluar": "15:30"},
        {"Keterangan": "Dinas luar, ST 12"},
        {"Keterangan": "Sakit (surat dokter)"},
        {"Keterangan": "tanpa izin"},
        {"Jam Masuk": "00:00", "Jam Keluar": "-"},
        {},
    ]
    rows = []
    for who, reason in zip(CLERKS, beside, strict=True):
        for day in (day for day in SCOPE.period.days() if not is_day_off(day, "5")):
            told = dict(zip(("Nama", "NIP/NIK", "Jabatan"), who, strict=False)) | {"Tanggal": day}
            told |= {"Status Kehadiran": "Alpa"} | reason if day.day in (7, 8, 9) else {"Status Kehadiran": "H"}
            rows.append([told.get(str(label)) for label in heads])
    found = _found(register=CLERKS, Hadir=[heads, *rows])
    accused = found.loc[found["rule"] == "N10", "subject"].str.partition(" ")[0].tolist()
    assert (accused, len(_cells(found, "D09"))) == (["Dewi", "Endah", "Fajar"], 9)
    assert _cells(found, "D09")[:3] == ["I6", "I7", "I8"]


def test_a_remark_with_a_reason_doubts_the_absence_of_its_row() -> None:
    remarks = ("tgl 7-9 jaga posko longsor", "sakit", "sakit 1 hari", "tidak masuk tanpa izin")
    rows = []
    for who, remark in zip(CLERKS, remarks, strict=False):
        month = full_month()
        month[6:10] = ["TK", "TK", "TK", "S" if "1 hari" in remark else "H"]
        rows.append([None, *who, *month, remark])
    found = _found(register=CLERKS, Hadir=grid_rows(rows))
    accused = found.loc[found["rule"] == "N10", "subject"].str.partition(" ")[0].tolist()
    assert (accused, _cells(found, "D09")) == (["Candra", "Dewi"], ["L2", "M2", "N2", "L3", "M3", "N3"])


def test_who_is_not_named_is_nobody_who_is_reported_twice() -> None:
    named: list[tuple[str, str | None]] = [
        ("Oknum perangkat desa", None),
        ("Tidak diketahui", None),
        ("N.N.", None),
        ("-", "Kepala Dusun"),
        ("perangkat desa (nama tidak tahu)", None),
        ("Kepala Dusun", None),
    ]
    twice = [
        {"Tanggal Kejadian": date(2024, 10, day), "Nama Terlapor": name, "Jabatan": post}
        for day in (4, 12)
        for name, post in named
    ]
    posts = [
        {"Tanggal Kejadian": date(2024, 10, day), "Nama Terlapor": "Suparman", "Jabatan": post}
        for day, post in ((4, "Kasi Pelayanan"), (12, "Kasi Pemerintahan"))
    ]
    assert _cells(_found(**_reports(*twice, *posts)), "N04") == []


def test_one_name_of_one_post_is_reported_twice() -> None:
    twice = [
        {"Tanggal Kejadian": date(2024, 10, day), "Nama Terlapor": "Suparman", "Jabatan": "Kasi Pelayanan"}
        for day in (4, 12)
    ]
    assert _cells(_found(**_reports(*twice)), "N04") == ["F2", "F3"]


def test_one_name_with_two_numbers_or_another_post_is_two_persons() -> None:
    named = {"Tanggal Kejadian": date(2024, 10, 4), "Nama Terlapor": HEAD[0], "NIP/NIK": HEAD[1], "Jabatan": HEAD[2]}
    again = named | {"Tanggal Kejadian": date(2024, 10, 12)}
    other_number = again | {"NIP/NIK": "3503011212750009", "Jabatan": "Anggota BPD"}
    other_post = again | {"NIP/NIK": None, "Jabatan": "Anggota BPD"}
    found = [_cells(_found(**_reports(named, second)), "N04") for second in (other_number, other_post, again)]
    assert found == [[], [], ["F2", "F3"]]


def test_a_sentence_of_nothing_to_report_is_no_report() -> None:
    told = _reports({"Nama Terlapor": "Tidak ada laporan pelanggaran selama bulan Oktober"})
    row = [None if value in {"PERANGKAT", "V-04", "Ikut kampanye"} else value for value in told["Laporan"][1]]
    found = _found(**told | {"Identitas": identity_rows(), "Laporan": [labels("reports"), row]})
    assert not {"D20", "D21"} & set(found["rule"])


def test_a_prevention_is_overdue_only_by_a_status_that_is_understood() -> None:
    done = [
        "Selesai 18/9",
        "Selesai (18 September 2024)",
        "Rampung",
        "Sudah dilaksanakan",
        "100%",
        "✓",
        "TELAH TERLAKSANA",
    ]
    unknown = ["lihat laporan", "Pak Kades"]
    open_still = ["Belum selesai", "Berjalan", "Sudah dijadwalkan", "selesai sebagian", "0%"]
    usual = {"Variabel": "POLITISASI SARA", "Tingkat": 1, "Sumber": "DESA", "Target Selesai": date(2024, 9, 20)}
    rows = [
        [(usual | {"Status": status, "Lokasi/TPS": status}).get(str(label)) for label in labels("vulnerabilities")]
        for status in (*done, *unknown, *open_still)
    ]
    nil = {"Kerawanan Nihil": "TIDAK"}
    found = _found(Identitas=identity_rows(**nil), Kerawanan=[labels("vulnerabilities"), *rows])
    assert _cells(found, "K02") == [f"J{row}" for row in range(11, 16)]


def test_two_statuses_of_one_day_are_both_named_with_their_cells() -> None:
    days = full_month()
    where = next(place for place, status in enumerate(days) if status == "H")
    other = [*days[:where], "S", *days[where + 1 :]]
    rows = [[number, *who, *said] for number, (who, said) in enumerate([(HEAD, days), (HEAD, other), (CLERK, days)])]
    found = _found(Hadir=grid_rows(rows))
    (told,) = found.loc[found["rule"] == "D08", "statement"]
    first, second = re.findall(r"(\w+) \(Hadir ([A-Z]+[0-9]+)\)", told)
    assert (first[0], second[0]) == ("H", "S")
    assert int(second[1].strip("ABCDEFGHIJ")) == int(first[1].strip("ABCDEFGHIJ")) + 1


def test_an_absence_that_the_attendance_accounts_for_or_may_account_for_accuses_nobody() -> None:
    codes = ["S", "C", "DL", None, "H", "TK"]
    rows: list[list[object]] = []
    for who, code in zip(CLERKS, codes, strict=True):
        month = full_month()
        month[9] = code
        rows.append([None, *who, *month])
    met = [[None, date(2024, 10, 10), "RAKOR", *who[:3], "TIDAK"] for who in CLERKS]
    found = _found(register=CLERKS, Hadir=grid_rows(rows), Rakor=[labels("activities"), *met])
    assert (_cells(found, "N08"), _cells(found, "N09")) == (["G6", "G7"], ["G4"])


_LATE_OR_LONG: dict[str, object] = {"Nama Terlapor": "Bambang", "Tanggal Diketahui": date(2024, 10, 4)}


def test_a_remark_that_a_case_went_on_is_asked_instead_of_calling_its_stage_overdue() -> None:
    remarks = {
        "sdh pleno 14/10: bukan pelanggaran": "pleno; bukan pelanggaran",
        "SELESAI 14/10": "SELESAI",
        "dihentikan, tidak cukup bukti": "dihentikan; tidak cukup bukti",
        "tidak diregister Bawaslu": "tidak diregister",
        "belum ada putusan pleno": "",
        "menunggu pleno": "",
        "foto terlampir": "",
        "": "",
    }
    usual = _LATE_OR_LONG | {"Tanggal Lapor": date(2024, 10, 7), "Status Penanganan": "Klarifikasi"}
    found = _found(**_reports(*(usual | {"Keterangan": remark} for remark in remarks)))
    assert (_cells(found, "N02"), _cells(found, "D29")) == (["T6", "T7", "T8", "T9"], ["T2", "T3", "T4", "T5"])
    told = found.loc[found["rule"] == "D29", "statement"]
    assert [f'tertulis "{words}"' in each for each, words in zip(told, remarks.values(), strict=False)] == [True] * 4


def test_a_remark_that_a_report_was_made_before_is_asked_instead_of_calling_it_late() -> None:
    remarks = [
        "lisan sudah 10/10",
        "sudah dilaporkan via WA tgl 8",
        "belum lengkap tapi sudah lapor",
        "salah tulis tanggal",
        "belum pernah lapor lisan",
        "bukti foto",
    ]
    late = _LATE_OR_LONG | {"Tanggal Lapor": date(2024, 10, 25)}
    in_time = _LATE_OR_LONG | {"Tanggal Lapor": date(2024, 10, 8), "Keterangan": remarks[0]}
    found = _found(**_reports(*(late | {"Keterangan": remark} for remark in remarks), in_time))
    assert (_cells(found, "N01"), _cells(found, "D15")) == (["D6", "D7"], ["D2", "D3", "D4", "D5"])


def test_who_was_not_there_or_not_at_the_office_throughout_is_not_at_two_places() -> None:
    told: list[tuple[dict[str, object], str]] = [
        ({"Uraian": "Foto lama tahun 2019, ybs tidak berada di lokasi"}, ""),
        ({"Tempat": "Balai desa, ybs sedang piket"}, ""),
        ({"Keterangan": "ternyata salah orang"}, ""),
        ({}, "10 Okt izin pukul 09-12"),
        ({}, "mutasi dari Kaur Umum"),
        ({"Uraian": "Ikut kampanye tanpa izin atasan"}, ""),
    ]
    at = {"Tanggal Kejadian": MEETING[0], "Jam Kejadian": "10:00", "Status Kepegawaian": "PNS"}
    reports = [
        at | {"Nama Terlapor": who[0], "NIP/NIK": who[1], "Jabatan": who[2]} | row
        for who, (row, _) in zip(CLERKS, told, strict=True)
    ]
    present = grid_rows([[None, *who, *full_month(), remark] for who, (_, remark) in zip(CLERKS, told, strict=True)])
    campaign = [MEETING[0], "09:00", "12:00", "KAMPANYE", "Kampanye", VILLAGE, "Tim", None]
    found = _found(campaign, register=CLERKS, Hadir=present, **_reports(*reports))
    assert _cells(found, "N06") == ["E6", "E7"]


def test_care_that_stands_elsewhere_in_its_row_is_asked_instead_of_being_missed() -> None:
    cared: dict[str, object] = {
        "Upaya Pencegahan": "Patroli",
        "Penanggung Jawab": "Kades",
        "Target Selesai": date(2024, 10, 20),
    }
    told: list[dict[str, object]] = [
        {"Status": "Sudah dipatroli, PJ Kasun"},
        {"Catatan": "patroli rutin, target 30/10"},
        {"Catatan": "belum ada patroli"},
        {},
        cared | {"Upaya Pencegahan": "Patroli (sudah dilaksanakan 19/10)"},
        cared | {"Status": "Proses", "Catatan": "sdh selesai 19/10"},
        cared | {"Status": "Proses", "Catatan": "belum selesai"},
        cared,
    ]
    heads = [*labels("vulnerabilities"), "Catatan"]
    usual = {"Variabel": "KEAMANAN", "Tingkat": 2, "Sumber": "DESA"}
    rows = [[(usual | row).get(str(label)) for label in heads] for row in told]
    found = _found(Identitas=identity_rows(**{"Kerawanan Nihil": "TIDAK"}), Kerawanan=[heads, *rows])
    assert (_cells(found, "K01"), _cells(found, "K02")) == (["E4", "E5"], ["J8", "J9"])
    assert _cells(found, "D29") == ["H2", "H3", "K6", "K7"]


@pytest.mark.parametrize(
    ("rows", "accused"),
    [
        (
            [("NETRALITAS", "KPPS ada kerabat paslon"), ("NETRALITAS APARATUR", "perangkat desa tidak ada masalah")],
            False,
        ),
        ([("NETRALITAS APARATUR", "KPPS dan perangkat desa")], True),
        ([("NETRALITAS", "perangkat desa condong ke satu paslon")], True),
    ],
)
def test_a_village_is_not_silent_about_others_or_about_what_its_own_map_denies(
    rows: list[tuple[str, str]], accused: bool
) -> None:
    rated = [[None, *row[:1], None, row[1], 2, "DESA", None, "Sosialisasi", "Kades", date(2024, 12, 1)] for row in rows]
    nil = identity_rows(**{"Laporan Nihil": "YA", "Kerawanan Nihil": "TIDAK"})
    found = _found(Identitas=nil, Laporan=[labels("reports")], Kerawanan=[labels("vulnerabilities"), *rated])
    assert (bool(_cells(found, "N12")), len(_cells(found, "D22"))) == (accused, 0 if accused else 2)
