"""What becomes of findings from audit to audit: new, persisting, explained, resolved."""

import pandas as pd

from data.catalogue import rules
from data.scope import Scope
from data.tables import columns, conform
from tasks.counting.tps import bodies

_RESOLVED = "resolved"


def with_states(
    findings: pd.DataFrame, earlier: pd.DataFrame, explained: "pd.Series[bool]", current: pd.DataFrame, scope: Scope
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return table *findings* (result) with state and first_period, and in the same columns the resolved findings.

    In: findings of this audit; *earlier_findings* (memory), those of each village's newest earlier audit of this and
    of every earlier month; ``explained``, by the findings' index; ``current``: village_code and form of the forms
    that count now. A finding is resolved when an earlier audit told it, this one does not, and the form that it is
    about was judged again: what was not judged is neither passed nor resolved. Findings of an earlier month are
    resolved only where they are not about a day or a submission of that month, which stay what they were.
    """
    first = earlier.groupby("finding_id")["first_period"].min()
    known = findings["finding_id"].isin(_open(earlier)["finding_id"])
    stated = findings.assign(
        state=known.map({True: "persisting", False: "new"}).astype("str").mask(explained, "explained"),
        first_period=findings["finding_id"].map(first).where(known, None).astype("str").fillna(str(scope.period)),
    )
    gone = _last_told(earlier, scope)
    gone = gone[~gone["finding_id"].isin(findings["finding_id"])]
    judged = pd.MultiIndex.from_frame(current[["village_code", "form"]])
    again = pd.MultiIndex.from_frame(gone[["village_code", "form"]]).isin(judged)
    solved = gone[again]
    solved = solved.assign(state=_RESOLVED, body=bodies(solved["file"]))[list(columns("findings", "result"))]
    solved = solved.sort_values(["village_code", "rule", "finding_id"])
    return conform(stated, "findings", "result"), conform(solved, "findings", "result")


def _open(earlier: pd.DataFrame) -> pd.DataFrame:
    standing: pd.DataFrame = earlier[earlier["state"] != _RESOLVED]
    return standing


def _last_told(earlier: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return what may be resolved now: this month's findings, also those resolved since, and the month before's."""
    own = earlier["period"] == str(scope.period)
    before = earlier.loc[~own, "period"].max()
    family = earlier["rule"].map({code: entry.family for code, entry in rules().items()})
    lasting = (earlier["period"] == before) & earlier["date"].isna() & (family != "submission")
    told = earlier[own | (lasting & (earlier["state"] != _RESOLVED))]
    newest: pd.DataFrame = told.sort_values("period").drop_duplicates("finding_id", keep="last")
    return newest
