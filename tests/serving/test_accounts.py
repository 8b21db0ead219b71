"""Accounts, passwords, sessions and the count of failed log-ins."""

import asyncio
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.authentication import AuthenticationError
from starlette.requests import HTTPConnection
from typer.testing import CliRunner

from data.errors import UsageError
from data.reference import limit
from flows.access.accounts import LOCAL_PERSON_NAME, Account, AccountsFile, Role
from flows.access.authentication import AuthBackend, TooManyAttempts
from flows.access.keys import LOCAL_MACHINE
from flows.access.login_throttle import LoginThrottle
from flows.access.passwords import hash_password, verify_password
from flows.access.sessions import Sessions, session_seconds
from flows.access.store import AccessStore
from flows.cli import app
from tests.serving.asking import PASSWORD

_TRIES = int(limit("failed_logins_account"))


def test_a_password_is_known_again_and_no_other_is() -> None:
    stored = hash_password(PASSWORD)
    assert verify_password(PASSWORD, stored)
    assert not verify_password(PASSWORD + " ", stored)
    assert stored != hash_password(PASSWORD)
    assert PASSWORD not in stored


def test_accounts_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    path = tmp_path / "accounts.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert AccountsFile(tmp_path).accounts()["siti"].role is Role.AUDITOR


def test_a_running_server_sees_what_another_process_adds_and_removes(tmp_path: Path) -> None:
    served = AccountsFile(tmp_path)
    assert not served.accounts()
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    assert set(served.accounts()) == {"siti"}
    AccountsFile(tmp_path).remove("siti")
    assert not served.accounts()


@pytest.mark.parametrize("name", ["", "a", "Siti", "siti:b", "../siti", LOCAL_MACHINE, LOCAL_PERSON_NAME])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        AccountsFile(tmp_path).add(name, Role.AUDITOR, PASSWORD)


def test_a_taken_name_a_short_password_and_an_unknown_name_are_refused(tmp_path: Path) -> None:
    accounts = AccountsFile(tmp_path)
    accounts.add("siti", Role.AUDITOR, PASSWORD)
    with pytest.raises(UsageError, match="sudah ada"):
        accounts.add("siti", Role.INSPECTOR, PASSWORD)
    with pytest.raises(UsageError, match="terlalu pendek"):
        accounts.add("budi", Role.AUDITOR, "rahasia")
    with pytest.raises(UsageError, match="Tidak ada akun"):
        accounts.remove("budi")


def test_a_damaged_file_is_not_taken_for_no_accounts(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("name,role,password\nsiti,raja,x\n", encoding="utf-8")
    with pytest.raises(UsageError, match="rusak"):
        AccountsFile(tmp_path).accounts()


def test_the_command_adds_lists_and_removes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))
    run = CliRunner().invoke
    assert run(app, ["account", "add", "siti", "--role", "inspektur"], input=PASSWORD + "\n").exit_code == 0
    assert run(app, ["account", "list"]).stdout == "siti\tinspektur\n"
    assert run(app, ["account", "add", "budi", "--role", "raja"], input=PASSWORD + "\n").exit_code == 2
    assert run(app, ["account", "remove", "siti"]).exit_code == 0
    assert run(app, ["account", "list"]).stdout == ""


def test_a_session_ends_with_its_time_its_account_and_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions, siti = Sessions(AccessStore(tmp_path)), Account("siti", Role.AUDITOR, "hash")
    browser, copied = _connection(), _connection()
    sessions.begin(browser, siti)
    copied.session.update(browser.session)
    assert sessions.account(browser, {"siti": siti}) == siti
    assert sessions.account(_connection(id="another"), {"siti": siti}) is None
    assert sessions.account(browser, {}) is None
    assert sessions.account(browser, {"siti": Account("siti", Role.AUDITOR, "new hash")}) is None
    assert Sessions(AccessStore(tmp_path)).account(browser, {"siti": siti}) == siti, "a restart ends no session"
    assert str(browser.session["id"]).encode() not in (tmp_path / "access.sqlite").read_bytes()
    with monkeypatch.context() as later:
        later.setattr("time.time", _in_future(session_seconds() + 1))
        assert sessions.account(browser, {"siti": siti}) is None
    sessions.end(browser)
    assert sessions.account(copied, {"siti": siti}) is None, "a copied cookie ends with the session"


def test_two_sessions_begun_at_once_are_two(tmp_path: Path) -> None:
    sessions, siti = Sessions(AccessStore(tmp_path)), Account("siti", Role.AUDITOR, "hash")
    first, second = _connection(), _connection()
    sessions.begin(first, siti)
    sessions.begin(second, siti)
    sessions.end(first)
    assert sessions.account(second, {"siti": siti}) == siti


def test_guessing_ends_after_some_tries_and_may_go_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    throttle = LoginThrottle(AccessStore(tmp_path))
    assert [throttle.allow("siti", "10.0.0.1") for _ in range(_TRIES + 1)] == [True] * _TRIES + [False]
    assert not LoginThrottle(AccessStore(tmp_path)).allow("siti", "10.0.0.1"), "a restart forgets no try"
    assert throttle.allow("budi", "10.0.0.1")
    monkeypatch.setattr("time.time", _in_future(limit("failed_logins_seconds") + 1))
    assert throttle.allow("siti", "10.0.0.1")


