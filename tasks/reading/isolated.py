"""Reading files on worker processes: a file that aborts, hangs or eats memory costs only itself.

A malformed cell address aborts the whole process inside the parser, and no Python code can catch that. So every
file is read in a worker with limits on time and memory; when a worker dies, the files it held are read again one by
one, each in a process of its own, and the one that kills its process is unreadable (S03) with the cause.
"""

import multiprocessing
import os
import resource
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from pathlib import Path

from data.errors import ReaderError
from data.reference import limit
from tasks.isolation.worker_processes import WorkerContext, worker_context, worker_pool
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings

_CHUNK = 8
_CAUSES = {int(signal.SIGALRM): "timed_out", int(signal.SIGKILL): "too_much_memory"}

Item = tuple[Source, Path]


def read_isolated(items: Sequence[Item], jobs: int, seconds: float | None = None) -> list[Readings]:
    """Read files on ``jobs`` worker processes (0: one a core).

    In: what each file is and where its bytes lie; ``seconds`` that one file may take (else the limit of
    ``limits.csv``). Out: readings in the order of the items, several files in each. Raises ``ReaderError`` when the
    reader itself failed, which is never the file's fault.
    """
    seconds = seconds or limit("worker_seconds")
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    with reading_pool(max(1, min(jobs or os.cpu_count() or 1, len(chunks)))) as pool:
        return read_on(pool, chunks, seconds)


def read_alone(item: Item) -> Readings:
    """Read one file in a process forked from this one, which must have a single thread: it has all the code already."""
    (readings,) = _one_by_one([item], limit("worker_seconds"), multiprocessing.get_context("fork"))
    return readings


def reading_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of worker processes that keep the reader's limits."""
    return worker_pool(workers, become_worker)


def read_on(pool: ProcessPoolExecutor, chunks: Sequence[Sequence[Item]], seconds: float) -> list[Readings]:
    """Read chunks of files on a pool; the files of a chunk that was lost with its worker are read one by one."""
    done: list[Readings | None] = []
    for future in [pool.submit(read_chunk, chunk, seconds) for chunk in chunks]:
        try:
            done.append(future.result())
        except BrokenProcessPool:
            done.append(None)
    results: list[Readings] = []
    for chunk, readings in zip(chunks, done, strict=True):
        results.extend([readings] if readings is not None else _one_by_one(chunk, seconds, worker_context()))
    return results


def read_chunk(items: Sequence[Item], seconds: float) -> Readings:
    """Read some files in this process, each under the time limit when it runs on the main thread."""
    readings = Readings()
    for source, path in items:
        _read_within_limits(source, path, seconds, readings)
    return readings


def become_worker() -> None:
    """Make this process a worker: it is limited, and what a dying parser prints is nobody's concern.

    A parser that runs out of memory must not print a backtrace: that needs memory, and it would never end.
    """
    os.environ["RUST_BACKTRACE"] = "0"
    limit_memory()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)


def limit_memory() -> None:
    """Let this process grow by the limit of one file and no further; a timer that runs out ends it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    ceiling = pages * resource.getpagesize() + int(limit("worker_memory_bytes"))
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read_within_limits(source: Source, path: Path, seconds: float, readings: Readings) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    begun = readings.mark()
    try:
        read_file(source, path.read_bytes(), readings)
    except MemoryError:
        readings.rewind(begun)
        unreadable(source, "too_much_memory", readings)
    except Exception as error:
        raise ReaderError(f"{source.file}: {type(error).__name__}: {error}") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def unreadable(source: Source, cause: str, readings: Readings) -> None:
    """Put a file on record that could not be read, with its cause."""
    readings.add("opened", {"file": source.file, "unreadable": cause})


def _one_by_one(items: Sequence[Item], seconds: float, context: ForkContext | WorkerContext) -> Iterator[Readings]:
    for source, path in items:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(sender, source, path, seconds))
        process.start()
        sender.close()
        try:
            answer = receiver.recv()
        except EOFError:  # the process died before it could answer
            process.join()
            answer = Readings()
            unreadable(source, _CAUSES.get(-(process.exitcode or 0), "stopped_reader"), answer)
        finally:
            receiver.close()
            process.join()
        if isinstance(answer, ReaderError):
            raise answer
        yield answer


def _answer(sender: "Connection[Readings | ReaderError, None]", source: Source, path: Path, seconds: float) -> None:
    become_worker()
    try:
        sender.send(read_chunk([(source, path)], seconds))
    except ReaderError as failure:
        sender.send(failure)
    sender.close()
