"""The bodies that send files of their own: army, police, election commission, and whoever an installation adds.

Each has a folder ``_mitra/<BODY>/`` in the inbox; which forms it sends stands in ``mitra.csv``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.forms import form_tables
from data.reference import Filled, Words, load, only

PARTNERS = "_mitra"
"""The folder of the inbox in which every body has its own."""


@dataclass(frozen=True)
class Partner:
    """One row of ``mitra.csv``: a body by the name of its folder, the forms that it sends, and its full name."""

    body: Filled
    forms: Words
    name_id: Filled
    name_en: Filled
    source: Filled

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_id


@cache
def partners() -> tuple[Partner, ...]:
    """Return every body that sends files of its own."""
    return load("mitra", Partner)


def partner(body: str) -> Partner:
    """Return one body."""
    return only("mitra", Partner, body=body)


def body_of(file: str) -> str | None:
    """Return the body in whose folder a file of the inbox lies, also one of its replies; None for every other file."""
    folder, _, rest = file.partition("/")
    own, inside, _ = rest.partition("/")
    known = {each.body.casefold(): each.body for each in partners()}
    return known.get(own.casefold()) if folder == PARTNERS and inside else None


def sender_folder(file: str) -> str:
    """Return the folder of whoever sent a file of the inbox: a village's, a body's, or another one at its top."""
    return "/".join(file.split("/")[: 2 if body_of(file) else 1])


def partners_file(path: Path) -> str | None:
    """Return the path inside its inbox of a file that lies in a body's folder; None for every other file."""
    parts = path.absolute().parts
    if PARTNERS not in parts:
        return None
    file = "/".join(parts[parts.index(PARTNERS) :])
    return file if body_of(file) else None


@cache
def partner_tables(body: str) -> tuple[tuple[str, str], ...]:
    """Return the (form, arrangement) pairs in which a body's forms stand as tables."""
    return tuple(pair for pair in form_tables("partner") if pair[0] in partner(body).forms)
