"""Facts of law that rules reckon with, as people read them: bodies, times, thresholds, limits, duties, days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from data.calendar import DayOverride
from data.catalogue import ElectionStage, case_stages
from data.figures import date_text
from data.law import AbsenceThreshold, CaseRoute, PledgeDuty
from data.packages import clocks
from data.reference import Limit, load
from data.register import area
from data.sentence_words import sentence_words
from data.sentences import text

OWN = "own"
"""What no law says but this product or the inspectorate; it stands in the rules themselves."""


@dataclass(frozen=True)
class LawFact:
    """One fact in words; ``topic`` is a value of the mark law_topic; days are missing where no change is known."""

    topic: str
    fact: str
    source: str
    verified: str
    valid_from: date | None = None
    valid_until: date | None = None


def law_facts(language: str) -> pd.DataFrame:
    """Return every fact of ``case_routes.csv``, ``case_stages.csv`` (those with a time limit),
    ``absence_thresholds.csv``, ``limits.csv`` (those of law), ``pledge_duties.csv``, ``stages.csv`` and
    ``calendar.csv`` (days of law); rows that differ in one word alone are one.

    Out: number, topic, fact, source, verified, valid_from, valid_until.
    """
    parts = (_routes, _stages, _thresholds, _limits, _pledges, _election, _days)
    facts = [fact for part in parts for fact in part(language)]
    table = pd.DataFrame(facts).assign(number=range(1, len(facts) + 1))
    return table.astype({"valid_from": "datetime64[s]", "valid_until": "datetime64[s]"})


def _routes(language: str) -> Iterator[LawFact]:
    persons, bodies = sentence_words("category", language), sentence_words("channel", language)
    for alike, routes in groupby(
        sorted(load("case_routes", CaseRoute), key=_route_without_person), key=_route_without_person
    ):
        code, channel, acceptance, source, verified, *_ = alike
        same = list(routes)
        named = [persons.get(route.category, route.category) for route in same if route.category]
        whom = "; ".join([*([code] if code else []), *([", ".join(named)] if named else [])])
        told = text(
            f"legal_route_{acceptance}",
            language,
            whom=whom or text("legal_everybody", language),
            body=bodies.get(channel, channel),
        )
        yield LawFact("route", told, source, verified, same[0].valid_from, same[0].valid_until)


def _route_without_person(route: CaseRoute) -> tuple[str, ...]:
    days = (str(route.valid_from or ""), str(route.valid_until or ""))
    return route.code, route.channel, route.acceptance, route.basis, route.verified, *days


def _stages(language: str) -> Iterator[LawFact]:
    for stage in case_stages().values():
        limited = [clock for clock in clocks(stage.clock_package) if clock.days is not None]
        steps = "; ".join(text(f"clock_{clock.unit}", language, days=clock.days) for clock in limited)
        told = {"stage": stage.label(language), "days": stage.limit_days, "total": stage.clock_days, "steps": steps}
        if stage.limit_days is not None or limited:
            words = text("legal_stage_steps" if limited else "legal_stage", language, **told)
            yield LawFact("stage", words, stage.basis, stage.verified, stage.valid_from, stage.valid_until)


def _thresholds(language: str) -> Iterator[LawFact]:
    persons = sentence_words("category", language)
    for _, rows in groupby(load("absence_thresholds", AbsenceThreshold), key=_threshold_without_days):
        first, *others = rows
        told = text(
            "legal_days_in_a_row" if first.in_a_row else "legal_days_in_a_year",
            language,
            whom=persons.get(first.category, first.category),
            days=", ".join(str(row.days) for row in (first, *others)),
        )
        yield LawFact("absence", told, first.basis, first.verified, first.valid_from, first.valid_until)


def _threshold_without_days(row: AbsenceThreshold) -> tuple[str, ...]:
    return row.category, str(row.in_a_row), row.basis, row.verified, str(row.valid_from), str(row.valid_until)


def _limits(language: str) -> Iterator[LawFact]:
    for limit in load("limits", Limit):
        if limit.verified != OWN:
            told = text(f"legal_limit_{limit.limit}", language, value=_in_words(limit))
            yield LawFact("limit", told, limit.source, limit.verified, limit.valid_from, limit.valid_until)


def _in_words(limit: Limit) -> str:
    if limit.unit == "hour":
        return f"{int(limit.value):02d}.{round(limit.value % 1 * 60):02d}"
    return f"{limit.value:.0f}"


def _pledges(language: str) -> Iterator[LawFact]:
    persons = sentence_words("category", language)
    for alike, duties in groupby(load("pledge_duties", PledgeDuty), key=_duty_without_person):
        code, source, verified, valid_from, valid_until = alike
        whom = ", ".join(persons.get(duty.category, duty.category) for duty in duties)
        where = text("legal_pledge_area", language, area=area(code).name) if code else ""
        told = text("legal_pledge", language, whom=whom, where=where)
        yield LawFact("pledge", told, source, verified, valid_from, valid_until)


def _duty_without_person(duty: PledgeDuty) -> tuple[str, str, str, date | None, date | None]:
    return duty.area_code, duty.basis, duty.verified, duty.valid_from, duty.valid_until


def _election(language: str) -> Iterator[LawFact]:
    for stage in load("stages", ElectionStage):
        told = text(
            "legal_election" if stage.from_date < stage.until_date else "legal_election_day",
            language,
            stage=stage.label_en if language == "en" else stage.label_id,
            first=date_text(stage.from_date, language),
            last=date_text(stage.until_date, language),
        )
        yield LawFact("election", told, stage.source, stage.verified)


def _days(language: str) -> Iterator[LawFact]:
    for day in load("calendar", DayOverride):
        if day.verified != OWN:
            key = "legal_day_off" if day.day_off else "legal_working_day"
            told = text(key, language, day=date_text(day.date, language), name=day.name)
            yield LawFact("day", told, day.source, day.verified)
