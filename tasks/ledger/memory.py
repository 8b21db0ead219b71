"""What an audit remembers of earlier ones: the *memory* tables, which travel with what was read."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, select

from data.register import villages_in
from data.scope import Scope
from data.tables import frame, project
from tasks.ledger.decisions import decisions_until
from tasks.ledger.follow_ups import follow_ups_until
from tasks.ledger.schema import (
    ABSENCES,
    AUDITS,
    CASES,
    FINDINGS,
    INDICATORS,
    SUBMISSIONS,
    VULNERABILITIES,
)

_OF_VILLAGES = {
    "earlier_findings": FINDINGS,
    "earlier_contents": SUBMISSIONS,
    "earlier_absences": ABSENCES,
    "earlier_levels": VULNERABILITIES,
    "earlier_cases": CASES,
}
TREND_PERIODS = 12


def memory(
    connection: Connection, inbox: str, scope: Scope, audit_id: str, persons_said: Mapping[str, pd.DataFrame], key: str
) -> dict[str, pd.DataFrame]:
    """Return the memory tables of one audit.

    In: ``persons_said``: *decisions* and *follow_ups*, which are part of the audit's question; ``key``: of the HMAC
    that joins persons. Only audits of the same inbox count that were first recorded before this very audit and stand
    on no later day, so that the same question gets the same answer whenever it is asked again. Of several audits
    of a month each village's newest counts.
    """
    audits = _audits_before(connection, inbox, scope, audit_id)
    newest = _newest_of_villages(audits, scope)
    tables = {name: _of_villages(connection, name, table, newest) for name, table in _OF_VILLAGES.items()}
    tables["earlier_figures"] = _figures(connection, audits, scope)
    tables["installation"] = frame("installation", "memory", [{"join_key": key}])
    return tables | dict(persons_said)


def decisions_and_follow_ups(connection: Connection, scope: Scope) -> dict[str, pd.DataFrame]:
    """Return what persons decided and noted up to the audit's day for villages of its area: the two memory tables."""
    return {
        "decisions": _inside(decisions_until(connection, scope.as_of), scope),
        "follow_ups": _inside(follow_ups_until(connection, scope.as_of), scope),
    }


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