def test_a_stranger_locks_nobody_out_but_himself(tmp_path: Path) -> None:
    throttle = LoginThrottle(AccessStore(tmp_path))
    for _ in range(3 * _TRIES):
        throttle.allow("siti", "203.0.113.9")
    assert throttle.allow("siti", "198.51.100.7")
    assert throttle.allow("siti", "203.0.113.9", device="the browser that siti used before")


def test_one_address_cannot_try_every_account_and_an_office_behind_it_goes_on(tmp_path: Path) -> None:
    throttle = LoginThrottle(AccessStore(tmp_path))
    assert throttle.allow("adi", "10.0.0.1")
    throttle.succeeded("adi", "10.0.0.1")
    tries = [throttle.allow(f"name{number}", "10.0.0.1") for number in range(int(limit("failed_logins_address")) + 1)]
    assert tries.count(False) == 1
    assert not throttle.allow("another", "10.0.0.1")
    assert throttle.allow("another", "10.0.0.2")
    assert throttle.allow("adi", "10.0.0.1"), "who came in from there before is not a stranger"


def test_an_administrator_lets_an_account_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    throttle = LoginThrottle(AccessStore(tmp_path))
    while throttle.allow("siti", "10.0.0.1"):
        pass
    assert CliRunner().invoke(app, ["account", "unlock", "siti"]).exit_code == 0
    assert throttle.allow("siti", "10.0.0.1")
    assert CliRunner().invoke(app, ["account", "unlock", "budi"]).exit_code == 2


def test_an_ipv6_customer_is_one_address(tmp_path: Path) -> None:
    throttle = LoginThrottle(AccessStore(tmp_path))
    for number in range(_TRIES):
        assert throttle.allow("siti", f"2001:db8::{number:x}")
    assert not throttle.allow("siti", "2001:db8::ffff")


def test_a_flood_from_one_address_leaves_the_others_their_turn(tmp_path: Path) -> None:
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)

    async def ask() -> tuple[list[object], float]:
        backend = AuthBackend(tmp_path, open_to_local=False)
        flood = [asyncio.ensure_future(_try(backend, f"name{number}", "x", "203.0.113.9")) for number in range(100)]
        await asyncio.sleep(0)
        begun = time.monotonic()
        await _try(backend, "siti", PASSWORD, "192.0.2.7")
        waited = time.monotonic() - begun
        begun = time.monotonic()
        await asyncio.to_thread(verify_password, "x", hash_password("y"))  # two digests
        return list(await asyncio.gather(*flood, return_exceptions=True)), waited / (time.monotonic() - begun)

    flooded, waited = asyncio.run(ask())
    checked = [reply for reply in flooded if not isinstance(reply, TooManyAttempts)]
    assert len(checked) == int(limit("password_checks_address"))
    assert waited < 10, "as many checks, two at a time, as one address may queue; not a hundred"


def test_what_is_remembered_cannot_be_guessed_against_from_elsewhere(tmp_path: Path) -> None:
    AccountsFile(tmp_path).add("siti", Role.MACHINE, PASSWORD)

    async def ask() -> None:
        backend = AuthBackend(tmp_path, open_to_local=False)
        await _try(backend, "siti", PASSWORD, "192.0.2.7")
        for number in range(_TRIES):
            with pytest.raises(AuthenticationError):
                await _try(backend, "siti", f"tebakan {number}", "203.0.113.9")
        with pytest.raises(TooManyAttempts):
            await _try(backend, "siti", PASSWORD, "203.0.113.9")
        await _try(backend, "siti", PASSWORD, "192.0.2.7")

    asyncio.run(ask())


def test_many_at_once_with_the_right_password_are_one_try_and_many_guesses_are_not(tmp_path: Path) -> None:
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    most = int(limit("failed_logins_account"))

    async def ask(passwords: list[str]) -> list[object]:
        auth_backend = AuthBackend(tmp_path, open_to_local=False)
        asked = [_try(auth_backend, "siti", password, "192.0.2.7") for password in passwords]
        return list(await asyncio.gather(*asked, return_exceptions=True))

    entered = asyncio.run(ask([PASSWORD] * (3 * most)))
    assert not [reply for reply in entered if isinstance(reply, Exception)]
    guessed = asyncio.run(ask([f"tebakan {number}" for number in range(3 * most)]))
    assert sum(isinstance(reply, TooManyAttempts) for reply in guessed) == 2 * most
    assert sum(type(reply) is AuthenticationError for reply in guessed) == most


def _connection(address: str = "192.0.2.7", **session: object) -> HTTPConnection:
    return HTTPConnection({"type": "http", "headers": [], "session": dict(session), "client": (address, 4000)})


async def _try(backend: AuthBackend, name: str, password: str, address: str) -> object:
    return await backend.identify(name, password, _connection(address))


def _in_future(seconds: float) -> Callable[[], float]:
    """Return a clock that stands still at a later time."""
    then = time.time() + seconds
    return lambda: then
