"""What persons decide about findings and due dates: checked in one place, appended, never changed.

A decision says who asked, who approved, when and why. Its number is a hash of all that it says, so a decision that is
told again (the same sheet read in the next audit, the same command) is the same decision.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, select

from data.calendar import Period, deadlines
from data.catalogue import rules
from data.decisions import decision_kinds
from data.errors import UsageError
from data.forms import column_label
from data.names import key, name_key
from data.reference import only
from data.register import villages
from data.service import Deployment
from data.tables import frame, project
from tasks.counting.fingerprints import fingerprint
from tasks.findings.masked_text import without_identifiers
from tasks.ledger.receipts import utc
from tasks.ledger.rejection import Rejection
from tasks.ledger.rows import add_new
from tasks.ledger.schema import AUDITS, DECISIONS, FINDINGS

FORM = "stated_decisions"
_ALWAYS = ("reason", "requested_by", "approved_by", "decided_on")
_OWN = ("finding", "rule", "village_code", "period", "expires_on", "new_date")


@dataclass(frozen=True)
class Decision:
    """What a person says was decided; None where nothing was said. ``period`` is YYYY-MM."""

    kind: str | None
    reason: str | None
    requested_by: str | None
    approved_by: str | None
    decided_on: date | None
    origin: str
    finding: str | None = None
    rule: str | None = None
    village_code: str | None = None
    period: str | None = None
    expires_on: date | None = None
    new_date: date | None = None


def rejection(decision: Decision, known_findings: pd.DataFrame) -> Rejection | None:
    """Return the first reason why a decision cannot be recorded.

    In: table *known_findings* (memory). Every field of its kind must be there and no other, the approver must be
    somebody else than who asks, and rule, village and finding must exist; a waiver must not have ended before it was
    decided, and an extension must give more time. What a command records together with its file is not told here.
    """
    return next(_troubles(decision, known_findings), None)


def decided(decision: Decision, known_findings: pd.DataFrame) -> dict[str, object]:
    """Return the row of *decisions* (memory) of a decision without ``trouble``; identifiers in texts are masked."""
    texts = ("reason", "requested_by", "approved_by")
    told = {name: getattr(decision, name) for name in ("kind", *_OWN, *_ALWAYS)}
    told |= {name: without_identifiers(str(told[name])) for name in texts}
    identity = "|".join("" if value is None else str(value) for value in told.values())
    village = decision.village_code or _village_of(decision.finding, known_findings)
    return told | {"decision_id": fingerprint(identity), "village_code": village, "origin": decision.origin}


def decide(ledger: Engine, decision: Decision, now: datetime) -> tuple[pd.DataFrame, bool]:
    """Record one decision; return it as table *decisions* (memory), and whether it was new.

    What was decided before and is in force still is the same decision, told again. What was decided before and then
    replaced is a decision of its own, also on the same day: it takes back what replaced it.
    Raises ``UsageError`` with the sentence of its ``trouble``.
    """
    with ledger.begin() as connection:
        known = known_findings(connection)
        wrong = rejection(decision, known)
        if wrong is not None:
            raise UsageError(wrong.sentences())
        row = decided(decision, known)
        in_force = _latest_about_the_same(connection, row)
        if in_force is not None:
            told_again = all(in_force[name] == row[name] for name in (*_OWN, *_ALWAYS, "kind"))
            after = fingerprint(f"{row['decision_id']}|{in_force['decision_id']}")
            said_before = _is_recorded(connection, str(row["decision_id"]))
            row["decision_id"] = in_force["decision_id"] if told_again else after if said_before else row["decision_id"]
        table = as_table([row])
        return table, bool(record_decisions(connection, table, now))


def _latest_about_the_same(connection: Connection, row: dict[str, object]) -> Mapping[str, object] | None:
    """Return the decision in force about the finding, rule, village and month of another one."""
    same = [DECISIONS.c[name].is_not_distinct_from(row[name]) for name in ("finding", "rule", "village_code", "period")]
    latest = connection.execute(select(DECISIONS).where(*same).order_by(DECISIONS.c.id.desc()).limit(1))
    found = latest.mappings().first()
    return None if found is None else {str(name): value for name, value in found.items()}


def _is_recorded(connection: Connection, decision_id: str) -> bool:
    return connection.scalar(select(DECISIONS.c.id).where(DECISIONS.c.decision_id == decision_id)) is not None


def record_decisions(connection: Connection, decisions: pd.DataFrame, now: datetime) -> list[str]:
    """Append the decisions that the ledger does not have yet; return their numbers.

    In: table *decisions* (memory), also with rows that are recorded already.
    """
    return add_new(connection, DECISIONS, "decision_id", decisions, {"recorded_at": utc(now)})


def decisions_until(connection: Connection, as_of: date) -> pd.DataFrame:
    """Return table *decisions* (memory): what was decided up to a day, in the order in which it was recorded."""
    asked = select(DECISIONS).where(DECISIONS.c.decided_on <= as_of).order_by(DECISIONS.c.id)
    return project(pd.read_sql(asked, connection), "decisions", "memory")


def known_findings(connection: Connection, inbox: str | None = None, before_audit: str | None = None) -> pd.DataFrame:
    """Return table *known_findings* (memory): every finding that an audit ever told.

    ``inbox`` leaves only audits of one inbox; ``before_audit`` those recorded before the audit of that number, so that
    the same audit, made again, refuses and accepts the same rows.
    """
    asked = select(FINDINGS.c.finding_id, FINDINGS.c.group_id, FINDINGS.c.village_code).distinct()
    asked = asked.join(AUDITS, AUDITS.c.id == FINDINGS.c.audit)
    if inbox is not None:
        asked = asked.where(AUDITS.c.inbox == inbox)
    if before_audit is not None:
        own = select(AUDITS.c.id).where(AUDITS.c.audit_id == before_audit).order_by(AUDITS.c.id).limit(1)
        number = connection.scalar(own)
        asked = asked if number is None else asked.where(AUDITS.c.id < number)
    rows = pd.read_sql(asked.order_by(FINDINGS.c.finding_id), connection)
    return project(rows, "known_findings", "memory")


def as_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return rows of ``decided`` as table *decisions* (memory)."""
    return frame("decisions", "memory", rows)


