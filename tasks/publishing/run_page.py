"""What the page of an audit's run shows: a summary, the districts, the grades. Texts and rows; no Prefect here."""

from pathlib import Path

import pandas as pd

from data.catalogue import rules
from data.figures import decimal_text
from data.register import area
from data.scope import Scope
from data.sentences import text
from data.workbook import marks
from tasks.publishing.markdown import plain
from tasks.scoring.results import Results

_TOP_RULES = 5
_BAR = 12


def download_url(scope: Scope, name: str = "") -> str:
    """Return the address of an audit's page, or of one of its files, on the download page of the same server."""
    page = f"/unduh/{scope.period}/{scope.area.code}/"
    return f"{page}berkas/{name}" if name else page


def summary(results: Results, scope: Scope, workbook: Path, *, served: bool) -> str:
    """Return the summary in markdown: received, late, missing, the commonest rules, the way to the workbook.

    ``served``: whether the download page offers the audit; where it does not, the summary names the workbook's place.
    """
    villages, findings, language = results.villages, results.findings, scope.language
    counts = {status: int((villages["status"] == status).sum()) for status in marks("status")}
    lines = [
        text("page_title", language, area=plain(scope.area.name), period=scope.period.in_words(language)),
        "",
        text(
            "page_received",
            language,
            expected=len(villages),
            received=len(villages) - counts["BELUM MASUK"],
            missing=counts["BELUM MASUK"],
            late=counts["TERLAMBAT"],
        ),
        "",
        _way_to(workbook, scope) if served else text("published", language, workbook=plain(str(workbook))),
        "",
        text("page_rules", language),
        "",
    ]
    for rule, count in findings["rule"].value_counts().head(_TOP_RULES).items():
        lines.append(f"- **{rule}** ({count}): {plain(rules()[str(rule)].statement(language))}")
    return "\n".join([*lines, "", text("page_caution", language), "", *_grades(villages, language)])


def district_rows(results: Results, language: str) -> list[dict[str, object]]:
    """Return the district matrix: one row a district with its villages by status, findings and score."""
    villages, indicators = results.villages, results.indicators
    scores = indicators[indicators["indicator"] == "skn"].set_index("area_code")["value"]
    rows = []
    for code, inside in villages.groupby("district_code"):
        row: dict[str, object] = {text("page_district", language): area(str(code)).name}
        row |= {
            str(status): int(count)
            for status, count in inside["status"].value_counts().reindex(list(marks("status"))).fillna(0).items()
        }
        told = results.findings["district_code"] == code
        row[text("page_findings", language)] = int(results.findings.loc[told, "group_id"].nunique())
        score = scores.get(code)
        row["SKN"] = "–" if score is None or pd.isna(score) else decimal_text(float(score), 2, language)
        rows.append(row)
    return rows


def _way_to(workbook: Path, scope: Scope) -> str:
    url, page = download_url(scope, workbook.name), download_url(scope)
    return text("page_workbook", scope.language, name=workbook.name, url=url, page=page)


def _grades(villages: pd.DataFrame, language: str) -> list[str]:
    """Draw the villages per grade as bars of a fixed-width block."""
    counts = villages["grade"].value_counts().reindex(list(marks("grade"))).fillna(0).astype(int)
    most = max(1, int(counts.max()))
    bars = [f"{grade:<22} {'█' * round(_BAR * count / most)} {count}" for grade, count in counts.items()]
    return [text("page_grades", language), "", "```", *bars, "```"]
