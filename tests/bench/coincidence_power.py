"""How often N05 speaks: ``uv run python -m tests.bench.coincidence_power [villages] [seed]`` prints both shares.

Neutral villages are simulated without any tie between absence and events: the share flagged is the false alarms.
In the others three absences are planted on the five event days of a month of 23 working days: the share flagged is
the power. Sizes and rates are those of the sample (sample_rates.csv): a village is ``usual`` or ``lax``. Absences that
last up to three days break the test's assumption that days are independent, so they are simulated too.
"""

import sys
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.reference import records
from data.tables import conform
from expectations.coincidences import absent_on_event_days
from tasks.tables.chance import index_and_probability

WORKING_DAYS, EVENT_DAYS = 23, 5
PLANTED = 3
SMALLEST, LARGEST = 8, 16
VILLAGES, SEED = 10_000, 1
_LENGTHS = (1, 2, 3)

Counts = np.ndarray[tuple[int], np.dtype[np.int64]]
Rates = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Shares:
    """Shares of the villages flagged.

    ``neutral``: usual and lax ones mixed; ``neutral_lax``: all lax; ``neutral_runs``: all lax, absences of one to three
    days in a row; ``planted``: usual ones with a planted effect.
    """

    neutral: float
    neutral_lax: float
    neutral_runs: float
    planted: float


def simulate(villages: int, seed: int) -> Shares:
    """Simulate so many villages of each sort and judge them by the rule itself."""
    rng = np.random.default_rng(seed)
    habits = {(row["group"], row["key"]): float(row["rate"]) for row in records("sample_rates")}
    share_lax = habits["habit", "lax"] / (habits["habit", "lax"] + habits["habit", "usual"])
    lax = rng.random(villages) < share_lax
    rate = np.where(lax, habits["lax", "TK"], habits["usual", "TK"])
    neutral = _flagged(_months(rng, rate))
    everybody_lax = _flagged(_months(rng, np.full(villages, habits["lax", "TK"])))
    in_runs = _flagged(_months_in_runs(rng, villages, habits["lax", "TK"]))
    planted = _flagged(_months(rng, np.full(villages, habits["usual", "TK"]), PLANTED))
    return Shares(*(float(flagged.mean()) for flagged in (neutral, everybody_lax, in_runs, planted)))


def _months(rng: np.random.Generator, rate: Rates, planted: int = 0) -> pd.DataFrame:
    """Return the counts of one month for each village; ``planted`` absences of people who else were there."""
    officials = rng.integers(SMALLEST, LARGEST + 1, len(rate))
    event, other = officials * EVENT_DAYS, officials * (WORKING_DAYS - EVENT_DAYS)
    return _table(planted + rng.binomial(event - planted, rate), event, rng.binomial(other, rate), other)


def _months_in_runs(rng: np.random.Generator, villages: int, rate: float) -> pd.DataFrame:
    """Return the counts of months whose absences last one, two or three working days; event days fall anywhere."""
    size = (SMALLEST + LARGEST) // 2
    begins = rng.random((villages, size, WORKING_DAYS)) < rate / np.mean(_LENGTHS)
    lengths = rng.choice(_LENGTHS, begins.shape)
    absent = begins.copy()
    for later in range(1, max(_LENGTHS)):
        absent[:, :, later:] |= (begins & (lengths > later))[:, :, :-later]
    by_day = absent.sum(axis=1)
    event = np.argsort(rng.random((villages, WORKING_DAYS)), axis=1) < EVENT_DAYS
    whole = np.full(villages, size)
    return _table(
        (by_day * event).sum(axis=1), whole * EVENT_DAYS,
        (by_day * ~event).sum(axis=1), whole * (WORKING_DAYS - EVENT_DAYS),
    )  # fmt: skip


def _table(event_unexcused: Counts, event: Counts, other_unexcused: Counts, other: Counts) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "village_code": [str(number) for number in range(len(event))],
            "level": "village",
            "event_days": EVENT_DAYS,
            "event_unexcused": event_unexcused,
            "event_person_days": event,
            "other_unexcused": other_unexcused,
            "other_person_days": other,
        }
    )


def _flagged(counts: pd.DataFrame) -> "pd.Series[bool]":
    table = conform(counts.join(index_and_probability(counts)), "coincidences", "judge")
    return ~absent_on_event_days(table).astype("bool")


def main() -> None:
    villages = int(sys.argv[1]) if len(sys.argv) > 1 else VILLAGES
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    shares = simulate(villages, seed)
    print(f"{villages:,} neutral villages: {shares.neutral:.2%} flagged")
    print(f"  all of them lax: {shares.neutral_lax:.2%}; absences of up to three days: {shares.neutral_runs:.2%}")
    print(f"{villages:,} villages with {PLANTED} absences on {EVENT_DAYS} event days: {shares.planted:.2%} flagged")


if __name__ == "__main__":
    main()
