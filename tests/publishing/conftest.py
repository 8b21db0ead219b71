"""One published audit of a small area, which the tests of this folder look at."""

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook

from tasks.manifest.audit_context import AuditContext
from tasks.publishing.publishing import publish
from tasks.scoring.results import Results
from tests.publishing.synthetic import facts_for, tables_for


@dataclass(frozen=True)
class Published:
    """An audit on disk, with what it was made from; ``workbook`` is the regency's file as openpyxl reads it."""

    facts: AuditContext
    tables: dict[str, pd.DataFrame]
    path: Path
    workbook: Workbook

    @property
    def folder(self) -> Path:
        return self.path.parent


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    facts, tables = facts_for("35.03.01"), tables_for("35.03.01")
    path = publish(tmp_path_factory.mktemp("audits"), facts, Results(**tables), jobs=1)
    return Published(facts, tables, path, openpyxl.load_workbook(path))
