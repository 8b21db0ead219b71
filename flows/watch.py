"""The watch's process: what villages drop is received, checked and answered without anybody pressing anything.

``netralitas serve`` starts it. Each batch is a run of the deployment *Periksa kiriman*, each checked file an event in
Prefect's feed.
"""

import signal
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from types import FrameType
from uuid import NAMESPACE_URL, uuid5

import typer
from prefect.events import emit_event
from prefect.events.worker import EventsWorker
from prefect.exceptions import TerminationSignal

from data.errors import EnvironmentUnavailable, UsageError
from data.reference import limit
from data.register import area as find_area
from data.settings import Settings
from expectations.validation import start_engine
from flows.check_arrivals import check_as_deployed
from flows.child_process import end_with_parent
from flows.options import load_settings, own_ledger, require_inbox_set
from flows.outcome import outcome
from flows.product_log import product_log
from flows.progress import show_progress
from tasks.inbox.opening import open_inbox
from tasks.watch.answering import deliver
from tasks.watch.arrivals import Arrivals
from tasks.watch.changes import ticks
from tasks.watch.queue import Waiting, WatchQueue
from tasks.watch.receiving import receive, watch_scope

EVENT = "netralitas.kiriman.diperiksa"


class Watch:
    """Looks, receives, lets batches be checked, and tells of each file, again and again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._inbox = open_inbox(settings.inbox)
        self._tell = product_log().info

    def run(self, stopping: threading.Event) -> None:
        """Watch until told to stop; an inbox that does not answer is tried again."""
        arrivals = Arrivals(self._inbox, find_area(self._settings.area))
        looked, silent = float("-inf"), False
        for changed in ticks(self._inbox, stopping):
            due = time.monotonic() - looked >= limit("watch_poll_seconds")
            if not (changed or due or arrivals.pending):
                continue
            looked = time.monotonic() if due else looked
            try:
                self._look(arrivals, full=due)
                silent = False
            except (EnvironmentUnavailable, OSError, UsageError) as error:
                if not silent:
                    self._tell(str(error))
                silent = True

    def _look(self, arrivals: Arrivals, *, full: bool) -> None:
        """Look once; a full look also tries again to deliver what could not be delivered."""
        home = self._settings.home
        with own_ledger() as ledger:  # for one look: a database that did not answer is asked anew at the next
            queue = WatchQueue(ledger, home, self._inbox.name)
            complete = arrivals.complete(queue.known(), time.monotonic())
            if complete:
                now = datetime.now(UTC)
                scope = watch_scope(find_area(self._settings.area), now)
                receive(complete, self._inbox, scope, home, ledger, queue, now, self._tell)
            self._check(queue)
            if full:
                delivered, _ = deliver(queue.undelivered(), self._inbox, home)
                queue.delivered(delivered)

    def _check(self, queue: WatchQueue) -> None:
        """Let everything that waits be checked, batch by batch, and tell of it; a failed batch is left for later."""
        self._publish_events(queue)
        tried: list[Waiting] = []
        while (first := queue.waiting(1)) and first != tried:
            tried = first
            check_as_deployed()
            self._publish_events(queue)

    def _publish_events(self, queue: WatchQueue) -> None:
        """Tell of every checked file once: an event told again after a crash bears the same number."""
        untold = queue.untold()
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
            queue.told(untold)


def main() -> None:
    """Watch the installation's inbox until this process or its parent is ended."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    end_with_parent()
    # told to stop in the middle of a batch, it ends at once: the batch is checked again after the start
    with outcome(), suppress(TerminationSignal):
        settings = load_settings()
        require_inbox_set(settings)
        show_progress()
        start_engine()
        Watch(settings).run(stopping)


if __name__ == "__main__":
    typer.run(main)
