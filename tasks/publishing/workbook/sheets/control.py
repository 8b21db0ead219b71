"""*Kontrol*: the books, the result of every rule, and the fingerprint of every file."""

import pandas as pd

from data.catalogue import rules
from tasks.publishing.reconciliation import balance
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets.tps import in_one_list


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``reconciliation.balance``, refusals, results, files and the roles of their cells."""
    part = sheet.part
    lines = balance(part)
    books = pd.DataFrame(
        {
            "line": [line.text for line in lines],
            "left": [line.left for line in lines],
            "right": [line.right for line in lines],
            "verdict": ["agrees" if line.agrees else "differs" for line in lines],
            "detail": [line.detail for line in lines],
        }
    )
    sheet.set_widths(sheet.columns("input_files"))
    sheet.set_widths(sheet.columns("cell_counts"))
    sheet.set_widths(sheet.columns("balance"))
    versions = part.facts.versions
    sheet.opening(
        sheet.text("control_summary", lines=int((books["verdict"] == "agrees").sum())),
        sheet.text("control_versions", product=versions.product, rules=versions.rules, calendar=versions.calendar),
    )
    sheet.section(sheet.text("control_balance"))
    sheet.table(books, sheet.columns("balance"), "KontrolPembukuan")
    if len(part.tables.refusals):
        sheet.section(sheet.text("control_refusals"), sheet.text("control_refusals_note"))
        sheet.table(part.tables.refusals, sheet.columns("refusals"), "KontrolIsianAuditor")
    alone = in_one_list(part.tables.tps)
    if len(alone):
        sheet.section(sheet.text("control_tps"), sheet.text("control_tps_note"))
        sheet.table(alone.assign(village=part.named(alone["village_code"])), sheet.columns("tps_alone"), "KontrolTPS")
    sheet.section(sheet.text("control_rules"), sheet.text("control_rules_note"), on_new_page=True)
    placed = sheet.table(_rule_results(sheet), sheet.columns("rule_results"), "KontrolAturan")
    sheet.repeat_headings(placed)
    sheet.print_down_to(placed.last_row, sheet.columns("rule_results"))  # audit.json names every file, too
    sheet.section(sheet.text("control_files"), sheet.text("control_inputs"))
    files = part.tables.files.sort_values("file", ignore_index=True)
    sheet.table(files, sheet.columns("input_files"), "KontrolBerkas")
    sheet.section(sheet.text("control_cells"), sheet.text("control_cells_note"))
    sheet.table(files[files["filled_cell_count"] > 0], sheet.columns("cell_counts"), "KontrolSel")


def _rule_results(sheet: Sheet) -> pd.DataFrame:
    language = sheet.part.facts.scope.language
    results = sheet.part.tables.results.sort_values("rule", ignore_index=True)
    return results.assign(rule=[f"{code} – {rules()[code].statement(language)}" for code in results["rule"]])
