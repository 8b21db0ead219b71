"""*Dasar Hukum*: the basis of every rule, and the violation catalogue with how surely it was verified."""

import pandas as pd

from data.catalogue import rules
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.violation_words import told_violations


def write(sheet: Sheet) -> None:
    """Fill the sheet from the rule catalogue and ``violations.csv``."""
    language = sheet.part.facts.scope.language
    catalogue = rules().values()
    known = pd.DataFrame(
        {
            "code": [rule.code for rule in catalogue],
            "severity": [rule.severity for rule in catalogue],
            "statement": [rule.statement(language) for rule in catalogue],
            "basis": [rule.basis for rule in catalogue],
            "verified": [rule.verified for rule in catalogue],
            "why": [rule.why(language) for rule in catalogue],
        }
    )
    violations = told_violations(language)
    sheet.set_widths(sheet.columns("legal_violations"))
    sheet.opening(sheet.text("legal_summary", rules=len(known), violations=len(violations)))
    sheet.section(sheet.text("legal_rules"))
    sheet.table(known, sheet.columns("legal_rules"), "DasarAturan")
    sheet.section(sheet.text("legal_violations"))
    sheet.table(violations, sheet.columns("legal_violations"), "KatalogPelanggaran")
