"""Drawing from the sample's word lists and shares (``reference/sample_texts.csv``, ``reference/sample_rates.csv``)."""

from functools import cache
from random import Random

from data.reference import load
from data.sample_tables import SampleRate, SampleText


def generator(seed: int, code: str, topic: str) -> Random:
    """Return the source of chance for one topic of one area, untouched by every other draw."""
    return Random(f"{seed}:{code}:{topic}")


@cache
def texts(listing: str, key: str = "") -> tuple[str, ...]:
    """Return the texts of a list, in order; empty where the list has none for the key."""
    return tuple(row.text for row in load("sample_texts", SampleText) if row.list == listing and row.key == key)


def text(rng: Random, listing: str, key: str = "", **values: object) -> str:
    """Return one text of a list with its placeholders filled in."""
    return rng.choice(texts(listing, key)).format(**values)


@cache
def rates(group: str) -> dict[str, float]:
    """Return the rates of a group by their key, in order."""
    return {row.key: row.rate for row in load("sample_rates", SampleRate) if row.group == group}


def drawn(rng: Random, group: str) -> str:
    """Return one key of a group, drawn by its rates."""
    shares = rates(group)
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def happens(rng: Random, share: str) -> bool:
    """Tell whether something happens that has a rate in the group ``share``."""
    return rng.random() < rates("share")[share]
