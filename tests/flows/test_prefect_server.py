"""Which server a command talks to."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from data.errors import EnvironmentUnavailable
from flows.access.keys import server_key
from flows.prefect_server import PrefectServer, answers, find_or_start, is_own
from tests.waiting import wait_for

_NOBODY = "http://127.0.0.1:9/api"


def test_nobody_answers_at_a_closed_port() -> None:
    assert not answers(_NOBODY)
    assert not answers("no address")


def test_a_named_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_API_URL", _NOBODY)
    with pytest.raises(EnvironmentUnavailable, match=_NOBODY):
        find_or_start(tmp_path, default_url="")


def test_a_server_that_cannot_prove_itself_is_not_used(tmp_path: Path, server_url: str) -> None:
    server_key(tmp_path)
    assert answers(server_url)
    assert not is_own(tmp_path, server_url)


@pytest.mark.process
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_an_embedded_server_ends_with_its_command_and_lets_nobody_else_in(tmp_path: Path, by: signal.Signals) -> None:
    start = (
        "import sys, time; from pathlib import Path; from flows.prefect_server import find_or_start; "
        "server = find_or_start(Path(sys.argv[1]), ''); server.wait(); "
        "print(server.url, *server.process_ids, flush=True); time.sleep(3600)"
    )
    with subprocess.Popen([sys.executable, "-c", start, str(tmp_path)], stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        url, process = command.stdout.readline().split()
        assert httpx.post(f"{url}/flows/filter", json={}).status_code == httpx.codes.UNAUTHORIZED
        command.send_signal(by)
        command.wait(30)
    wait_for(lambda: not Path(f"/proc/{process}").exists(), "the end of the embedded server", seconds=40)


def test_a_server_that_went_away_is_told() -> None:
    with pytest.raises(EnvironmentUnavailable):
        PrefectServer(_NOBODY).wait()
