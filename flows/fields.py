"""The fields of the deployments' forms: typed texts whose choices come from the register."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from data.calendar import Period
from data.catalogue import rules
from data.register import regency_of, villages
from data.sentences import both
from data.settings import Settings


def _areas() -> list[str]:
    """Return the choices of areas: nothing (the whole regency), then each district with code and name."""
    known = villages()
    inside = known[known["code"].str.startswith(regency_of(Settings().area))]
    districts = inside.drop_duplicates("district_code").sort_values("district_code")
    return ["", *(f"{row.district_code} {row.district_name}" for row in districts.itertuples())]


def _villages() -> list[str]:
    known = villages()
    inside = known[known["code"].str.startswith(regency_of(Settings().area))].sort_values("code")
    return ["", *(f"{row.code} {row.name}" for row in inside[["code", "name"]].itertuples(index=False))]


Month = Annotated[str, Field(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")]
"""A month, YYYY-MM, or nothing."""

Area = Annotated[str, Field(json_schema_extra={"enum": _areas()})]
"""A district as ``35.03.01 Panggul``, or nothing for the whole regency."""

Village = Annotated[str, Field(json_schema_extra={"enum": _villages()})]
"""A village as ``35.03.01.2001 Besuki``, or nothing."""

Rule = Annotated[str, Field(json_schema_extra={"enum": ["", *rules()]})]
"""A rule's code, or nothing."""

Day = Annotated[str, Field(pattern=r"^(20[0-9]{2}-[0-9]{2}-[0-9]{2})?$")]
"""A day, YYYY-MM-DD, or nothing."""

Finding = Annotated[str, Field(pattern=r"^\s*([0-9a-f]{16})?\s*$")]
"""A finding_id or group_id, or nothing; typed, lest a NIP is pasted here."""

Digest = Annotated[str, Field(pattern=r"^\s*([0-9a-f]{64})?\s*$")]
"""A SHA-256, or nothing."""

_NO_IDENTIFIER = r"^(?![\s\S]*[0-9]([ .\-]?[0-9]){14})[\s\S]*$"


def _without_identifier(text: str) -> str:
    if not re.match(_NO_IDENTIFIER, text):
        raise ValueError(both("no_identifier_here"))
    return text


Text = Annotated[
    str, AfterValidator(_without_identifier), WithJsonSchema({"type": "string", "pattern": _NO_IDENTIFIER})
]
"""Words of a person; a NIP or NIK is refused before it is stored anywhere: parameters stand in Prefect's database."""


def month_or(choice: str, usual: Period) -> Period:
    """Return the chosen month, the usual one for nothing."""
    return Period.parse(choice) if choice else usual


def area_code(choice: str) -> str:
    """Return the code of a chosen area or village; empty for nothing."""
    return choice.split(" ", 1)[0]
