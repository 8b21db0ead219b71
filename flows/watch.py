"""The watch's process: what villages drop is received, checked and answered without anybody pressing anything.

``netralitas serve`` starts it. Each batch is a flow run of Prefect, each checked file an event in its feed.
"""

import logging
import signal
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from uuid import NAMESPACE_URL, uuid5

import typer
from prefect import flow
from prefect.events import emit_event
from prefect.events.worker import EventsWorker
from prefect.exceptions import TerminationSignal

from data.errors import BrokenPlace, OurError, WrongUse
from data.messages import both, message
from data.reference import limit
from data.register import area as find_area
from data.settings import Settings
from expectations.validation import start_engine
from flows.child_process import end_with_parent
from flows.options import load_settings, read_jobs
from flows.outcome import log_failure, outcome
from flows.prefect_defaults import LOGGER
from flows.progress import show_progress
from tasks.check import check_received, deliver_replies
from tasks.inbox.places import open_inbox
from tasks.ledger.engine import opened_ledger
from tasks.watch.answering import deliver
from tasks.watch.arrivals import Arrivals
from tasks.watch.changes import ticks
from tasks.watch.queue import Waiting, WatchQueue
from tasks.watch.receiving import receive, watch_scope

EVENT = "netralitas.kiriman.diperiksa"


@flow(name="kiriman-masuk", flow_run_name="Kiriman masuk {wilayah}", persist_result=False)
def check_arrivals(kiriman: str, wilayah: str, home: str) -> dict[str, int]:
    """Periksa kiriman desa yang baru masuk dan tulis balasannya ke folder desa.

    Args:
        kiriman: Folder kiriman.
        wilayah: Kode kabupaten.
        home: Folder pemasangan.
    """
    inbox, place = open_inbox(kiriman), Path(home)
    queue = WatchQueue(place, inbox.name)
    waiting = queue.waiting(int(limit("watch_batch")))
    settings = load_settings()
    log = logging.getLogger(LOGGER)
    with opened_ledger(place, settings.ledger) as ledger:
        done, failures = check_received(waiting, inbox, wilayah, place, ledger, read_jobs(None, settings.jobs))
    for trouble in deliver_replies(done, inbox, place, queue):
        log.warning(trouble)
    log.info(message("arrivals_checked", count=len(done), findings=sum(each.findings for each in done)))
    references = []
    for file, failure in failures.items():
        references.append(log_failure(failure)[0])
        queue.failed(file)
    if references:
        raise OurError(both("arrivals_failed", count=len(references), references=", ".join(references)))
    return {"checked": len(done), "waiting": len(waiting) - len(done)}


class Watch:
    """Looks, receives, lets batches be checked, and tells of each file, again and again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._inbox = open_inbox(settings.inbox)
        self._queue = WatchQueue(settings.home, self._inbox.name)
        self._tell = logging.getLogger(LOGGER).info

    def run(self, stopping: threading.Event) -> None:
        """Watch until told to stop; an inbox that does not answer is tried again."""
        arrivals = Arrivals(self._inbox, find_area(self._settings.area))
        self._check()  # what was received before the last stop
        looked, silent = float("-inf"), False
        for changed in ticks(self._inbox, stopping):
            due = time.monotonic() - looked >= limit("watch_poll_seconds")
            if not (changed or due or arrivals.pending):
                continue
            looked = time.monotonic() if due else looked
            try:
                self._look(arrivals, full=due)
                silent = False
            except (BrokenPlace, OSError, WrongUse) as error:
                if not silent:
                    self._tell(str(error))
                silent = True

    def _look(self, arrivals: Arrivals, *, full: bool) -> None:
        """Look once; a full look also tries again to deliver what could not be delivered."""
        complete = arrivals.complete(self._queue.known(), time.monotonic())
        if complete:
            now = datetime.now(UTC)
            scope = watch_scope(find_area(self._settings.area), now)
            with opened_ledger(self._settings.home, self._settings.ledger) as ledger:
                receive(complete, self._inbox, scope, self._settings.home, ledger, self._queue, now, self._tell)
        self._check()
        if full:
            delivered, _ = deliver(self._queue.undelivered(), self._inbox, self._settings.home)
            self._queue.delivered(delivered)

    def _check(self) -> None:
        """Let everything that waits be checked, batch by batch, and tell of it; a failed batch is left for later."""
        self._publish_events()
        tried: list[Waiting] = []
        while (first := self._queue.waiting(1)) and first != tried:
            tried = first
            check_arrivals(
                kiriman=self._inbox.name,
                wilayah=self._settings.area,
                home=str(self._settings.home),
                return_state=True,  # a failed run is shown in the interface, and its files are noted as failed
            )
            self._publish_events()

    def _publish_events(self) -> None:
        """Tell of every checked file once: an event told again after a crash bears the same number."""
        untold = self._queue.untold()
        for each in untold:
            emit_event(
                EVENT,
                resource={"prefect.resource.id": f"netralitas.desa.{each.village_code}"},
                payload={
                    "village": each.village_code,
                    "period": each.period,
                    "sha256": each.sha256,
                    "findings": each.findings,
                    "reply": each.reply,
                },
                id=uuid5(NAMESPACE_URL, f"{self._inbox.name}|{each.file}|{each.sha256}"),
            )
        if untold:
            EventsWorker.instance().wait_until_empty()
            self._queue.told(untold)


def main() -> None:
    """Watch the installation's inbox until this process or its parent is ended."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    threading.Thread(target=end_with_parent, daemon=True).start()
    # told to stop in the middle of a batch, it ends at once: the batch is checked again after the start
    with outcome(), suppress(TerminationSignal):
        settings = load_settings()
        if not settings.inbox:
            raise WrongUse(both("inbox_not_set"))
        show_progress()
        start_engine()
        Watch(settings).run(stopping)


if __name__ == "__main__":
    typer.run(main)
