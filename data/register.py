"""The administrative register: which villages, districts and regencies there are.

Codes are those of the Ministry of Home Affairs, as text with dots: ``35`` province, ``35.03`` regency,
``35.03.01`` district, ``35.03.01.2001`` village. Only the code is a key: ten village names of Trenggalek
stand in two districts, and ten are also a district's name.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from data.errors import UsageError
from data.reference import Filled, load, reference
from data.sentences import both

if TYPE_CHECKING:
    import pandas as pd

_REGENCY_LENGTH = len("35.03")
_LEVELS = {2: "province", _REGENCY_LENGTH: "regency", 8: "district", 13: "village"}
_VILLAGE_DIGITS = re.compile(r"\A([0-9]{2})\.?([0-9]{2})\.?([0-9]{2})\.?([0-9]{4})(?![0-9])")


@dataclass(frozen=True)
class Area:
    """A part of the country: its code, its level (province, regency, district, village) and its name."""

    code: str
    level: str
    name: str


@dataclass(frozen=True)
class Village:
    """One row of ``villages.csv``."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$")]
    name: Filled
    kind: Literal["desa", "kelurahan"]
    district_code: Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$")]
    district_name: Filled


@dataclass(frozen=True)
class Regency:
    """One row of ``regencies.csv``."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}$")]
    name: Filled


@cache
def villages() -> "pd.DataFrame":
    """Return all villages known: code, name, kind (desa, kelurahan), district_code, district_name, regency_code."""
    known = reference("villages", Village).copy()
    known["regency_code"] = known["code"].str[:_REGENCY_LENGTH]
    return known


@cache
def area_words() -> frozenset[str]:
    """Return the words of the names of all villages, districts and regencies known, in lower case."""
    names = [name for row in load("villages", Village) for name in (row.name, row.district_name)]
    names += [row.name for row in load("regencies", Regency)]
    return frozenset(word for name in names for word in name.casefold().split())


def area(code: str) -> Area:
    """Look an area up by its code, with or without dots; raise ``UsageError`` for one that nobody knows."""
    dotted = _dotted(code)
    level = _LEVELS.get(len(dotted))
    inside = villages()[villages()["code"].str.startswith(dotted)] if level else villages().iloc[:0]
    if inside.empty:
        raise UsageError(both("wrong_area", value=code))
    first = inside.iloc[0]
    names = {
        "province": f"Provinsi {dotted}",
        "regency": regency_name(dotted),
        "district": f"Kecamatan {first['district_name']}",
        "village": f"{str(first['kind']).capitalize()} {first['name']}",
    }
    return Area(dotted, str(level), names[str(level)])


def regency_name(code: str) -> str:
    """Return a regency's name, or its code in words where the register has no name for it."""
    named = {regency.code: regency.name for regency in load("regencies", Regency)}
    return named.get(code, f"Kabupaten {code}")


def villages_in(code: str) -> "pd.DataFrame":
    """Return the villages of an area, sorted by code, with the columns of ``villages``."""
    known = villages()
    return known[known["code"].str.startswith(code)].sort_values("code").reset_index(drop=True)


def regency_of(code: str) -> str:
    """Return the code of the regency in which a regency, district or village lies, by its code with dots."""
    return code[:_REGENCY_LENGTH]


def regencies_in(code: str) -> list[str]:
    """Return the codes of the regencies that an area touches (a district lies in one)."""
    return sorted(set(villages_in(code)["regency_code"]))


def leading_village_code(text: str) -> str | None:
    """Return the village code that a folder's or cell's text begins with, dotted; None where there is none.

    Dots are optional: ``3503012001 Besuki`` and ``35.03.01.2001 Besuki`` name the same village.
    """
    found = _VILLAGE_DIGITS.match(text.strip())
    return ".".join(found.groups()) if found else None


def _dotted(code: str) -> str:
    digits = code.strip().replace(".", "")
    cuts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(part for part in cuts if part)
