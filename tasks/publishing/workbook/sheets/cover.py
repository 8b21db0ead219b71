"""*Sampul*: letterhead, area, period, date, key counts, contents, and room for the report's number and signatures."""

import math

from data.figures import date_text
from data.letterhead import letterhead
from data.sentences import text
from data.workbook import sheet_plans
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.workbook.sheet import Sheet, place

_COLUMNS, _WIDTH = 8, 20
_LETTERHEAD_LINE = 16
_CONTENTS_COLUMNS = 3
_CARD = 2
_SIGNERS = ("cover_sign_compiled", "cover_sign_checked", "cover_sign_approved")
_SIGN_COLUMNS = (("role", 1, 2), ("name", 3, 4), ("number", 5, 5), ("date", 6, 6), ("signature", 7, 8))


def write(sheet: Sheet) -> None:
    """Fill the sheet; it prints on one page."""
    sheet.even_widths(_COLUMNS, _WIDTH)
    write_head(sheet, sheet.text("product_subtitle"))
    sheet.paragraph(7, _summary(sheet), "summary", _COLUMNS * _WIDTH)
    _cards(sheet, 9)
    _facts(sheet, 12)
    _contents(sheet, 13)
    _sign_off(sheet, 23)
    sheet.paragraph(28, sheet.text("cover_secret"), "summary", _COLUMNS * _WIDTH)
    sheet.worksheet.page_setup.fitToHeight = 1
    sheet.worksheet.print_title_rows = None
    sheet.worksheet.print_options.horizontalCentered = True


def write_head(sheet: Sheet, subtitle: str) -> None:
    """Write the rows 1 to 6 of a cover: letterhead, product, what the book is, area and period."""
    lines = letterhead(sheet.part.area.code)
    sheet.span(1, 1, _COLUMNS, "\n".join(lines), "cover letterhead", height=_LETTERHEAD_LINE * len(lines) + 4)
    sheet.span(2, 1, _COLUMNS, sheet.text("product"), "cover product", height=40)
    sheet.span(3, 1, _COLUMNS, subtitle, "cover subtitle", height=24)
    sheet.span(5, 1, _COLUMNS, sheet.part.area.name, "cover area", height=30)
    sheet.span(6, 1, _COLUMNS, sheet.part.facts.scope.period.in_words(sheet.language), "cover area", height=30)


def _counts(sheet: Sheet) -> dict[str, int]:
    part = sheet.part
    status, severities = part.villages["status"], part.groups["severity"]
    silent = int((status == "BELUM MASUK").sum())
    return {
        "expected": len(part.villages),
        "received": len(part.villages) - silent,
        "silent": silent,
        "complete": int((status == "LENGKAP").sum()),
        "late": int((status == "TERLAMBAT").sum()),
        "mend": int((status == "PERLU PERBAIKAN").sum()),
        "groups": len(part.groups),
        "details": len(part.findings),
        "block": int((severities == "block").sum()),
    }


def _summary(sheet: Sheet) -> str:
    return sheet.text("cover_summary", is_not=sheet.text("skn_is_not"), **_counts(sheet))


def _cards(sheet: Sheet, row: int) -> None:
    counts = _counts(sheet)
    cards = (("expected", "cover_expected"), ("received", "cover_received"), ("silent", "cover_silent"))
    for position, (count, caption) in enumerate((*cards, ("groups", "cover_findings"))):
        first = position * _CARD + 1
        sheet.span(row, first, first + _CARD - 1, counts[count], "cover count", height=42)
        sheet.span(row + 1, first, first + _CARD - 1, sheet.text(caption, **counts), "cover caption", height=20)


def _facts(sheet: Sheet, row: int) -> None:
    facts, scope = sheet.part.facts, sheet.part.facts.scope
    told = {
        "cover_area": f"{sheet.part.area.code} {sheet.part.area.name}",
        "cover_period": scope.period.in_words(sheet.language),
        "cover_as_of": date_text(scope.as_of, sheet.language),
        "cover_due": date_text(scope.deadlines.due, sheet.language),
        "cover_run": facts.audit_id,
        "cover_revision": _revision(facts),
        "cover_versions": " · ".join((facts.versions.product, facts.versions.rules, facts.versions.calendar)),
        "cover_report_number": None,
        "cover_report_date": None,
    }
    for offset, (label, value) in enumerate(told.items()):
        sheet.span(row + offset, 1, 2, sheet.text(label), "cover label")
        sheet.span(row + offset, 3, 5, value, "cover value" if value else "cover fill in", height=20)


def _revision(facts: AuditContext) -> str:
    lock = date_text(facts.scope.deadlines.lock, facts.scope.language)
    if not facts.revision:
        return text("cover_revision_none", facts.scope.language, lock=lock)
    return text("cover_revision_number", facts.scope.language, number=facts.revision, lock=lock)


def _contents(sheet: Sheet, row: int) -> None:
    sheet.span(row - 1, 6, 8, sheet.text("cover_contents"), "section")
    others = sheet_plans()[1:]
    rows = math.ceil(len(others) / _CONTENTS_COLUMNS)
    for position, plan in enumerate(others):
        sheet.link(row + position % rows, 6 + position // rows, plan.title, place(plan.title, "A1"))


def _sign_off(sheet: Sheet, row: int) -> None:
    sheet.span(row - 1, 1, _COLUMNS, sheet.text("cover_sign_title"), "section")
    for name, first, last in _SIGN_COLUMNS:
        sheet.span(row, first, last, sheet.text(f"cover_sign_{name}"), "heading", height=20)
    for offset, signer in enumerate(_SIGNERS, start=1):
        for name, first, last in _SIGN_COLUMNS:
            value, look = (sheet.text(signer), "cover value") if name == "role" else (None, "cover fill in")
            sheet.span(row + offset, first, last, value, look, height=40)
