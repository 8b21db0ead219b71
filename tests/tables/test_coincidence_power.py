"""The statistical test of N05 on simulated villages; ``tests.bench.coincidence_power`` prints it for 10,000."""

import pytest

from tests.bench.coincidence_power import Shares, simulate


@pytest.fixture(scope="module")
def shares() -> Shares:
    return simulate(villages=2_000, seed=7)


def test_fewer_than_five_in_a_hundred_neutral_villages_are_flagged(shares: Shares) -> None:
    assert shares.neutral < 0.05
    assert shares.neutral_lax < 0.05
    assert shares.neutral_runs < 0.05


def test_three_absences_on_five_event_days_are_found_in_four_villages_of_five(shares: Shares) -> None:
    assert shares.planted > 0.80
