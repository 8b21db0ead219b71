"""The sheets of the audit workbook: one module each, in the order of ``workbook_sheets.csv``.

Every module has ``write(sheet)``, which fills an empty ``tasks.publishing.workbook.sheet.Sheet`` from its part of
the audit.
"""

from collections.abc import Callable, Mapping

from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import (
    activities,
    answers,
    attendance,
    changes,
    coincidences,
    control,
    cover,
    decisions,
    districts,
    findings,
    follow_up,
    glossary,
    groups,
    legal,
    missing,
    overview,
    repairs,
    reports,
    tps,
    villages,
    vulnerabilities,
)

WRITERS: Mapping[str, Callable[[Sheet], None]] = {
    "cover": cover.write,
    "overview": overview.write,
    "groups": groups.write,
    "follow_up": follow_up.write,
    "answers": answers.write,
    "missing": missing.write,
    "reports": reports.write,
    "coincidences": coincidences.write,
    "districts": districts.write,
    "villages": villages.write,
    "attendance": attendance.write,
    "activities": activities.write,
    "vulnerabilities": vulnerabilities.write,
    "tps": tps.write,
    "findings": findings.write,
    "repairs": repairs.write,
    "decisions": decisions.write,
    "changes": changes.write,
    "control": control.write,
    "legal": legal.write,
    "glossary": glossary.write,
}
