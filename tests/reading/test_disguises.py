"""A clean return under any mixture of harmless disguises gives the same rows, figures and findings as the plain one.

``NETRALITAS_EXAMPLES`` says how many disguised returns are tried; ``tests.bench.disguises`` tries 2,000.
"""

import pytest

from tests.disguises.book import Book, Disguise, clean_book, write
from tests.disguises.tables import rows_in_another_order
from tests.disguises.trying import audited, for_batches, wrong
from tests.examples import examples

VILLAGE = "35.03.01.2001"
FEW = 12


@pytest.mark.parametrize("nil", [True, False])
def test_a_clean_return_has_nothing_to_find(*, nil: bool) -> None:
    found = audited({VILLAGE: write(clean_book(VILLAGE, "Besuki", 1, nil=nil))})
    own = found.findings[found.findings["village_code"] == VILLAGE]
    assert sorted(own["rule"]) == []
    assert len(found.returns.mentions) == (12 if nil else 13)


def test_a_disguise_that_is_not_harmless_is_told() -> None:
    def one_is_absent(book: Book, code: str) -> None:
        book.of("attendance")[0].entries[0]["day_1"] = code

    harmful, harmless = Disguise(one_is_absent, "TK"), Disguise(rows_in_another_order, 1)
    ((mixture, found),) = wrong([[harmless], [harmful]], nil=True)
    assert mixture == [harmful]
    assert {"days", "figures"} <= found.keys()


def test_no_mixture_of_harmless_disguises_changes_what_is_read_counted_or_found() -> None:
    def judged(batch: list[list[Disguise]], nil: bool) -> None:
        found = wrong(batch, nil=nil)
        assert not found, "\n".join(map(str, found))

    assert for_batches(examples(FEW), judged) >= examples(FEW)
