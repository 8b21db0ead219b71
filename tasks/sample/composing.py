"""Composing the files of one village: drawn, laid out, spoiled, finished."""

from dataclasses import dataclass
from random import Random

from data.calendar import Period
from tasks.sample.books import finish, lay_out
from tasks.sample.draws import generator, happens
from tasks.sample.returns import VillageReturn, village_return
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.plan import FAULTS, Task
from tasks.sample.spoiling.repairable import make_untidy
from tasks.sample.spoiling.submission_faults import second_post
from tasks.sample.truth import Truth
from tasks.sample.villages import Village
from tasks.sample.workbook import book_bytes


@dataclass(frozen=True)
class Assignment:
    """One village to compose, how it is to be spoiled, and the village that something is taken from."""

    village: Village
    period: Period
    seed: int
    task: Task
    partner: Village | None

    def drawn_return(self) -> VillageReturn:
        """Return what the village returns, with whoever of the partner's officials holds a post here too."""
        lent = self._partner_return() if self.task.takes_official else None
        return village_return(self.village, self.period, self.seed, second_post(lent) if lent else None)

    def draft(self) -> Draft:
        """Return the village's workbooks, spoiled and finished."""
        found = self.drawn_return()
        books = lay_out(self._chance("look"), found)
        draft = Draft(found, self.folder, books, self._chance("faults"), self._partner_return())
        for name in self.task.faults:
            FAULTS[name].spoil(draft)
        if self.task.faults and not self.task.lonely:
            make_untidy(draft)
        finish([page for book in draft.books for page in book.pages], self.period)
        return draft

    @property
    def folder(self) -> str:
        """The village's folder: its code and name."""
        undotted = happens(self._chance("folder"), "undotted_folder")
        code = self.village.code.replace(".", "") if undotted else self.village.code
        return f"{code} {self.village.name}"

    def _partner_return(self) -> VillageReturn | None:
        return village_return(self.partner, self.period, self.seed) if self.partner else None

    def _chance(self, topic: str) -> Random:
        return generator(self.seed, self.village.code, topic)


def composed(assignment: Assignment) -> tuple[dict[str, bytes], list[Truth]]:
    """Return the village's files by their path inside the inbox, and what was planted in them."""
    draft = assignment.draft()
    files = {draft.path(book): book_bytes(book, draft.found.sent_date) for book in draft.books}
    files |= {f"{draft.folder}/{name}": content for name, content in draft.blobs.items()}
    return files, draft.truths()
