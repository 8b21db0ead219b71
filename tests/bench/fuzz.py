"""Fuzz whole audits: ``uv run python -m tests.bench.fuzz --tries 20000 --seed 1 --keep folder``.

Good returns of all five formats are mutated in their bytes, their parts, their cells, their names and their folders,
and audited in batches beside five villages that did nothing wrong: listed, archived, read, judged, published, answered.
Reports how many files were in batches that crashed, hung or changed what was found about the innocents, and exits with
1 if any did; such a batch is halved until the files that do it are found, and those are kept in the folder. Of a
village's files all are read and judged, and as many answered as it has replies (``village_replies``).
"""

import argparse
import io
import math
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import IllegalCharacterError

from data.calendar import Period
from data.register import area, villages_in
from data.scope import Scope
from tasks import pipeline
from tasks.counting.history import History
from tasks.inbox.listing import REPLIES
from tasks.manifest.audit_context import AuditContext, current_versions
from tasks.publishing.publishing import Replying, publish
from tasks.publishing.replies.village_replies import deliver_replies
from tasks.reading.sources import sources
from tasks.storage.guarded_folder import GuardedFolder
from tests.bench.fuzz_reading import seeds
from tests.bench.mutations import NASTY, mutated
from tests.builders import full_return, grid_rows, identity_rows, workbook

DISTRICT = "35.03.01"
INNOCENTS = 5
FILES_OF_A_VILLAGE = 100
BATCH_SECONDS, FILE_SECONDS = 600, 3
CRASH, HANG, CHANGED, GOOD = "crashed", "hung", "changed what was found about others", "good"
SCOPE = Scope(area(DISTRICT), Period(2024, 10), date(2024, 11, 6))
_LONG_AGO = 1_700_000_000
_NAMES = [b"\xff\xfe.xlsx", "a" * 240 + ".xlsx", "=cmd.xlsx", "a\nb.xlsx", "x.xlsx ", "..xlsx", "\u202exslx.xlsx"]
_FOLDERS = ["lama/" * 30, "balasan-lama/", "\u200b/", "a" * 200 + "/", ""]


@dataclass(frozen=True)
class Stranger:
    """One mutated file: the path below its village's folder, as bytes, and what stands in it."""

    path: bytes
    content: bytes


