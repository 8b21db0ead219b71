"""What tells persons apart across villages and months."""

import pandas as pd

from data.identifiers import NIK, NIP
from data.names import name_keys


def known_persons(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return a sound identifier, else village and name; missing where neither is written.

    In: village_code, identifier, name. Names are not unique, so a name alone never joins persons of two villages.
    """
    sound = rows["identifier"].str.contains(f"{NIP.pattern}|{NIK.pattern}", na=False)
    return rows["identifier"].where(sound, rows["village_code"] + "|" + name_keys(rows["name"])).astype("str")
