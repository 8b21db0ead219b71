"""The page of an audit's run in Prefect's interface: summary, districts, the way to the files."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from data.messages import message
from data.scope import Scope
from tasks.reports.run_page import district_rows, download_url, summary


def show_audit(tables: Mapping[str, pd.DataFrame], scope: Scope, workbook: Path) -> None:
    """Write the artifacts of an audit; their keys name area and month, so that the newest of each is found."""
    key = f"{scope.area.code.replace('.', '-')}-{scope.period}"
    create_markdown_artifact(summary(tables, scope, workbook), f"ringkasan-{key}", message("page_summary"))
    create_table_artifact(district_rows(tables), f"kecamatan-{key}", message("page_districts"))
    create_link_artifact(
        download_url(scope, workbook.name), workbook.name, f"buku-audit-{key}", message("page_download")
    )
