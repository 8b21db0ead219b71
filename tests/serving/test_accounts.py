"""Accounts, passwords, sessions and the count of failed log-ins."""

import asyncio
import stat
from pathlib import Path

import pytest
from starlette.authentication import AuthenticationError
from typer.testing import CliRunner

from data.errors import UsageError
from data.reference import limit
from flows.access.accounts import Account, AccountsFile, Role
from flows.access.authentication import AuthBackend, TooManyAttempts
from flows.access.keys import LOCAL_MACHINE
from flows.access.login_throttle import Attempts
from flows.access.passwords import hash_password, verify_password
from flows.access.sessions import new_session, session_account
from flows.cli import app
from tests.serving.asking import PASSWORD


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


@pytest.mark.parametrize("name", ["", "a", "Siti", "siti:b", "../siti", LOCAL_MACHINE])
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


def test_a_session_ends_with_its_time_its_account_and_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    siti = Account("siti", Role.AUDITOR, "hash")
    cookie = new_session(b"key", siti)
    assert session_account(b"key", cookie, {"siti": siti}) == siti
    assert session_account(b"another key", cookie, {"siti": siti}) is None
    assert session_account(b"key", cookie, {}) is None
    assert session_account(b"key", cookie, {"siti": Account("siti", Role.AUDITOR, "new hash")}) is None
    assert session_account(b"key", cookie, {"siti": Account("siti", Role.INSPECTOR, "hash")}) is None
    assert (
        session_account(b"key", cookie.replace("siti", "budi"), {"budi": Account("budi", Role.AUDITOR, "hash")}) is None
    )
    monkeypatch.setattr("time.time", lambda: float(cookie.split(":")[1]) + 1)
    assert session_account(b"key", cookie, {"siti": siti}) is None


def test_guessing_ends_after_some_tries_and_may_go_on_later() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for number in range(int(limit("failed_logins_account"))):
        assert attempts.allowed("siti", "10.0.0.1"), number
        attempts.failed("siti", "10.0.0.1")
    assert not attempts.allowed("siti", "10.0.0.2")
    assert attempts.allowed("budi", "10.0.0.1")
    now[0] = limit("failed_logins_seconds") + 1
    assert attempts.allowed("siti", "10.0.0.1")


def test_one_address_cannot_try_every_account() -> None:
    attempts = Attempts()
    for number in range(int(limit("failed_logins_address"))):
        attempts.failed(f"name{number}", "10.0.0.1")
    assert not attempts.allowed("another", "10.0.0.1")
    assert attempts.allowed("another", "10.0.0.2")


def test_many_at_once_with_the_right_password_are_one_try_and_many_guesses_are_not(tmp_path: Path) -> None:
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    most = int(limit("failed_logins_account"))

    async def ask(passwords: list[str]) -> list[object]:
        auth_backend = AuthBackend(tmp_path, open_to_local=False)
        asked = [auth_backend.identify("siti", password, "192.0.2.7") for password in passwords]
        return list(await asyncio.gather(*asked, return_exceptions=True))

    entered = asyncio.run(ask([PASSWORD] * (3 * most)))
    assert not [reply for reply in entered if isinstance(reply, Exception)]
    guessed = asyncio.run(ask([f"tebakan {number}" for number in range(3 * most)]))
    assert sum(isinstance(reply, TooManyAttempts) for reply in guessed) == 2 * most
    assert sum(type(reply) is AuthenticationError for reply in guessed) == most
