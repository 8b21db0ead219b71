"""The gate, with an application behind it that answers everything: whoever gets an answer has passed."""

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp

from data.reference import limit
from flows.access.accounts import AccountsFile, Role
from flows.access.keys import LOCAL_MACHINE, machine_password, server_key
from flows.server_app import create_server_app
from tests.serving.asking import HOST, PASSWORD, Asker, basic

RUN = "/api/deployments/0f8fad5b-d9cb-469f-a165-70867728950e/create_flow_run"
READ = "/api/flow_runs/filter"
HERE = {"origin": f"http://{HOST}"}


@pytest.fixture
def staffed(tmp_path: Path) -> Path:
    accounts = AccountsFile(tmp_path)
    for role in Role:
        accounts.add(f"si-{role}", role, PASSWORD)
    return tmp_path


def _app(home: Path, *, open_to_local: bool = False) -> ASGIApp:
    behind = FastAPI()

    @behind.api_route("/{path:path}", methods=["GET", "POST", "DELETE", "PUT"])
    def answer(path: str) -> str:
        return f"behind: {path}"

    return create_server_app(behind, home, open_to_local=open_to_local)


def _log(home: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (home / "logs" / "access.log").read_text().splitlines()]


def test_without_an_account_only_the_health_of_the_server_is_told(staffed: Path) -> None:
    stranger = Asker(_app(staffed))
    assert stranger.get("/api/health").status_code == 200
    assert stranger.get("/api/ready").status_code == 200
    for method, path in [("GET", "/"), ("GET", "/ui-settings"), ("POST", READ), ("GET", "/unduh/"), ("GET", "/api/x")]:
        reply = stranger.ask(method, path)
        assert reply.status_code == 401, path
        assert "Basic" in reply.headers["www-authenticate"]
        assert "behind" not in reply.text


@pytest.mark.parametrize(
    ("role", "read", "run", "download", "delete"),
    [(Role.AUDITOR, 200, 403, 200, 403), (Role.INSPECTOR, 200, 200, 200, 403), (Role.MACHINE, 200, 200, 403, 200)],
)
def test_each_role_gets_what_is_its_own(
    staffed: Path, role: Role, read: int, run: int, download: int, delete: int
) -> None:
    asker = Asker(_app(staffed), basic(f"si-{role}", PASSWORD))
    assert asker.ask("POST", READ).status_code == read
    assert asker.ask("POST", RUN).status_code == run
    assert asker.get("/unduh/").status_code == download
    assert asker.ask("DELETE", RUN.removesuffix("/create_flow_run")).status_code == delete
    assert asker.ask("PUT", "/api/admin/storage").status_code == 403


def test_a_refusal_says_why_in_indonesian_and_is_written_down(staffed: Path) -> None:
    reply = Asker(_app(staffed), basic("si-auditor", PASSWORD)).ask("POST", RUN)
    assert "Peran Anda (auditor)" in reply.json()["detail"]
    last = _log(staffed)[-1]
    assert (last["account"], last["action"], last["status"]) == ("si-auditor", "refused", 403)


def test_who_ran_something_is_written_down(staffed: Path) -> None:
    Asker(_app(staffed), basic("si-inspektur", PASSWORD)).ask("POST", RUN, json={"parameters": {"rahasia": "x"}})
    last = _log(staffed)[-1]
    assert (last["account"], last["action"], last["path"], last["address"]) == ("si-inspektur", "run", RUN, "192.0.2.7")
    assert "rahasia" not in json.dumps(_log(staffed))


