"""What the watch has taken in and answered, in the ledger's *queue*: a restart goes on where it was.

A file is *waiting* once the ledger has its receipt, *begun* while it is checked, and *checked* (or *failed*) once its
reply is written. One that is still *begun* when nobody checks has killed who checked it: it is then checked alone
(*begun again*), and after a second death set aside as *failed*, until its bytes change. The rows may be deleted:
everything in the inbox is then checked again, with the same replies.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock
from sqlalchemy import ColumnElement, Connection, Engine, Select, Update, and_, bindparam, func, insert, select, update

from tasks.inbox.storage import Entry
from tasks.ledger.engine import answering
from tasks.ledger.schema import QUEUE
from tasks.storage.key_file import load_or_create_key
from tasks.watch.former_queue import take_over


@dataclass(frozen=True)
class Waiting:
    """A received file that is to be checked."""

    file: str
    village_code: str
    sha256: str


@dataclass(frozen=True)
class Answered:
    """A checked file: its month (YYYY-MM), how many mistakes, the reply's name, and whether it is delivered."""

    file: str
    village_code: str
    sha256: str
    period: str
    findings: int
    reply: str
    delivered: bool


class WatchQueue:
    """The files of one inbox as one home knows them: its archive holds their bytes, its folder *replies* the replies.

    In: ``inbox``, its name. Every call is a short transaction of its own. Raises ``EnvironmentUnavailable`` when the
    database does not answer.
    """

    def __init__(self, ledger: Engine, home: Path, inbox: str) -> None:
        self._ledger = ledger
        self._lock = home / "watch.lock"
        # Lost with the replies: everything is then answered again. Machines that share a ledger have one each.
        self._watch = load_or_create_key(home / "replies" / "watch.id", uuid4().hex.encode()).decode()
        self._inbox = inbox
        with answering(ledger):
            take_over(ledger, home, self._watch)

    def known(self) -> dict[Entry, str]:
        """Return the SHA-256 of every file that was taken in and has not changed since, by what it looks like."""
        columns = (QUEUE.c.file, QUEUE.c.size, QUEUE.c.changed_ns, QUEUE.c.sha256)
        rows = self._rows(select(*columns).where(self._own))
        return {Entry(file, True, size, changed): sha256 for file, size, changed, sha256 in rows}

    def add(self, connection: Connection, received: Iterable[tuple[Entry, str, str]], state: str = "waiting") -> None:
        """Take files in, each with its village and SHA-256; the same bytes as before need no second check.

        ``connection``: of the transaction that writes their receipts, while no other one of this home receives.
        ``state`` is *skipped* for what was looked at and is no submission.
        """
        rows = connection.execute(select(QUEUE.c.file, QUEUE.c.sha256).where(self._own))
        known = {row.file: row.sha256 for row in rows}
        unread = {"state": state, "told": False}
        for entry, village, sha256 in received:
            seen = {"size": entry.size, "changed_ns": entry.changed_ns, "sha256": sha256}
            if entry.file in known:
                news = {} if known[entry.file] == sha256 else unread
                connection.execute(update(QUEUE).where(self._own, QUEUE.c.file == entry.file).values(seen | news))
            else:
                place = {"watch": self._watch, "inbox": self._inbox, "file": entry.file, "village_code": village}
                connection.execute(insert(QUEUE).values(place | seen | unread | {"delivered": False}))

    def waiting(self, most: int) -> list[Waiting]:
        """Return the files to check next, at most so many; every village's first file before anybody's second.

        A file with which a check died before comes after all others, and alone.
        """
        return self._next("waiting", most) or self._next("begun", 1)

    def begin(self, files: Sequence[Waiting]) -> None:
        """Note, before it is done, that files are being checked; the caller holds the queue (``alone``)."""
        self._mark(update(QUEUE).where(QUEUE.c.state == "begun").values(state="begun again"), files)
        self._mark(update(QUEUE).where(QUEUE.c.state == "waiting").values(state="begun"), files)

    def not_done(self, files: Sequence[Waiting]) -> None:
        """Let files wait again whose check ended without a result and killed nobody."""
        begun = QUEUE.c.state.in_(["begun", "begun again"])
        self._mark(update(QUEUE).where(begun).values(state="waiting"), files)

    def set_aside(self) -> list[Waiting]:
        """Set aside the files with which two checks died; return them. The caller holds the queue (``alone``)."""
        files = self._next("begun again", None)
        self._mark(update(QUEUE).values(state="failed"), files)
        return files

    def _next(self, state: str, most: int | None) -> list[Waiting]:
        turn = func.row_number().over(partition_by=QUEUE.c.village_code, order_by=QUEUE.c.file)
        rows = self._rows(
            select(QUEUE.c.file, QUEUE.c.village_code, QUEUE.c.sha256)
            .where(self._own, QUEUE.c.state == state)
            .order_by(turn, QUEUE.c.file)
            .limit(most)
        )
        return [Waiting(*row) for row in rows]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the queue for the length of a block: who else checks what waits there must wait, and finds it done."""
        with FileLock(self._lock):
            yield

    def again(self, village_code: str) -> None:
        """Let everything that a village sent wait once more, also what was checked, or failed by our fault."""
        sent = and_(self._own, QUEUE.c.village_code == village_code, QUEUE.c.state != "skipped")
        with self._begun() as connection:
            connection.execute(update(QUEUE).where(sent).values(state="waiting"))

    def answered(self, done: Sequence[Answered]) -> None:
        """Note that files were checked; one that was replaced meanwhile waits on."""
        noted: dict[str, object] = {"state": "checked", "told": False}
        noted |= {name: bindparam(f"new_{name}") for name in ("period", "findings", "reply", "delivered")}
        self._mark(update(QUEUE).values(noted), done)

    def failed(self, file: Waiting) -> None:
        """Note that checking a file failed by our fault: not tried again until it changes."""
        self._mark(update(QUEUE).values(state="failed"), [file])

    def undelivered(self) -> list[Answered]:
        return self._answered(~QUEUE.c.delivered)

    def untold(self) -> list[Answered]:
        return self._answered(~QUEUE.c.told)

    def delivered(self, files: Iterable[Answered]) -> None:
        self._mark(update(QUEUE).values(delivered=True), files)

    def told(self, files: Iterable[Answered]) -> None:
        self._mark(update(QUEUE).values(told=True), files)

    @property
    def _own(self) -> ColumnElement[bool]:
        return and_(QUEUE.c.watch == self._watch, QUEUE.c.inbox == self._inbox)

    def _answered(self, condition: ColumnElement[bool]) -> list[Answered]:
        columns = [QUEUE.c[name] for name in Answered.__dataclass_fields__]
        asked = select(*columns).where(self._own, QUEUE.c.state == "checked", condition).order_by(QUEUE.c.file)
        return [Answered(*row) for row in self._rows(asked)]

    def _mark(self, change: Update, files: Iterable[Waiting | Answered]) -> None:
        """Change the rows of files that are still the same bytes."""
        same = [QUEUE.c[name] == bindparam(f"new_{name}") for name in ("file", "village_code", "sha256")]
        rows = [{f"new_{name}": value for name, value in asdict(each).items()} for each in files]
        if rows:
            with self._begun() as connection:
                connection.execute(change.where(self._own, *same), rows)

    def _rows(self, asked: "Select[Any]") -> Sequence[Any]:
        with self._begun() as connection:
            return connection.execute(asked).all()

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with answering(self._ledger), self._ledger.begin() as connection:
            yield connection
