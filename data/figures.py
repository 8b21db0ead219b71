"""Numbers and days as people write them, in Indonesian or English.

Babel takes 0.15 s to import, which a command that says nothing yet and the reader's workers spare.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_ISO_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


def count_text(number: int, language: str) -> str:
    """Return a whole number with its thousands marked: ``12.345``, in English ``12,345``."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(number, "#,##0", locale=language)


def decimal_text(number: float, decimals: int, language: str) -> str:
    """Return a number rounded half up: ``1.234,50``, in English ``1,234.50``."""
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(rounded, pattern, locale=language)


def date_text(day: date, language: str) -> str:
    """Return a day in words: ``6 November 2024``."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "d MMMM y", locale=language)


def value_text(value: str, language: str) -> str:
    """Return a shown value as people read it: a day in words, all else as it is."""
    if not _ISO_DATE.fullmatch(value):
        return value
    try:
        return date_text(date.fromisoformat(value), language)
    except ValueError:  # a day that is not in its month, as a village may write it
        return value


def month_text(day: date, language: str) -> str:
    """Return the month of a day in words: ``Oktober 2024``, in English ``October 2024``."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "MMMM y", locale=language)


def month_name(month: int, language: str) -> str:
    """Return the name of a month: ``Oktober``, in English ``October``."""
    from babel.dates import get_month_names  # noqa: PLC0415

    return str(get_month_names("wide", locale=language)[month])


def month_short(day: date, language: str) -> str:
    """Return the month of a day for a narrow heading: ``Okt 2024``, in English ``Oct 2024``."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "MMM y", locale=language)
