"""NIP and NIK: their parts, and how they are masked.

NIP (18 digits): ``YYYYMMDD`` birth, ``YYYYMM`` appointment (a PPPK: ``YYYY`` and a code from 21 to 29), sex 1 or 2,
sequence 001–999 — Peraturan Kepala BKN 22/2007 and 43/2007. NIK (16 digits): region of first registration,
``DDMMYY`` (day + 40 for a woman), sequence 0001–9999 — UU 23/2006. Both hold a birth date, so both are masked
wherever they leave the product. Identifiers are text from the cell to the end: a float would invent digits.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


NIP = re.compile(r"\A[0-9]{18}\Z")
NIK = re.compile(r"\A[0-9]{16}\Z")
_HIDDEN = "•"


def mask(identifier: str) -> str:
    """Return an identifier that shows no birth date.

    A NIP shows its digits 9–14 (appointment) and 15 (sex), a NIK its last 4. Anything else is hidden wholly: in a
    number that lost digits nobody knows where the birth date stands.
    """
    if NIP.match(identifier):
        return _HIDDEN * 8 + identifier[8:15] + _HIDDEN * 3
    shown = identifier[-4:] if NIK.match(identifier) else ""
    return _HIDDEN * (len(identifier) - len(shown)) + shown


def masked(identifiers: "pd.Series[str]") -> "pd.Series[str]":
    """Return ``mask`` of each identifier; missing stays missing."""
    return identifiers.map(mask, na_action="ignore").astype("str")
