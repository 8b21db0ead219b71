"""The books of an audit: figures that must agree, or the audit is not published."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from data.errors import ReconciliationError
from data.reference import load
from data.sheet_words import CellRole
from data.workbook import column_plans, sheet_plan
from tasks.counting.tps import ROW_STATES
from tasks.manifest.manifest import FILE_STATES
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.sheet import FIRST_ROW
from tasks.reading.roles import ROLES

_ROLE_COLUMNS = [f"{role}_cell_count" for role in ROLES]
SEVERITY_COLUMNS = ("findings_block", "findings_explain", "findings_advise")


@dataclass(frozen=True)
class Line:
    """One line of the books: what is compared, both figures, and what the second is made of."""

    text: str
    left: int
    right: int
    detail: str = ""

    @property
    def agrees(self) -> bool:
        return self.left == self.right


def balance(part: AuditPart) -> list[Line]:
    """Return the lines for the tables of one workbook.

    Files seen = current + superseded + rejected + ignored; rows read = counted + not counted, where only a current
    form counts rows; files and submissions agree; the filled cells of each file = the sum of their roles, and each role
    agrees by sheet and by file; every expected village stands exactly once; findings per village
    agree. For the whole audit also: partners' rows = counted + not counted; failures by rule = findings.
    """
    lines = [_files(part), *_rows(part), _cells(part), *_roles(part), _villages(part), _findings_of_villages(part)]
    if part.area.code == part.facts.scope.area.code:
        lines += _partner_rows(part)
        lines.append(_findings_of_rules(part))
    return lines


def require_agreement(lines: Iterable[Line]) -> None:
    """Raise ``ReconciliationError`` naming every line whose figures differ."""
    broken = [f"{line.text}: {line.left} ≠ {line.right} {line.detail}".strip() for line in lines if not line.agrees]
    if broken:
        raise ReconciliationError("; ".join(broken))


def require_written(findings: pd.DataFrame, findings_csv: Path, workbook: Path, districts: Sequence[Path]) -> None:
    """Read back what was written and raise ``ReconciliationError`` where its findings by rule are not those of the
    table.

    The district workbooks together hold every finding that has a district.
    """
    expected = Counter(findings["rule"])
    with findings_csv.open(encoding="utf-8", newline="") as lines:
        standing = Counter(row["rule"] for row in csv.DictReader(lines) if row["state"] != "resolved")
    _require_same(findings_csv.name, expected, standing)
    _require_same(workbook.name, expected, _rules_in(workbook))
    if districts:
        inside = Counter(findings.loc[findings["district_code"].notna(), "rule"])
        found = sum((_rules_in(district) for district in districts), Counter[str]())
        _require_same(districts[0].parent.name, inside, found)


def _files(part: AuditPart) -> Line:
    files = part.tables.files
    counts = {state: int((files["state"] == state).sum()) for state in FILE_STATES}
    detail = part.text("balance_files_detail", **counts)
    return Line(part.text("balance_files"), len(files), sum(counts.values()), detail)


def _rows(part: AuditPart) -> list[Line]:
    forms, files = part.tables.submissions, part.tables.files
    read, counted = int(forms["rows_read"].sum()), int(forms["rows_counted"].sum())
    current = forms[forms["state"] == "current"]
    left_out = int((current["rows_read"] - current["rows_counted"]).sum())
    uncounted = left_out + int(forms.loc[forms["state"] != "current", "rows_read"].sum())
    detail = part.text("balance_rows_detail", counted=counted, uncounted=uncounted)
    return [
        Line(part.text("balance_rows"), read, counted + uncounted, detail),
        Line(part.text("balance_rows_files"), int(files["rows_read"].sum()), read),
        Line(part.text("balance_counted_files"), int(files["rows_counted"].sum()), counted),
    ]


def _cells(part: AuditPart) -> Line:
    """Compare each file's filled cells with the sum of their roles by sheet; two that are wrong don't cancel out."""
    sheets = part.tables.worksheets
    filled = part.tables.files.groupby("file")["filled_cell_count"].sum()
    with_role = sheets[_ROLE_COLUMNS].sum(axis=1).groupby(sheets["file"]).sum()
    both = pd.DataFrame({"filled": filled, "with_role": with_role}).fillna(0).astype(int)
    differing = both[both["filled"] != both["with_role"]]
    detail = ", ".join(f"{file}: {row['filled']} ≠ {row['with_role']}" for file, row in differing.iterrows())
    left = both["filled"] if differing.empty else both.max(axis=1)
    right = both["with_role"] if differing.empty else both.min(axis=1)
    return Line(part.text("balance_cells"), int(left.sum()), int(right.sum()), detail)


def _roles(part: AuditPart) -> list[Line]:
    """Compare, role by role, the cells of the sheets that were read with those of the files that are listed."""
    sheets, files = part.tables.worksheets, part.tables.files
    return [
        Line(
            part.text("balance_role", role=each.label(part.language)),
            int(sheets[f"{each.role}_cell_count"].sum()),
            int(files[f"{each.role}_cell_count"].sum()),
        )
        for each in load("cell_roles", CellRole)
    ]


def _partner_rows(part: AuditPart) -> list[Line]:
    """Compare the rows of partners' files with what became of them; no line where no partner sent any."""
    rows = part.tables.partner_rows
    if rows.empty:
        return []
    states = {state: int(rows[f"rows_{state}"].sum()) for state in ROW_STATES}
    detail = part.text("balance_partner_rows_detail", **states)
    return [Line(part.text("balance_partner_rows"), int(rows["rows_read"].sum()), sum(states.values()), detail)]


