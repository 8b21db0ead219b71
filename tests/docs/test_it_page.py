"""The procedures of docs/untuk-ti.md, run as they are told there: the machine's own programs only say their words."""

import hashlib
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.calendar import Period
from data.reference import limit
from data.register import area
from data.scope import Scope
from data.settings import Settings
from docs.build import FOLDER
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.ledger.dump import CONTENTS, dump
from tasks.ledger.engine import ledger_url, open_ledger
from tasks.ledger.join_key import join_key
from tasks.ledger.receipts import look, record_look
from tests.docs.procedures import procedures, run

PAGE = "untuk-ti.md"
VILLAGE = "35.03.01.2002"
_PROCEDURES = procedures(PAGE)
_MACHINE = ("systemctl", "journalctl", "timedatectl", "useradd", "git", "uv")
_SUDO = '#!/bin/sh\nif [ "$1" = -u ]; then shift 2; fi\nexec "$@"\n'
_FOLDERS = {
    "/var/lib": "state",
    "/opt/netralitas": "program",
    "/srv/kiriman": "share",
    "/srv/cadangan": "copies",
    "/etc/systemd/system": "units",
}


@pytest.fixture
def place(tmp_path: Path, sample_inbox: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a machine with an installation that has received the files of a district."""
    for folder in (*_FOLDERS.values(), "programs", "state/netralitas"):
        (tmp_path / folder).mkdir()
    (tmp_path / "program" / ".venv").symlink_to(sys.prefix)
    (tmp_path / "program" / "docs").symlink_to(FOLDER)
    for name in _MACHINE:
        _program(tmp_path / "programs" / name, f'#!/bin/sh\necho {name} "$@"\n')
    _program(tmp_path / "programs" / "sudo", _SUDO)
    shutil.copytree(sample_inbox, tmp_path / "share" / "trenggalek")
    _receive(tmp_path / "share" / "trenggalek", _home(tmp_path))
    for name in Settings.model_fields:
        monkeypatch.delenv(f"NETRALITAS_{name.upper()}", raising=False)
    settings = f"NETRALITAS_HOME={_home(tmp_path)}\nNETRALITAS_INBOX={tmp_path / 'share' / 'trenggalek'}\n"
    (tmp_path / "program" / ".env").write_text(settings, encoding="utf-8")
    return tmp_path


def test_every_section_with_commands_is_run_here() -> None:
    assert set(_PROCEDURES) == {
        "Memasang",
        "Menjalankan sebagai layanan",
        "Akun",
        "Lupa kata sandi",
        "Mencadangkan",
        "Memulihkan",
        "Memasang versi baru",
        "Server tidak dapat dijalankan",
        "Disk penuh",
        "Folder bersama hilang",
        "Desa mengatakan berkasnya hilang",
        "Proses macet",
        "Jam server salah",
    }


def test_every_setting_is_explained_with_its_default() -> None:
    rows = [line.split(" | ") for line in _text().splitlines() if line.startswith("| `NETRALITAS_")]
    told = {cells[0].strip("| `"): cells[-1] for cells in rows}
    assert set(told) == {f"NETRALITAS_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = f"`{field.default}`" if field.default not in {"", None} else "kosong"
        assert told[f"NETRALITAS_{name.upper()}"].startswith(default)


def test_the_limits_are_those_of_the_product() -> None:
    assert f"{limit('password_characters'):.0f} karakter" in _text()
    assert f"{limit('failed_logins_account'):.0f} kali salah" in _text()
    assert f"{limit('lock_wait_seconds') / 3600:.0f} jam" in _text()


def test_install(place: Path) -> None:
    before = (place / "program" / ".env").read_text(encoding="utf-8")
    assert "Commands" in _run("Memasang", place)
    assert (place / "program" / ".env").read_text(encoding="utf-8") == before


def test_run_as_a_service(place: Path) -> None:
    assert "systemctl enable --now netralitas" in _run("Menjalankan sebagai layanan", place)
    assert (place / "units" / "netralitas.service").is_file()
    allowed = (place / "units" / "netralitas.service.d" / "kiriman.conf").read_text(encoding="utf-8")
    assert allowed == f"[Service]\nReadWritePaths={place / 'share'}\n"


def test_accounts_and_a_forgotten_password(place: Path) -> None:
    assert _run("Akun", place, typed="kata sandi yang panjang\n").endswith("budi\tinspektur\n")
    before = (_home(place) / "accounts.csv").read_bytes()
    _run("Lupa kata sandi", place, typed="kata sandi lain yang panjang\n")
    assert (_home(place) / "accounts.csv").read_bytes() != before


def test_back_up_and_restore(place: Path) -> None:
    known = _exported(place, "known")
    assert "netralitas/ledger.sqlite" in _run("Mencadangkan", place)
    (_home(place) / "ledger.sqlite").unlink()
    shutil.rmtree(_home(place) / "archive")
    _run("Memulihkan", place)
    assert _exported(place, "restored") == known
    assert any((_home(place) / "archive").iterdir())


def test_upgrade(place: Path) -> None:
    known = _exported(place, "known")
    assert "susunan versi terbaru" in _run("Memasang versi baru", place)
    assert _exported(place, "afterwards") == known


@pytest.mark.parametrize("title", ["Server tidak dapat dijalankan", "Proses macet"])
def test_what_the_service_says(title: str, place: Path) -> None:
    assert "systemctl status --no-pager netralitas" in _run(title, place)


def test_disk_full(place: Path) -> None:
    (_home(place) / "audits").mkdir()
    (_home(place) / "logs").mkdir(exist_ok=True)
    assert str(_home(place) / "archive") in _run("Disk penuh", place)


def test_share_gone(place: Path) -> None:
    assert VILLAGE[:5] in _run("Folder bersama hilang", place)
    (place / "share" / "trenggalek").rename(place / "elsewhere")
    with pytest.raises(AssertionError):
        _run("Folder bersama hilang", place)


def test_a_vanished_file_comes_back(place: Path) -> None:
    sent = sorted((place / "share" / "trenggalek").glob(f"{VILLAGE}*/*.xlsx"))
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in sent}
    assert digests
    for file in sent:
        file.unlink()
    told = _run("Desa mengatakan berkasnya hilang", place)
    found = hashlib.sha256((place / "copies" / "dikembalikan.xlsx").read_bytes()).hexdigest()
    assert found in digests
    assert found in told.splitlines()[-1]
    assert "gone_at" in told
    assert not (_home(place) / "cari").exists()


def test_wrong_clock(place: Path) -> None:
    told = _run("Jam server salah", place)
    assert "1 pemeriksaan dibetulkan" in told
    assert "Jam server maju tiga hari" in told.splitlines()[-1]


def _run(title: str, place: Path, typed: str = "") -> str:
    commands = _PROCEDURES[title]
    ours = {told: str(place / folder) for told, folder in _FOLDERS.items() if told in commands}
    return run(commands, place, ours, {"PATH": f"{place / 'programs'}:/usr/bin:/bin"}, typed)


def _text() -> str:
    return (FOLDER / PAGE).read_text(encoding="utf-8")


def _home(place: Path) -> Path:
    return place / "state" / "netralitas"


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def _receive(inbox: Path, home: Path) -> None:
    scope = Scope(area("35.03.01"), Period(2024, 10), datetime(2024, 11, 6, tzinfo=UTC).date())
    files = archive(inbox, list_inbox(inbox, scope), home, "id")
    now = datetime(2024, 11, 6, 2, tzinfo=UTC)
    ledger = open_ledger(ledger_url(home))
    join_key(home, ledger)
    with ledger.begin() as connection:
        record_look(connection, look(connection, str(inbox), files, scope, now), now)
    ledger.dispose()


def _exported(place: Path, name: str) -> bytes:
    ledger = open_ledger(ledger_url(_home(place)))
    dump(ledger, place / name)
    ledger.dispose()
    return (place / name / CONTENTS).read_bytes()
