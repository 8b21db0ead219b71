"""What decisions do in an audit: which findings they explain, and how each one stands."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pandas as pd

from data.calendar import Period
from data.decisions import decision_kinds
from data.figures import date_text
from data.reference import limit
from data.register import villages
from data.scope import Scope
from data.tables import project
from tasks.counting.due_dates import EXTENSION
from tasks.findings.carried import FORMER, todays

ACCEPTED, REFUSED, WAIVER = "EXPLANATION_ACCEPTED", "EXPLANATION_REFUSED", "WAIVER"
ANSWER = "ANSWER"
"""What a person named in a finding answers: it stands beside the finding and changes nothing about it."""
CLARIFICATION = "CLARIFICATION"
"""That a person was asked about a finding; like the answer it changes nothing."""
WITHDRAWAL = "WITHDRAWAL"
"""That a finding is taken back as our own error; whoever was asked about it is told so."""
DISCLOSURE = "DISCLOSURE"
"""That numbers in full were asked for, for BKN; it changes nothing either."""
IN_FORCE, EXPIRED, REVOKED, REPLACED = "BERLAKU", "KEDALUWARSA", "DICABUT", "DIGANTI"
_ABOUT = {
    ACCEPTED: ["finding"],
    REFUSED: ["finding"],
    WAIVER: ["rule", "village_code", "period"],
    EXTENSION: ["village_code", "period"],
    ANSWER: ["finding"],
    CLARIFICATION: ["finding"],
    WITHDRAWAL: ["finding"],
    DISCLOSURE: ["village_code", "period"],
}
_EXPLAINING = (ACCEPTED, WITHDRAWAL)
_SPOKEN = (*_EXPLAINING, REFUSED)
"""The kinds that say how a finding stands; the latest of them counts."""
THREAD = (CLARIFICATION, WITHDRAWAL, REFUSED)
"""The kinds that say whether a person is still asked about a finding; the latest of them counts."""


def answer_until(asked_on: date) -> date:
    """Return the last day to answer a request for clarification (limits.csv, clarification_days)."""
    return asked_on + timedelta(days=int(limit("clarification_days")))


def explained(findings: pd.DataFrame, decisions: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    """Tell of each finding whether a decision explains it; the index is that of ``findings``.

    In: *findings* (result), also with the ids that they had before (``carried``), and *decisions* (memory) in the order
    in which they were recorded. The one recorded last about the finding or its group counts, whatever day it bears: who
    recorded it knew of the others. So a refusal undoes an acceptance or a withdrawal. A waiver counts for its rule,
    village and month while ``expires_on`` is not over at as_of.
    """
    about = _concerned(findings, decisions)
    spoken = about[about["kind"].isin(_SPOKEN)].drop_duplicates("position", keep="last")
    accepted = spoken.loc[spoken["kind"].isin(_EXPLAINING), "position"]
    waived = about.loc[_in_force(about, scope) & (about["kind"] == WAIVER) & _of_month(about, scope), "position"]
    return pd.Series(findings.index.isin([*accepted, *waived]), index=findings.index)


def decisions_shown(
    decisions: pd.DataFrame, findings: pd.DataFrame, scope: Scope, current: Mapping[str, str]
) -> pd.DataFrame:
    """Return table *decisions* (result): each decision in words with its status and the findings that it is about.

    BERLAKU: in force; KEDALUWARSA: a waiver whose last day is over; DICABUT: an acceptance that a later refusal undid;
    DIGANTI: a later decision says something else about the same. Recorded last first. In: as in ``explained``;
    ``current``: the id of today by a former one, which is the one shown.
    """
    rows = decisions.reset_index(drop=True)
    about = _concerned(findings, rows)
    about = about[(about["kind"] != WAIVER) | _of_month(about, scope)]
    rows = rows.assign(status=_status(_about_findings_of_today(rows, findings), scope))
    rows = rows.assign(finding=todays(rows["finding"], current))
    by_decision = about.groupby("decision_id")["position"]
    told = {
        f"{identity}s": rows["decision_id"].map(by_decision.agg(_joined_ids(findings[identity]))).astype("str")
        for identity in ("finding_id", "group_id")
    }
    concerns = rows["decision_id"].map(by_decision.size()).fillna(0)
    rows = rows.assign(**told, concerns=concerns, words=in_words(rows, scope.language))
    return project(rows.iloc[::-1], "decisions", "result")


def _joined_ids(ids: "pd.Series[str]") -> "Callable[[pd.Series[int]], str]":
    return lambda positions: "; ".join(sorted(set(ids.loc[positions])))


def _about_findings_of_today(decisions: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Let what was said about a finding's former id be about the finding, so that a later word replaces it."""
    if "former_finding_id" not in findings:
        return decisions
    known = findings.dropna(subset="former_finding_id")
    current = dict(zip(known["former_finding_id"], known["finding_id"], strict=True))
    return decisions.assign(finding=todays(decisions["finding"], current))


