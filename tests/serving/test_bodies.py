"""What bodies may say, and how large and slow they may be."""

import asyncio
import json
from pathlib import Path

import pytest
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.types import Message

from flows.access.bodies import BodyTooLarge, BodyTooSlow, read_body
from flows.access.keys import LOCAL_MACHINE, machine_password, server_key
from flows.server_app import create_server_app
from tests.serving.asking import PASSWORD, Asker, basic

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
OWN_RUN = "11111111-d9cb-469f-a165-70867728950e"
RUN = f"/api/deployments/{ID}/create_flow_run"
STATE = f"/api/flow_runs/{ID}/set_state"
VALIDATE = "/api/ui/schemas/validate"
OWN_SCHEMA = {"type": "object", "properties": {"bulan": {"type": "string", "pattern": "^x$"}}}
NIP = "19800101 200501 1 001"


class Office:
    """A server with one account of each role, and what got through to the application behind it."""

    def __init__(self, home: Path) -> None:
        self.passed: list[tuple[str, object]] = []
        behind = FastAPI()

        @behind.post("/api/deployments/filter")
        def deployments() -> list[dict[str, object]]:
            return [{"parameter_openapi_schema": OWN_SCHEMA}]

        @behind.get("/api/flow_runs/{run}")
        def flow_run(run: str) -> dict[str, object]:
            return {"deployment_id": ID, "work_pool_name": None if run == OWN_RUN else "kabupaten"}

        @behind.api_route("/{path:path}", methods=["POST", "PATCH"])
        async def answer(path: str, request: Request) -> None:
            self.passed.append((path, json.loads(await request.body() or b"null")))

        self._app = create_server_app(behind, home, open_to_local=False)
        self._own = machine_password(server_key(home))

    def ask(self, role: str, method: str, path: str, body: object) -> int:
        own = role == LOCAL_MACHINE
        asker = Asker(self._app, basic(role if own else f"si-{role}", self._own if own else PASSWORD))
        return asker.ask(method, path, json=body).status_code


@pytest.fixture
def office(staffed: Path) -> Office:
    return Office(staffed)


def test_of_a_run_only_its_parameters_and_time_get_through(office: Office) -> None:
    forged = {"type": "COMPLETED", "message": "Audit 35.03 2024-10 disahkan oleh Siti Aminah"}
    assert office.ask("inspektur", "POST", RUN, {"parameters": {}, "state": forged}) == 400
    assert office.passed == []
    sent = {
        "name": "audit ulang",
        "parameters": {"bulan": "2024-10"},
        "state": {"type": "scheduled", "message": "apa saja", "state_details": {"scheduled_time": None}},
        "tags": ["x"],
        "job_variables": {"env": {}},
        "work_queue_name": "x",
    }
    assert office.ask("inspektur", "POST", RUN, sent) == 200
    [(_, got)] = office.passed
    assert isinstance(got, dict)
    got.pop("idempotency_key")
    assert got.pop("tags") == ["akun:si-inspektur"]  # the gate's own word, whatever was sent
    assert got == {"name": "audit ulang", "parameters": {"bulan": "2024-10"}, "state": {"type": "scheduled"}}


def test_of_a_state_only_the_end_of_a_run_gets_through(office: Office) -> None:
    for state in ("COMPLETED", "FAILED", "SCHEDULED", "RUNNING", "completed"):
        assert office.ask("inspektur", "POST", STATE, {"state": {"type": state}, "force": True}) == 400, state
    assert office.ask("inspektur", "POST", STATE, {"state": {"type": "CANCELLING"}, "force": True}) == 200
    assert [body for _, body in office.passed] == [{"state": {"type": "CANCELLING"}}]


@pytest.mark.parametrize(
    "value",
    [
        {"__prefect_kind": "workspace_variable", "variable_name": "sandi_smb"},
        {"__prefect_kind": "jinja", "template": "{{ ('a'*100000000)|length }}"},
        {"__prefect_kind": "json", "value": '{"__prefect_kind": "workspace_variable", "variable_name": "sandi_smb"}'},
        [{"dalam": {"__prefect_kind": "workspace_variable"}}],
    ],
)
def test_nobody_lets_the_server_look_up_its_secrets(office: Office, value: object) -> None:
    for role in ("inspektur", "auditor", "mesin"):
        assert office.ask(role, "POST", "/api/flow_runs/filter", {"x": value}) == 400, role
    assert office.ask("inspektur", "POST", RUN, {"parameters": {"alasan": value}}) == 400
    body = {"schema": OWN_SCHEMA, "values": {"bulan": value}}
    assert office.ask("inspektur", "POST", VALIDATE, body) == 400
    assert office.passed == []


def test_values_are_checked_against_the_deployments_schemas_and_no_other(office: Office) -> None:
    slow = {"type": "object", "properties": {"x": {"type": "string", "pattern": "^(a+)+$"}}}
    values = {"x": "a" * 40 + "!"}
    assert office.ask("auditor", "POST", VALIDATE, {"schema": OWN_SCHEMA, "values": {}}) == 403
    assert office.ask("inspektur", "POST", VALIDATE, {"schema": slow, "values": values}) == 400
    assert office.passed == []
    assert office.ask("inspektur", "POST", VALIDATE, {"schema": OWN_SCHEMA, "values": {"bulan": "y"}}) == 200


