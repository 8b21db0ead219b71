"""What tells persons apart across villages and months."""

import pandas as pd

from data.identifiers import NIK, NIP
from data.names import name_keys, names_nobody


def known_persons(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return a sound identifier, else village and name; missing where neither is written or the name names nobody.

    In: village_code, identifier, name. Names are not unique, so a name alone never joins persons of two villages.
    """
    has_number = has_sound_number(rows["identifier"])
    named = rows["name"].where(~rows["name"].map(names_nobody, na_action="ignore").fillna(False).astype("bool"))
    return rows["identifier"].where(has_number, rows["village_code"] + "|" + name_keys(named)).astype("str")


def has_sound_number(identifiers: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell which identifiers are a NIP or a NIK."""
    return identifiers.str.contains(f"{NIP.pattern}|{NIK.pattern}", na=False)
