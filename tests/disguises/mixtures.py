"""Any mixture of the harmless disguises, drawn by hypothesis and applied in one order, the innermost first."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.disguises import surroundings as around
from tests.disguises import tables as inside
from tests.disguises.book import Book, Disguise
from tests.disguises.tables import FORMS

_ALL: dict[object, st.SearchStrategy[object]] = {
    inside.rows_in_another_order: st.integers(1, 3),
    around.half_months: st.sampled_from(["below", "sheets"]),
    inside.totals: st.sampled_from(["HS", "HSIC"]),
    inside.days_headed: st.sampled_from(inside.DAY_HEADINGS),
    inside.other_headings: st.integers(0, 3),
    inside.codes_in_words: st.integers(0, 4),
    inside.agreement: st.sampled_from(inside.AGREEMENTS),
    inside.dates_in_words: st.sampled_from(inside.DATES),
    inside.separators: st.sampled_from([" ", ".", "-", "'", "NIP"]),
    inside.titles_in_names: st.sampled_from(
        ["Drs. H. {name}, M.Si", "{upper}", "{name}, S.Pd", "{name} ({post})", "{name} S.Pd.SD", "{name} - {post}"]
    ),
    inside.numbers_in_names: st.sampled_from(["{name}\nNIP. {number}", "{name} / {number}", "{name} ({number})"]),
    inside.one_column_for_both: st.sampled_from(["NAMA / NIP", "Nama/NIK", "Nama dan NIP"]),
    inside.vacant_post: st.sampled_from(["KOSONG", "-", "(kosong)", "Lowong", "BELUM TERISI"]),
    inside.dashes: st.sampled_from(["-", "–", "—", "...", "NIHIL", "xxx", "N/A", "____"]),
    inside.invisible: st.sampled_from(["\u00a0", "\u200b", "\ufeff", " ", "\u2060"]),
    inside.nothing_to_tell: st.sampled_from(["NIHIL", "-", "TIDAK ADA"]),
    inside.nothing_to_tell_merged: st.sampled_from(["NIHIL", "N I H I L", "Tidak ada"]),
    inside.columns_more: st.sampled_from(["Paraf", "Tanda Tangan", "Golongan", "Nomor HP"]),
    inside.unused_rows: st.integers(1, 4),
    inside.ditto: st.sampled_from(['"', "''", "idem", "s.d.a", "sda"]),
    inside.merged_down: st.sampled_from(["attendance", "activities"]),
    inside.merged_days: st.integers(2, 4),
    inside.numbering_row: st.sampled_from(FORMS),
    inside.weekday_row: st.sampled_from([1, 3, 6]),
    inside.two_rows_of_headings: st.sampled_from(["TANGGAL", "Tanggal", "Oktober 2024"]),
    around.sub_headings: st.sampled_from(["KEPALA DUSUN", "PERANGKAT DESA"]),
    around.blank_rows: st.sampled_from(FORMS),
    around.letterhead: st.sampled_from(sorted(around.MONTHS)),
    around.total_row: st.sampled_from(["JUMLAH", "Total", "Rekapitulasi"]),
    around.legend: st.tuples(st.sampled_from(["above", "below", "beside"]), st.sampled_from(around.LEGEND_WAYS)),
    around.signature: st.sampled_from(sorted(around.SIGNATURES)),
    around.moved: st.tuples(st.integers(0, 5), st.integers(0, 3)),
    around.one_sheet: st.sampled_from(["Gabungan", "Form Lain"]),
    around.tabs: st.sampled_from(around.TABS),
    around.other_sheets: st.tuples(st.sampled_from(sorted(around.OTHERS)), st.booleans()),
    around.sheets_in_another_order: st.integers(1, 4),
}  # fmt: skip
_ORDER = {change: place for place, change in enumerate(_ALL)}
_EXCLUDING = [
    {inside.numbers_in_names, inside.one_column_for_both},
    {inside.ditto, inside.merged_down},
    {inside.nothing_to_tell, inside.nothing_to_tell_merged},
]
"""Of these a village can only do one at a time."""
_MOST = 8

_one = st.sampled_from(list(_ALL)).flatmap(lambda change: st.builds(Disguise, st.just(change), _ALL[change]))
mixtures: st.SearchStrategy[list[Disguise]] = st.lists(
    _one, min_size=1, max_size=_MOST, unique_by=lambda disguise: disguise.change
)


def put_on(book: Book, mixture: Sequence[Disguise]) -> None:
    """Change a book by all disguises of a mixture that go together, the first of those that do not."""
    worn: set[object] = set()
    for disguise in sorted(mixture, key=lambda each: _ORDER.get(each.change, 0)):
        if not any(disguise.change in group and worn & group for group in _EXCLUDING):
            worn.add(disguise.change)
            disguise.change(book, disguise.given)