def test_a_person_logs_in_and_out(staffed: Path) -> None:
    browser = Asker(_app(staffed))
    sent = browser.get("/unduh/", headers={"accept": "text/html"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/masuk?lanjut=/unduh/")
    form = {"nama": "si-inspektur", "sandi": PASSWORD, "lanjut": "/unduh/"}
    reply = browser.ask("POST", "/masuk", data=form, headers=HERE)
    assert (reply.status_code, reply.headers["location"]) == (303, "/unduh/")
    assert {"httponly", "samesite=lax"} <= set(reply.headers["set-cookie"].lower().split("; "))
    assert "si-inspektur" in browser.get("/unduh/").text
    assert browser.ask("POST", RUN, headers=HERE).status_code == 200
    assert browser.ask("POST", "/keluar", headers=HERE).status_code == 303
    assert browser.get("/unduh/").status_code == 401


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_logging_in_leads_nowhere_else(staffed: Path, target: str) -> None:
    form = {"nama": "si-auditor", "sandi": PASSWORD, "lanjut": target}
    reply = Asker(_app(staffed)).ask("POST", "/masuk", data=form, headers=HERE)
    assert reply.headers["location"] == "/unduh/"


def test_another_site_cannot_act_in_somebodys_name(staffed: Path) -> None:
    browser = Asker(_app(staffed))
    form = {"nama": "si-inspektur", "sandi": PASSWORD}
    assert browser.ask("POST", "/masuk", data=form, headers={"origin": "https://elsewhere.example"}).status_code == 403
    browser.ask("POST", "/masuk", data=form, headers=HERE)
    for headers in ({"origin": "https://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {}):
        assert browser.ask("POST", RUN, headers=headers).status_code == 403, headers
    assert browser.ask("POST", RUN, headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_wrong_passwords_are_refused_then_not_even_tried(staffed: Path) -> None:
    app = _app(staffed)
    tries = int(limit("failed_logins_account"))
    replies = [Asker(app, basic("si-auditor", "salah")).ask("POST", READ).status_code for _ in range(tries + 1)]
    assert replies == [401] * tries + [429]
    assert Asker(app, basic("si-auditor", PASSWORD)).ask("POST", READ).status_code == 429
    assert Asker(app, basic("si-inspektur", PASSWORD)).ask("POST", READ).status_code == 200
    assert {line["action"] for line in _log(staffed)} == {"login_failed"}


def test_a_failed_login_does_not_tell_what_was_typed(staffed: Path) -> None:
    app = _app(staffed)
    Asker(app, basic(PASSWORD, PASSWORD)).ask("POST", READ)
    Asker(app).ask("POST", "/masuk", data={"nama": PASSWORD, "sandi": PASSWORD}, headers=HERE)
    assert PASSWORD not in (staffed / "logs" / "access.log").read_text()


def test_the_installations_own_processes_need_no_account(staffed: Path) -> None:
    app = _app(staffed)
    own = machine_password(server_key(staffed))
    assert Asker(app, basic(LOCAL_MACHINE, own)).ask("POST", RUN).status_code == 200
    assert Asker(app, basic(LOCAL_MACHINE, own[:-1])).ask("POST", RUN).status_code == 401
    form = {"nama": LOCAL_MACHINE, "sandi": own}
    assert Asker(app).ask("POST", "/masuk", data=form, headers=HERE).status_code == 401


def test_an_open_machine_is_open_to_its_own_person_only(tmp_path: Path) -> None:
    app = _app(tmp_path, open_to_local=True)
    assert Asker(app, host="localhost:4200", address="127.0.0.1").ask("POST", RUN).status_code == 200
    assert Asker(app, host="localhost:4200", address="192.0.2.7").ask("POST", RUN).status_code == 401
    assert Asker(app, host="foreign.example", address="127.0.0.1").ask("POST", RUN).status_code == 400
    behind_proxy = Asker(app, {"x-forwarded-for": "192.0.2.7"}, host="127.0.0.1:4200", address="127.0.0.1")
    assert behind_proxy.ask("POST", RUN).status_code == 401
    page = Asker(app, {"origin": "https://elsewhere.example"}, host="localhost:4200", address="127.0.0.1")
    assert page.ask("POST", RUN).status_code == 403


def test_the_first_account_closes_an_open_machine_and_the_last_does_not_open_it(tmp_path: Path) -> None:
    asker = Asker(_app(tmp_path, open_to_local=True), host="localhost", address="127.0.0.1")
    assert asker.ask("POST", RUN).status_code == 200
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    assert asker.ask("POST", RUN).status_code == 401
    restarted = Asker(_app(tmp_path, open_to_local=False), host="localhost", address="127.0.0.1")
    AccountsFile(tmp_path).remove("siti")
    assert restarted.ask("POST", RUN).status_code == 401


def test_every_answer_bears_the_headers(staffed: Path) -> None:
    for path in ("/api/health", "/", "/masuk"):
        headers = Asker(_app(staffed)).get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
