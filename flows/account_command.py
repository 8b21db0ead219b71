"""The command ``account``: who may use the server."""

import sys

import typer

from data.errors import UsageError
from data.sentences import both, text
from flows.access.accounts import AccountsFile, Role
from flows.access.login_throttle import LoginThrottle
from flows.access.store import AccessStore
from flows.options import load_settings
from flows.outcome import outcome


def add_account(name: str, role: str) -> None:
    """Add an account; its password is asked for, or the first line of standard input where that is no terminal."""
    with outcome():
        if role not in list(Role):
            raise UsageError(both("wrong_role", value=role, roles=", ".join(Role)))
        AccountsFile(load_settings().home).add(name, Role(role), _password())
        typer.echo(text("account_added", "id", name=name, role=role), err=True)


def list_accounts() -> None:
    """Print name and role of each account."""
    with outcome():
        for account in AccountsFile(load_settings().home).accounts().values():
            typer.echo(f"{account.name}\t{account.role}")


def remove_account(name: str) -> None:
    """Remove an account; its sessions end at once."""
    with outcome():
        AccountsFile(load_settings().home).remove(name)
        typer.echo(text("account_removed", "id", name=name), err=True)


def unlock_account(name: str) -> None:
    """Let an account try its password again wherever wrong ones were tried."""
    with outcome():
        home = load_settings().home
        if name not in AccountsFile(home).accounts():
            raise UsageError(both("no_account", value=name))
        LoginThrottle(AccessStore(home)).forget(name)
        typer.echo(text("account_unlocked", "id", name=name), err=True)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(text("password_prompt", "id"), hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
