"""The steps of an audit's run: each a line in its log, and all together the progress bar on its page."""

from typing import TYPE_CHECKING, cast

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from data.sentences import text
from flows.hang_watch import HangWatch
from flows.product_log import product_log

if TYPE_CHECKING:
    from uuid import UUID


class Steps:
    """Counts the steps that are done, of ``expected`` ones; ``key`` names the bar among Prefect's artifacts.

    ``watch`` hears of each: a step that never ends is no step.
    """

    def __init__(self, expected: int, key: str, language: str, watch: HangWatch) -> None:
        self._expected = expected
        self._done = 0
        self._language = language
        self._watch = watch
        # its type is that of the asynchronous twin too
        self._bar = cast("UUID", create_progress_artifact(0.0, key, text("page_progress", "id")))

    def done(self, code: str, **values: object) -> None:
        """Tell that a step is done, in the sentence ``code`` of ``messages.csv``."""
        product_log().info(text(code, self._language, **values))
        self._done += 1
        self._watch.moved()
        update_progress_artifact(self._bar, 100.0 * self._done / self._expected)
