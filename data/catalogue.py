"""The catalogues: rules with their sentences, violations with their routes, stages of the election and of a case."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from data.reference import Day, Filled, Verified, WholeNumber, load, only

MISSING_FORM = "S01"
"""The rule on a form that is not there, which follows from whatever was wrong with a file."""


@dataclass(frozen=True)
class Rule:
    """One rule of ``rules.csv``: what it says, on which table, how severe, on what basis, and how to mend it.

    ``criterion``: what ought to be, one sentence with its norm written out, as an auditor copies it into a report.

    ``verified``: how its basis was checked (law_text, press, unverified; own: no law but a rule of this product).

    ``told_to_village``: findings on the village's own rows go into its replies; the others are the inspectors' to look
    into first, since telling them there would warn, or accuse, somebody on an indication.

    ``addressee``: to whom its recommendation goes: the head of the village or of the district, the
    inspectorate, or the partner whose file it is.

    ``value_in_cell``: the value of its findings stands in their cell; those of the others are reckoned.
    """

    code: Filled
    family: Literal["submission", "quality", "neutrality", "vulnerability", "partner"]
    severity: Literal["block", "explain", "advise"]
    told_to_village: bool
    addressee: Literal["village", "district", "inspectorate", "partner"]
    value_in_cell: bool
    table: Filled
    name: Filled
    statement_id: Filled
    statement_en: Filled
    criterion_id: Filled
    criterion_en: Filled
    basis: Filled
    verified: Verified
    why_id: Filled
    why_en: Filled
    mend_id: Filled
    mend_en: Filled
    not_applied_id: Filled
    not_applied_en: Filled

    @property
    def is_about_form(self) -> bool:
        """Whether a finding is mended in the form itself; the others are questions about what happened."""
        return self.family in {"submission", "quality", "partner"}

    def statement(self, language: str = "id") -> str:
        return self.statement_en if language == "en" else self.statement_id

    def criterion(self, language: str = "id") -> str:
        return self.criterion_en if language == "en" else self.criterion_id

    def why(self, language: str = "id") -> str:
        return self.why_en if language == "en" else self.why_id

    def mend(self, language: str = "id") -> str:
        return self.mend_en if language == "en" else self.mend_id

    def not_applied(self, language: str = "id") -> str:
        return self.not_applied_en if language == "en" else self.not_applied_id


@dataclass(frozen=True)
class Cause:
    """A special wording of a rule for one cause (``causes.csv``), used instead of the rule's own.

    ``severity`` overrules the rule's; ``""`` leaves it. ``cause`` ``""``: no special cause, but who and when.
    """

    rule: Filled
    cause: str
    severity: Literal["", "block", "explain", "advise"]
    statement_id: Filled
    statement_en: Filled
    mend_id: Filled
    mend_en: Filled

    def statement(self, language: str = "id") -> str:
        return self.statement_en if language == "en" else self.statement_id

    def mend(self, language: str = "id") -> str:
        return self.mend_en if language == "en" else self.mend_id


@dataclass(frozen=True)
class Violation:
    """One entry of ``violations.csv``; ``subjects`` are categories, ``phase`` is BAKAL_CALON, CALON or SEMUA.

    PP 42/2004 and PP 94/2021 are for PNS: what rests on them stands in ``prohibition_basis_pns`` and, for a code that
    is for both kinds of civil servants, in ``sanction_basis``; what binds a PPPK in ``sanction_basis_pppk``.
    """

    code: Filled
    category: Filled
    description: Filled
    phase: Literal["BAKAL_CALON", "CALON", "SEMUA"]
    subjects: Filled
    prohibition_basis: Filled
    prohibition_basis_pns: str
    sanction_basis: Filled
    sanction_basis_pppk: str
    sanction_tier: Filled
    channel: Filled
    valid_from: date
    valid_until: Day
    source: Filled
    verified: Verified
    remark: str

    def prohibition(self, category: str) -> str:
        """Return the norm that the allegation touches for a person of this category; it names no sanction."""
        own = "" if category == "PPPK" else self.prohibition_basis_pns
        return "; ".join(law for law in (self.prohibition_basis, own) if law)


@dataclass(frozen=True)
class CaseStage:
    """One state of a case: its label, its time limit in days (None: none) and whether the case is still open.

    When a case entered its state is not written anywhere; a report's own dates bound it: from the date in column
    ``clock_from`` this state and those before it may take ``clock_days`` together, or as long as the steps of the body
    ``clock_package`` (``handling_clocks.csv``) take one after the other. ``basis`` is the law, as people read it;
    ``source`` says where that was read and what is not certain.
    """

    stage: Filled
    label_id: Filled
    label_en: Filled
    meaning_id: Filled
    limit_days: WholeNumber
    open: bool
    follows: str
    clock_from: str
    clock_days: WholeNumber
    clock_package: str
    valid_from: Day
    valid_until: Day
    basis: Filled
    source: Filled
    verified: Verified

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True)
class ElectionStage:
    """One row of ``stages.csv``: a stage of the election, from its first to its last day."""

    stage: Filled
    label_id: Filled
    label_en: Filled
    from_date: date
    until_date: date
    source: Filled
    verified: Verified


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the catalogue's order."""
    return {rule.code: rule for rule in load("rules", Rule)}


@cache
def causes() -> dict[tuple[str, str], Cause]:
    """Return the special wordings by rule and cause."""
    return {(cause.rule, cause.cause): cause for cause in load("causes", Cause)}


@cache
def violations() -> dict[str, Violation]:
    """Return the violation catalogue by code."""
    return {violation.code: violation for violation in load("violations", Violation)}


@cache
def case_stages() -> dict[str, CaseStage]:
    """Return the states of a case by their code."""
    return {stage.stage: stage for stage in load("case_stages", CaseStage)}


@cache
def determination_date() -> date:
    """Return the day on which the candidates were determined (before it they are *bakal calon*)."""
    return only("stages", ElectionStage, stage="PENETAPAN").from_date
