"""Writing a synthetic inbox."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from data.calendar import Period
from data.errors import UsageError
from data.register import Area
from tasks.sample.agenda import whole_agenda
from tasks.sample.composing import Assignment, composed
from tasks.sample.draws import generator
from tasks.sample.regency import agenda_book, register_book
from tasks.sample.returns import village_return
from tasks.sample.spoiling.plan import Task, plan_faults
from tasks.sample.truth import Truth, truth_bytes
from tasks.sample.villages import sample_villages
from tasks.sample.workbook import book_bytes

REGENCY_FOLDER = "_kabupaten"
TRUTH_FILE = "truth.csv"


def write_sample(directory: Path, area: Area, period: Period, messy: float, seed: int, jobs: int = 1) -> None:
    """Write an inbox for every village of an area into ``directory``, which must be new or empty.

    In: the share of villages to spoil (``messy``, 0 to 1); the same ``seed`` gives the same bytes, whatever ``jobs``
    (worker processes) is. Out: a folder for each village, ``_kabupaten`` with the register and the agenda, and
    ``truth.csv`` (file, sheet, cell, rule) with every finding planted: all S and D rules but S02, S12, S13 and D13, as
    far as the share allows. A form that was not received (S01) is a line without file, sheet and cell.
    Raises ``UsageError`` when the directory is in use or the share is none.
    """
    if not 0 <= messy <= 1:
        raise UsageError(
            f"Bagian desa yang dirusak ({messy}) harus antara 0 dan 1, misalnya 0.2. / "
            f"The share of villages to spoil ({messy}) must lie between 0 and 1, such as 0.2."
        )
    assignments = assign(area, period, messy, seed)
    with _filling(directory) as place:
        truths: list[Truth] = []
        for found in _each(partial(_write_village, place), assignments, jobs):
            truths += found
        _write_regency(place / REGENCY_FOLDER, assignments, period, seed)
        (place / TRUTH_FILE).write_bytes(truth_bytes(truths))


def assign(area: Area, period: Period, messy: float, seed: int) -> list[Assignment]:
    """Return what is to be made of each village of an area, in the order of the codes."""
    villages = {village.code: village for village in sample_villages(area.code)}
    returns = [village_return(village, period, seed) for village in villages.values()]
    tasks = plan_faults(generator(seed, area.code, f"plan {period} {messy}"), returns, messy)
    return [
        Assignment(village, period, seed, task, villages.get(task.partner))
        for code, village in villages.items()
        for task in (tasks.get(code, Task()),)
    ]


def _write_village(place: Path, assignment: Assignment) -> list[Truth]:
    files, truths = composed(assignment)
    (place / assignment.folder).mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
    return truths


def _write_regency(folder: Path, assignments: list[Assignment], period: Period, seed: int) -> None:
    returns = [assignment.drawn_return() for assignment in assignments]
    events = whole_agenda([assignment.village for assignment in assignments], period, seed)
    folder.mkdir()
    for book in (register_book(returns), agenda_book(events, period)):
        (folder / book.name).write_bytes(book_bytes(book, period.first))


def _each(write: "partial[list[Truth]]", assignments: list[Assignment], jobs: int) -> Iterable[list[Truth]]:
    if jobs == 1:
        return map(write, assignments)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as workers:
        return list(workers.map(write, assignments, chunksize=8))


@contextmanager
def _filling(directory: Path) -> Iterator[Path]:
    """Hand out a folder beside ``directory`` that takes its place once everything is written."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(
            f"Folder '{directory}' sudah berisi. Pilih folder baru atau kosongkan dulu. / "
            f"The folder '{directory}' is not empty: choose a new one, or empty it first."
        )
    directory.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=directory.parent, prefix=f".{directory.name}-") as made:
        place = Path(made) / directory.name
        place.mkdir()
        yield place
        if directory.exists():
            directory.rmdir()
        place.rename(directory)
