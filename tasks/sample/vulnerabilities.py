"""The vulnerability map of a village: variables, each rated by one source or several."""

from datetime import timedelta
from random import Random

from data.calendar import Period
from data.forms import code_list
from tasks.sample.draws import drawn, happens, text, texts
from tasks.sample.people import Official
from tasks.sample.rows import Row
from tasks.sample.villages import Village

_HIGHEST = 2


def vulnerability_rows(rng: Random, village: Village, officials: list[Official], period: Period) -> list[Row]:
    """Return two to nine rows: a few variables, with levels that differ little from source to source."""
    in_words = happens(rng, "level_in_words")
    variables = [entry.code for entry in code_list("variable") if texts("vulnerability", entry.code)]
    rows: list[Row] = []
    for variable in rng.sample(variables, rng.randint(2, 5)):
        level = int(drawn(rng, "level"))
        sources = {drawn(rng, "source") for _ in range(rng.randint(1, 2))}
        rows += [
            _row(rng, village, officials, period, variable, source, level, in_words=in_words)
            for source in (entry.code for entry in code_list("source"))
            if source in sources
        ]
    return rows


def _row(
    rng: Random,
    village: Village,
    officials: list[Official],
    period: Period,
    variable: str,
    source: str,
    level: int,
    *,
    in_words: bool,
) -> Row:
    rated = min(_HIGHEST, max(0, level + rng.choice((0, 0, 0, 1, -1))))
    row: Row = {
        "variable": variable,
        "location": text(rng, "polling_place", number=rng.randint(1, 18), **village.words),
        "description": text(rng, "vulnerability", variable),
        "level": code_list("level")[rated].label_id if in_words else rated,
        "source": source,
        "date": period.first + timedelta(days=rng.randrange(period.last.day)),
    }
    if rated > 0 and happens(rng, "prevented"):
        person = rng.choice(officials)
        row |= {
            "prevention": text(rng, "prevention"),
            "responsible": text(rng, "responsible", name=person.name, position=person.position, **village.words),
            "target_date": period.last + timedelta(days=rng.randint(-8, 20)),
            "status": text(rng, "prevention_status"),
        }
    return row
