"""Tests that start servers, browsers or whole commands: they bear the marker ``process``, and a plain run omits them.

The marker is set by hand, or because a test asks for a fixture of ``PROCESS_FIXTURES``. Whoever names files, folders
or ``-m`` gets what was named.
"""

import pytest

PROCESS_FIXTURES = frozenset(
    {
        *("soffice", "chromium", "caddy", "postgresql_server", "samba_server", "dask_cluster"),
        *("any_server", "store", "served", "start_server", "server", "server_settings", "prefect_server", "audited"),
        "place",  # where the procedures of a page are run, command by command
    }
)
"""Fixtures that start a server, a browser or whole commands."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures; leave out those marked ``process`` when nobody named what to run."""
    for item in items:
        if not PROCESS_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("process")
    if config.args_source is config.ArgsSource.TESTPATHS and not config.getoption("markexpr"):
        left_out = [item for item in items if item.get_closest_marker("process")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
