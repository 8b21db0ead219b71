"""The packages of an audit: a workbook for each body that acts on it, with just what is routed there."""

from functools import partial
from pathlib import Path

import pandas as pd

from data.calendar import Period
from data.packages import Package, packages
from data.workbook import sheet_plans
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.packages.package_rows import packed
from tasks.publishing.packages.package_sheets import WRITERS
from tasks.publishing.workbook.part import part_of
from tasks.publishing.workbook.workbook import write_workbook
from tasks.scoring.results import Results

PACKAGES = "paket"
_PLACE = ["village_code", "case_id", "file", "sheet", "cell"]


def write_packages(folder: Path, facts: AuditContext, results: Results) -> None:
    """Write every body's package into a new folder, also one without a single row: it says so.

    In: the *result* tables, masked. Out: ``paket-<body>-<area>-<period>.xlsx`` for each line of ``packages.csv``.
    """
    folder.mkdir()
    whole = part_of(facts, facts.scope.area, results)
    for package in packages():
        writers = {name: partial(write, package) for name, write in WRITERS.items()}
        heading = whole.text("package_title", addressee=package.addressee(whole.language))
        title = f"{heading} {whole.area.name} {facts.scope.period.in_words(whole.language)}"
        path = folder / package_name(package, facts.scope.area.code, facts.scope.period)
        write_workbook(packed(whole, package), sheet_plans("package"), writers, title, path)


def packaged_rows(facts: AuditContext, results: Results | None) -> pd.DataFrame:
    """Return what stands in each body's package: package, village_code, case_id, file, sheet, cell.

    In: the *result* tables, None where no packages are written. A point of the vulnerability map has no case_id.
    """
    rows = [pd.DataFrame(columns=["package", *_PLACE])]
    if results is not None:
        whole = part_of(facts, facts.scope.area, results)
        for package in packages():
            tables = packed(whole, package).tables
            rows += [
                table.reindex(columns=_PLACE).assign(package=package.package)
                for table in (tables.cases, tables.vulnerabilities)
            ]
    return pd.concat([part for part in rows if len(part)] or rows, ignore_index=True)


def package_name(package: Package, area: str, period: Period) -> str:
    """Return the file's name, such as ``paket-BKN-35.03-2024-10.xlsx``."""
    return f"paket-{package.file}-{area}-{period}.xlsx"
