"""What was said and found under former ids, under the ids of today: nothing that somebody typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.tables import frame
from tasks.findings.former_ids import no_former_ids

_IDENTITIES = ("finding_id", "group_id")
FORMER = tuple(f"former_{identity}" for identity in _IDENTITIES)


@dataclass(frozen=True, eq=False)
class FormerIds:
    """``of_findings``: ``former_ids`` of this audit's findings; ``recorded``: *former_ids* (memory) of the ledger."""

    of_findings: pd.DataFrame = field(default_factory=no_former_ids)
    recorded: pd.DataFrame = field(default_factory=lambda: frame("former_ids", "memory"))

    def current(self) -> dict[str, str]:
        """Return the id of today by the former one, of findings and groups; what is not known is left out.

        A finding of before that this audit finds again is surer than what the ledger recorded.
        """
        known = self.recorded.dropna(subset="current_id")
        pairs = dict(zip(known["former_id"], known["current_id"], strict=True))
        for identity, former in zip(_IDENTITIES, FORMER, strict=True):
            pairs |= dict(zip(self.of_findings[former], self.of_findings[identity], strict=True))
        return pairs

    def persons(self) -> dict[str, str]:
        """Return the name of the person by the id of each group of before that became one with others."""
        named = self.recorded.dropna(subset="person")
        return dict(zip(named["former_id"], named["person"], strict=True))

    def newly_known(self) -> pd.DataFrame:
        """Return the rows of *former_ids* (memory) whose current_id this audit knows and the ledger not."""
        rows = self.recorded[self.recorded["current_id"].isna()]
        rows = rows.assign(current_id=rows["former_id"].map(self.current()).astype("str"))
        return rows.dropna(subset="current_id").reset_index(drop=True)

    def beside(self, findings: pd.DataFrame) -> pd.DataFrame:
        """Return *findings* (result) with former_finding_id and former_group_id; missing where none is known."""
        by_finding = self.of_findings.set_index("finding_id")
        return findings.assign(
            **{former: findings["finding_id"].map(by_finding[former]).astype("str") for former in FORMER}
        )


def todays(ids: "pd.Series[str]", current: Mapping[str, str]) -> "pd.Series[str]":
    """Return each id, or that of today where it is a former one."""
    return ids.map(current).astype("str").fillna(ids).astype("str")


def with_current_ids(rows: pd.DataFrame, current: dict[str, str]) -> pd.DataFrame:
    """Return rows with finding_id and group_id under the ids of today."""
    return rows.assign(**{name: todays(rows[name], current) for name in _IDENTITIES})
