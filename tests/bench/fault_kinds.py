"""What the bench of faults does in a house, and how each kind of accident disturbs it."""

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from data.errors import UsageError
from tasks.inbox.archive import archive_folder
from tests.bench.disturbing import (
    Work,
    begin,
    end,
    full_disk,
    killed_after,
    named_killed_after,
    run,
    short_of,
    under_rights,
    worker_killed_after,
)
from tests.bench.houses import DAYS, NOW, House, send_again
from tests.bench.servers import EMBEDDED, SERVING, audit_by_command, audit_by_server

FAILED_TO_REFUSE = 98
"""Work went on with what it should have refused."""

_DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda content: content[: len(content) // 2],
    lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    lambda _: b"milik orang lain",
]


@dataclass(frozen=True)
class Kind:
    """What is broken: how the home stands before, the work, and what a try does with it (house, work, seconds, dice).

    ``exact``: whether all bytes must be as they would have been; else what is said about villages, and the archive: the
    disturbed work has rightly left its own rows (another look, another revision). ``may_say_less``: a village may have
    fewer findings, never others: what a wrong clock saw counts as received at the look before. ``apart``: a table that
    is not compared: a look that did not find a file, which was away just then, rightly dates it later.
    """

    prepare: Callable[[House], None]
    work: Callable[[House], None]
    disturb: Callable[[House, Work, float, random.Random], int]
    exact: bool = True
    may_say_less: bool = False
    apart: str = ""


def _audited(house: House) -> None:
    house.audit(DAYS[0], NOW - timedelta(days=1))
    send_again(house)


def _seen(house: House) -> None:
    """What the archive holds lies in the inbox, too: only then can a copy be mended."""
    house.audit(DAYS[0], NOW - timedelta(days=1))


def _commanded(house: House) -> None:
    audit_by_command(house)
    send_again(house)


def _served(house: House) -> None:
    """A home whose server has made its keys and its database."""
    audit_by_server(house)
    send_again(house)


def _undelivered(house: House) -> None:
    house.audit(DAYS[1], NOW, delivers=False)


def _nothing(_house: House) -> None:
    """The village has sent something; nothing was done."""


def _lost_ledger(house: House) -> None:
    house.audit(DAYS[0], NOW - timedelta(days=1))
    house.decide()
    house.copy_ledger()
    (house.home / "ledger.sqlite").unlink()


def _old_shape(house: House) -> None:
    """Take today's newest tables out again: the shape of the version before."""
    house.audit(DAYS[0], NOW - timedelta(days=1))
    with closing(sqlite3.connect(house.home / "ledger.sqlite")) as ledger, ledger:
        for table in ("unread_files", "look_corrections", "installation_keys", "packaged_rows"):
            ledger.execute(f"drop table {table}")
        ledger.execute("update alembic_version set version_num = '0003'")


def _audit(house: House) -> None:
    house.audit(DAYS[1], NOW)


