"""What is known before an audit reads anything: the *memory* tables of ``tables.csv``."""

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from data.tables import StageTables


@dataclass(frozen=True, eq=False)
class History(StageTables):
    """What earlier audits found and persons decided; empty where there is no ledger."""

    stage: ClassVar[str] = "memory"

    earlier_findings: pd.DataFrame
    earlier_contents: pd.DataFrame
    earlier_absences: pd.DataFrame
    earlier_levels: pd.DataFrame
    earlier_cases: pd.DataFrame
    earlier_figures: pd.DataFrame
    decisions: pd.DataFrame
    follow_ups: pd.DataFrame
    installation: pd.DataFrame
    known_findings: pd.DataFrame
    former_ids: pd.DataFrame
    refusals: pd.DataFrame

    @property
    def join_key(self) -> str:
        """The installation's key for ``fingerprints.person_keys``; empty where there is no ledger."""
        known = self.installation["join_key"]
        return "" if known.empty else str(known.iloc[0])