def _concerned(findings: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return decision × finding: the decision's columns and the finding's ``position`` in its index, in their order."""
    told = decisions.assign(order=range(len(decisions)))
    identities = [name for name in ("finding_id", "group_id", *FORMER) if name in findings]
    keys = findings[[*identities, "rule", "village_code"]].assign(position=findings.index)
    parts = [
        told.dropna(subset="finding").merge(keys[[identity, "position"]], left_on="finding", right_on=identity)
        for identity in identities
    ]
    waivers = told[told["kind"] == WAIVER]
    parts.append(waivers.merge(keys[["rule", "village_code", "position"]], on=["rule", "village_code"]))
    every = pd.concat([part[[*told.columns, "position"]] for part in parts], ignore_index=True)
    return every.drop_duplicates(["order", "position"]).sort_values("order", kind="stable")


def _of_month(decisions: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    return decisions["period"] == str(scope.period)


def _in_force(decisions: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    return decisions["expires_on"].isna() | (decisions["expires_on"] >= pd.Timestamp(scope.as_of))


def _status(decisions: pd.DataFrame, scope: Scope) -> "pd.Series[str]":
    """Return the status of decisions that stand in the order in which they were recorded."""
    about = pd.Series("", index=decisions.index, dtype="str")
    for kind, columns in _ABOUT.items():
        chosen = decisions["kind"] == kind
        named = "finding" if kind in _SPOKEN else kind
        for column in columns:
            about = about.mask(chosen, about + "|" + decisions[column].fillna(""))
        about = about.mask(chosen, named + about)
    last_kind = decisions.groupby(about)["kind"].transform("last")
    is_last = ~about.duplicated(keep="last")
    status = pd.Series(REPLACED, index=decisions.index, dtype="str")
    status = status.mask(decisions["kind"].isin(_EXPLAINING) & (last_kind == REFUSED), REVOKED)
    status = status.mask(is_last, IN_FORCE)
    return status.mask(is_last & ~_in_force(decisions, scope), EXPIRED)


def in_words(decisions: pd.DataFrame, language: str) -> list[str]:
    """Return what each row of *decisions* (memory) says, as a sentence without its full stop."""
    names = villages().set_index("code")["name"]
    told = decisions.assign(
        village=decisions["village_code"] + " " + decisions["village_code"].map(names).fillna(""),
        period=decisions["period"].map(lambda month: Period.parse(month).in_words(language), na_action="ignore"),
        expires_on=_days_in_words(decisions["expires_on"], language),
        new_date=_days_in_words(decisions["new_date"], language),
    )
    names_told = ["finding", "rule", "village", "period", "expires_on", "new_date"]
    facts = zip(*(told[name] for name in names_told), strict=True)
    return [
        decision_kinds()[kind].words(language, **dict(zip(names_told, fact, strict=True)))
        for kind, fact in zip(told["kind"], facts, strict=True)
    ]


def _days_in_words(days: "pd.Series[pd.Timestamp]", language: str) -> "pd.Series[str]":
    return days.map(lambda day: date_text(day, language), na_action="ignore")
