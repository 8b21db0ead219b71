"""Rules on neutrality reports: the violation code, its subject and phase, and the order of dates."""

import pandas as pd

from data.catalogue import Violation, determination_date, violations
from data.law import ViolationSubject
from data.reference import reference
from expectations.rule import cell_in, field, is_error_text, rule, verdicts
from expectations.validity import in_force

_CODE = field("violation_code")
_ORDER = ["incident_date", "known_date", "reported_date", "forwarded_date"]


@rule("D16", at=_CODE, shows="violation_code_shown", date="incident_date")
def violation_code_unknown(reports: pd.DataFrame) -> "pd.Series[bool]":
    """A violation code must stand in violations.csv. Not applied to a blank code (D21), nor to an error cell (D23)."""
    shown = reports["violation_code_shown"]
    return verdicts(passes=reports["violation_code"].notna(), applies=shown.notna() & ~is_error_text(shown))


def code_fits_subject(reports: pd.DataFrame) -> "pd.Series[bool]":
    """Tell where the violation code is one for this person, by the main status or by the second one."""
    return code_fits(reports) | code_fits(reports.assign(category=reports["second_category"]))


def code_fits(reports: pd.DataFrame) -> "pd.Series[bool]":
    """Tell where the violation code is in force and one for persons of this category on the incident's date.

    In: violation_code, category, incident_date; violation_subjects.csv says which, since and until when.
    """
    subjects = reference("violation_subjects", ViolationSubject).dropna(subset=["category"])
    pairs = reports.reset_index(names="key").merge(
        subjects, left_on=["violation_code", "category"], right_on=["code", "category"]
    )
    valid = in_force(pairs["incident_date"], pairs["valid_from"], pairs["valid_until"])
    fitting = pd.Series(reports.index.isin(pairs.loc[valid, "key"]), index=reports.index)
    return fitting & code_in_force(reports)


def code_in_force(reports: pd.DataFrame) -> "pd.Series[bool]":
    """Tell where the law that a violation code names was in force on the incident's date (violations.csv)."""
    catalogue = reference("violations", Violation).set_index("code")
    begun, ended = (
        reports["violation_code"].map(catalogue[end]).astype("datetime64[s]") for end in ("valid_from", "valid_until")
    )
    return in_force(reports["incident_date"], begun, ended)


def _why_unfit(reports: pd.DataFrame) -> "pd.Series[str]":
    return code_in_force(reports).map({True: "", False: "not_in_force"})


@rule("D17", at=_CODE, shows="violation_code", date="incident_date", cause=_why_unfit)
def violation_not_for_subject(reports: pd.DataFrame) -> "pd.Series[bool]":
    """A violation code must be one for a person of this category, or second category (violation_subjects.csv).

    It must be one on the incident's date: a law that was not in force then accuses nobody.
    Not applied where the code or the category is missing or unknown (D16, D21), nor to a category for which the law
    that the catalogue holds has no code at all (pegawai non-ASN): no other code would be right.
    """
    subjects = reference("violation_subjects", ViolationSubject)["category"]
    can_tell = reports["category"].isin(subjects.dropna()) | ~code_in_force(reports)
    return verdicts(passes=code_fits_subject(reports), applies=reports["violation_code"].notna() & can_tell)


@rule("D18", at=_CODE, shows="violation_code", date="incident_date")
def violation_not_in_phase(reports: pd.DataFrame) -> "pd.Series[bool]":
    """Codes about *bakal calon* are for incidents before the determination of candidates, codes about *calon* after.

    Not applied to codes of every phase, nor where the code or the incident's date is missing.
    """
    phase = reports["violation_code"].map({code: violation.phase for code, violation in violations().items()})
    before = reports["incident_date"] < pd.Timestamp(determination_date())
    return verdicts(
        passes=(phase == "BAKAL_CALON") == before,
        applies=phase.notna() & (phase != "SEMUA") & reports["incident_date"].notna(),
    )


def _backward(reports: pd.DataFrame) -> pd.DataFrame:
    """Tell for each of the four dates whether it lies before the nearest filled one in front of it."""
    dates = reports[_ORDER]
    before = dates.ffill(axis="columns").shift(axis="columns").astype("datetime64[s]")  # without a row they are objects
    return dates < before


def _first_backward_cell(reports: pd.DataFrame) -> "pd.Series[str]":
    cells = reports[[f"{name}_cell" for name in _ORDER]].set_axis(_ORDER, axis="columns")
    return cells.where(_backward(reports)).bfill(axis="columns")[_ORDER[0]].astype("str")


def _first_backward_date(reports: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    return reports[_ORDER].where(_backward(reports)).bfill(axis="columns")[_ORDER[0]]


@rule("D19", at=cell_in(_first_backward_cell), shows=_first_backward_date, kind="date", date="incident_date")
def dates_out_of_order(reports: pd.DataFrame) -> "pd.Series[bool]":
    """Incident, known, reported, forwarded: no date may lie before the one in front of it.

    Not applied to a report with fewer than two of these dates.
    """
    return verdicts(
        passes=~_backward(reports).any(axis="columns"), applies=reports[_ORDER].notna().sum(axis="columns") > 1
    )