def _kill(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    moment = dice.uniform(0, usual)
    return run(work, killed_after(moment, dice.choice([os.kill, os.killpg])))


def _kill_worker(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    return run(work, worker_killed_after(dice.uniform(0, usual), dice))


def _kill_embedded(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    return run(work, named_killed_after(dice.uniform(0, usual), EMBEDDED))


def _kill_serving(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    """Kill the server alone, which its command starts again, or the command that watches over it, with all it can."""
    moment = dice.uniform(0, usual)
    return run(work, dice.choice([named_killed_after(moment, SERVING), killed_after(moment, os.killpg)]))


def _fill_home(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    with full_disk(house.home, int(10 ** dice.uniform(3, 6))):
        return run(work)


def _fill_inbox(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    with full_disk(house.inbox, int(10 ** dice.uniform(3, 4.5))):
        return run(work)


def _fill_disk(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    return run(short_of(int(10 ** dice.uniform(2, 5.5)), work))


def _take_rights(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    places = [house.home, house.inbox, archive_folder(house.home), house.home / "audits", house.home / "ledger.sqlite"]
    taken = dice.choice([*places, *house.inbox.iterdir(), *house.home.glob("audits/*/*")])
    mode = taken.stat().st_mode
    taken.chmod(dice.choice([0o000, 0o500, 0o400]))
    try:
        return run(under_rights(work))
    finally:
        taken.chmod(mode)


def _turn_clock(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    wrong = NOW + timedelta(days=dice.choice([-4000, -400, -40, 40, 400, 4000]), hours=dice.randrange(24))
    return run(lambda: house.audit(wrong.date(), wrong))


def _twice_at_once(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    first = begin(work)
    time.sleep(dice.uniform(0, usual))
    second = begin(work)
    return max(end(first), end(second))


def _damage_archive(house: House, work: Work, usual: float, dice: random.Random) -> int:
    copy = dice.choice(sorted(archive_folder(house.home).iterdir()))
    if dice.random() < 0.2:
        copy.unlink()
    else:
        copy.write_bytes(dice.choice(_DAMAGES)(copy.read_bytes()))
    return run(work, killed_after(dice.uniform(0, usual)))


def _lock_ledger(house: House, work: Work, usual: float, dice: random.Random) -> int:
    with closing(sqlite3.connect(house.home / "ledger.sqlite", isolation_level=None)) as other:
        child = begin(work)
        time.sleep(dice.uniform(0, usual))
        with suppress(sqlite3.OperationalError):  # it writes itself just then
            other.execute("begin exclusive")
            time.sleep(dice.uniform(0, 2))
            other.execute("rollback")
        return end(child)


def _damage_ledger(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    """Damage the ledger or lose it, let work find that, and restore it from the backup."""
    ledger = house.home / "ledger.sqlite"
    backup = ledger.read_bytes()
    if dice.random() < 0.3:
        ledger.unlink()
    else:
        ledger.write_bytes(dice.choice([b"", b"bukan basis data" * 500]))
    ended = run(work)
    for left in house.home.glob("ledger.sqlite*"):
        left.unlink()
    ledger.write_bytes(backup)
    return FAILED_TO_REFUSE if ended == 0 else ended


def _change_inbox(house: House, work: Work, usual: float, dice: random.Random) -> int:
    """Let files of the village come, grow, move and go while work looks at them; then all is as before."""
    (sent,) = (path for path in house.inbox.glob("*/*.xlsx") if path.parent.name != "balasan")
    content, status = sent.read_bytes(), sent.stat()
    child, until = begin(work), time.monotonic() + usual
    while time.monotonic() < until:
        with suppress(OSError):
            match dice.randrange(4):
                case 0:
                    sent.rename(sent.with_name("pindah.tmp"))
                    sent.with_name("pindah.tmp").rename(sent)
                case 1:
                    sent.write_bytes(content[: dice.randrange(len(content))])
                case 2:
                    sent.with_name("~$kunci.xlsx").write_bytes(b"x")
                case 3:
                    sent.unlink(missing_ok=True)
        time.sleep(dice.uniform(0, 0.1))
        sent.write_bytes(content)
    sent.with_name("~$kunci.xlsx").unlink(missing_ok=True)
    os.utime(sent, ns=(status.st_atime_ns, status.st_mtime_ns))
    return end(child)


def _tamper(house: House, work: Work, usual: float, dice: random.Random) -> int:  # noqa: ARG001
    """Change a file of the published audit, its record with it as often as not; signing must refuse it."""
    kept = house.place / "kept"
    shutil.copytree(house.audited, kept)
    files = sorted(path for path in house.audited.rglob("*") if path.is_file() and path.name != "audit.json")
    changed = dice.choice(files)
    before = changed.read_bytes()
    changed.write_bytes(dice.choice(_DAMAGES)(before))
    record = house.audited / "audit.json"
    if dice.random() < 0.5:
        old, new = (sha256(content).hexdigest() for content in (before, changed.read_bytes()))
        record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    try:
        house.sign()
        ended = FAILED_TO_REFUSE
    except UsageError:
        ended = 1
    shutil.rmtree(house.audited)
    kept.rename(house.audited)
    return ended


KINDS = {
    "audit": Kind(_audited, _audit, _kill),
    "worker": Kind(_audited, _audit, _kill_worker),
    "reply": Kind(_undelivered, House.reply, _kill),
    "watch": Kind(_nothing, House.watch, _kill),
    "decide": Kind(_nothing, House.decide, _kill),
    "sign": Kind(_undelivered, House.sign, _kill),
    "import": Kind(_lost_ledger, House.load_copy, _kill),
    "upgrade": Kind(_old_shape, House.upgrade, _kill),
    "embedded": Kind(_commanded, audit_by_command, _kill_embedded),
    "serve": Kind(_served, audit_by_server, _kill_serving, exact=False),
    "full-home": Kind(_audited, _audit, _fill_home),
    "full-inbox": Kind(_audited, _audit, _fill_inbox),
    "disk": Kind(_audited, _audit, _fill_disk),
    "rights": Kind(_audited, _audit, _take_rights),
    "clock": Kind(_audited, _audit, _turn_clock, exact=False, may_say_less=True),
    "twice": Kind(_audited, _audit, _twice_at_once),
    "archive": Kind(_seen, _audit, _damage_archive),
    "locked": Kind(_audited, _audit, _lock_ledger),
    "ledger": Kind(_audited, _audit, _damage_ledger),
    "inbox": Kind(_audited, _audit, _change_inbox, exact=False, apart="villages.csv"),
    "tamper": Kind(_undelivered, House.sign, _tamper),
}

KILLS = (_kill, _kill_worker, _kill_embedded, _kill_serving)
"""Those that kill a process; the others damage, fill, lock, change or take away what it needs."""
