"""What an audit remembers of earlier ones: the *memory* tables, which travel with what was read."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, select

from data.register import villages_in
from data.scope import Scope
from data.tables import frame, project
from tasks.counting.history import History
from tasks.ledger.decisions import decisions_until
from tasks.ledger.follow_ups import follow_ups_until
from tasks.ledger.former_ids import known_former_ids
from tasks.ledger.schema import (
    ABSENCES,
    AUDITS,
    CASES,
    FINDINGS,
    INDICATORS,
    SUBMISSIONS,
    VULNERABILITIES,
)

TREND_PERIODS = 12


@dataclass(frozen=True, eq=False)
class PersonsSaid:
    """*decisions* and *follow_ups* (memory)."""

    decisions: pd.DataFrame
    follow_ups: pd.DataFrame


def memory(connection: Connection, inbox: str, scope: Scope, audit_id: str, said: PersonsSaid, key: str) -> History:
    """Return the memory tables of one audit; *known_findings* and *refusals* are left empty.

    In: ``said``: what persons decided and noted, which is part of the audit's question; ``key``: of the HMAC that
    joins persons. Only audits of the same inbox count that were first recorded before this very audit and stand
    on no later day, so that the same question gets the same answer whenever it is asked again. Of several audits
    of a month each village's newest counts.
    """
    audits = _audits_before(connection, inbox, scope, audit_id)
    newest = _newest_of_villages(audits, scope)
    return History(
        earlier_findings=_of_villages(connection, "earlier_findings", FINDINGS, newest),
        earlier_contents=_of_villages(connection, "earlier_contents", SUBMISSIONS, newest),
        earlier_absences=_of_villages(connection, "earlier_absences", ABSENCES, newest),
        earlier_levels=_of_villages(connection, "earlier_levels", VULNERABILITIES, newest),
        earlier_cases=_of_villages(connection, "earlier_cases", CASES, newest),
        earlier_figures=_figures(connection, audits, scope),
        decisions=said.decisions,
        follow_ups=said.follow_ups,
        installation=frame("installation", "memory", [{"join_key": key}]),
        known_findings=frame("known_findings", "memory"),
        former_ids=known_former_ids(connection),
        refusals=frame("refusals", "memory"),
    )


def persons_said(connection: Connection, scope: Scope) -> PersonsSaid:
    """Return what persons decided and noted up to the audit's day for villages of its area."""
    return PersonsSaid(
        decisions=_inside(decisions_until(connection, scope.as_of), scope),
        follow_ups=_inside(follow_ups_until(connection, scope.as_of), scope),
    )


def _inside(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return rows[rows["village_code"].isna() | rows["village_code"].str.startswith(scope.area.code).eq(True)]


def _audits_before(connection: Connection, inbox: str, scope: Scope, audit_id: str) -> pd.DataFrame:
    """Return id, area_code, period and as_of of the audits that came before this one."""
    asked = select(AUDITS.c.id, AUDITS.c.audit_id, AUDITS.c.area_code, AUDITS.c.period, AUDITS.c.as_of)
    asked = asked.where(AUDITS.c.inbox == inbox, AUDITS.c.as_of <= scope.as_of, AUDITS.c.period <= str(scope.period))
    rows = pd.read_sql(asked.order_by(AUDITS.c.id), connection)
    own = rows.loc[rows["audit_id"] == audit_id, "id"]
    return rows if own.empty else rows[rows["id"] < own.min()]


def _newest_of_villages(audits: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return the newest audit (by day, then by number) of each village and period: village_code, period, audit, as_of.

    An audit of a district or of the whole regency is one of each of its villages; what belongs to no village
    (village_code missing) is remembered from audits of this very area.
    """
    codes = villages_in(scope.area.code)["code"].tolist()
    pairs = [
        (code, period, audit, as_of)
        for audit, area, period, as_of in audits.sort_values(["as_of", "id"])[
            ["id", "area_code", "period", "as_of"]
        ].itertuples(index=False)
        for code in codes
        if code.startswith(area)
    ]
    own = audits[audits["area_code"] == scope.area.code].sort_values(["as_of", "id"])
    pairs += [(None, *audit) for audit in own[["period", "id", "as_of"]].itertuples(index=False)]
    table = pd.DataFrame(pairs, columns=["village_code", "period", "audit", "as_of"])
    return table.drop_duplicates(["village_code", "period"], keep="last")


def _of_villages(connection: Connection, name: str, table: Table, newest: pd.DataFrame) -> pd.DataFrame:
    audits = sorted(set(newest["audit"]))
    if not audits:
        return frame(name, "memory")
    rows = _read(connection, table, table.c.audit.in_(audits)).drop(columns=["period"], errors="ignore")
    rows = rows.merge(newest, on=["village_code", "audit"])
    return project(rows.assign(seen_on=rows["as_of"]), name, "memory")


def _figures(connection: Connection, audits: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return the figures of the same area in earlier months, the newest audit of each, at most 11 of them."""
    own = audits[(audits["area_code"] == scope.area.code) & (audits["period"] < str(scope.period))]
    newest = own.sort_values(["as_of", "id"]).drop_duplicates("period", keep="last").sort_values("period")
    newest = newest.tail(TREND_PERIODS - 1)
    if newest.empty:
        return frame("earlier_figures", "memory")
    rows = _read(connection, INDICATORS, INDICATORS.c.audit.in_(newest["id"].tolist()))
    rows = rows.merge(newest[["id", "period"]].rename(columns={"id": "audit"}), on="audit")
    return project(rows, "earlier_figures", "memory").sort_values(
        ["period", "area_code", "indicator"], ignore_index=True
    )


def _read(connection: Connection, table: Table, condition: ColumnElement[bool]) -> pd.DataFrame:
    rows = pd.read_sql(select(table).where(condition).order_by(table.c.id), connection)
    return rows.drop(columns=["id"])
