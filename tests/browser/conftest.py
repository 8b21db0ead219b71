"""A real server with two accounts, a small inbox and a published audit, and Debian's chromium to look at them with."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data.calendar import Period
from data.reference import records
from data.register import area
from flows.access.accounts import AccountsFile, Role
from tasks.sample.inbox import write_sample
from tests.browser.viewing import log_in
from tests.ports import free_port
from tests.serving.asking import PASSWORD, basic
from tests.serving.conftest import Served, serve, wait_for_health
from tests.serving.published import publish_recorded

_FLAGS = (
    "--no-sandbox",  # root may not start chromium with one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SECONDS = 30
_RUNNER_SECONDS = 90
_DISTRICT = "35.03.02"


@pytest.hookimpl(trylast=True)  # after pytest has brought tests with the same session parameter together
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: its driver keeps an event loop running in this thread until the session ends."""
    items.sort(key=lambda item: item.path.is_relative_to(Path(__file__).parent))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    """Use Debian's chromium; the driver's own browsers are never asked for."""
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(_FLAGS)}


@pytest.fixture(scope="session")
def base_url(server: Served) -> str:
    """Return what every path of a test begins with."""
    return server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "id-ID", "timezone_id": "Asia/Jakarta"}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Served]:  # noqa: ARG001 - told first
    """Return a running server: accounts si-auditor and si-inspektur, one district's inbox, another published."""
    home, inbox = tmp_path_factory.mktemp("seen-home"), tmp_path_factory.mktemp("seen") / "kiriman"
    for role in (Role.AUDITOR, Role.INSPECTOR):
        AccountsFile(home).add(f"si-{role}", role, PASSWORD)
    write_sample(inbox, area(_DISTRICT), Period(2024, 10), messy=0.5, seed=1)
    publish_recorded(home)
    running = serve(home, free_port(), NETRALITAS_INBOX=str(inbox))
    try:
        wait_for_health(running.url)
        _wait_for_deployments(running.url)
        yield running
    finally:
        running.process.terminate()
        running.process.wait(60)


@pytest.fixture(autouse=True)
def _patience(context: BrowserContext) -> None:
    """Wait longer than the driver does by itself: everything runs on the same two cores."""
    context.set_default_timeout(_SECONDS * 1000)
    expect.set_options(timeout=_SECONDS * 1000)


@pytest.fixture
def auditor(context: BrowserContext) -> Page:
    """Return a page on which the auditor has logged in."""
    return _logged_in(context, Role.AUDITOR)


@pytest.fixture
def inspector(context: BrowserContext) -> Page:
    """Return a page on which the inspector has logged in."""
    return _logged_in(context, Role.INSPECTOR)


def _logged_in(context: BrowserContext, role: Role) -> Page:
    page = context.new_page()
    log_in(page, f"si-{role}")
    return page


def _wait_for_deployments(url: str) -> None:
    """Wait until the runner, which starts after the server, has offered all that it can run."""
    end = time.monotonic() + _RUNNER_SECONDS
    auditor = basic("si-auditor", PASSWORD)
    every = {row["name"] for row in records("deployments")}
    while not every <= {
        deployment["name"]
        for deployment in httpx.post(f"{url}/api/deployments/filter", json={}, headers=auditor, timeout=60).json()
        if deployment["status"] == "READY"
    }:
        if time.monotonic() > end:
            raise TimeoutError(url)
        time.sleep(0.5)
