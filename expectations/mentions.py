"""Rules on mentions: each row of a form that names a person."""

import pandas as pd

from data.identifiers import NIK, NIP
from data.reference import limit
from expectations.rule import everywhere, field, rule, verdicts

_IDENTIFIER = field("identifier")
_WOMAN = 40


@rule("D01", at=_IDENTIFIER, shows="identifier_shown", kind="identifier")
def identifier_malformed(mentions: pd.DataFrame) -> "pd.Series[bool]":
    """An identifier must be a NIP of 18 or a NIK of 16 plain digits.

    Not applied to a person without identifier, nor to a damaged one (D02).
    """
    return verdicts(
        passes=_is(NIP.pattern, mentions) | _is(NIK.pattern, mentions),
        applies=mentions["identifier_shown"].notna() & ~mentions["identifier_damaged"],
    )


@rule("D02", at=_IDENTIFIER, shows="identifier_shown", kind="identifier")
def identifier_damaged_by_spreadsheet(mentions: pd.DataFrame) -> "pd.Series[bool]":
    """An identifier must be kept as text: as a number a spreadsheet keeps its first 15 digits only.

    Not applied to a person without identifier.
    """
    return verdicts(passes=~mentions["identifier_damaged"], applies=mentions["identifier_shown"].notna())


def _birth_possible(mentions: pd.DataFrame) -> "pd.Series[bool]":
    not_too_long_ago = _number(mentions, 0, 4) >= limit("nip_earliest_birth_year")
    return _is_date(_part(mentions, 0, 8)) & not_too_long_ago


def _appointment_possible(mentions: pd.DataFrame) -> "pd.Series[bool]":
    birth_year, year, month = _number(mentions, 0, 4), _number(mentions, 8, 12), _number(mentions, 12, 14)
    age = year - birth_year
    received_year = mentions["received_date"].dt.year
    possible: pd.Series[bool] = age.between(limit("nip_earliest_appointment_age"), limit("nip_latest_appointment_age"))
    possible &= (year <= received_year) | received_year.isna()
    possible &= month.between(1, 12) | month.between(limit("nip_first_pppk_code"), limit("nip_last_pppk_code"))
    return possible


def _sex_possible(mentions: pd.DataFrame) -> "pd.Series[bool]":
    return _number(mentions, 14, 15).isin([1, 2])


def _sequence_possible(mentions: pd.DataFrame) -> "pd.Series[bool]":
    return _number(mentions, 15, 18) > 0


def _impossible_part(mentions: pd.DataFrame) -> "pd.Series[str]":
    parts = pd.Series("sequence", index=mentions.index, dtype="str")
    parts = parts.mask(~_sex_possible(mentions), "sex").mask(~_appointment_possible(mentions), "appointment")
    return parts.mask(~_birth_possible(mentions), "birth")


@rule("D03", at=_IDENTIFIER, shows="identifier_shown", kind="identifier", cause=_impossible_part)
def nip_impossible(mentions: pd.DataFrame) -> "pd.Series[bool]":
    """Birth date, appointment, sex and sequence inside a NIP must be possible.

    Digits 13–14 are a month, or from 21 to 29 for a PPPK; an appointment after the file's receipt is impossible.
    Not applied to anything but 18 digits, nor to a damaged identifier (D02).
    """
    possible = (
        _birth_possible(mentions)
        & _appointment_possible(mentions)
        & _sex_possible(mentions)
        & _sequence_possible(mentions)
    )
    return verdicts(passes=possible, applies=_is(NIP.pattern, mentions) & ~mentions["identifier_damaged"])


def _nik_birth_likely(mentions: pd.DataFrame) -> "pd.Series[bool]":
    day = _number(mentions, 6, 8)
    day_text = day.mask(day > _WOMAN, day - _WOMAN).map("{:02.0f}".format).astype("str")
    born = _part(mentions, 10, 12) + _part(mentions, 8, 10) + day_text
    return _is_date("19" + born) | _is_date("20" + born)


def _unlikely_part(mentions: pd.DataFrame) -> "pd.Series[str]":
    return _nik_birth_likely(mentions).map({True: "sequence", False: "birth"})


@rule("D04", at=_IDENTIFIER, shows="identifier_shown", kind="identifier", cause=_unlikely_part)
def nik_unlikely(mentions: pd.DataFrame) -> "pd.Series[bool]":
    """Birth date (day + 40 for a woman, either century) and sequence inside a NIK should be likely.

    The region is that of first registration, so any is right. Not applied to anything but 16 digits, nor to a
    damaged identifier (D02).
    """
    return verdicts(
        passes=_nik_birth_likely(mentions) & (_number(mentions, 12, 16) > 0),
        applies=_is(NIK.pattern, mentions) & ~mentions["identifier_damaged"],
    )


@rule("D05", at=field("name"))
def name_missing(mentions: pd.DataFrame) -> "pd.Series[bool]":
    """A row with data must name its person. Not applied where no form has such rows."""
    return verdicts(passes=mentions["name"].notna(), applies=everywhere(mentions))


def _is_date(digits: "pd.Series[str]") -> "pd.Series[bool]":
    return pd.to_datetime(digits, format="%Y%m%d", errors="coerce").notna()


def _is(pattern: str, mentions: pd.DataFrame) -> "pd.Series[bool]":
    return mentions["identifier"].str.contains(pattern, na=False)


def _part(mentions: pd.DataFrame, start: int, stop: int) -> "pd.Series[str]":
    return mentions["identifier"].str.slice(start, stop)


def _number(mentions: pd.DataFrame, start: int, stop: int) -> "pd.Series[float]":
    return pd.to_numeric(_part(mentions, start, stop), errors="coerce")
