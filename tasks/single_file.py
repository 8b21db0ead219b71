"""One file judged by itself: the same reading and the same rules, nothing stored, nobody else's files asked."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from data.calendar import Period
from data.errors import UsageError
from data.forms import EXPECTED_FORMS
from data.register import area, leading_village_code
from data.scope import Scope
from data.sentences import both
from data.tables import frame, frames
from tasks.counting.sheet_months import file_periods
from tasks.judgement import judge
from tasks.reading.joining import read_tables
from tasks.reading.readings import Readings


@dataclass(frozen=True)
class Checked:
    """``scope`` tells for which village and month the file was judged; ``sheets`` is *sheets* (read); ``findings`` is
    *findings* (result) with ``mend``."""

    scope: Scope
    sheets: pd.DataFrame
    findings: pd.DataFrame


def check_readings(
    path: Path, readings: Readings, village: str | None, period: Period | None, as_of: date, language: str
) -> Checked:
    """Judge what was read of one file.

    The village is the one given, else the one of its folder, else the one that the file states; the month likewise.
    Raises ``UsageError`` when nobody says whose file it is.
    """
    read = read_tables([readings]) | frames("memory")
    code = village or leading_village_code(path.absolute().parent.name) or _first(read["identities"]["stated_code"])
    if code is None:
        raise UsageError(both("whose_file", value=path.name))
    scope = Scope(area(code), period or Period.of(as_of).before, as_of, language)
    stated = file_periods(read, scope)
    if period is None and not stated.empty:
        scope = replace(scope, period=Period.parse(str(stated.iloc[0])))
    row = {
        "file": path.name,
        "place": "village",
        "village_code": scope.area.code,
        "sha256": "",  # nothing is stored, so nothing is looked up by it
        "size": path.stat().st_size,
        "received_date": scope.deemed_receipt,
    }
    read["files"] = frame("files", "read", [row])
    found = judge(read, scope)
    findings = found.findings.assign(mend=found.findings["finding_id"].map(found.mends))
    here = is_of_file(findings, read["sheets"])
    return Checked(scope, read["sheets"], findings[here].reset_index(drop=True))


def is_of_file(findings: pd.DataFrame, sheets: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which *findings* (result) a file answers for by itself.

    In: *sheets* (read) of the judged files. A form that is not in a file may be in another one of the village.
    """
    held = set(zip(sheets["file"], sheets["form"], strict=True))
    elsewhere = [
        form in EXPECTED_FORMS and (file, form) not in held
        for file, form in findings[["file", "form"]].itertuples(index=False)
    ]
    return findings["file"].notna() & ~pd.Series(elsewhere, index=findings.index, dtype="bool")


def _first(values: "pd.Series[str]") -> str | None:
    known = values.dropna()
    return None if known.empty else str(known.iloc[0])
