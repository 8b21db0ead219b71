"""Disguises inside a table: how headings, people, days and values are written."""

import unicodedata
from datetime import date
from itertools import groupby

from data.calendar import month_names
from tests.disguises.book import Book, Page

FORMS = ("attendance", "activities", "reports", "vulnerabilities")
LEFT_BLANK = {
    "activities": ("identifier", "position", "represented_by", "remark"),
    "reports": ("target", "information_source", "evidence_kind", "letter_number", "remark"),
    "vulnerabilities": ("date",),
    "attendance": ("remark",),
}
"""Columns that the clean return leaves blank, by form."""

HEADINGS = {
    "number": ["NO.", "Nomor", "No Urut"],
    "name": ["NAMA", "Nama Lengkap", "Nama :"],
    "identifier": ["NIP", "N I K", "NIP/NIK *"],
    "position": ["JABATAN", "jabatan "],
    "category": ["STATUS PEGAWAI", "Status Kepeg."],
    "remark": ["KET.", "Catatan"],
    "date": ["Tgl", "TANGGAL KEGIATAN"],
    "activity": ["Jenis Kegiatan", "Nama Kegiatan"],
    "attended": ["HADIR", "Hadir/Tidak"],
    "pledge_signed": ["Ikrar", "Pakta Integritas"],
    "description": ["URAIAN", "Uraian"],
    "level": ["Tingkat Kerawanan", "TINGKAT"],
    "variable": ["Variabel Kerawanan", "VARIABEL"],
}
WORDS = {
    "H": ["Hadir", "h", "√", "✓", "hadir"],
    "S": ["Sakit", "s", "SAKIT"],
    "C": ["Cuti", "c", "CUTI"],
    "DL": ["Dinas Luar", "dl", "Tugas Luar"],
    "T": ["Terlambat", "t"],
}
AGREEMENTS = ["√", "✓", "v", "Ya", "ya", "Sudah", "Hadir", "TTD"]
DATES = ["{d} {m} {y}", "{d:02d}/{n:02d}/{y}", "{d}-{n}-{y}", "{y}-{n:02d}-{d:02d}", "{w}, {d} {m} {y}"]
_WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
HALF = 15
"""The last day of the first half of a month."""
DAY_HEADINGS = ["text", "two_figures", "word", "short_month", "slash", "date", "weekday"]


def days_headed(book: Book, way: str) -> None:
    """Write the headings of days as text, real dates, with a month or with a weekday."""
    for page in book.of("attendance"):
        for name in page.days:
            page.headings[name] = _day_heading(int(name[4:]), way)


def _day_heading(day: int, way: str) -> object:
    weekday = _WEEKDAYS[date(2024, 10, day).weekday()]
    ways: dict[str, object] = {
        "text": str(day),
        "two_figures": f"{day:02d}",
        "word": f"Tgl {day}",
        "short_month": f"{day} Okt",
        "slash": f"{day}/10",
        "date": date(2024, 10, day),
        "weekday": f"{weekday[:3]}\n{day}",
    }
    return ways[way]


def other_headings(book: Book, which: int) -> None:
    """Head the columns with other accepted words."""
    for page in book.of(*FORMS):
        for name in page.fields:
            if name in HEADINGS and page.headings[name] not in (None, "Nama Terlapor"):
                page.headings[name] = HEADINGS[name][which % len(HEADINGS[name])]


def two_rows_of_headings(book: Book, title: str) -> None:
    """Put a title over all days of a grid; the other headings are merged over both rows."""
    for page in book.of("attendance"):
        days = page.days
        page.upper = {name: label for name, label in page.headings.items() if name not in days} | {days[0]: title}
        page.headings = {name: label if name in days else None for name, label in page.headings.items()}


def numbering_row(book: Book, form: str) -> None:
    """Number the columns under the headings."""
    for page in book.of(form):
        page.under.insert(0, {name: number for number, name in enumerate(page.headings, start=1)})


def weekday_row(book: Book, letters: int) -> None:
    """Write the weekdays under the days, whole or their first letters."""
    for page in book.of("attendance"):
        names = {name: _WEEKDAYS[date(2024, 10, int(name[4:])).weekday()] for name in page.days}
        page.under.append({name: weekday[:letters] for name, weekday in names.items()})


def dashes(book: Book, sign: str) -> None:
    """Fill what is left blank with a sign that says so."""
    for page in book.of(*FORMS):
        for entry in page.entries:
            entry |= {name: sign for name in LEFT_BLANK[page.form] if name in page.headings and not entry.get(name)}


def nothing_to_tell(book: Book, word: str) -> None:
    """Say in a form without entries that there is none."""
    for page in book.of("reports", "vulnerabilities"):
        if not page.entries:
            page.entries.append(dict.fromkeys(page.headings, word))


def nothing_to_tell_merged(book: Book, word: str) -> None:
    """Say in a form without entries that there is none, in one cell merged over the whole row."""
    for page in book.of("reports", "vulnerabilities"):
        if not page.entries:
            fields = page.fields
            page.entries.append({fields[0]: word})
            page.merged.append((0, 0, fields[0], fields[-1]))


def unused_rows(book: Book, count: int) -> None:
    """Leave numbered rows without a person under the entries."""
    for page in book.of("attendance", "activities"):
        page.entries += [{"number": len(page.entries) + more} for more in range(1, count + 1)]


def ditto(book: Book, sign: str) -> None:
    """Repeat date and kind of an activity by a sign."""
    for page in book.of("activities"):
        for name in ("date", "activity"):
            _repeated(page, name, sign)


