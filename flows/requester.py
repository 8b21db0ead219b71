"""Who asks for what a run does, as the ledger keeps it."""

from getpass import getuser

from prefect.runtime import flow_run

from flows.access.run_account import account_of


def requester() -> str:
    """Return the account that started this run, else the system user whose process runs."""
    return account_of(flow_run.tags or ()) or getuser()
