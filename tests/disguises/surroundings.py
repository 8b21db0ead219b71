"""Disguises around the tables: letterheads, legends, totals, signatures, other sheets, tabs, halves of a month."""

from copy import deepcopy

from tests.disguises.book import DAYS, Book, Page
from tests.disguises.tables import FORMS, HALF

LEGEND = [("H", "Hadir"), ("S", "Sakit"), ("I", "Izin"), ("C", "Cuti"), ("DL", "Dinas Luar"), ("T", "Terlambat")]
LEGEND_WAYS = ["=", ":", " = ", "lines", "cells", "three_cells"]
MONTHS: dict[str, list[list[object]]] = {
    "one_line": [["BULAN OKTOBER 2024"]],
    "colon": [["Bulan : Oktober 2024"]],
    "two_cells": [["Bulan", "Oktober 2024"]],
    "two_lines": [["BULAN OKTOBER"], ["TAHUN 2024"]],
    "period": [["Periode: Oktober 2024"]],
    "none": [],
}
SIGNATURES: dict[str, list[list[object]]] = {
    "short": [[None, "Mengetahui, Kepala Desa"]],
    "place": [[None, "Besuki, 31 Oktober 2024"], [None, "Kepala Desa Besuki,"], [], [None, "SUTRISNO WIBAWA"]],
    "two": [
        [None, "Mengetahui,", None, "Besuki, 31 Oktober 2024"],
        [None, "Kepala Desa", None, "Sekretaris Desa"],
        [],
        [None, "SUTRISNO WIBAWA, S.H.", None, "SITI AMINAH"],
        [None, "NIP. 19700101 199503 1 001"],
    ],
    "blanks": [[None, "Mengetahui :"], [None, "Camat Besuki"], [], [None, "(..............................)"]],
}
OTHERS: dict[str, list[list[object]]] = {
    "Petunjuk": [["Isilah setiap lembar sampai tanggal 5."], ["Hubungi kecamatan bila ada pertanyaan."]],
    "Kosong": [],
    "Daftar": [["Pilihan"], ["YA"], ["TIDAK"]],
    "Anggaran": [["Uraian Belanja", "Rupiah"], ["Honor", 1500000], ["Listrik", 350000]],
}
TABS = ["Sheet{n}", "{n}", "Lembar {n}", "Form {n} (2)", "x{n}", "{form} Okt 2024", "OKT {n}"]


def letterhead(book: Book, way: str) -> None:
    """Put the office and the month above a table."""
    for page in book.of("attendance", "activities"):
        office: list[list[object]] = [["PEMERINTAH KABUPATEN TRENGGALEK"], ["KECAMATAN WATULIMO"], ["DAFTAR PERANGKAT"]]
        page.above = [*office, *deepcopy(MONTHS[way]), []]


def legend(book: Book, given: tuple[str, str]) -> None:
    """Explain the codes as officials do, below, above or beside the grid."""
    place, way = given
    rows = _legend_rows(way)
    for page in book.of("attendance"):
        if place == "above":
            page.above += [*rows, []]
        elif place == "below":
            page.below = [*page.below, [], *rows]
        elif all(len(row) == 1 for row in rows):
            page.headings = {**page.headings, "gap": None, "beside": None}
            for entry, row in zip(page.entries, rows, strict=False):
                entry["beside"] = row[0]


def _legend_rows(way: str) -> list[list[object]]:
    if way == "lines":
        return [[f"{code} = {meaning}"] for code, meaning in LEGEND]
    if way == "cells":
        return [[None, code, meaning] for code, meaning in LEGEND]
    if way == "three_cells":
        return [[None, code, "=", meaning] for code, meaning in LEGEND]
    return [["Keterangan: " + ", ".join(f"{code}{way}{meaning}" for code, meaning in LEGEND)]]


def signature(book: Book, way: str) -> None:
    """Let the head of the village sign below."""
    for page in book.of(*FORMS):
        page.below = [*page.below, [], *deepcopy(SIGNATURES[way])]


def total_row(book: Book, word: str) -> None:
    """Add up below the grid."""
    for page in book.of("attendance"):
        page.below = [[None, word, *[None] * (len(page.fields) - 40), *([3] * 10)], *page.below]


def sub_headings(book: Book, title: str) -> None:
    """Part the people by a line of its own."""
    for page in book.of("attendance"):
        page.before[0] = [["A", title]]


def blank_rows(book: Book, form: str) -> None:
    """Leave a row blank between two entries."""
    for page in book.of(form):
        if len(page.entries) > 1 and not page.merged:
            page.before[1] = [[]]


def half_months(book: Book, place: str) -> None:
    """Part the grid into two halves, below each other or on sheets of their own."""
    parts: list[Page] = []
    for page in book.pages:
        if page.form != "attendance" or page.days != DAYS:
            parts.append(page)
            continue
        first, second = deepcopy(page), deepcopy(page)
        _keep_days(first, DAYS[:HALF])
        _keep_days(second, DAYS[HALF:])
        if place == "sheets":
            second.tab = f"{page.tab} II"
        parts += [first, second]
    book.pages = parts


def _keep_days(page: Page, days: list[str]) -> None:
    page.headings = {name: label for name, label in page.headings.items() if name[:4] != "day_" or name in days}
    page.merged = [each for each in page.merged if each[2] in page.headings]


def moved(book: Book, given: tuple[int, int]) -> None:
    """Let the tables begin further down and to the right."""
    for page in book.pages:
        page.down, page.right = given


def tabs(book: Book, spelling: str) -> None:
    """Name the tabs in another way."""
    names = {tab: number for number, tab in enumerate(dict.fromkeys(page.tab for page in book.pages), start=1)}
    for page in book.pages:
        page.tab = spelling.format(n=names[page.tab], form=page.tab[:12])


def one_sheet(book: Book, tab: str) -> None:
    """Put several forms on one sheet, below each other."""
    for page in book.of("reports", "vulnerabilities"):
        page.tab = tab


def other_sheets(book: Book, given: tuple[str, bool]) -> None:
    """Add a sheet that is no form, in front or behind."""
    name, first = given
    book.others[name] = deepcopy(OTHERS[name])
    book.others_first = first


def sheets_in_another_order(book: Book, step: int) -> None:
    """Let the sheets begin with another one."""
    book.pages = book.pages[step:] + book.pages[:step]
