"""What the sample is drawn from: names, posts, texts and rates."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from data.reference import Filled

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True)
class SampleName:
    """One row of ``sample_names.csv``: a first or second name of men (L) or women (P)."""

    sex: Literal["L", "P"]
    part: Literal["first", "second"]
    name: Filled
    source: Filled


@dataclass(frozen=True)
class SamplePosition:
    """One row of ``sample_positions.csv``: a post, how often it is filled, and how often by a civil servant."""

    kind: Literal["desa", "kelurahan"]
    category: Filled
    position: Filled
    chance: Share
    asn_chance: Share
    source: Filled


@dataclass(frozen=True)
class SampleRate:
    """One row of ``sample_rates.csv``: how often something happens, or a weight inside its group."""

    group: Filled
    key: Filled
    rate: Annotated[float, Field(ge=0)]
    source: Filled


@dataclass(frozen=True)
class SampleText:
    """One row of ``sample_texts.csv``: a text of a list, for one key or (blank) for every one."""

    list: Filled
    key: str
    text: Filled
    source: Filled
