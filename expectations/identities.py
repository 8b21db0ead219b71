"""Rules on the identity form: does the file say the same as the folder in which it lies?"""

import re
from difflib import SequenceMatcher

import pandas as pd

from data.names import key, plain
from data.reference import limit
from data.register import villages
from expectations.rule import cell_in, rule, verdicts


def _bare(name: str) -> str:
    """Return a village name without its kind, as ``Desa Besuki`` and ``BESUKI`` name the same village."""
    kinds = "|".join(sorted(set(villages()["kind"])))
    return key(re.sub(rf"\b(?:{kinds})\b", " ", plain(name), flags=re.IGNORECASE))


def _code_differs(identities: pd.DataFrame) -> "pd.Series[bool]":
    return identities["stated_code"].notna() & (identities["stated_code"] != identities["village_code"])


def _name_differs(identities: pd.DataFrame) -> "pd.Series[bool]":
    """Tell where the stated name is another village's; a mere difference in spelling is not."""
    told = identities["stated_name"].notna() & identities["folder_name"].notna()
    pairs = zip(identities["stated_name"], identities["folder_name"], told, strict=True)
    return pd.Series(
        [both and not _alike(_bare(stated), _bare(name)) for stated, name, both in pairs],
        index=identities.index,
        dtype="bool",
    )


def names_other_village(identities: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which *identities* (judge) name another village than the one in whose folder they lie."""
    return _code_differs(identities) | _name_differs(identities)


def _alike(stated: str, name: str) -> bool:
    return SequenceMatcher(None, stated, name).ratio() >= limit("village_name_likeness")


def _wrong_cell(identities: pd.DataFrame) -> "pd.Series[str]":
    return identities["code_cell"].where(_code_differs(identities), identities["name_cell"])


def _wrong_value(identities: pd.DataFrame) -> "pd.Series[str]":
    return identities["stated_code_shown"].where(_code_differs(identities), identities["stated_name"])


@rule("S04", at=cell_in(_wrong_cell), shows=_wrong_value, kind="code")
def identity_contradicts_folder(identities: pd.DataFrame) -> "pd.Series[bool]":
    """Neither the village code nor the village name inside the file may be another village's than the folder's.

    Not applied without a folder's village, nor where the form states neither a readable code nor a name.
    """
    states = identities["stated_code"].notna() | (identities["stated_name"].notna() & identities["folder_name"].notna())
    return verdicts(
        passes=~names_other_village(identities),
        applies=identities["village_code"].notna() & states,
    )


@rule("D28", at=cell_in("work_pattern_cell"), shows="work_pattern_shown")
def work_pattern_unknown(identities: pd.DataFrame) -> "pd.Series[bool]":
    """What stands at Hari Kerja must say which days of the week are worked.

    Not applied where it is blank: five days are then assumed, and receipt and workbook say so.
    """
    return verdicts(passes=identities["work_pattern"].notna(), applies=identities["work_pattern_shown"].notna())
