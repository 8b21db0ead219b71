"""Which server a command talks to."""

from pathlib import Path

import pytest

from data.errors import EnvironmentUnavailable
from flows.prefect_server import PrefectServer, answers, find_or_start

_NOBODY = "http://127.0.0.1:9/api"


def test_nobody_answers_at_a_closed_port() -> None:
    assert not answers(_NOBODY)
    assert not answers("no address")


def test_a_named_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_API_URL", _NOBODY)
    with pytest.raises(EnvironmentUnavailable, match=_NOBODY):
        find_or_start(tmp_path, default_url="")


def test_the_installations_server_is_used_when_it_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server_url: str
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "")
    found = find_or_start(tmp_path, default_url=server_url)
    assert not found.embedded
    assert found.url == server_url
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_went_away_is_told() -> None:
    with pytest.raises(EnvironmentUnavailable):
        PrefectServer(_NOBODY).wait()
