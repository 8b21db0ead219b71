"""*Dasar Hukum*: basis of every rule, other facts of law in use, and the violation catalogue; how each was checked."""

import pandas as pd

from data.catalogue import rules
from tasks.publishing.workbook.law_facts import law_facts
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.violation_words import told_violations


def write(sheet: Sheet) -> None:
    """Fill the sheet from the rule catalogue, ``law_facts`` and ``violations.csv``."""
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
    facts = law_facts(language)
    checked = facts["verified"].value_counts()
    sheet.opening(sheet.text("legal_summary", rules=len(known), facts=len(facts), violations=len(violations)))
    sheet.section(sheet.text("legal_rules"))
    sheet.paged_table(known, sheet.columns("legal_rules"), "DasarAturan")
    told = {name: int(checked.get(name, 0)) for name in ("press", "unverified")}
    sheet.section(sheet.text("legal_facts"), sheet.text("legal_facts_note", facts=len(facts), **told), on_new_page=True)
    sheet.paged_table(facts, sheet.columns("legal_facts"), "KetentuanLain")
    sheet.section(sheet.text("legal_violations"), on_new_page=True)
    sheet.paged_table(violations, sheet.columns("legal_violations"), "KatalogPelanggaran")