def merged_down(book: Book, form: str) -> None:
    """Write date and activity, or the category, once for all rows that share it, merged over them."""
    for page in book.of(form):
        for name in ("category",) if form == "attendance" else ("date", "activity"):
            for first, last in _repeated(page, name, None):
                page.merged.append((first, last, name, name))


def _repeated(page: Page, name: str, sign: str | None) -> list[tuple[int, int]]:
    """Keep the first of each run of equal values, write a sign instead of the others; return the runs' ends."""
    runs = []
    for value, run in groupby(range(len(page.entries)), key=lambda number: page.entries[number].get(name)):
        first, *others = run
        if value is None or not others or page.before.keys() & set(others):
            continue
        for number in others:
            page.entries[number][name] = sign
        runs.append((first, others[-1]))
    return runs


def merged_days(book: Book, least: int) -> None:
    """Merge days that follow one another with one code; a run of fewer than ``least`` stays."""
    for page in book.of("attendance"):
        for number, entry in enumerate(page.entries):
            for (code, _), run in groupby(
                page.days, key=lambda day, entry=entry: (entry.get(day), int(day[4:]) <= HALF)
            ):
                names = list(run)
                if code is None or len(names) < least:
                    continue
                entry.update(dict.fromkeys(names[1:]))
                page.merged.append((number, number, names[0], names[-1]))


def codes_in_words(book: Book, which: int) -> None:
    """Write attendance in words, small letters or ticks."""
    for page in book.of("attendance"):
        for entry in page.entries:
            for name in page.days:
                others = WORDS.get(str(entry.get(name)), [])
                if others:
                    entry[name] = others[which % len(others)]


def agreement(book: Book, word: str) -> None:
    """Say YA in another way."""
    for page in book.of("activities"):
        for entry in page.entries:
            entry |= {name: word for name in ("attended", "pledge_signed") if entry.get(name) == "YA"}


def dates_in_words(book: Book, spelling: str) -> None:
    """Write dates as text."""
    for page in book.of("activities", "reports", "vulnerabilities"):
        for entry in page.entries:
            entry |= {
                name: spelling.format(
                    d=day.day, n=day.month, m=month_names()[day.month], y=day.year, w=_WEEKDAYS[day.weekday()]
                )
                for name, day in entry.items()
                if isinstance(day, date)
            }


def titles_in_names(book: Book, way: str) -> None:
    """Write names with titles and degrees, in capitals, or with a remark in brackets or a post behind them."""
    for page in book.of("attendance", "activities"):
        for entry in page.entries:
            if entry.get("name"):
                post = entry.get("position") or "Perangkat Desa"
                entry["name"] = way.format(name=entry["name"], upper=str(entry["name"]).upper(), post=post)


def numbers_in_names(book: Book, way: str) -> None:
    """Write a person's number under or behind the name; its own column stays blank."""
    for page in book.of("attendance"):
        for entry in page.entries:
            if entry.get("identifier") and "identifier" in page.headings:
                entry["name"] = way.format(name=entry["name"], number=_typed(entry["identifier"]))
                entry["identifier"] = None


def one_column_for_both(book: Book, heading: str) -> None:
    """Write name and number into one column."""
    for page in book.of("attendance"):
        if "identifier" in page.headings and page.headings["name"] is not None:
            page.headings["name"] = heading
            del page.headings["identifier"]
            for entry in page.entries:
                number = entry.pop("identifier", None)
                if number:
                    entry["name"] = f"{entry['name']}\n{_typed(number)}"


def _typed(number: object) -> str:
    """Return a number as it is typed behind a name: the apostrophe of a text cell only begins a cell."""
    return str(number).removeprefix("'").removeprefix("NIP. ")


def separators(book: Book, sign: str) -> None:
    """Part the digits of identifiers, as people do to read them."""
    for page in book.of("attendance"):
        for entry in page.entries:
            digits = str(entry.get("identifier") or "")
            if digits:
                parts = sign.join((digits[:6], digits[6:12], digits[12:]))
                entry["identifier"] = f"'{digits}" if sign == "'" else f"NIP. {digits}" if sign == "NIP" else parts


def vacant_post(book: Book, word: str) -> None:
    """Leave a row for a post that nobody holds."""
    for page in book.of("attendance"):
        page.entries.append({"number": len(page.entries) + 1, "name": word, "position": "Kaur Keuangan"})


def columns_more(book: Book, heading: str) -> None:
    """Add a column that no form has."""
    for page in book.of(*FORMS):
        if page.entries:
            page.headings = {**page.headings, f"more_{heading}": heading}
            for number, entry in enumerate(page.entries, start=1):
                if len(entry) > 1:
                    entry[f"more_{heading}"] = f"{number}."


def invisible(book: Book, sign: str) -> None:
    """Surround texts with what nobody sees, and take their accents apart."""
    for page in book.of(*FORMS):
        for entry in page.entries:
            for name, value in entry.items():
                if isinstance(value, str):
                    entry[name] = f"{sign}{unicodedata.normalize('NFD', value)}{sign}"


def totals(book: Book, codes: str) -> None:
    """Add columns that count the days of each code."""
    for page in book.of("attendance"):
        page.headings |= {f"total_{code}": f"Jumlah {code}" for code in codes}
        for entry in page.entries:
            if entry.get("position"):
                counted = [entry.get(name) for name in page.days]
                entry |= {f"total_{code}": counted.count(code) for code in codes}


def rows_in_another_order(book: Book, step: int) -> None:
    """Let the entries begin with another one."""
    for page in book.of(*FORMS):
        page.entries = page.entries[step % (len(page.entries) or 1) :] + page.entries[: step % (len(page.entries) or 1)]
