"""The list of rights against the routes that Prefect's server really has."""

from collections.abc import Iterator

import pytest

from data.reference import records
from data.service import AccessRight
from flows.access import rights
from flows.access.rights import right_for

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def _listed() -> set[tuple[str, str]]:
    return {(row["method"], row["path"]) for row in records("access_rights")}


def test_every_route_of_prefect_is_listed_and_no_other() -> None:
    """An upgrade that adds a route denies it to everybody until somebody decides here."""
    from prefect.server.api.server import API_ROUTERS  # noqa: PLC0415 - takes seconds

    real = {
        (method, f"/api{route.path}")  # type: ignore[attr-defined]
        for router in API_ROUTERS
        for route in router.routes
        for method in getattr(route, "methods", None) or {"WS"}
    }
    listed = {(method, path) for method, path in _listed() if path.startswith("/api/")}
    assert listed == real | {("GET", "/api/health"), ("GET", "/api/version")}


def test_only_known_roles_stand_in_the_list() -> None:
    roles = {role for row in records("access_rights") for role in row["roles"].split()}
    assert roles == {"anyone", "auditor", "inspektur", "mesin", "mesin-lokal"}


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/flow_runs/filter"), ("GET", f"/api/flow_runs/{ID}"), ("WS", "/api/events/out"), ("GET", "/unduh/")],
)
def test_auditors_read(method: str, path: str) -> None:
    assert "auditor" in right_for(method, path).roles


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"/api/deployments/{ID}/create_flow_run"),
        ("POST", f"/api/flow_runs/{ID}/set_state"),
    ],
)
def test_inspectors_run_and_cancel_and_auditors_do_not(method: str, path: str) -> None:
    right = right_for(method, path)
    assert "inspektur" in right.roles
    assert "auditor" not in right.roles
    assert right.action


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/block_documents/filter"),  # answers with secrets when asked to
        ("POST", "/api/variables/filter"),
        ("DELETE", f"/api/flow_runs/{ID}"),
        ("PATCH", f"/api/deployments/{ID}"),  # its steps and entry point are what the server's runner executes
        ("POST", "/api/deployments/"),
        ("POST", "/api/automations/"),
        ("POST", f"/api/flow_runs/{ID}/resume"),
        ("PATCH", "/api/v2/concurrency_limits/audit-35.03"),
    ],
)
def test_what_only_the_installations_own_processes_may(method: str, path: str) -> None:
    assert right_for(method, path).roles == {"mesin-lokal"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("WS", "/api/events/in"),
        ("POST", f"/api/flow_runs/{ID}/set_state"),
        ("POST", "/api/logs/"),
        ("POST", "/api/work_pools/kabupaten/get_scheduled_flow_runs"),
    ],
)
def test_what_workers_may(method: str, path: str) -> None:
    assert {"mesin", "mesin-lokal"} <= right_for(method, path).roles


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/api/admin/storage"),
        ("GET", "/api/of_a_later_prefect/"),
        ("GET", "/api"),
        ("GET", "/api/flow_runs/filter"),
        ("HEAD", "/api/flow_runs/filter"),
        ("POST", "/"),
        ("POST", "/unduh/"),
        ("WS", "/"),
        ("OPTIONS", "/api/flows/"),
    ],
)
def test_what_is_not_listed_nobody_may(method: str, path: str) -> None:
    assert right_for(method, path).roles == set()


@pytest.mark.parametrize("path", ["/", "/flow-runs", "/assets/app.js", "/apiary", "/api-docs/x"])
def test_the_interface_is_for_readers(path: str) -> None:
    for method in ("GET", "HEAD"):
        right = right_for(method, path)
        assert (right.roles, right.action, right.path) == ({"auditor", "inspektur"}, "", "(ui)")


def test_what_nobody_may_has_no_action_and_says_so() -> None:
    assert right_for("POST", "/api/of_a_later_prefect/") == rights.Right(frozenset(), "", "(unknown)")


@pytest.fixture
def overlapping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let two templates fit one path, as an upgrade of Prefect might."""
    rows = [
        {"method": "POST", "path": "/api/runs/{name}", "roles": "inspektur mesin", "action": "first"},
        {"method": "POST", "path": "/api/runs/{id:uuid}", "roles": "auditor inspektur", "action": "second"},
        {"method": "GET", "path": "/pages/{name}", "roles": "auditor", "action": "look"},
        {"method": "HEAD", "path": "/api/runs", "roles": "mesin", "action": ""},
        {"method": "GET", "path": "/api/runs", "roles": "auditor", "action": ""},
    ]
    listed = [AccessRight(**{**row, "roles": tuple(row["roles"].split())}) for row in rows]
    monkeypatch.setattr(rights, "load", lambda *_: listed)
    rights._rights.cache_clear()
    yield
    rights._rights.cache_clear()


@pytest.mark.usefixtures("overlapping")
def test_where_several_templates_fit_all_must_allow_it() -> None:
    assert right_for("POST", f"/api/runs/{ID}") == rights.Right(frozenset({"inspektur"}), "first", "/api/runs/{name}")
    assert right_for("POST", "/api/runs/x").roles == {"inspektur", "mesin"}
    assert right_for("PUT", f"/api/runs/{ID}").roles == set()
    assert right_for("POST", f"/api/runs/{ID}/more").roles == set()


@pytest.mark.usefixtures("overlapping")
def test_asking_for_a_head_is_reading_but_not_of_the_api() -> None:
    assert right_for("HEAD", "/pages/x") == right_for("GET", "/pages/x")
    assert right_for("GET", "/pages/x").roles == {"auditor"}
    assert right_for("HEAD", "/api/runs").roles == {"mesin"}
