"""Tests that start servers, browsers or commands, or audit whole inboxes: marked ``process``, left out of a plain run.

The marker is set by hand, or because a test asks for a fixture of ``PROCESS_FIXTURES``. Whoever names files, folders
or ``-m`` gets what was named.
"""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

PROCESS_FIXTURES = frozenset(
    {
        *("soffice", "chromium", "caddy", "postgresql_server", "samba_server", "dask_cluster"),
        *("any_server", "store", "served", "start_server", "server", "server_settings", "prefect_server", "audited"),
        "place",  # where the procedures of a page are run, command by command
    }
)
"""Fixtures that start a server, a browser or whole commands."""


_WORKER_INPUT = "netralitas_is_plain"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures; leave out those marked ``process`` when nobody named what to run."""
    for item in items:
        if not PROCESS_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("process")
    if is_plain(config):
        left_out = [item for item in items if item.get_closest_marker("process")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def is_plain(config: pytest.Config) -> bool:
    """Tell whether nobody named what to run; a worker of pytest-xdist is told by its controller."""
    workerinput: dict[str, bool] | None = getattr(config, "workerinput", None)
    if workerinput is not None:
        return workerinput[_WORKER_INPUT]
    return config.args_source is config.ArgsSource.TESTPATHS and not config.getoption("markexpr")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A plain run takes every core, a file at a time; what is named runs in one process, with its output at once."""
    if not is_plain(config):
        return 0
    config.option.dist = "loadfile"  # what a file's tests share is made once
    return os.cpu_count() or 1


def pytest_configure_node(node: "WorkerController") -> None:
    """Tell a worker of pytest-xdist, which sees the folder as if it had been named."""
    node.workerinput[_WORKER_INPUT] = is_plain(node.config)
