"""The gate, with an application behind it that answers everything: whoever gets an answer has passed."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from starlette.types import ASGIApp

from data.reference import limit
from flows.access.accounts import AccountsFile, Role
from flows.access.entry import ENTRY, EntryKeys
from flows.access.keys import LOCAL_MACHINE, machine_password, server_key, server_proof
from flows.access.proof import PROOF, new_challenge
from flows.access.sessions import COOKIE
from flows.access.store import AccessStore
from flows.server_app import create_server_app
from tests.serving.asking import HOST, PASSWORD, Asker, basic

RUN = "/api/deployments/0f8fad5b-d9cb-469f-a165-70867728950e/create_flow_run"
READ = "/api/flow_runs/filter"
HERE = {"origin": f"http://{HOST}"}


def _app(home: Path, *, open_to_local: bool = False) -> ASGIApp:
    behind = FastAPI()

    @behind.api_route("/{path:path}", methods=["GET", "POST", "DELETE", "PUT", "PATCH"])
    async def answer(path: str, request: Request) -> str:
        return f"behind: {path} {(await request.body()).decode()}"

    return create_server_app(behind, home, open_to_local=open_to_local)


def _enter(app: ASGIApp, home: Path, **where: str) -> Asker:
    """Return a browser in which the address was opened that the terminal shows."""
    browser = Asker(app, **where)
    assert browser.get(f"{ENTRY}/{EntryKeys(AccessStore(home)).new()}").status_code == 303
    return browser


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
    [(Role.AUDITOR, 200, 403, 200, 403), (Role.INSPECTOR, 200, 200, 200, 403), (Role.MACHINE, 200, 403, 403, 403)],
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
    asked, last = _log(staffed)[-2:]
    assert (asked["status"], last["status"]) == ("asked", 200)
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
    copied = {"cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}
    assert Asker(browser.app, copied).get("/unduh/").status_code == 200
    assert browser.ask("POST", "/keluar", headers=HERE).status_code == 303
    assert browser.get("/unduh/").status_code == 401
    assert Asker(browser.app, copied).get("/unduh/").status_code == 401
    assert [line["action"] for line in _log(staffed)][-1] == "logout"


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
    assert Asker(app, basic(LOCAL_MACHINE, own)).ask("DELETE", RUN.removesuffix("/create_flow_run")).status_code == 200
    assert Asker(app, basic(LOCAL_MACHINE, own[:-1])).ask("POST", RUN).status_code == 401
    form = {"nama": LOCAL_MACHINE, "sandi": own}
    assert Asker(app).ask("POST", "/masuk", data=form, headers=HERE).status_code == 401


def test_an_open_machine_is_open_to_whoever_has_the_key_from_its_terminal_once(tmp_path: Path) -> None:
    app, here = _app(tmp_path, open_to_local=True), {"host": "localhost:4200", "address": "127.0.0.1"}
    assert Asker(app, **here).ask("POST", RUN).status_code == 401
    plain_proxy = Asker(app, {"connection": "close"}, host="127.0.0.1:4200", address="127.0.0.1")
    assert plain_proxy.get("/unduh/").status_code == 401, "as a proxy sends that names nobody it speaks for"
    key = EntryKeys(AccessStore(tmp_path)).new()
    browser, later = Asker(app, **here), Asker(app, **here)
    assert browser.get(f"{ENTRY}/{key}").status_code == 303
    same_site = {"origin": "http://localhost:4200"}
    assert browser.ask("POST", RUN, headers=same_site).status_code == 200
    assert browser.ask("POST", RUN, headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert browser.ask("DELETE", RUN.removesuffix("/create_flow_run"), headers=same_site).status_code == 403
    assert later.get(f"{ENTRY}/{key}").status_code == 401
    assert later.get("/unduh/").status_code == 401
    assert Asker(app, host="foreign.example", address="127.0.0.1").get(f"{ENTRY}/x").status_code == 400
    assert key not in (tmp_path / "logs" / "access.log").read_text()


def test_each_use_of_the_key_prints_the_next_one(tmp_path: Path) -> None:
    shown: list[str] = []
    app = create_server_app(FastAPI(), tmp_path, open_to_local=True, show_entry=shown.append)
    first = EntryKeys(AccessStore(tmp_path)).new()
    assert Asker(app, host="localhost").get(f"{ENTRY}/{first}").status_code == 303
    assert shown[0].startswith(f"http://localhost{ENTRY}/")
    assert Asker(app, host="localhost").get(shown[0].removeprefix("http://localhost")).status_code == 303


def test_the_first_account_closes_an_open_machine_and_the_last_does_not_open_it(tmp_path: Path) -> None:
    here = {"host": "localhost", "address": "127.0.0.1"}
    browser = _enter(_app(tmp_path, open_to_local=True), tmp_path, **here)
    same_site = {"origin": "http://localhost"}
    assert browser.ask("POST", RUN, headers=same_site).status_code == 200
    AccountsFile(tmp_path).add("siti", Role.AUDITOR, PASSWORD)
    assert browser.ask("POST", RUN, headers=same_site).status_code == 401
    restarted = _app(tmp_path, open_to_local=False)
    AccountsFile(tmp_path).remove("siti")
    key = EntryKeys(AccessStore(tmp_path)).new()
    assert Asker(restarted, **here).get(f"{ENTRY}/{key}").status_code == 401


def test_a_password_of_the_installations_own_processes_ends(staffed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, own = _app(staffed), machine_password(server_key(staffed))
    monkeypatch.setattr("time.time", _in_future(3600 * limit("machine_password_hours") + 2))
    assert Asker(app, basic(LOCAL_MACHINE, own)).ask("POST", READ).status_code == 401


def test_a_server_proves_itself_for_its_own_port_only(staffed: Path) -> None:
    challenge = new_challenge()
    told = Asker(_app(staffed), host=f"{HOST}:4310").get(f"{PROOF}?tantangan={challenge}").text
    assert told == server_proof(server_key(staffed), challenge, 4310)
    assert told != server_proof(server_key(staffed), challenge, 4200)
    assert Asker(_app(staffed)).get(f"{PROOF}?tantangan=x").status_code == 400


@pytest.mark.parametrize("cookie", ["x", "null", f"{'9' * 6000}", f"si-auditor:{'9' * 6000}:x", "eyJpZCI6IDF9.x.y"])
def test_a_cookie_that_cannot_be_is_no_session(staffed: Path, cookie: str) -> None:
    assert Asker(_app(staffed), {"cookie": f"{COOKIE}={cookie}"}).ask("GET", "/unduh/").status_code == 401


def test_a_stranger_cannot_fill_the_log(staffed: Path) -> None:
    app = _app(staffed)
    for number in range(40):
        Asker(app, basic(f"{number}" * 9000, "x")).ask("POST", READ)
        Asker(app, {"origin": "https://elsewhere.example"}).ask("POST", RUN)
    log = (staffed / "logs" / "access.log").read_text()
    assert len(log.splitlines()) == 2, "one line a minute for an address and action"
    assert len(log) < 600


def test_a_full_log_is_put_aside_and_kept(staffed: Path) -> None:
    app = _app(staffed)
    log = staffed / "logs" / "access.log"
    log.write_bytes(b"x" * int(limit("access_log_bytes")))
    Asker(app, basic("si-auditor", PASSWORD)).ask("POST", RUN)
    assert len(log.read_text().splitlines()) == 1
    assert [path.stat().st_size for path in log.parent.glob("access-*.log")] == [limit("access_log_bytes")]


def test_what_cannot_be_logged_does_not_happen(staffed: Path) -> None:
    done: list[str] = []
    behind = FastAPI()

    @behind.post("/{path:path}")
    def act(path: str) -> None:
        done.append(path)

    app = create_server_app(behind, staffed, open_to_local=False)
    log = staffed / "logs" / "access.log"
    log.mkdir()
    with pytest.raises(OSError, match=r"access\.log"):
        Asker(app, basic("si-inspektur", PASSWORD)).ask("POST", RUN, json={})
    assert done == []
    log.rmdir()
    Asker(app, basic("si-inspektur", PASSWORD)).ask("POST", RUN, json={})
    assert len(done) == 1


def test_every_answer_bears_the_headers(staffed: Path) -> None:
    for path in ("/api/health", "/", "/masuk"):
        headers = Asker(_app(staffed)).get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def _in_future(seconds: float) -> Callable[[], float]:
    """Return a clock that stands still at a later time."""
    then = time.time() + seconds
    return lambda: then
