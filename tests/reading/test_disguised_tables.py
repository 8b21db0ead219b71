"""However a table is disguised, as long as it is harmless the same rows are read, and nothing unknown becomes known."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from data.calendar import month_names
from tasks.reading import values
from tasks.reading.cells import text_of
from tasks.reading.forms.attendance import StatusReader
from tests.builders import GRID_LABELS, put, read, workbook

CODES = ["H", "T", "PSW", "DL", "S", "I", "C", "CLTN", "TB", "L", "TK"]
UNKNOWN = ["A", "TL", "l", "1", "C?", "H/S", "H TK", "?", "XX", "Tidak Hadir", "keluar", "0"]
NAMES = ["Sutrisno", "Siti Aminah", "Drs. H. Suwarno, M.Si", "André Wijaya", "Ma'ruf"]
POSITIONS = ["Kepala Desa", "Sekretaris Desa", "Kaur Umum"]
OTHER_HEADINGS = {
    "No": ["NO.", "Nomor", "No Urut"],
    "Nama": ["NAMA", "Nama Lengkap", "nama_pegawai", "Nama :"],
    "NIP/NIK": ["NIP", "N I K", "nik/nip", "NIP/NIK *"],
    "Jabatan": ["JABATAN", "jabatan "],
    "Status Kepegawaian": ["STATUS PEGAWAI", "Status Kepeg."],
    "Keterangan": ["KET.", "Catatan"],
}
TEXTS = st.one_of(st.text(max_size=6), st.sampled_from(UNKNOWN + CODES))
DATES = ["{d} {m} {y}", "{d:02d}/{n:02d}/{y}", "{d}-{n}-{y}", "{y}-{n:02d}-{d:02d}"]
INVISIBLE = ["\u00a0", "\u200b", "\ufeff", " ", "\u2060"]

people = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(10**15, 10**16 - 1).map(str),
        st.sampled_from(POSITIONS),
        st.sampled_from(["KADES", "PERANGKAT", "BPD"]),
        st.lists(st.sampled_from([None, *CODES, *UNKNOWN]), min_size=31, max_size=31),
    ),
    min_size=1,
    max_size=3,
)


@dataclass(frozen=True)
class Disguise:
    """What is done to the plain table; every field alone and all of them together are harmless."""

    down: int
    right: int
    titles: bool
    sheet: str
    invisible: str
    decomposed: bool
    small_letters: bool
    headings: int
    separators: str
    numbers_as_text: bool
    two_rows: bool
    days_as: str
    numbering_row: bool
    hidden_columns: int
    blanks_as_spaces: bool
    below: Sequence[str]


disguises = st.builds(
    Disguise,
    down=st.integers(0, 6),
    right=st.integers(0, 4),
    titles=st.booleans(),
    sheet=st.sampled_from(["Absen", "Sheet1 (2)", "OKT 24", "x"]),
    invisible=st.sampled_from(["", *INVISIBLE]),
    decomposed=st.booleans(),
    small_letters=st.booleans(),
    headings=st.integers(0, 3),
    separators=st.sampled_from(["", " ", ".", "-", "'"]),
    numbers_as_text=st.booleans(),
    two_rows=st.booleans(),
    days_as=st.sampled_from(["number", "text", "date"]),
    numbering_row=st.booleans(),
    hidden_columns=st.integers(0, 2),
    blanks_as_spaces=st.booleans(),
    below=st.lists(st.sampled_from(["total", "legend", "signature", "blank"]), max_size=4),
)


def plain_rows(persons: Sequence[tuple[object, ...]]) -> list[list[object]]:
    rows: list[list[object]] = [[*GRID_LABELS, *range(1, 32), "Keterangan"]]
    for number, (*who, days) in enumerate(persons, start=1):
        rows.append([number, *who, *days])  # type: ignore[misc]
    return rows


def written(text: object, disguise: Disguise) -> object:
    """Return a text as the disguise writes it; what is no text stays."""
    if not isinstance(text, str):
        return text
    if disguise.decomposed:
        text = unicodedata.normalize("NFD", text)
    return f"{disguise.invisible}{text}{disguise.invisible}"


def heading(label: object, disguise: Disguise) -> object:
    if isinstance(label, int):
        kinds: dict[str, object] = {"number": label, "text": f"{label:02d}", "date": date(2024, 10, label)}
        return kinds[disguise.days_as]
    others = [str(label), *OTHER_HEADINGS[str(label)]]
    return written(others[disguise.headings % len(others)], disguise)


def identifier(digits: str, disguise: Disguise) -> str:
    parts = [digits[:6], digits[6:12], digits[12:]]
    return disguise.separators.join(parts) if disguise.separators != "'" else f"'{digits}"


def disguised_rows(plain: list[list[object]], disguise: Disguise) -> list[list[object]]:
    rows = [[heading(label, disguise) for label in plain[0]]]
    if disguise.two_rows:
        upper = rows[0][:5] + [written("Tanggal", disguise)] + [None] * 30 + rows[0][36:]
        rows = [upper, [None] * 5 + rows[0][5:36]]
    if disguise.numbering_row:
        rows.append(list(range(1, 38)))
    for number, name, digits, position, category, *days in plain[1:]:
        codes = [
            day.lower() if disguise.small_letters and day in CODES and day != "L" else day  # "l" is ambiguous
            for day in days
        ]
        blank = "  " if disguise.blanks_as_spaces else None
        shown_codes = [blank if code is None else written(code, disguise) for code in codes]
        who = [written(name, disguise), written(identifier(str(digits), disguise), disguise)]
        employed = str(category).lower() if disguise.small_letters else category
        what = [written(position, disguise), written(employed, disguise)]
        rows.append([str(number) if disguise.numbers_as_text else number, *who, *what, *shown_codes])
    return rows + [BELOW[kind] for kind in disguise.below]


BELOW: dict[str, list[object]] = {
    "total": [None, "JUMLAH", None, None, None, 3, 2, 3],
    "legend": [None, "Keterangan: H = Hadir, S = Sakit, TK = Tanpa Keterangan"],
    "signature": [None, "Mengetahui, Kepala Desa"],
    "blank": [],
}


def disguised(plain: list[list[object]], disguise: Disguise) -> bytes:
    def write(book: openpyxl.Workbook) -> None:
        sheet: Worksheet = book.create_sheet(disguise.sheet)
        if disguise.titles:
            put(sheet, [["PEMERINTAH DESA BESUKI"], ["DAFTAR HADIR PERANGKAT DESA"], ["BULAN OKTOBER 2024"]])
        top = 1 + disguise.down + 3 * disguise.titles
        put(sheet, disguised_rows(plain, disguise), top=top, left=1 + disguise.right)
        if disguise.two_rows:
            row, first = top, 6 + disguise.right
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=first + 30)
        for _ in range(disguise.hidden_columns):
            sheet.insert_cols(1)
            sheet.column_dimensions["A"].hidden = True

    return workbook({}, write)


def rows_read(content: bytes) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return who was read and each person's days in order, as far as they are not blank."""
    found = read(content)
    who = [tuple(row[name] for name in ("name", "identifier", "position", "category")) for row in found["mentions"]]
    rows = [row["row"] for row in found["mentions"]]
    days = [
        (rows.index(row["row"]), row["day"], row["code"]) for row in found["attendance"] if row["shown"] is not None
    ]
    return who, days


