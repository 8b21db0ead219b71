"""A second click on *Run* (W18): the same run, unless the first has ended, is for later, or is a person's decision."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request

from flows.access.keys import LOCAL_MACHINE, machine_password, server_key
from flows.server_app import create_server_app
from tests.serving.asking import PASSWORD, Asker, basic

AUDIT, DECIDE = "0f8fad5b-d9cb-469f-a165-70867728950e", "22222222-d9cb-469f-a165-70867728950e"
NAMES = {AUDIT: "Audit bulanan", DECIDE: "Putuskan"}


class House:
    """A server whose application keeps runs as Prefect does: one for each idempotency key."""

    def __init__(self, home: Path) -> None:
        self.runs: list[dict[str, Any]] = []
        behind = FastAPI()

        @behind.get("/api/deployments/{deployment}")
        def deployment(deployment: str) -> dict[str, str]:
            return {"name": NAMES[deployment]}

        @behind.post("/api/flow_runs/filter")
        async def unfinished(request: Request) -> list[dict[str, Any]]:
            asked = await request.json()
            states = asked["flow_runs"]["state"]["type"]["any_"]
            of = asked["deployments"]["id"]["any_"]
            return [run for run in self.runs if run["state_type"] in states and run["deployment_id"] in of]

        @behind.post("/api/deployments/{deployment}/create_flow_run")
        async def start(deployment: str, request: Request) -> dict[str, Any]:
            told = json.loads(await request.body())
            known = [run for run in self.runs if run["idempotency_key"] == told["idempotency_key"]]
            if not known:
                later = (told.get("state") or {}).get("state_details", {}).get("scheduled_time")
                known = [self.add(deployment, told.get("parameters") or {}, told["idempotency_key"], later)]
            return known[0]

        self._app = create_server_app(behind, home, open_to_local=False)
        self._own = machine_password(server_key(home))

    def add(self, deployment: str, parameters: object, key: str | None, expected: str | None = None) -> dict[str, Any]:
        now = datetime.now(UTC).isoformat()
        run = {"id": str(len(self.runs)), "deployment_id": deployment, "parameters": parameters}
        run |= {"idempotency_key": key, "state_type": "SCHEDULED", "expected_start_time": expected or now}
        self.runs.append(run)
        return run

    def start(self, deployment: str, parameters: dict[str, object], who: str = "si-inspektur", **more: object) -> str:
        password = self._own if who == LOCAL_MACHINE else PASSWORD
        reply = Asker(self._app, basic(who, password)).ask(
            "POST", f"/api/deployments/{deployment}/create_flow_run", json={"parameters": parameters} | more
        )
        assert reply.status_code == 200, reply.text
        return str(reply.json()["id"])


@pytest.fixture
def house(staffed: Path) -> House:
    return House(staffed)


def test_who_starts_it_again_gets_the_run_that_has_not_ended(house: House) -> None:
    first = house.start(AUDIT, {"bulan": "2024-10", "wilayah": ""})
    assert house.start(AUDIT, {"bulan": "2024-10"}) == first
    house.runs[0]["state_type"] = "RUNNING"
    assert house.start(AUDIT, {"bulan": "2024-10"}) == first
    assert house.start(AUDIT, {"bulan": "2024-09"}) != first
    house.runs[0]["state_type"] = "COMPLETED"
    assert house.start(AUDIT, {"bulan": "2024-10"}) != first


def test_what_a_person_decides_is_never_joined(house: House) -> None:
    said: dict[str, object] = {"jenis": "EXTENSION", "desa": "35.03.01.2001"}
    assert house.start(DECIDE, said) != house.start(DECIDE, said)


def test_a_run_of_another_day_is_another_run(house: House) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    of_the_calendar = house.add(AUDIT, {}, "scheduled", tomorrow)["id"]
    now = house.start(AUDIT, {})
    later = house.start(AUDIT, {}, state={"type": "SCHEDULED", "state_details": {"scheduled_time": tomorrow}})
    assert len({of_the_calendar, now, later}) == 3


def test_a_process_of_ours_gets_the_run_that_it_is_to_execute(house: House) -> None:
    assert house.start(AUDIT, {}, LOCAL_MACHINE) != house.start(AUDIT, {}, LOCAL_MACHINE)
