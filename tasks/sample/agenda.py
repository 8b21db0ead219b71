"""The regency's agenda: political events, and the meetings and pledges that officials must attend."""

from dataclasses import dataclass
from datetime import date, time
from random import Random

from data.calendar import Period, working_days
from data.catalogue import ElectionStage
from data.forms import political_kinds
from data.reference import only
from tasks.sample.draws import generator, happens, text
from tasks.sample.villages import Village

_WORK_PATTERN = "5"
"""Meetings fall on days on which every village works, whatever its pattern."""


@dataclass(frozen=True)
class Event:
    """One line of the agenda; ``area_code`` is a regency's, district's or village's."""

    date: date
    time_from: time
    time_until: time
    kind: str
    name: str
    area_code: str
    organiser: str
    must_attend: str

    def concerns(self, village: Village) -> bool:
        return village.lies_in(self.area_code)


def events_of(village: Village, period: Period, seed: int) -> list[Event]:
    """Return the events of a village, its district and its regency, by date."""
    levels = (village.regency_code, village.district_code, village.code)
    found = [event for code in levels for event in _events_at(code, village, period, seed)]
    return sorted(found, key=lambda event: (event.date, event.time_from, event.area_code, event.kind))


def whole_agenda(villages: list[Village], period: Period, seed: int) -> list[Event]:
    """Return every event that concerns any of the villages, each once, by date."""
    found = {event: None for village in villages for event in events_of(village, period, seed)}
    return sorted(found, key=lambda event: (event.date, event.time_from, event.area_code, event.kind))


def _events_at(code: str, village: Village, period: Period, seed: int) -> list[Event]:
    rng = generator(seed, code, f"agenda {period}")
    workdays = working_days(period, _WORK_PATTERN)
    campaign = _campaign_days(period)
    if code == village.code:
        if campaign and happens(rng, "village_campaign"):
            return [_event(rng, "KAMPANYE", rng.choice(campaign), village, code)]
        return []
    if code == village.district_code:
        found = [_event(rng, "IKRAR", rng.choice(workdays[2:10]), village, code, "SEMUA")]
        if happens(rng, "district_briefing"):
            found.append(_event(rng, "SOSIALISASI", rng.choice(workdays[10:]), village, code))
        if campaign:
            days = rng.sample(campaign, min(len(campaign), rng.randint(1, 3)))
            found += [_event(rng, "KAMPANYE", day, village, code) for day in days]
        return found
    found = [
        _event(rng, "RAKOR", rng.choice(workdays[4:12]), village, code, "KADES/LURAH"),
        _event(rng, "SOSIALISASI", rng.choice(workdays[12:]), village, code, "ASN"),
    ]
    if campaign:
        days = rng.sample(campaign, min(len(campaign), 3))
        kinds = ("DEKLARASI", "KAMPANYE", "KAMPANYE")
        found += [_event(rng, kind, day, village, code) for kind, day in zip(kinds, sorted(days), strict=False)]
    return found


def _event(rng: Random, kind: str, day: date, village: Village, code: str, must_attend: str = "") -> Event:
    begins = rng.choice((8, 9, 13, 15) if kind in political_kinds() else (8, 9))
    return Event(
        day,
        time(begins),
        time(begins + rng.randint(2, 3), 30),
        kind,
        text(rng, "event", kind, **village.words),
        code,
        text(rng, "organiser", kind, **village.words),
        must_attend,
    )


def _campaign_days(period: Period) -> list[date]:
    campaign = only("stages", ElectionStage, stage="KAMPANYE")
    return [day for day in period.days() if campaign.from_date <= day <= campaign.until_date]