def _troubles(decision: Decision, known: pd.DataFrame) -> Iterator[Rejection]:
    kind = decision_kinds().get(decision.kind or "")
    if kind is None:
        kinds = "; ".join(entry.label() for entry in decision_kinds().values() if not entry.command)
        yield Rejection("kind", "decision_kind_unknown", {"value": decision.kind or "", "kinds": kinds})
        return
    if kind.command:
        deployment = only("deployments", Deployment, flow=kind.deployment).name
        told = {"kind": kind.label(), "command": kind.command, "deployment": deployment}
        yield Rejection("kind", "decision_by_command", told)
        return
    blank = [name for name in (*kind.needs, *_ALWAYS) if not getattr(decision, name)]
    if blank:
        yield Rejection(blank[0], "decision_blank", {"fields": _labels(blank)})
    unused = [name for name in _OWN if getattr(decision, name) and name not in kind.needs]
    if unused:
        yield Rejection(unused[0], "decision_not_used", {"kind": kind.label(), "fields": _labels(unused)})
    if _person(decision.requested_by) == _person(decision.approved_by):
        yield Rejection("approved_by", "decision_same_person", {"name": decision.approved_by})
    if decision.rule and decision.rule not in rules():
        yield Rejection("rule", "decision_rule_unknown", {"value": decision.rule})
    if decision.village_code and not (villages()["code"] == decision.village_code).any():
        yield Rejection("village_code", "decision_village_unknown", {"value": decision.village_code})
    if decision.finding and not _told_of(decision.finding, known).any():
        yield Rejection("finding", "decision_finding_unknown", {"value": decision.finding})
    yield from _wrong_dates(decision)


def _wrong_dates(decision: Decision) -> Iterator[Rejection]:
    if decision.expires_on and decision.decided_on and decision.expires_on < decision.decided_on:
        dates = {"expires_on": decision.expires_on, "decided_on": decision.decided_on}
        yield Rejection("expires_on", "decision_expired", dates)
    if decision.new_date and decision.period:
        due = deadlines(Period.parse(decision.period)).due
        if decision.new_date <= due:
            yield Rejection("new_date", "decision_no_extension", {"new_date": decision.new_date, "due": due})


def _labels(names: list[str]) -> str:
    return ", ".join(column_label(FORM, name) for name in names)


def _person(name: str | None) -> str:
    return name_key(name or "") or key(name or "")


def _told_of(finding: str | None, known: pd.DataFrame) -> "pd.Series[bool]":
    return known["finding_id"].eq(finding or "") | known["group_id"].eq(finding or "")


def _village_of(finding: str | None, known: pd.DataFrame) -> str | None:
    villages_told = known.loc[_told_of(finding, known), "village_code"].dropna()
    return None if villages_told.empty else str(villages_told.iloc[0])
