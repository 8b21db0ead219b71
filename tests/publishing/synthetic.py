"""Made-up *result* tables that agree with each other, of any size: what publishing gets from the steps before."""

import random
from datetime import date

import pandas as pd

from data.catalogue import rules
from data.forms import expected_forms
from data.register import area, villages_in
from data.scope import Scope, audit_day
from data.tables import frame, project
from tasks.manifest.audit_context import AuditContext, Versions
from tasks.reading.roles import ROLES
from tasks.scoring.results import Results
from tasks.scoring.trends import figures, trend
from tests.publishing.made_up import INJECTED, NAMES, PERIOD, Row, digest, path_of
from tests.publishing.made_up_forms import (
    activities_rows,
    cases_rows,
    coincidences_rows,
    officials_rows,
    person_days_rows,
    tps_rows,
    vulnerabilities_rows,
)
from tests.publishing.made_up_scores import indicators_rows, shares_of, villages_rows

ISSUES = ("S01", "S02", "D01", "D05", "D09", "D10", "D11", "D15", "D21", "D25")

Tables = dict[str, pd.DataFrame]


def facts_for(code: str = "35.03.01", language: str = "id", as_of: date | None = None) -> AuditContext:
    """Return the facts of an audit of an area with fixed versions."""
    scope = Scope(area(code), PERIOD, as_of or audit_day(PERIOD), language)
    inputs = {f"{village}/laporan.xlsx": digest(village) for village in villages_in(code)["code"]}
    return AuditContext(scope, inputs, Versions("0.1.0", "aturan000001", "holidays 0.109, kalender0001"))


def tables_for(code: str = "35.03.01", people: int = 3, findings: int = 250, seed: int = 1) -> Tables:
    """Return the result tables of an area: every eighth village silent, one value that tries to be a formula."""
    chance = random.Random(seed)
    known = villages_in(code)
    silent = set(known["code"][::8])
    officials = [
        row for village in known["code"] if village not in silent for row in officials_rows(village, people, chance)
    ]
    found = _findings(known, silent, findings, chance)
    shares = {village: shares_of(village in silent, chance) for village in known["code"]}
    submissions = _submissions(known["code"], silent)
    indicators = frame("indicators", "result", indicators_rows(code, known, shares))
    villages = frame("villages", "result", villages_rows(known, silent, shares, found))
    before = figures(indicators, villages, frame("findings", "result")).assign(period="2024-09")
    earlier = project(before, "earlier_figures", "memory")
    return Results.empty().by_name() | {
        "indicators": indicators,
        "trend": trend(earlier, indicators, villages, frame("findings", "result", found), facts_for(code).scope),
        "resolved": frame("resolved", "result", [{**row, "state": "resolved"} for row in found[:1]]),
        "changes": frame("changes", "result", _changes(known["code"])),
        "villages": villages,
        "findings": frame("findings", "result", found),
        "submissions": frame("submissions", "result", submissions),
        "officials": frame("officials", "result", officials),
        "cases": frame("cases", "result", cases_rows(known["code"], silent)),
        "coincidences": frame("coincidences", "result", coincidences_rows(known["code"], silent)),
        "vulnerabilities": frame("vulnerabilities", "result", vulnerabilities_rows(known["code"], silent, chance)),
        "tps": frame("tps", "result", tps_rows(known["code"])),
        "repairs": frame("repairs", "result", _repairs(known["code"], silent)),
        "results": frame("results", "result", _results(found)),
        "person_days": frame("person_days", "result", person_days_rows(officials)),
        "activities": frame("activities", "result", activities_rows(officials)),
        "files": frame("files", "result", _files(known["code"], silent, submissions)),
        "worksheets": frame("worksheets", "result", _worksheets(known["code"], silent)),
    }


def _changes(codes: "pd.Series[str]") -> list[Row]:
    village = codes.iloc[-1]
    about: Row = {"village_code": village, "form": "attendance", "subject": "Siti Aminah (************1234)"}
    file: Row = {"file": path_of(village), "file_before": f"{path_of(village)} [versi 1]", "sheet": "Daftar Hadir"}
    return [about | file | {"date": date(2024, 10, 3), "field": "3", "before": "TK", "after": INJECTED, "cell": "I7"}]


