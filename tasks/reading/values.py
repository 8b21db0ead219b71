"""From a cell to a typed value, with every certain mend on record and nothing ambiguous guessed.

Each function returns ``(value, repair)``: the value is None when it cannot be known, the repair is a reason of
``repair_reasons.csv`` or ``""``.
"""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from data.calendar import Period, month_numbers
from data.dates import written_date
from data.forms import AMBIGUOUS, code_reader
from data.names import plain
from data.register import leading_village_code
from tasks.reading.cells import Value, shown, text_of
from tasks.reading.placeholders import without_number

_TIME = re.compile(r"\A([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?:[.:][0-5][0-9])?(?: *wib)?\Z", re.IGNORECASE)
_PREFIX = re.compile(r"\A(?:nip|nik|nipppk|ni pppk)\b[ .:]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s.\-'’`\u2010-\u2015]+")
_SCIENTIFIC = re.compile(r"\A([0-9])[.,]?([0-9]*)e\+?([0-9]{1,2})\Z", re.IGNORECASE)
_PERIOD_ISO = re.compile(r"\A(20[0-9]{2})[-/.]?(0[1-9]|1[0-2])\Z")
_PERIOD_NUMERIC = re.compile(r"\A(0?[1-9]|1[0-2])[-/. ](20[0-9]{2})\Z")
_PERIOD_WORDS = re.compile(r"(?<![0-9a-z])(?<![0-9] )(?<![0-9]  )([a-z]{3,9})\.?,? *(?:tahun *)?(20[0-9]{2})(?![0-9])")
_DATE_TEXT = r"[0-9]{1,2}(?:[/.\- ]+(?:[0-9]{1,2}|[a-z]{3,9})[/.\- ]+20[0-9]{2})|20[0-9]{2}-[0-9]{2}-[0-9]{2}"
_RANGE = re.compile(rf"({_DATE_TEXT}|[0-9]{{1,2}}) *(?:s/d|s\.d\.?|sd|sampai(?: dengan)?|hingga|-|–) *({_DATE_TEXT})")
_COUNT_DIGITS = 9
_SAFE_DIGITS = 15
_AREA_LENGTHS = (2, 4, 6)
_MOST_DIGITS = 18  # more are two identifiers in one cell


def text(value: Value) -> tuple[str | None, str]:
    """Read free text: outer and invisible spaces go, letters are composed."""
    if value == "":
        return None, ""
    if not isinstance(value, str):
        return shown(value), ""
    clean = plain(value)
    if clean == value:
        return clean, ""
    composed = unicodedata.normalize("NFC", value)
    return clean or None, "accents" if plain(composed) == composed else "spaces"


def identifier(value: Value) -> tuple[str | None, str, bool]:
    """Read a NIP or NIK; the third value tells that the spreadsheet damaged it.

    A number keeps 15 digits at most, so of a longer one only its first 15 are returned: never ``int(float(…))``.
    What is no row of digits comes back as it stands (D01).
    """
    if isinstance(value, float | int) and not isinstance(value, bool):
        if not math.isfinite(value):
            return shown(value), "", False
        digits = str(int(value))
        return (digits[:_SAFE_DIGITS], "", True) if len(digits) > _SAFE_DIGITS else (digits, "", False)
    written = text_of(value)
    if not written:
        return None, "", False
    scientific = _SCIENTIFIC.match(written)
    if scientific:
        digits = (scientific[1] + scientific[2]).ljust(int(scientific[3]) + 1, "0")
        return digits[:_SAFE_DIGITS], "", True
    bare = _SEPARATORS.sub("", _PREFIX.sub("", written))
    if bare.isascii() and bare.isdigit() and len(bare) <= _MOST_DIGITS:
        return bare, _why(value, written, bare), False
    return written, _why(value, written, written), False


def _why(value: Value, clean: str, read: str) -> str:
    """Return why an identifier was mended: ``spaces`` when only invisible signs went, else ``separators``."""
    if read == shown(value):
        return ""
    return "spaces" if read == clean else "separators"


def day(value: Value, year: int) -> tuple[date | None, str]:
    """Read a date; text is day before month, and a two-digit year counts only when it is ``year``'s."""
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    if not isinstance(value, str):
        return None, ""
    found = written_date(value, year)
    return found, "date_text" if found else ""


def clock(value: Value) -> tuple[str | None, str]:
    """Read a time of day as ``HH:MM``."""
    if isinstance(value, datetime | time):
        return f"{value:%H:%M}", ""
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return (f"{minutes // 60:02d}:{minutes % 60:02d}", "") if 0 <= minutes < 24 * 60 else (None, "")
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}", ""
    found = _TIME.match(text_of(value))
    return (f"{int(found[1]):02d}:{found[2]}", "") if found else (None, "")


def number(value: Value) -> tuple[int | None, str]:
    """Read a whole number of at most nine digits: nothing that villages count has more, and no table takes any."""
    if isinstance(value, bool):
        return None, ""
    if isinstance(value, int | float):
        fits = abs(value) < 10**_COUNT_DIGITS  # nor does a number that is none, or without end
        return (int(value), "") if fits and float(value).is_integer() else (None, "")
    written = text_of(value)
    if written.isascii() and written.isdigit() and len(written) <= _COUNT_DIGITS:
        return int(written), "number_text"
    return None, ""


def code(value: Value, code_list: str) -> tuple[str | None, str]:
    """Read one entry of a code list, maybe behind a row's number ("1. ttd"); ambiguous and unknown ones are None."""
    written = text_of(value)
    if not written:
        return None, ""
    found, repair = code_reader(code_list).read(written)
    if found is None and (bare := without_number(written)) not in {"", written}:
        found, _ = code_reader(code_list).read(bare)
        return (None, "") if found in {None, AMBIGUOUS} else (found, "row_number")
    if found is None or found == AMBIGUOUS:
        return None, ""
    return found, repair or ("spaces" if written != shown(value) else "")


def area_code(value: Value) -> str | None:
    """Read a province, regency, district or village code, with or without dots."""
    written = text_of(value)
    village = leading_village_code(written)
    if village:
        return village
    digits = written.replace(".", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in _AREA_LENGTHS:
        return None
    return ".".join(digits[start : start + 2] for start in range(0, len(digits), 2))


def period(value: Value) -> Period | None:
    """Read a month: ``2024-10``, ``10/2024``, ``Oktober 2024`` or a date of that month."""
    if isinstance(value, datetime | date):
        return Period(value.year, value.month)
    written = text_of(value).casefold()
    iso, numeric = _PERIOD_ISO.match(written), _PERIOD_NUMERIC.match(written)
    if iso:
        return Period(int(iso[1]), int(iso[2]))
    if numeric:
        return Period(int(numeric[2]), int(numeric[1]))
    found = periods_in(written)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=20_000)
def periods_in(written: str) -> tuple[Period, ...]:
    """Return the months that a title names, such as "BULAN OKTOBER 2024" or "1 s/d 31 Oktober 2024".

    A single full date names none, but a range of dates names the months in which it begins and ends.
    """
    folded = plain(written).casefold()
    months = month_numbers()
    named = {Period(int(found[2]), months[found[1]]) for found in _PERIOD_WORDS.finditer(folded) if found[1] in months}
    return tuple(sorted(named | _range(folded)))


def _range(written: str) -> set[Period]:
    found = _RANGE.search(written)
    if not found:
        return set()
    last = day(found[2], 0)[0]
    first = day(found[1], 0)[0] or (last if found[1].isdigit() else None)
    return {Period(end.year, end.month) for end in (first, last) if end} if first and last else set()