def _villages(part: AuditPart) -> Line:
    """Compare the expected villages with those that stand exactly once; strangers and doubles count against it."""
    codes = part.tables.villages["village_code"]
    wrong = int((~codes.isin(part.register.index) | codes.duplicated(keep=False)).sum())
    return Line(part.text("balance_villages"), len(part.register), len(codes) - wrong)


def _findings_of_villages(part: AuditPart) -> Line:
    found = int(part.findings["village_code"].isin(part.register.index).sum())
    told = int(part.tables.villages[list(SEVERITY_COLUMNS)].sum().sum())
    return Line(part.text("balance_findings_villages"), told, found)


def _findings_of_rules(part: AuditPart) -> Line:
    """Compare failures and findings rule by rule; two rules that are wrong by as much don't cancel out."""
    failed = part.tables.results.groupby("rule")["failed"].sum()
    found = part.tables.findings.groupby("rule").size()
    both = pd.DataFrame({"failed": failed, "found": found}).fillna(0).astype(int)
    differing = both[both["failed"] != both["found"]]
    detail = ", ".join(f"{rule}: {row['failed']} ≠ {row['found']}" for rule, row in differing.iterrows())
    matching = int(both["found"].sum()) if differing.empty else int(both.min(axis=1).sum())
    left = int(both["failed"].sum()) if differing.empty else int(both.max(axis=1).sum())
    return Line(part.text("balance_findings_rules"), left, matching, detail)


def _rules_in(workbook: Path) -> Counter[str]:
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name(sheet_plan("findings").title)
    cells = rows.to_python(skip_empty_area=False)
    fields = [column.field for column in column_plans("findings", "id")]
    column = fields.index("rule")
    return Counter(str(row[column]) for row in cells[FIRST_ROW - 1 :] if row[column] != "")


def _require_same(where: str, expected: "Counter[str]", found: "Counter[str]") -> None:
    differing = {rule for rule in expected | found if expected[rule] != found[rule]}
    if differing:
        figures = ", ".join(f"{rule}: {expected[rule]} ≠ {found[rule]}" for rule in sorted(differing))
        raise ReconciliationError(f"{where}: {figures}")
