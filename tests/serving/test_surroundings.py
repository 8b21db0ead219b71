"""The server among other programs: a PostgreSQL for Prefect, no internet, and a proxy that brings TLS."""

import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from flows.access.entry import EntryKeys, entry_address
from flows.access.store import AccessStore
from tests.ports import free_port
from tests.postgresql import Server as Postgresql
from tests.serving.asking import PASSWORD
from tests.serving.conftest import Served, Start, wait_for_health
from tests.serving.published import FILES, REPLY
from tests.serving.runs import START, start, state
from tests.waiting import wait_for

CADDYFILE = Path(__file__).parents[2] / "docs" / "deploy" / "Caddyfile"
NO_NETWORK = Path(__file__).parent / "no_network"


def test_prefect_works_in_postgresql_and_nothing_asks_for_the_internet(
    tmp_path: Path, postgresql_server: Postgresql, start_server: Start
) -> None:
    database = postgresql_server.new_database().replace("postgresql://", "postgresql+asyncpg://")
    notes = tmp_path / "asked-for"
    notes.touch()
    surroundings = {"PYTHONPATH": str(NO_NETWORK), "NO_NETWORK_NOTES": str(notes)}
    running = start_server(tmp_path, start=START, NETRALITAS_PREFECT_DATABASE=database, **surroundings)
    run = start(running, "greet/salam")
    wait_for(lambda: state(running, run) == "COMPLETED")
    key = EntryKeys(AccessStore(tmp_path)).new()
    with httpx.Client(follow_redirects=True, timeout=60) as person:
        assert person.get(entry_address(running.url, key)).status_code == httpx.codes.OK
    assert not (tmp_path / "prefect" / "prefect.db").exists()
    assert notes.read_text(encoding="utf-8") == ""


def test_behind_the_proxy_everything_is_encrypted_and_works(served: Served, caddy: str, tmp_path: Path) -> None:
    with _proxy(served, caddy, tmp_path) as (address, trust), httpx.Client(base_url=address, verify=trust) as client:
        asked = client.get("/unduh/", headers={"accept": "text/html"}, follow_redirects=True)
        assert str(asked.url).startswith(f"{address}/masuk")
        assert asked.headers["strict-transport-security"]
        entered = client.post("/masuk", data={"nama": "si-auditor", "sandi": PASSWORD}, headers={"origin": address})
        assert entered.status_code == httpx.codes.SEE_OTHER
        assert "secure" in entered.headers["set-cookie"].casefold()
        part = client.get(f"/unduh/2024-10/35.03/berkas/{REPLY}", headers={"range": "bytes=0-3"})
        assert (part.status_code, part.content) == (httpx.codes.PARTIAL_CONTENT, FILES[REPLY][:4])

        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
        events = f"{address.replace('https', 'wss')}/api/events/out"
        with connect(events, ssl=trust, additional_headers=cookie | {"origin": address}):
            pass
        with pytest.raises(InvalidStatus):
            connect(events, ssl=trust, additional_headers=cookie | {"origin": "https://elsewhere.example"})


@contextmanager
def _proxy(served: Served, caddy: str, place: Path) -> Iterator[tuple[str, ssl.SSLContext]]:
    """Run Caddy as docs/deploy tells, but for this machine's name; return its address and whom to trust."""
    address = f"https://localhost:{free_port()}"
    told = CADDYFILE.read_text(encoding="utf-8")
    told = told.replace("audit.example.go.id {", f"{address} {{\n\ttls internal")
    told = told.replace("127.0.0.1:4200", served.url.removeprefix("http://"))
    own = f"{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system {place}\n"
    (place / "Caddyfile").write_text(told.replace("{\n", own, 1), encoding="utf-8")
    process = subprocess.Popen(
        [caddy, "run", "--config", place / "Caddyfile", "--adapter", "caddyfile"],
        stderr=subprocess.DEVNULL,
    )
    authority = place / "pki" / "authorities" / "local" / "root.crt"
    try:
        wait_for(authority.exists)
        trust = ssl.create_default_context(cafile=str(authority))
        wait_for_health(address, trust)
        yield address, trust
    finally:
        process.terminate()
        process.wait(20)
