"""Which villages are spoiled, and how: every rule at least once, as far as the share of villages allows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random

from tasks.sample.returns import VillageReturn
from tasks.sample.spoiling.attendance_faults import ATTENDANCE_FAULTS
from tasks.sample.spoiling.entry_faults import ENTRY_FAULTS
from tasks.sample.spoiling.fault import ALONE, PERSON, Fault
from tasks.sample.spoiling.file_faults import FILE_FAULTS
from tasks.sample.spoiling.people_faults import PEOPLE_FAULTS
from tasks.sample.spoiling.submission_faults import (
    PAIRED_FAULTS,
    SUBMISSION_FAULTS,
    name_is_free,
    second_post,
)

_MOST_FAULTS = 3
_LONELY_SHARE = 0.5
"""Faults that leave no room for others take at most this part of the spoiled villages."""
_LONELY_CHANCE = 0.25

SINGLE_FAULTS = (*SUBMISSION_FAULTS, *FILE_FAULTS, *PEOPLE_FAULTS, *ATTENDANCE_FAULTS, *ENTRY_FAULTS)
FAULTS = {fault.name: fault for fault in (*SINGLE_FAULTS, *(fault for pair in PAIRED_FAULTS for fault in pair))}
"""Every fault by its name."""


@dataclass
class Task:
    """What is to be spoiled in one village: names of faults, and the village that something is taken from."""

    faults: list[str] = field(default_factory=list)
    partner: str = ""

    @property
    def lonely(self) -> bool:
        return any(FAULTS[name].uses == ALONE for name in self.faults)

    @property
    def takes_official(self) -> bool:
        return "official_shared" in self.faults


def plan_faults(rng: Random, returns: Sequence[VillageReturn], messy: float) -> dict[str, Task]:
    """Return the task of each village that is to be spoiled: ``messy`` is their share."""
    planner = _Planner(rng, returns, round(messy * len(returns)))
    first_of_rule = {fault.rule: fault for fault in reversed(SINGLE_FAULTS)}
    by_rarity = sorted(first_of_rule.values(), key=lambda fault: (planner.fitting(fault), fault.rule))
    waiting = [fault for fault in by_rarity if fault.uses != ALONE and not planner.place(fault, sparing=True)]
    for lender, taker in PAIRED_FAULTS:
        planner.place_pair(lender, taker)
    further = [fault for fault in SINGLE_FAULTS if fault not in by_rarity]
    for fault in [fault for fault in by_rarity if fault.uses == ALONE] + waiting + further:
        planner.place(fault)
    planner.fill()
    return planner.tasks


class _Planner:
    """Hands faults out to villages until enough villages are spoiled."""

    def __init__(self, rng: Random, returns: Sequence[VillageReturn], wanted: int) -> None:
        self.tasks: dict[str, Task] = {}
        self._rng = rng
        self._returns = {found.village.code: found for found in returns}
        self._wanted = wanted

    def fitting(self, fault: Fault) -> int:
        """Return how many villages a fault fits."""
        return sum(1 for found in self._returns.values() if fault.fits(found))

    def place(self, fault: Fault, *, sparing: bool = False) -> bool:
        """Plant a fault in a village that it fits; return whether there was one.

        ``sparing`` leaves the villages free that faults without company will need.
        """
        fresh = self._unspoiled(fault) if self._room(1, lonely=fault.uses == ALONE, sparing=sparing) else []
        shared = [] if fault.uses == ALONE else [code for code in self.tasks if self._joins(code, fault)]
        choices = shared if shared and (not fresh or self._rng.randrange(2)) else fresh
        if not choices:
            return False
        code = self._rng.choice(choices)
        self.tasks.setdefault(code, Task()).faults.append(fault.name)
        return True

    def place_pair(self, lender: Fault, taker: Fault) -> None:
        """Plant a fault that takes two villages, where there is room for two."""
        if not self._room(2, lonely=True):
            return
        lenders, takers = self._unspoiled(lender), self._unspoiled(taker)
        self._rng.shuffle(lenders)
        self._rng.shuffle(takers)
        for first in lenders:
            for second in takers:
                if first != second and self._may_pair(taker, first, second):
                    self.tasks[first] = Task([lender.name])
                    self.tasks[second] = Task([taker.name], partner=first)
                    return

    def fill(self) -> None:
        """Spoil villages at random until there are enough of them."""
        codes = [code for code in self._returns if code not in self.tasks]
        self._rng.shuffle(codes)
        mixable = [fault for fault in SINGLE_FAULTS if fault.uses != ALONE]
        for code in codes[: max(0, self._wanted - len(self.tasks))]:
            lonely = [fault for fault in SUBMISSION_FAULTS if fault.fits(self._returns[code])]
            if self._room(1, lonely=True) and self._rng.random() < _LONELY_CHANCE:
                self.tasks[code] = Task([self._rng.choice(lonely).name])
                continue
            self.tasks[code] = Task()
            for fault in self._rng.sample(mixable, len(mixable)):
                if len(self.tasks[code].faults) < self._rng.randint(1, _MOST_FAULTS) and self._joins(code, fault):
                    self.tasks[code].faults.append(fault.name)

    def _unspoiled(self, fault: Fault) -> list[str]:
        return [code for code, found in self._returns.items() if code not in self.tasks and fault.fits(found)]

    def _room(self, count: int, *, lonely: bool, sparing: bool = False) -> bool:
        if len(self.tasks) + count > self._wanted:
            return False
        alone = sum(1 for task in self.tasks.values() if task.lonely)
        most_alone = ceil(self._wanted * _LONELY_SHARE)
        if lonely:
            return alone + count <= most_alone
        return not sparing or len(self.tasks) - alone + count <= self._wanted - most_alone

    def _joins(self, code: str, fault: Fault) -> bool:
        task = self.tasks[code]
        clash = fault.uses != PERSON and any(FAULTS[name].uses == fault.uses for name in task.faults)
        return (
            not task.lonely
            and len(task.faults) < _MOST_FAULTS
            and fault.name not in task.faults
            and not clash
            and fault.fits(self._returns[code])
        )

    def _may_pair(self, taker: Fault, first: str, second: str) -> bool:
        lender, borrower = self._returns[first], self._returns[second]
        if lender.village.regency_code != borrower.village.regency_code:
            return False
        return taker.rule != "D24" or name_is_free(second_post(lender), borrower)