@pytest.mark.parametrize(
    "body",
    [
        {"parameters": {"id_temuan": NIP}},
        {"parameters": {"id_temuan": 198001012005011001}},
        {"parameters": {NIP: "x"}},
        {"parameters": {"alasan": f"NIP {NIP.replace(' ', '')}"}},
        {"parameters": {}, "name": f"Putuskan {NIP}"},
        {"parameters": {}, "enforce_parameter_schema": False},
    ],
)
def test_no_identifier_reaches_the_database(office: Office, body: object) -> None:
    assert office.ask("inspektur", "POST", RUN, body) == 400
    assert office.passed == []


def test_digests_and_ids_of_runs_are_no_identifiers(office: Office) -> None:
    finding = "1a2b3c4d5e6f7a8b"  # pragma: allowlist secret
    parameters = {"sidik": "0123456789" * 6 + "abcd", "id_temuan": finding, "run": ID}
    assert office.ask("inspektur", "POST", RUN, {"parameters": parameters}) == 200


def test_a_worker_does_a_workers_work_and_no_more(office: Office) -> None:
    steps = {"pull_steps": [{"prefect.deployments.steps.run_shell_script": {"script": "touch x"}}]}
    assert office.ask("mesin", "PATCH", f"/api/deployments/{ID}", steps) == 403
    assert office.ask("mesin", "POST", RUN, {"parameters": {}}) == 403
    assert office.ask("mesin", "POST", "/api/variables/filter", {}) == 403
    assert office.ask("mesin", "POST", "/api/flow_runs/", {"flow_id": ID, "deployment_id": ID}) == 200
    assert office.ask("mesin", "PATCH", f"/api/flow_runs/{ID}", {"infrastructure_pid": "7", "parameters": {}}) == 200
    assert office.ask("mesin", "POST", "/api/logs/", [{"message": "x"}]) == 200
    assert [body for _, body in office.passed] == [
        {"flow_id": ID},
        {"infrastructure_pid": "7"},
        [{"message": "x"}],
    ]
    again = {"state": {"type": "SCHEDULED"}}
    assert office.ask("mesin", "POST", f"/api/flow_runs/{OWN_RUN}/set_state", again) == 400
    assert office.ask("mesin", "PATCH", f"/api/flow_runs/{OWN_RUN}", {"name": "x"}) == 400
    assert office.ask("mesin", "POST", STATE, again) == 200
    assert office.ask(LOCAL_MACHINE, "POST", f"/api/flow_runs/{OWN_RUN}/set_state", again) == 200
    assert office.ask(LOCAL_MACHINE, "PATCH", f"/api/deployments/{ID}", steps) == 200


def test_a_body_has_a_size_by_role(office: Office) -> None:
    large = {"x": ["y" * 9000] * 120}
    assert office.ask("auditor", "POST", "/api/flow_runs/filter", large) == 413
    assert office.ask("mesin", "POST", "/api/logs/", large) == 200
    assert office.ask("auditor", "POST", "/api/flow_runs/filter", {"x": "y" * 20_000}) == 400


def test_a_body_is_read_whole_within_its_time_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.access.bodies.limit", lambda _: 0.05)
    scope = {"type": "http", "headers": [(b"content-length", b"1000")]}

    async def half() -> Message:
        if half_sent:
            await asyncio.sleep(60)
        half_sent.append(True)
        return {"type": "http.request", "body": b"x", "more_body": True}

    half_sent: list[bool] = []
    with pytest.raises(BodyTooSlow):
        asyncio.run(read_body(scope, half, 1000))

    async def endless() -> Message:
        return {"type": "http.request", "body": b"x" * 100, "more_body": True}

    with pytest.raises(BodyTooLarge):
        asyncio.run(read_body({"type": "http", "headers": []}, endless, 1000))
    for length in (b"1001", b"9" * 5000, b"-1", b"x"):
        with pytest.raises(BodyTooLarge):
            asyncio.run(read_body({"type": "http", "headers": [(b"content-length", length)]}, endless, 1000))


class Locked(Exception):
    """What the database raises; Prefect's handler for any exception answers 503 and Starlette raises it again."""


def test_a_busy_database_is_waited_for_and_asked_for_one_run(staffed: Path) -> None:
    keys: list[str] = []
    behind = FastAPI(exception_handlers={Exception: lambda *_: JSONResponse({}, status_code=503)})

    @behind.post("/api/deployments/{deployment}/create_flow_run")
    async def start(deployment: str, request: Request) -> object:
        keys.append(json.loads(await request.body())["idempotency_key"])
        if len(keys) < 3:
            raise Locked(deployment)
        if len(keys) == 3:
            raise HTTPException(503, deployment)
        return {"id": ID}

    app = create_server_app(behind, staffed, open_to_local=False)
    reply = Asker(app, basic("si-inspektur", PASSWORD)).ask("POST", RUN, json={"parameters": {}})
    assert (reply.status_code, reply.json()) == (200, {"id": ID})
    assert len(keys) == 4
    assert len(set(keys)) == 1
