"""Every sample in tests/samples reads as the expectation beside it says: rows, repairs, findings and their cells."""

import re
from typing import Any

import pytest

from tests.reading.observing import SAMPLES, expectation, made, observe, samples, what_is_wrong


@pytest.fixture(scope="module")
def observed() -> dict[str, dict[str, Any]]:
    return observe(samples())


@pytest.mark.parametrize("name", samples())
def test_a_sample_reads_as_expected(name: str, observed: dict[str, dict[str, Any]]) -> None:
    expected = expectation(name)
    assert observed[name] == {key: expected[key] for key in observed[name]}


def test_every_sample_has_its_expectation_and_says_what_is_wrong_with_it() -> None:
    assert made() == samples()
    assert all(what_is_wrong(name) for name in samples())


def test_every_sample_stands_once_beside_the_sentence_that_it_holds() -> None:
    held = (SAMPLES / "README.md").read_text(encoding="utf-8").split("## What is held")[1]
    named = re.findall(r"`(\w+)`", held.replace("`Hari Kerja`", ""))
    assert sorted(named) == samples()
