"""The page of an audit's run in Prefect's interface: summary, districts, the way to the files."""

from pathlib import Path

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from data.scope import Scope
from data.sentences import text
from tasks.publishing.run_page import district_rows, download_url, summary
from tasks.scoring.results import Results


def show_audit(results: Results, scope: Scope, workbook: Path, *, served: bool) -> None:
    """Write the artifacts of an audit; ``served``: whether it lies where the download page looks for audits."""
    told = summary(results, scope, workbook, served=served)
    create_markdown_artifact(told, artifact_key("ringkasan", scope), text("page_summary", scope.language))
    create_table_artifact(
        district_rows(results, scope.language), artifact_key("kecamatan", scope), text("page_districts", scope.language)
    )
    if served:
        url = download_url(scope, workbook.name)
        create_link_artifact(
            url, workbook.name, artifact_key("buku-audit", scope), text("page_download", scope.language)
        )


def artifact_key(kind: str, scope: Scope) -> str:
    """Return the key of an artifact, which names area and month, so that the newest of each is found."""
    return f"{kind}-{scope.area.code.replace('.', '-')}-{scope.period}"
