"""The sheets of a package: cover, allegations, map rows, and the basis of both. An allegation is no violation."""

from collections.abc import Callable, Mapping

import pandas as pd

from data.figures import date_text
from data.packages import Package, Route, package_routes
from data.workbook import marks, sheet_plan, sheet_plans
from tasks.publishing.packages.clocks import clock_rows
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.sheet import Sheet, place
from tasks.publishing.workbook.sheets.cover import write_head
from tasks.publishing.workbook.sheets.vulnerabilities import HIGHEST_LEVEL
from tasks.publishing.workbook.violation_words import told_cases, told_violations

_COLUMNS, _WIDTH = 8, 17
_CARD = 2


def _write_cover(package: Package, sheet: Sheet) -> None:
    """Fill *Sampul*: for whom, area, period, what is in it; it prints on one page."""
    facts, scope, counts = sheet.part.facts, sheet.part.facts.scope, _counts(sheet.part)
    sheet.even_widths(_COLUMNS, _WIDTH)
    write_head(sheet, sheet.text("package_title", addressee=package.addressee(sheet.language)))
    summary = "package_summary" if counts["cases"] or counts["points"] else "package_empty"
    sheet.paragraph(
        7, sheet.text(summary, addressee=package.addressee(sheet.language), **counts), "summary", _COLUMNS * _WIDTH
    )
    for position, count in enumerate(("cases", "open", "points", "villages")):
        first = position * _CARD + 1
        sheet.span(9, first, first + _CARD - 1, counts[count], "cover count", height=42)
        sheet.span(10, first, first + _CARD - 1, sheet.text(f"package_{count}"), "cover caption", height=20)
    told = {
        "package_addressee": package.addressee(sheet.language),
        "cover_area": f"{sheet.part.area.code} {sheet.part.area.name}",
        "cover_period": scope.period.in_words(sheet.language),
        "cover_as_of": date_text(scope.as_of, sheet.language),
        "cover_run": facts.audit_id,
        "cover_product": facts.versions.product,
        "cover_rules": facts.versions.rules,
        "package_content": package.content(sheet.language),
    }
    for row, (label, value) in enumerate(told.items(), start=12):
        sheet.span(row, 1, 2, sheet.text(label), "cover label")
        sheet.span(row, 3, 6, value, "cover value", height=50 if label == "package_content" else 20)
    sheet.span(12, 7, 8, sheet.text("cover_contents"), "section")
    for row, plan in enumerate(sheet_plans("package")[1:], start=13):
        sheet.link(row, 7, plan.title, place(plan.title, "A1"))
    sheet.paragraph(21, sheet.text("package_discreet"), "note", _COLUMNS * _WIDTH)
    sheet.worksheet.page_setup.fitToHeight = 1
    sheet.worksheet.print_title_rows = None
    sheet.worksheet.print_options.horizontalCentered = True


def _write_cases(package: Package, sheet: Sheet) -> None:
    """Fill *Dugaan*: the routed cases, open ones first, the oldest on top.

    What only one body's own form asks for (``package_cases_<package>``) is shown to no other: a superior of the person
    reported does not read where the information came from.
    """
    part, counts = sheet.part, _counts(sheet.part)
    rows = part.with_village_name(told_cases(part.tables.cases, sheet.language)).sort_values(
        ["open", "age_days", "case_id"], ascending=[False, False, True], ignore_index=True
    )
    told = "package_cases_summary" if len(rows) else "package_cases_none"
    blocks = ("package_cases", f"package_cases_{package.package}", "package_cases_ends")
    columns = [column for block in blocks for column in sheet.columns(block)]
    sheet.main_table(rows, columns, sheet.text(told, addressee=package.addressee(sheet.language), **counts))


def _write_clocks(package: Package, sheet: Sheet) -> None:
    """Fill *Batas Waktu*: by when the law wants which step for each open case."""
    cases = sheet.part.tables.cases.sort_values("case_id", ignore_index=True)
    rows = clock_rows(cases, package.package, sheet.part.facts.scope.as_of, sheet.language)
    key = "package_clocks_summary" if len(rows) else "package_clocks_none"
    limits = int((rows["allowed"] != sheet.text("clock_unlimited")).sum())
    told = sheet.text(key, steps=len(rows), limits=limits, cases=int(rows["case_id"].nunique()))
    sheet.main_table(rows, sheet.columns("package_clocks"), told)


def _write_vulnerabilities(package: Package, sheet: Sheet) -> None:
    """Fill *Peta Kerawanan*: every routed point, the most vulnerable on top."""
    part = sheet.part
    rows = part.with_village_name(part.tables.vulnerabilities).sort_values(
        ["level", "village_code", "variable", "source", "location", "file", "sheet", "cell"],
        ascending=[False] + [True] * 7,
        ignore_index=True,
    )
    told = sheet.text(
        "package_map_summary" if len(rows) else "package_map_none",
        addressee=package.addressee(sheet.language),
        points=len(rows),
        villages=int(rows["village_code"].nunique()),
        high=int((rows["level"] == HIGHEST_LEVEL).sum()),
    )
    sheet.main_table(rows, sheet.columns("vulnerability_rows"), told)


def _write_legal(package: Package, sheet: Sheet) -> None:
    """Fill *Dasar Hukum*: why each row is in the package, and the catalogue's entries that its cases name."""
    routes = package_routes(package.package)
    shown = pd.DataFrame(
        {
            "table_name": [sheet_plan(route.table, "package").title for route in routes],
            "picked": [_picked(route, sheet) for route in routes],
            "reason": [route.reason(sheet.language) for route in routes],
            "source": [route.source(sheet.language) for route in routes],
            "verified": [route.verified for route in routes],
        }
    )
    known = told_violations(sheet.language)
    named = known[known["code"].isin(set(sheet.part.tables.cases["violation_code"]))]
    sheet.set_widths(sheet.columns("package_violations"))
    sheet.opening(sheet.text("package_legal_summary", routes=len(shown), violations=len(named)))
    sheet.section(sheet.text("package_routes"))
    sheet.table(shown, sheet.columns("package_routes"), "DasarMuatan")
    sheet.section(sheet.text("package_violations"), "" if len(named) else sheet.text("package_violations_none"))
    sheet.table(named, sheet.columns("package_violations"), "KatalogDugaan")


WRITERS: Mapping[str, Callable[[Package, Sheet], None]] = {
    "cover": _write_cover,
    "cases": _write_cases,
    "clocks": _write_clocks,
    "vulnerabilities": _write_vulnerabilities,
    "legal": _write_legal,
}
"""The writer of each sheet of ``package_sheets.csv``."""


def _counts(part: AuditPart) -> dict[str, int]:
    cases, points = part.tables.cases, part.tables.vulnerabilities
    return {
        "cases": len(cases),
        "open": int(cases["open"].sum()),
        "points": len(points),
        "villages": len({*cases["village_code"], *points["village_code"]}),
    }


def _picked(route: Route, sheet: Sheet) -> str:
    """Return in words which rows a route brings."""
    if not route.field:
        return sheet.text("package_every_row")
    block = "package_cases" if route.table == "cases" else "vulnerability_rows"
    column = next(column for column in sheet.columns(block) if column.field == route.field)
    value = marks(column.mark, sheet.language)[route.value].word if column.mark else route.value
    return sheet.text("package_rows_where", field=column.heading, value=value)
