"""Rules on the identity form: does the file say the same as the folder in which it lies?"""

import re

import pandas as pd

from data.names import key, plain
from data.register import villages
from expectations.rule import cell_in, rule, verdicts


def _bare(name: str) -> str:
    """Return a village name without its kind, as ``Desa Besuki`` and ``BESUKI`` name the same village."""
    kinds = "|".join(sorted(set(villages()["kind"])))
    return key(re.sub(rf"\b(?:{kinds})\b", " ", plain(name), flags=re.IGNORECASE))


def _bare_names(names: "pd.Series[str]") -> "pd.Series[str]":
    return names.map(_bare, na_action="ignore")


def _code_differs(identities: pd.DataFrame) -> "pd.Series[bool]":
    return identities["stated_code"].notna() & (identities["stated_code"] != identities["village_code"])


def _wrong_cell(identities: pd.DataFrame) -> "pd.Series[str]":
    return identities["code_cell"].where(identities["stated_code"].notna(), identities["name_cell"])


def _wrong_value(identities: pd.DataFrame) -> "pd.Series[str]":
    return identities["stated_code_shown"].where(identities["stated_code"].notna(), identities["stated_name"])


@rule("S04", at=cell_in(_wrong_cell), shows=_wrong_value, kind="code")
def identity_contradicts_folder(identities: pd.DataFrame) -> "pd.Series[bool]":
    """The village code inside the file must be that of the folder; the name is asked only where no code is read.

    Ten names stand for two villages each, so an equal code settles it. Not applied without a folder's village,
    nor where the form states neither a readable code nor a name.
    """
    by_name = identities["stated_code"].isna() & identities["stated_name"].notna() & identities["folder_name"].notna()
    differs = by_name & (_bare_names(identities["stated_name"]) != _bare_names(identities["folder_name"]))
    return verdicts(
        passes=~(_code_differs(identities) | differs),
        applies=identities["village_code"].notna() & (identities["stated_code"].notna() | by_name),
    )
