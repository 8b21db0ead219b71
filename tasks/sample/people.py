"""The officials of a village: names, identifiers, positions and terms that belong together."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from data.calendar import Period
from data.forms import civil_servants
from data.names import name_key
from data.reference import load
from data.sample_tables import SampleName, SamplePosition
from tasks.sample.draws import generator, happens, rates, text, texts
from tasks.sample.numbers import birth_date, nik, nip, years_before
from tasks.sample.villages import Village

_AGES = {"PNS": (24, 57), "PPPK": (24, 50), "KADES": (32, 62)}
_OTHER_AGES = (23, 58)
_HEADS_TERM_DAYS = 8 * 365
_LONGEST_TERM = 14
_YOUNGEST_AT_WORK = 20


@dataclass(frozen=True)
class Official:
    """One official as the register names him or her; ``term_until`` is None while the term is open."""

    name: str
    identifier: str
    position: str
    category: str
    sex: str
    term_from: date
    term_until: date | None
    head: bool

    def serves(self, day: date) -> bool:
        return self.term_from <= day and (self.term_until is None or day <= self.term_until)

    def serves_all(self, period: Period) -> bool:
        return self.serves(period.first) and self.serves(period.last)


def officials_of(village: Village, period: Period, seed: int) -> list[Official]:
    """Return the 8–18 officials of a village, its head first; no two bear the same name or number."""
    rng = generator(seed, village.code, "people")
    hamlets = iter(rng.sample(texts("hamlet"), len(texts("hamlet"))))
    found: list[Official] = []
    for line in load("sample_positions", SamplePosition):
        if line.kind != village.kind or rng.random() >= line.chance:
            continue
        position = line.position.format(hamlet=next(hamlets))
        category = line.category
        if category == "PERANGKAT" and rng.random() < line.asn_chance:
            category = "PNS"
        found.append(new_official(rng, village, period, found, position, category))
    return found


def new_official(
    rng: Random, village: Village, period: Period, others: list[Official], position: str, category: str
) -> Official:
    """Return somebody who shares neither name nor number with ``others``; the first of a village is its head."""
    head = not others
    sex = "P" if happens(rng, "woman") else "L"
    taken = {name_key(other.name) for other in others}
    bare = _bare_name(rng, sex)
    while name_key(bare) in taken:
        bare = _bare_name(rng, sex)
    numbers = {other.identifier for other in others}
    identifier, age = _identifier(rng, village, period, sex, category)
    while identifier in numbers:
        identifier, age = _identifier(rng, village, period, sex, category)
    term_from, term_until = _term(rng, period, category, head, longest=age - _YOUNGEST_AT_WORK)
    name = _titled(rng, bare, sex, category)
    return Official(name, identifier, position, category, sex, term_from, term_until, head)


@cache
def _names(sex: str, part: str) -> tuple[str, ...]:
    return tuple(row.name for row in load("sample_names", SampleName) if row.sex == sex and row.part == part)


def _bare_name(rng: Random, sex: str) -> str:
    first = rng.choice(_names(sex, "first"))
    return first if happens(rng, "single_name") else f"{first} {rng.choice(_names(sex, 'second'))}"


def _titled(rng: Random, bare: str, sex: str, category: str) -> str:
    name = f"{text(rng, 'prefix', sex)} {bare}" if happens(rng, "prefixed_name") else bare
    degrees = texts("degree", category)
    if degrees and rng.random() < rates("degree")[category]:
        return f"{name}, {rng.choice(degrees)}"
    return name


def _identifier(rng: Random, village: Village, period: Period, sex: str, category: str) -> tuple[str, int]:
    """Return an identifier and the age of whom it belongs to."""
    born = birth_date(rng, village, period, _AGES.get(category, _OTHER_AGES))
    age = period.year - born.year
    if category in civil_servants():
        return nip(rng, born, sex, category, period), age
    return nik(rng, born, sex, village), age


def _term(rng: Random, period: Period, category: str, head: bool, longest: int) -> tuple[date, date | None]:
    if category == "KADES":
        begun = period.first - timedelta(days=rng.randint(300, _HEADS_TERM_DAYS - 400))
        return begun, begun + timedelta(days=_HEADS_TERM_DAYS)
    begun = years_before(period.first, rng, min(_LONGEST_TERM, longest))
    if head or not happens(rng, "term_inside"):
        return begun, None
    turn = period.first + timedelta(days=rng.randint(8, 20))
    return (turn, None) if rng.randrange(2) else (begun, turn)
