"""The judge tables of the first round: what was received, before anything of it is counted."""

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from data.scope import Scope
from data.tables import StageTables
from tasks.counting import arrivals
from tasks.counting.history import History
from tasks.reading.returns import Returns


@dataclass(frozen=True, eq=False)
class Received(StageTables):
    """Files, what they say about whose they are, and the form tables of the month."""

    stage: ClassVar[str] = "judge"

    files: pd.DataFrame
    worksheets: pd.DataFrame
    identities: pd.DataFrame
    sheets: pd.DataFrame


def received(returns: Returns, history: History, scope: Scope) -> Received:
    """Return what was received, as the rules judge it."""
    return Received(
        files=arrivals.files_to_judge(returns),
        worksheets=arrivals.worksheets_to_judge(returns),
        identities=arrivals.identities_to_judge(returns),
        sheets=arrivals.sheets_to_judge(returns, history, scope),
    )