def _findings(known: pd.DataFrame, silent: set[str], amount: int, chance: random.Random) -> list[Row]:
    rows = [_finding(village, "S01", number) for village in sorted(silent) for number in range(len(expected_forms()))]
    sent = [village for village in known["code"] if village not in silent]
    rows += [_finding(chance.choice(sent), chance.choice(ISSUES[1:]), number) for number in range(amount)]
    return rows


def _finding(village: str, code: str, number: int) -> Row:
    rule = rules()[code]
    row: Row = {
        "finding_id": digest(f"{village}{code}{number}")[:16],
        "group_id": digest(f"{village}{code}")[:16],
        "rule": code,
        "severity": rule.severity,
        "village_code": village,
        "district_code": village[:8],
        "form": expected_forms()[number % 4],
        "statement": rule.statement(),
        "basis": rule.basis,
        "state": "new",
        "first_period": str(PERIOD),
    }
    if code == "S01":
        return row
    return row | {
        "subject": f"{NAMES[number % len(NAMES)]} (••••••••2010011•••)",
        "date": pd.Timestamp(2024, 10, 1 + number % 28),
        "file": path_of(village),
        "sheet": "Daftar Hadir",
        "cell": f"{chr(70 + number % 20)}{8 + number % 15}",
        "value": INJECTED if number % 10 == 0 else "C?",
    }


def _submissions(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    rows: list[Row] = []
    for number, village in enumerate(codes):
        for form in expected_forms():
            row: Row = {"village_code": village, "period": str(PERIOD), "form": form}
            if village in silent:
                rows.append(row | {"state": "missing", "rows_read": 0, "rows_counted": 0})
                continue
            rejected = number % 9 == 1 and form == "reports"
            row |= {"file": path_of(village), "sha256": digest(village), "size": 20_000, "rows_read": 12}
            row["received_at"] = pd.Timestamp("2024-11-05 09:30")
            if rejected:
                row |= {"state": "rejected", "reason": "S07: kolom wajib tidak ada", "rows_counted": 0}
            rows.append({"state": "current", "rows_counted": 12} | row)
    return rows


def _files(codes: "pd.Series[str]", silent: set[str], submissions: list[Row]) -> list[Row]:
    rows: list[Row] = [
        {
            "file": "_kabupaten/agenda.xlsx",
            "place": "regency",
            "sha256": digest("agenda"),
            "size": 9_000,
            "kind": "xlsx",
            "state": "current",
            "rows_read": 0,
            "rows_counted": 0,
            **_cells(0),
        },
        {
            "file": "~$laporan.xlsx",
            "place": "outside",
            "sha256": digest("kunci"),
            "size": 165,
            "state": "ignored",
            "reason": "berkas kunci sementara dari Excel",
            "rows_read": 0,
            "rows_counted": 0,
            **_cells(0),
        },
    ]
    for village in codes:
        if village not in silent:
            mine = [row for row in submissions if row["village_code"] == village]
            sums = {name: sum(int(str(row[name])) for row in mine) for name in ("rows_read", "rows_counted")}
            rows.append(
                {
                    "file": path_of(village),
                    "place": "village",
                    "village_code": village,
                    "sha256": digest(village),
                    "size": 20_000,
                    "kind": "xlsx",
                    "state": "current",
                    **sums,
                    **_cells(4),
                }
            )
    return rows


def _worksheets(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    return [
        {"file": path_of(village), "village_code": village, "sheet": f"Lembar {number}", **_cells(1)}
        for village in codes
        if village not in silent
        for number in range(4)
    ]


def _cells(sheets: int) -> Row:
    """Return how many cells so many sheets have, by role."""
    counts = {f"{role}_cell_count": sheets * (place + 1) for place, role in enumerate(ROLES)}
    return {"filled_cell_count": sum(counts.values()), **counts}


def _repairs(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    return [
        {
            "file": path_of(village),
            "sheet": "Daftar Hadir",
            "cell": f"G{row}",
            "before": "hadir",
            "after": "H",
            "reason": "alias",
        }
        for village in codes
        if village not in silent
        for row in (8, 11)
    ]


def _results(found: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for code, rule in rules().items():
        if rule.family in {"submission", "quality"}:
            failed = sum(row["rule"] == code for row in found)
            waits = code in {"S11", "S12"}
            reason = rule.not_applied() if waits else None
            rows.append(
                {
                    "rule": code,
                    "applied": 0 if waits else failed + 100,
                    "passed": 0 if waits else 100,
                    "failed": failed,
                    "not_applied": 0,
                    "reason": reason,
                }
            )
    return rows