def formats() -> list[bytes]:
    """Return good returns of every format: .xlsx, .xlsb, .xls and .ods as the reader's fuzzer has them, and .xlsm."""
    macros = io.BytesIO(workbook(full_return()))
    with zipfile.ZipFile(macros, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xcc\x61")
    return [*seeds(), macros.getvalue()]


def stranger(start: bytes, number: int, dice: random.Random) -> Stranger:
    """Return one file with mutated bytes, parts or cells, sometimes under a name or in a folder that is odd."""
    name = f"{number:06}.xlsx".encode()
    if dice.random() < 0.05:
        odd = dice.choice(_NAMES)
        name = str(number).encode() + (odd if isinstance(odd, bytes) else odd.encode())
    folder = dice.choice(_FOLDERS) if dice.random() < 0.05 else ""
    content = _other_cells(start, dice) if dice.random() < 0.3 else mutated(start, dice)
    return Stranger(folder.encode() + name, content)


def _other_cells(content: bytes, dice: random.Random) -> bytes:
    """Return a workbook of which some cells hold something else; other formats' bytes are mutated."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except Exception:  # noqa: BLE001 - it is one of the other formats
        return mutated(content, dice)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    for cell in dice.sample(cells, min(len(cells), dice.randint(1, 40))):
        value = dice.choice([*NASTY, b"=1+1", b"NIHIL", b"TK", b"2024-02-30", b"-", b"idem"]).decode("utf-8", "replace")
        try:
            cell.value = dice.choice([value, dice.randrange(10**18), dice.random(), None, True])
        except (ValueError, AttributeError, IllegalCharacterError):  # control characters, cells below a merged one
            continue
    target = io.BytesIO()
    try:
        book.save(target)
    except Exception:  # noqa: BLE001 - a cell of one kind that holds another
        return mutated(content, dice)
    return target.getvalue()


@dataclass(frozen=True)
class Audited:
    """An audit: what it found about the innocents, its CSV tables as text, and the sheets of each village's replies."""

    innocent: dict[str, pd.DataFrame]
    tables: dict[str, str]
    replied: dict[str, list[list[str]]]


def codes_of() -> list[str]:
    """Return the villages of a batch: first the innocents, then those whose folders strangers' files lie in."""
    return list(villages_in(DISTRICT)["code"])


def audit(strangers: list[Stranger], jobs: int) -> Audited:
    """Audit the innocents, and files of strangers beside them, from the inbox to the delivered replies."""
    with tempfile.TemporaryDirectory() as place:
        inbox, home, out = (Path(place) / name for name in ("inbox", "home", "out"))
        codes = codes_of()
        _fill(inbox, codes, strangers)
        files = pipeline.collect(inbox, SCOPE, home)
        returns = pipeline.read(sources(files, SCOPE.period, home), jobs).with_files(files)
        found = pipeline.judge(returns, History.empty(), SCOPE)
        results = pipeline.assess(returns, History.empty(), found, SCOPE)
        facts = AuditContext(SCOPE, {}, current_versions(), found.mends)
        folder = publish(out, facts, results, jobs, Replying(facts, results)).parent
        deliver_replies(folder / REPLIES, home, inbox, facts, returns, results, jobs)
        innocent = codes[:INNOCENTS]
        told = {"villages": results.villages, "findings": results.findings, "submissions": results.submissions}
        return Audited(
            {name: table[table["village_code"].isin(innocent)].reset_index(drop=True) for name, table in told.items()},
            {path.name: path.read_text(encoding="utf-8") for path in (folder / "data").glob("*.csv")},
            {code: [_sheets(path) for path in _replies(inbox / code / REPLIES)] for code in codes},
        )


def _replies(folder: Path) -> list[Path]:
    """Return a village's status and marked copies, without the views beside them."""
    return [path for path in sorted(folder.glob("*.xlsx")) if not path.stem.endswith("-terbaca")]


def _sheets(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


@cache
def _innocent(code: str, name: str) -> bytes:
    """Return a village's return, the same bytes in every batch."""
    people = [[1, name, None, "Kaur", "PERANGKAT", *["H"] * 31]]
    identity = identity_rows(**{"Kode Desa/Kelurahan": code, "Nama Desa/Kelurahan": None})
    return workbook({"Identitas": identity, "Hadir": grid_rows(people)})


def _fill(inbox: Path, codes: list[str], strangers: list[Stranger]) -> None:
    for number, code in enumerate(codes[:INNOCENTS]):
        _put(inbox, code, Stranger(b"hadir.xlsx", _innocent(code, f"Orang {chr(65 + number)} Baik")))
    for number, each in enumerate(strangers):
        _put(inbox, codes[INNOCENTS + number % (len(codes) - INNOCENTS)], each)


def _put(inbox: Path, code: str, sent: Stranger) -> None:
    target = os.fsencode(inbox / code) + b"/" + sent.path
    with suppress(OSError):  # a name that this file system does not take
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - names that are no text
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(sent.content)
        os.utime(target, (_LONG_AGO, _LONG_AGO))


def ending(strangers: list[Stranger], innocent: Audited, jobs: int) -> str:
    """Audit one batch; return how it ended."""
    try:
        with _time_limit(BATCH_SECONDS + FILE_SECONDS * len(strangers)):
            found = audit(strangers, jobs)
    except TimeoutError:
        return HANG
    except Exception as failure:  # noqa: BLE001 - that is what is looked for
        print(f"{type(failure).__name__}: {failure}", file=sys.stderr)
        return CRASH
    return GOOD if all(found.innocent[name].equals(table) for name, table in innocent.innocent.items()) else CHANGED


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def fuzz(tries: int, seed: int, keep: Path | None = None, jobs: int = 2, minutes: float = math.inf) -> Counter[str]:
    """Audit so many mutated files in batches; return how many files were in batches that ended in which way.

    No batch is begun after so many minutes.
    """
    dice, end_at = random.Random(seed), time.monotonic() + 60 * minutes
    start_from, innocent = formats(), audit([], jobs)
    size = (len(codes_of()) - INNOCENTS) * FILES_OF_A_VILLAGE
    ended: Counter[str] = Counter()
    while ended.total() < tries and time.monotonic() < end_at:
        count = min(size, tries - ended.total())
        batch = [stranger(dice.choice(start_from), ended.total() + number, dice) for number in range(count)]
        end = ending(batch, innocent, jobs)
        if end != GOOD and keep:
            _keep(batch, innocent, keep / f"{seed}-{ended.total()}", jobs)
        ended[end] += count
        print(f"{ended.total()} files: {dict(ended)}", file=sys.stderr, flush=True)
    return ended


def _keep(batch: list[Stranger], innocent: Audited, folder: Path, jobs: int) -> None:
    """Keep those files of a batch that do not end well by themselves; all of it if none does."""
    alone = _culprits(batch, innocent, jobs)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kept = GuardedFolder(folder)
    for number, each in enumerate(alone or batch):
        kept.write(f"{number:03}.xlsx", each.content)


def _culprits(batch: list[Stranger], innocent: Audited, jobs: int) -> list[Stranger]:
    """Return the files of a batch that do not end well: halves of it are tried until single files are left."""
    if ending(batch, innocent, jobs) == GOOD:
        return []
    if len(batch) == 1:
        return batch
    half = len(batch) // 2
    return _culprits(batch[:half], innocent, jobs) + _culprits(batch[half:], innocent, jobs)


def main() -> int:
    """Run the fuzzer from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tries", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path)
    options.add_argument("--minutes", type=float, default=math.inf, help="begin no batch after so many")
    chosen = options.parse_args()
    began = time.monotonic()
    ended = fuzz(chosen.tries, chosen.seed, chosen.keep, chosen.jobs, chosen.minutes)
    for end in (CRASH, HANG, CHANGED, GOOD):
        print(f"{ended[end]:8d}  {end}")
    print(f"{ended.total():8d}  files in {time.monotonic() - began:.0f} s, seed {chosen.seed}")
    return 0 if ended[GOOD] == ended.total() else 1


if __name__ == "__main__":
    sys.exit(main())
