"""Facts of law and calendar that a check against the sources found wrong or missing: each with its right value."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data.calendar import Period, is_day_off
from data.catalogue import case_stages, rules, violations
from data.models import MODELS
from data.reference import limit, only, records


def _channels(category: str, acceptance: str, day: str, code: str = "") -> set[str]:
    """Return the bodies of case_routes.csv for an act on a day."""
    return {
        row["channel"]
        for row in records("case_routes")
        if (row["code"], row["category"], row["acceptance"]) == (code, category, acceptance)
        and (row["valid_from"] or day) <= day <= (row["valid_until"] or day)
    }


def _subjects(code: str) -> set[str]:
    return {row["category"] for row in records("violation_subjects") if row["code"] == code}


def _row(table: str, **key: str) -> Any:
    return only(table, MODELS[table], **key)


def _sentence(table: str, **key: str) -> str:
    return str(_row(table, **key).statement_id)


def _category_word(category: str) -> str:
    return str(_row("workbook_marks", mark="violation_category", value=category).word_id)


def _workdays(month: int, pattern: str) -> int:
    return sum(not is_day_off(day, pattern) for day in Period(2024, month).days())


FACTS: dict[str, Callable[[], bool]] = {
    "the residual item B.13 of the SKB has a code": lambda: "huruf B angka 13"
    in violations()["D-13"].prohibition_basis,
    "the discipline of a PPPK is PP 49/2018": lambda: violations()["D-04"].sanction_basis_pppk
    == "PP Nomor 49 Tahun 2018 Pasal 51–53 (disiplin PPPK ditetapkan pejabat pembina kepegawaian)",
    "heavy by PP 94 art. 14 i.3 and i.4": lambda: violations()["D-04"].sanction_basis.endswith("angka 3 dan 4"),
    "D-03 is medium by PP 94 art. 10(1) b, c": lambda: violations()["D-03"].sanction_basis
    == "PP Nomor 94 Tahun 2021 Pasal 10 ayat (1) huruf b dan c",
    "D-08 is heavy by text": lambda: violations()["D-08"].sanction_tier == "HD_BERAT",
    "D-09 stays medium and unverified": lambda: (violations()["D-09"].sanction_tier, violations()["D-09"].verified)
    == ("HD_SEDANG", "unverified"),
    "TK is not yet absence without a valid reason": lambda: "belum berarti pelanggaran" in rules()["N10"].statement_id,
    "N10 rests on art. 9, 10, 11 and 15": lambda: "Pasal 9, 10, 11, dan 15" in rules()["N10"].basis,
    "for PPPK the reason is told": lambda: "PP Nomor 49 Tahun 2018 Pasal 52" in rules()["N10"].not_applied_id,
    "village staff: 60 days in a row": lambda: _row("absence_thresholds", category="PERANGKAT").days == 60,
    "no tier for taking part in a campaign": lambda: violations()["K-01"].sanction_tier == "TIDAK_DITETAPKAN",
    "a village head's superior is the regent, through the camat": lambda: "Bupati melalui camat (kepala desa)"
    in rules()["N10"].mend_id,
    "village staff's partiality has a code": lambda: _subjects("V-07") == {"PERANGKAT"},
    "the village council has a code": lambda: _subjects("V-06") == {"BPD"},
    "the village council has a route": lambda: _channels("BPD", "competent", "2024-10-01") == {"BUPATI"},
    "village heads: art. 115 and 40, not 30": lambda: "Pasal 40 ayat (3) dan Pasal 115 huruf n"
    in _row("case_routes", code="", category="KADES", channel="BUPATI").source,
    "village staff: head and camat are right, too": lambda: _channels("PERANGKAT", "also", "2024-10-01")
    == {"KADES", "CAMAT"},
    "civil servants: KASN until 23 August 2024": lambda: _channels("PNS", "competent", "2024-08-23") == {"KASN"},
    "civil servants: BKN since 24 August 2024": lambda: _channels("PPPK", "competent", "2024-08-24") == {"BKN"},
    "KASN after that is accepted with advice": lambda: _channels("PNS", "advice", "2024-10-02") == {"KASN"},
    "the village's plain step is Bawaslu": lambda: "kepada Bawaslu" in rules()["N03"].mend_id,
    "first examination: 2 days, unverified": lambda: case_stages()["KAJIAN_AWAL"].limit_days == 2
    and _row("case_stages", stage="KAJIAN_AWAL").verified == "unverified",
    "7 days are the reporter's, no stage's": lambda: case_stages()["DITERIMA"].limit_days is None,
    "no invented 30 days": lambda: not [
        stage for stage in case_stages().values() if stage.stage.startswith("DITERUSKAN") and stage.limit_days
    ],
    "the form's required fields are ours": lambda: rules()["D21"].verified == "own"
    and rules()["D21"].basis.startswith("Formulir Inspektorat"),
    "art. 71(1) binds TNI, Polri and regional officials": lambda: {"TNI", "POLRI", "PEJABAT DAERAH"}
    <= _subjects("P-01"),
    "an act of a TNI member on 1 October 2024 is no crime yet": lambda: _channels(
        "TNI", "competent", "2024-10-01", "P-01"
    ) == {"ATASAN TNI/POLRI"},
    "and on 14 November 2024 it is": lambda: _channels("TNI", "competent", "2024-11-14", "P-01") == {"GAKKUMDU"},
    "only ASN officials, not every civil servant": lambda: {
        row["condition"] for row in records("violation_subjects") if (row["code"], row["category"]) == ("P-01", "PPPK")
    } == {"bila menjabat sebagai pejabat ASN"},
    "P-02: UU 1/2015 art. 189 as amended": lambda: "Pasal 189" in violations()["P-02"].sanction_basis
    and violations()["P-02"].verified == "law_text",
    "prevention: UU 7/2017 art. 101 and 102": lambda: any(
        "UU Nomor 7 Tahun 2017 Pasal 101" in row["source_id"] for row in records("package_routes")
    ) and not any("tugas pencegahan" in row["source_id"] for row in records("package_routes")),
    "party membership: UU 20/2023 art. 52": lambda: "UU Nomor 20 Tahun 2023 Pasal 52"
    in violations()["D-05"].sanction_basis,
    "pegawai non-ASN is a category": lambda: any(row["code"] == "NON-ASN" for row in records("codes")),
    "the SKB's pledge binds civil servants; others by a regional basis": lambda: {
        (row["category"], row["area_code"]) for row in records("pledge_duties")
    } == {("PNS", ""), ("PPPK", ""), ("KADES", "35.03"), ("PERANGKAT", "35.03")},
    "soldiers, police, officials and candidates can be reported": lambda: {
        "TNI", "POLRI", "PEJABAT NEGARA", "PEJABAT DAERAH", "PASLON",
    } <= {row["code"] for row in records("codes") if row["list"] == "category"},
    "recapitulation begins on voting day": lambda: _row("stages", stage="REKAPITULASI").from_date == date(2024, 11, 27),
    "numbers were drawn on 23 September": lambda: _row("stages", stage="NOMOR_URUT").from_date == date(2024, 9, 23),
    "Friday ends at half past four": lambda: limit("office_closes_friday_hour") == 16.5,
    "office hours bind agencies, villages follow the region": lambda: "bagi desa aturan daerah" in rules()["N06"].basis,
    "working days of 2024": lambda: [_workdays(month, each) for month in (10, 11) for each in "56"] == [23, 27, 20, 25],
    "voting day is a holiday": lambda: is_day_off(date(2024, 11, 27), "6"),
    "Trenggalek's pair had number 2": lambda: not [
        row for row in records("sample_texts") if "nomor urut 1" in row["text"].casefold()
    ],
    "the form of the NIK is PP 40/2019 art. 31": lambda: rules()["D04"].basis == "PP Nomor 40 Tahun 2019 Pasal 31",
    "a pair that involves officials": lambda: _category_word("PASLON")
    == "Pelibatan oleh pasangan calon",
    "discipline of ASN": lambda: _category_word("DISIPLIN")
    == "Disiplin ASN",
    "open cases cost nothing": lambda: _row("indicators", indicator="lbs").weight is None,
    "nobody's sanction caps a village": lambda: {row["gate"] for row in records("score_gates")}
    == {"no_attendance", "incomplete", "unexcused"},
    "the top code of a PPPK's number is our guess": lambda: _row("limits", limit="nip_last_pppk_code").verified
    == "unverified",
    "60 and 30 days of follow-ups are BPK 2/2017 art. 3 and 5": lambda: [
        (limit(name), _row("limits", limit=name).verified) for name in ("follow_up_days", "follow_up_review_days")
    ] == [(60, "press"), (30, "press")],
    "organisers are no officials in the map": lambda: {
        row["target"] for row in records("aliases") if row["alias"] == "Netralitas KPPS"
    } == {"NETRALITAS PENYELENGGARA"} and any(row["code"] == "NETRALITAS APARATUR" for row in records("codes")),
    "levels of the map are our own scale": lambda: "bukan ukuran resmi" in _row("limits", limit="high_level").source,
    "N findings are not promised to the village": lambda: not rules()["N03"].told_to_village
    and "dapat menjawab melalui klarifikasi" in _row("sentences", key="cover_summary").id,
}  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_that_was_wrong_or_missing_is_right(fact: str) -> None:
    assert FACTS[fact]()


@pytest.mark.parametrize(
    ("file", "key", "now"),
    [
        (
            "rules",
            {"code": "D26"},
            "Isian Kegiatan, Hadir, atau Ikrar Ditandatangani tidak sesuai dengan daftar pilihan.",
        ),
        ("rules", {"code": "N03"}, "sampaikan juga kepada Bawaslu atau Panwascam"),
        ("rules", {"code": "N12"}, "Laporan nihil, sedangkan"),
        ("rules", {"code": "D18"}, "bakal calon sebelum 22 September 2024, calon sejak tanggal itu"),
        ("causes", {"rule": "N03", "cause": "wrong_channel"}, "lembaga yang berwenang: {channels}"),
        ("causes", {"rule": "N02", "cause": "overdue"}, "yang dilaporkan {handling_since} ({handling_days} hari lalu)"),
        ("causes", {"rule": "D20", "cause": "yes_with_rows"}, "diisi YA, sedangkan formulirnya"),
        ("causes", {"rule": "S03", "cause": "stopped_reader"}, "kemungkinan karena rusak"),
        ("causes", {"rule": "N07", "cause": "not_signed"}, "belum ditandatangani"),
    ],
)
def test_a_finding_says_it_in_words_that_accuse_nobody(file: str, key: dict[str, str], now: str) -> None:
    assert now in _sentence(file, **key)


@pytest.mark.parametrize(
    ("key", "now"),
    [
        ("checks_statement", "Yang diperiksa"),
        ("status_BELUM MASUK", "belum mengirim"),
        ("server_broken", "tidak dapat dijalankan"),
        ("serve_broken", "tidak dapat dijalankan"),
        ("sign_other_audit", "Kode pengenal berkas (SHA-256) tidak sama"),
        ("interrupted_run", "Terputus: prosesnya berhenti"),
        ("follow_up_differing", "isian para verifikator tidak sama; semuanya ditampilkan"),
    ],
)
def test_a_sentence_is_plain(key: str, now: str) -> None:
    assert now in _row("sentences", key=key).id


def test_no_word_that_a_native_reader_would_change() -> None:
    words = ("menyala", "peladen", "rantai buku besar", "prosesnya mati", "yang pegawainya", "Yang dianggap salah")
    texts = [
        text
        for file in ("sentences", "rules", "causes", "packages", "glossary", "indicators")
        for row in records(file)
        for name, text in row.items()
        if name == "id" or name.endswith("_id")
    ]
    assert not [text for text in texts if any(word.casefold() in text.casefold() for word in words)]
