"""The rows that count, each with where it stands and whom it is about: made here once, for every rule and figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.names import key
from data.scope import Scope
from tasks.counting.entry_identities import day_text, entry_identities
from tasks.counting.fingerprints import fingerprints
from tasks.counting.roster import Roster, roster
from tasks.counting.same_persons import has_sound_number, known_persons
from tasks.counting.selection import ROW, Selection
from tasks.counting.swapped_dates import without_swapped_dates
from tasks.counting.told_terms import asked_once, with_told_terms
from tasks.counting.tps import bodies, partner_rows, with_partner_states
from tasks.counting.workdays import attendance_cells, person_days
from tasks.reading.returns import Returns

_WHO = ["official", "person", "person_name", "subject", "subject_identifier"]


@dataclass(frozen=True, eq=False)
class Counted:
    """The rows of the sheets that count.

    Every table but ``officials``, ``days`` and ``agenda`` has the columns of its *read* table, so each row bears its
    file, sheet, row and the cells of its fields; beside them village_code and received_date, whom the row is about
    (``official``, a key of ``officials``, missing for somebody else; ``person``; ``person_name``; ``subject``;
    ``subject_identifier``) and ``identity``, which names it across resubmissions.

    ``officials`` is *officials* (judge). ``attendance`` also has what the calendar says of each day (``workdays``),
    and ``days`` is one row an official and working day. ``reports`` also have ``case_id`` and ``accused``, what tells
    the accused apart; their ``second_category`` is the one that the report states, else the register's.
    ``agenda`` is the inspectorate's own; ``tps`` is what ``partner_rows`` returns, whatever becomes of each row, and
    ``partner_cells`` is *cells* (read) of the partners' files.
    """

    selection: Selection
    officials: pd.DataFrame
    mentions: pd.DataFrame
    attendance: pd.DataFrame
    days: pd.DataFrame
    totals: pd.DataFrame
    activities: pd.DataFrame
    reports: pd.DataFrame
    vulnerabilities: pd.DataFrame
    cells: pd.DataFrame
    agenda: pd.DataFrame
    tps: pd.DataFrame
    partner_cells: pd.DataFrame

    @property
    def roster(self) -> pd.DataFrame:
        """The officials who are on the roster (``officials`` also lists persons whom the register does not know)."""
        return self.officials.dropna(subset="official")

    def is_unread(self, rows: pd.DataFrame, field: str) -> "pd.Series[bool]":
        """Tell of which rows of a form the field may well be told, but in a cell or under a heading not understood."""
        told = self.cells["shown"].notna() | self.cells["explained"].notna()
        lost = self.cells[(self.cells["field"] == field) & told & ~self.cells["known"]]
        return _are_at(rows, lost) | self.selection.is_unclear(rows, field)

    def is_told_elsewhere(self, rows: pd.DataFrame, fields: Sequence[str]) -> "pd.Series[bool]":
        """Tell of which rows of a form another text of the row tells what one of these blank fields leaves out."""
        blank = self.cells["shown"].isna() & self.cells["explained"].notna()
        return _are_at(rows, self.cells[self.cells["field"].isin(fields) & blank])


def _are_at(rows: pd.DataFrame, cells: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which rows of a form the cells stand in."""
    if cells.empty:
        return pd.Series(False, index=rows.index, dtype="bool")
    places = pd.MultiIndex.from_frame(cells[ROW])
    return pd.Series(pd.MultiIndex.from_frame(rows[ROW]).isin(places), index=rows.index, dtype="bool")


def count(returns: Returns, selection: Selection, scope: Scope) -> Counted:
    """Return the rows of the selected sheets."""
    tps = partner_rows(returns, scope)
    selection = replace(selection, files=with_partner_states(selection.files, tps, scope.language))
    returns = without_swapped_dates(returns, scope)
    found, undated = with_told_terms(roster(returns, selection, scope), returns.attendance, scope)
    attendance = attendance_cells(returns.attendance, selection, found, scope)
    attendance["workday"] &= ~asked_once(attendance, undated)
    activities, reports, vulnerabilities = (
        _entries(form, returns.entries(form), selection, found) for form in ("activities", "reports", "vulnerabilities")
    )
    people = found.mentions[[*ROW, *_WHO, "identity"]]
    cells = selection.counted(returns.cells).merge(people.drop(columns="identity"), on=ROW, how="left")
    named = [_listed(attendance), *(rows[[*ROW, "identity"]] for rows in (activities, reports, vulnerabilities))]
    return Counted(
        selection=selection,
        officials=found.officials,
        mentions=found.mentions,
        attendance=attendance,
        days=person_days(attendance, found.officials, selection, scope),
        totals=selection.counted(returns.totals).merge(people, on=ROW, how="left"),
        activities=activities,
        reports=reports.assign(
            case_id=fingerprints(reports["village_code"] + "|" + reports["identity"]),
            accused=_accused(reports, found),
            second_category=_second_status(reports, found),
        ),
        vulnerabilities=vulnerabilities,
        cells=cells.merge(pd.concat(named), on=ROW, how="left"),
        agenda=returns.agenda,
        tps=tps,
        partner_cells=returns.cells[bodies(returns.cells["file"]).notna()],
    )


def _entries(form: str, rows: pd.DataFrame, selection: Selection, found: Roster) -> pd.DataFrame:
    counted = selection.counted(rows.assign(identity=entry_identities(form, rows)))
    about = found.mentions[[*ROW, *_WHO, "position"]] if "position" not in rows else found.mentions[[*ROW, *_WHO]]
    return counted.merge(about, on=ROW, how="left")


def _listed(attendance: pd.DataFrame) -> pd.DataFrame:
    """Return what names each row of attendance: its person, and in a list its day."""
    rows = attendance[attendance["field"] != "name"].drop_duplicates(ROW)
    day = day_text(rows["date"]).where(rows["field"] == "status", "")
    return rows[ROW].assign(identity=rows["identity"] + "|" + day)


def _second_status(reports: pd.DataFrame, found: Roster) -> "pd.Series[str]":
    """Return the other status of each accused: as the report states it, else the register's beside the stated one."""
    known = found.officials.dropna(subset="official").set_index("official")
    main, second = (reports["official"].map(known[name]).astype("str") for name in ("category", "second_category"))
    other = second.where(reports["category"] == main, main.where(reports["category"] == second))
    return reports["second_category"].fillna(other)


def _accused(reports: pd.DataFrame, found: Roster) -> "pd.Series[Any]":
    """Return what tells the accused apart (``known_persons``); an official's own identifier goes before the written.

    Two different sound numbers are two persons, also where one name makes both one official. A report without a number
    is told apart by the post, too: always where no official is known, else where the posts differ.
    """
    known = found.officials.dropna(subset="official").set_index("official")["identifier"]
    has_number = has_sound_number(reports["subject_identifier"])
    written = reports["subject_identifier"].where(has_number)
    two_numbers = written.groupby(reports["official"]).transform("nunique") > 1
    own = reports["official"].map(known).astype("str")
    identifier = own.mask(two_numbers & has_number, written).fillna(reports["subject_identifier"])
    accused = known_persons(reports.assign(identifier=identifier))
    posts = reports["position"].map(key, na_action="ignore").astype("str")
    several = posts.groupby(accused).transform("nunique") > 1
    apart = ~has_number & (reports["official"].isna() | several) & posts.notna()
    return accused.mask(apart, accused + "/" + posts)
