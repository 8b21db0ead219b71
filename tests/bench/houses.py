"""An inbox and a home in which work is disturbed, and how to compare two of them."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Column, select

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks import pipeline
from tasks.inbox.archive import archive_folder
from tasks.inbox.listing import REPLIES
from tasks.inbox.local import LocalInbox
from tasks.ledger.area_lock import held
from tasks.ledger.decisions import Decision, decide
from tasks.ledger.dump import dump, restore
from tasks.ledger.engine import ledger_url, open_for_upgrade, opened_ledger, upgrade
from tasks.ledger.history import load_history
from tasks.ledger.schema import INSTALLATION_KEYS, LOOKS, METADATA, SIGN_OFFS
from tasks.ledger.sign_offs import APPROVED, SignOff, sign
from tasks.manifest.manifest import RECORD
from tasks.publishing.replies.village_replies import deliver_receipts, deliver_replies
from tasks.reading.sources import sources
from tasks.storage.file_sha256 import file_sha256
from tasks.watch import batch
from tasks.watch.arrivals import Arrivals
from tasks.watch.queue import WatchQueue
from tasks.watch.receiving import receive, watch_scope
from tests.builders import VILLAGE
from tests.ledger.returns import fill

DAYS = (date(2024, 11, 6), date(2024, 11, 7))
NOW = datetime(2024, 11, 7, 3, tzinfo=UTC)
PERIOD = Period(2024, 10)
_MOMENTS = {"ledger.sqlite", "locks", "backups", "watch.id", "prefect", "logs"}
_JUDGED = ("villages.csv", "findings.csv")


@dataclass(frozen=True)
class House:
    """An inbox and a home, whatever was done with them."""

    place: Path

    @property
    def inbox(self) -> Path:
        return self.place / "inbox"

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def audited(self) -> Path:
        """The folder of the published audit."""
        return self.home / "audits" / str(PERIOD) / VILLAGE

    def audit(self, day: date, now: datetime | None = None, *, delivers: bool = True) -> None:
        """Audit as the flow does, without Prefect; ``now`` is what the clock shows."""
        scope = Scope(area(VILLAGE), PERIOD, day)
        with opened_ledger(self.home) as ledger, held(self.home, VILLAGE, ledger, print):
            files = pipeline.collect(self.inbox, scope, self.home)
            known = load_history(
                ledger, str(self.inbox), files, scope, self.home, now or datetime.now(UTC), keeps_receipts=True
            )
            returns = pipeline.read(sources(known.files, scope.period, self.home), 2).with_files(known.files)
            heard = pipeline.hear(returns, known, scope)
            found = pipeline.judge(returns, heard, scope)
            results = pipeline.assess(returns, heard, found, scope)
            out = self.home / "audits"
            told = pipeline.told_to_villages(returns, heard, found, results, scope)
            workbook = pipeline.publish(ledger, out, known, heard, found, results, told, self.home, 2, packages=False)
            if delivers:
                facts = known.facts.for_villages(told.mends)
                deliver_replies(workbook.parent / REPLIES, self.home, self.inbox, facts, returns, told.results, 1)

    def reply(self) -> None:
        """Put the published replies into the villages' folders."""
        deliver_receipts(self.audited / REPLIES, self.inbox, Scope(area(VILLAGE), PERIOD, DAYS[1]))

    def watch(self) -> None:
        """Receive what lies in the inbox, check and answer it, as the watch does."""
        inbox, place = LocalInbox(self.inbox), area(VILLAGE)
        with opened_ledger(self.home) as ledger:
            queue, arrivals = WatchQueue(ledger, self.home, inbox.name), Arrivals(inbox, place)
            for seconds in (0.0, 60.0):
                complete = arrivals.complete(queue.known(), seconds)
                if complete:
                    receive(complete, inbox, watch_scope(place, NOW), self.home, ledger, queue, NOW, print)
            with queue.alone():
                while waiting := queue.waiting(10):
                    queue.begin(waiting)
                    done, failures = batch.check_batch(waiting, inbox, VILLAGE, self.home, ledger, NOW, 1)
                    if failures:
                        raise next(iter(failures.values()))
                    batch.settle(done, inbox, self.home, queue)

    def decide(self) -> None:
        """Record ten decisions; one that is told again is known."""
        with opened_ledger(self.home) as ledger:
            for number in range(10):
                said = Decision(
                    "WAIVER",
                    f"Alasan {number}",
                    "Siti",
                    "Budi",
                    DAYS[1],
                    "command",
                    rule="D10",
                    village_code=VILLAGE,
                    period=f"2024-{number + 1:02}",
                    expires_on=date(2024, 12, 31),
                )
                decide(ledger, said, datetime(2024, 11, 7, tzinfo=UTC))

    def sign(self) -> None:
        """Approve the published audit, unless the ledger knows that."""
        digest = file_sha256(self.audited / RECORD)
        said = SignOff(VILLAGE, str(PERIOD), digest, APPROVED, "Siti", "Saya mengesahkan.", DAYS[1])
        with opened_ledger(self.home) as ledger:
            with ledger.connect() as connection:
                done = connection.execute(select(SIGN_OFFS.c.id)).first() is not None
            if not done:
                sign(ledger, self.audited, said, NOW)

    def load_copy(self) -> None:
        """Load the copy ``<place>/copy`` into the ledger, unless it was."""
        with opened_ledger(self.home, may_be_new=True) as ledger:
            with ledger.connect() as connection:
                loaded = connection.execute(select(LOOKS.c.id)).first() is not None
            if not loaded:
                restore(ledger, self.place / "copy")

    def copy_ledger(self) -> None:
        """Copy the ledger into ``<place>/copy``."""
        with opened_ledger(self.home) as ledger:
            dump(ledger, self.place / "copy")

    def upgrade(self) -> None:
        """Bring the ledger to today's shape."""
        ledger = open_for_upgrade(ledger_url(self.home))
        upgrade(ledger)
        ledger.dispose()

    def left(self) -> dict[str, object]:
        """Return everything that lies here, but for moments, numbers of rows and locks, which differ by nature."""
        told: dict[str, object] = {
            str(path.relative_to(self.place)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.place.rglob("*"))
            if path.is_file() and not _is_moment(path.relative_to(self.place))
        }
        with opened_ledger(self.home) as ledger, ledger.connect() as connection:
            for table in METADATA.sorted_tables:
                if table in (LOOKS, INSTALLATION_KEYS):
                    continue  # the disturbed one has looked, too
                names = [column.name for column in table.columns if _is_compared(column)]
                rows = connection.execute(select(*(table.c[name] for name in names))).all()
                told[f"ledger: {table.name}"] = sorted(str(tuple(row)).replace(str(self.place), "") for row in rows)
        return told

    def residue(self) -> set[str]:
        """Return what only work in the middle has: drafts, unfinished files, audits moved aside."""
        names = (path.name for path in self.place.rglob("*") if "prefect" not in path.relative_to(self.place).parts)
        return {name for name in names if name.startswith(".35.") or name.endswith(".tmp") or "-sebelumnya-" in name}

    def judged(self) -> dict[str, object]:
        """Return what the published audit, if there is one, says about villages, and the archive."""
        tables = (self.audited / "data" / name for name in _JUDGED)
        told = {table.name: table.read_text(encoding="utf-8") for table in tables if table.exists()}
        kept = {path.name: file_sha256(path) for path in archive_folder(self.home).glob("*") if path.is_file()}
        return {**told, **kept}


def begun(place: Path) -> House:
    """Return a house whose village has sent something; nothing was done with it."""
    house = House(place)
    (house.home / "keys").mkdir(parents=True)
    (house.home / "keys" / "join.key").write_text("0" * 64, encoding="ascii")
    fill(house.inbox, str(PERIOD), codes={3: "TK"})
    return house


def send_again(house: House) -> None:
    """Let the village send its file again, mended and with another mistake."""
    fill(house.inbox, str(PERIOD), codes={3: "S", 4: "??"})


def _is_moment(path: Path) -> bool:
    return not _MOMENTS.isdisjoint(path.parts) or path.suffix == ".lock"


def _is_compared(column: "Column[object]") -> bool:
    moments = {"recorded_at", "watch", "changed_ns"}
    return not (column.primary_key or column.foreign_keys or column.name in moments)