@settings(max_examples=60, deadline=None)
@given(people, disguises)
def test_a_disguised_table_reads_like_the_plain_one(persons: Sequence[tuple[object, ...]], disguise: Disguise) -> None:
    plain = plain_rows(persons)
    who, days = rows_read(workbook({"Hadir": plain}))
    assert who == [(name, digits, position, category) for name, digits, position, category, _ in persons]
    assert days == [
        (index, day, code if code in CODES else None)
        for index, (*_, codes) in enumerate(persons)
        for day, code in enumerate(codes, start=1)  # type: ignore[var-annotated,arg-type]
        if code is not None
    ]
    assert rows_read(disguised(plain, disguise)) == (who, days)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=6), st.sampled_from(UNKNOWN + CODES)),
    st.sampled_from(INVISIBLE),
    st.sampled_from(" ._-"),
)
def test_no_sign_around_a_code_makes_it_known(text: str, invisible: str, mark: str) -> None:
    statuses = StatusReader({})
    code = statuses.read(text_of(text))[0] if text_of(text) else None
    around = f"{invisible}{unicodedata.normalize('NFD', text)}{invisible}"
    assert (statuses.read(text_of(around))[0] if text_of(around) else None) == code
    if not code and text_of(text):
        assert not statuses.read(text_of(f"{text}{mark}"))[0]


@given(
    st.integers(0, 365), st.sampled_from(["{d} {m} {y}", "{d:02d}/{n:02d}/{y}", "{d}-{n}-{y}", "{y}-{n:02d}-{d:02d}"])
)
def test_every_day_is_read_in_every_usual_spelling(number: int, spelling: str) -> None:
    day = date(2024, 1, 1) + timedelta(days=number)
    text = spelling.format(d=day.day, n=day.month, m=month_names()[day.month], y=day.year)
    for shown in (text, text.upper(), f"\u00a0{text}\u200b"):
        assert values.day(shown, 2024) == (day, "date_text")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789 .-/'\n\u00a0NIPK", max_size=30))
def test_an_identifier_never_gains_or_loses_digits(text: str) -> None:
    read_identifier, _, damaged = values.identifier(text)
    assert not damaged
    assert [c for c in read_identifier or "" if c.isdigit()] == [c for c in text if c.isdigit()]
