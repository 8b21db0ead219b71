"""Made-up *result* tables that agree with each other, of any size: what publishing gets from the steps before."""

import hashlib
import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import pandas as pd

from data.calendar import Period, working_days
from data.catalogue import rules, violations
from data.forms import EXPECTED_FORMS, attendance_codes, code_list
from data.identifiers import mask
from data.reference import records
from data.register import area, villages_in
from data.scope import Scope, audit_day
from data.tables import frame, frames, project
from tasks.assessment.trends import figures, trend
from tasks.reports.facts import Facts, Versions

PERIOD = Period(2024, 10)
INJECTED = '=HYPERLINK("http://contoh.invalid","klik")'
NAMES = ("Siti Aminah, S.Pd.", "H. Sutrisno", "Sri Wahyuni", "Agus Purnomo, S.Sos.", "Dwi Lestari", "Mujiono")
ISSUES = ("S01", "S02", "D01", "D05", "D09", "D10", "D11", "D15", "D21", "D25")

Tables = dict[str, pd.DataFrame]
Row = dict[str, object]


def facts_for(code: str = "35.03.01", language: str = "id", as_of: date | None = None) -> Facts:
    """Return the facts of an audit of an area with fixed versions."""
    scope = Scope(area(code), PERIOD, as_of or audit_day(PERIOD), language)
    inputs = {f"{village}/laporan.xlsx": digest(village) for village in villages_in(code)["code"]}
    return Facts(scope, inputs, Versions("0.1.0", "aturan000001", "holidays 0.109, kalender0001"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tables_for(code: str = "35.03.01", people: int = 3, findings: int = 250, seed: int = 1) -> Tables:
    """Return the result tables of an area: every eighth village silent, one value that tries to be a formula."""
    chance = random.Random(seed)
    known = villages_in(code)
    silent = set(known["code"][::8])
    officials = [
        row for village in known["code"] if village not in silent for row in _officials(village, people, chance)
    ]
    found = _findings(known, silent, findings, chance)
    shares = {village: _shares(village in silent, chance) for village in known["code"]}
    submissions = _submissions(known["code"], silent)
    indicators = frame("indicators", "result", _indicators(code, known, shares))
    villages = frame("villages", "result", _villages(known, silent, shares, found))
    before = figures(indicators, villages, frame("findings", "result")).assign(period="2024-09")
    earlier = project(before, "earlier_figures", "memory")
    return frames("result") | {
        "indicators": indicators,
        "trend": trend(earlier, indicators, villages, frame("findings", "result", found), facts_for(code).scope),
        "resolved": frame("resolved", "result", [{**row, "state": "resolved"} for row in found[:1]]),
        "changes": frame("changes", "result", _changes(known["code"])),
        "villages": villages,
        "findings": frame("findings", "result", found),
        "submissions": frame("submissions", "result", submissions),
        "officials": frame("officials", "result", officials),
        "cases": frame("cases", "result", _cases(known["code"], silent)),
        "coincidences": frame("coincidences", "result", _coincidences(known["code"], silent)),
        "vulnerabilities": frame("vulnerabilities", "result", _vulnerabilities(known["code"], silent, chance)),
        "repairs": frame("repairs", "result", _repairs(known["code"], silent)),
        "results": frame("results", "result", _results(found)),
        "person_days": frame("person_days", "result", _person_days(officials)),
        "activities": frame("activities", "result", _activities(officials)),
        "files": frame("files", "result", _files(known["code"], silent, submissions)),
    }


def _changes(codes: "pd.Series[str]") -> list[Row]:
    village = codes.iloc[-1]
    about: Row = {"village_code": village, "form": "attendance", "subject": "Siti Aminah (************1234)"}
    file: Row = {"file": path_of(village), "file_before": f"{path_of(village)} [versi 1]", "sheet": "Daftar Hadir"}
    return [about | file | {"date": date(2024, 10, 3), "field": "3", "before": "TK", "after": INJECTED, "cell": "I7"}]


@cache
def path_of(village: str) -> str:
    name = villages_in(village)["name"].iloc[0]
    return f"{village} {name}/laporan oktober {name}.xlsx"


def _officials(village: str, people: int, chance: random.Random) -> list[Row]:
    rows = []
    for number in range(people):
        days = {entry.code: 0 for entry in code_list("attendance")}
        days |= {"H": 18 + chance.randrange(4), "S": chance.randrange(2), "TK": chance.randrange(2)}
        blank = 23 - sum(days.values())
        rows.append(
            {
                "village_code": village,
                "official": mask(f"19{70 + number % 20}0101201001100{1 + number % 9}"),
                "name": INJECTED if village.endswith("2002") and number == 0 else NAMES[number % len(NAMES)],
                "position": "Kepala Desa" if number == 0 else "Kaur Tata Usaha dan Umum",
                "category": "KADES" if number == 0 else "PERANGKAT",
                "hk": 23,
                **days,
                "blank": blank,
            }
        )
    return rows


def _findings(known: pd.DataFrame, silent: set[str], amount: int, chance: random.Random) -> list[Row]:
    rows = [_finding(village, "S01", number) for village in sorted(silent) for number in range(len(EXPECTED_FORMS))]
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
        "form": EXPECTED_FORMS[number % 4],
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


def _shares(silent: bool, chance: random.Random) -> dict[str, tuple[float, float]]:
    hk = 0 if silent else 276
    blank, unexcused, sick = chance.randrange(20), chance.randrange(40), chance.randrange(20)
    if silent:
        blank = unexcused = sick = 0
    return {
        "ktw": (0 if silent else 28 - chance.randrange(20), 28),
        "klk": (hk - blank, hk),
        "thd": (hk - blank - unexcused - sick, hk),
        "thd_upper": (hk - unexcused - sick, hk),
        "thj": (hk - blank - unexcused, hk),
        "tk_rate": (unexcused, hk),
        "cpi": (chance.randrange(13), 0 if silent else 12),
        "krk": (0, 0) if silent else (chance.randrange(24) / 2, 12),
        "lbs": (0, 0) if silent else (chance.randrange(2), 2),
        "nih": (0 if silent else chance.randrange(1, 3), 2),
        "skr": (0, 0) if silent else (chance.randrange(18), 18),
    }


def _value(name: str, numerator: float, denominator: float) -> float | None:
    if denominator:
        return (100 if name == "skr" else 1) * numerator / denominator
    return 0.0 if name == "lbs" else None


def _score(shares: Mapping[str, tuple[float, float]]) -> float | None:
    if not shares["klk"][1]:
        return None
    parts = {row["indicator"]: int(row["weight"]) for row in records("indicators") if row["weight"]}
    values = {name: _value(name, *shares[name]) for name in parts}
    values["lbs"] = 1 - (values["lbs"] or 0)
    applied = {name: weight for name, weight in parts.items() if values[name] is not None}
    return 100 * sum(weight * (values[name] or 0) for name, weight in applied.items()) / sum(applied.values())


def _indicators(code: str, known: pd.DataFrame, shares: Mapping[str, Mapping[str, tuple[float, float]]]) -> list[Row]:
    rows: list[Row] = []
    for place in sorted({code, *known["district_code"], *known["code"]}):
        inside = [shares[village] for village in known["code"] if village.startswith(place)]
        sums = {name: (sum(s[name][0] for s in inside), sum(s[name][1] for s in inside)) for name in inside[0]}
        for name, (numerator, denominator) in sums.items():
            value = _value(name, numerator, denominator)
            row: Row = {"area_code": place, "indicator": name}
            known_row: Row = {"numerator": numerator, "denominator": denominator, "value": value}
            rows.append(row | (known_row if value is not None else {"reason": "tidak ada data"}))
        rows.append({"area_code": place, "indicator": "skn", "value": _score(sums)})
    return rows


def _villages(
    known: pd.DataFrame,
    silent: set[str],
    shares: Mapping[str, Mapping[str, tuple[float, float]]],
    found: list[Row],
) -> list[Row]:
    bands = [(float(row["minimum"]), row["grade"]) for row in records("grades") if row["minimum"]]
    rows = []
    for position, line in enumerate(known.itertuples(index=False)):
        own = shares[str(line.code)]
        skn = _score(own)
        mine = [str(row["severity"]) for row in found if row["village_code"] == line.code]
        values = {name: _value(name, *share) for name, share in own.items()}
        skr = 50.0 if values["skr"] is None else values["skr"]
        rows.append(
            {
                "village_code": line.code,
                "village_name": line.name,
                "district_code": line.district_code,
                "status": "BELUM MASUK" if line.code in silent else ("LENGKAP", "TERLAMBAT")[position % 3 == 0],
                **{name: None if value is None else round(value, 4) for name, value in values.items()},
                "skr": None if values["skr"] is None else round(values["skr"], 2),
                "skn": None if skn is None else round(skn, 2),
                "grade": "TIDAK DAPAT DINILAI"
                if skn is None
                else next(grade for minimum, grade in bands if skn >= minimum),
                "priority": round(0.6 * (100 - (skn or 0)) / 100 + 0.4 * skr / 100, 4),
                "hk": int(own["klk"][1]),
                "blank_days": int(own["klk"][1] - own["klk"][0]),
                **{f"findings_{level}": mine.count(level) for level in ("block", "explain", "advise")},
            }
        )
    return rows


def _submissions(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    rows: list[Row] = []
    for number, village in enumerate(codes):
        for form in EXPECTED_FORMS:
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
                }
            )
    return rows


def _cases(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    entries = list(violations().values())
    rows: list[Row] = []
    for number, village in enumerate(village for village in codes[::4] if village not in silent):
        entry, seen = entries[number % len(entries)], pd.Timestamp("2024-10-03") + timedelta(days=number % 20)
        rows.append(
            {
                "case_id": digest(f"kasus{village}")[:16],
                "village_code": village,
                "incident_date": seen,
                "known_date": seen,
                "reported_date": seen + timedelta(days=2),
                "subject": f"{NAMES[0]} (••••••••2010012•••)",
                "position": "Kepala Seksi",
                "category": "PNS",
                "violation_code": entry.code,
                "violation": entry.description,
                "place": "Balai desa",
                "channel": "BKN",
                "forwarded_to": "BKN" if number % 2 else None,
                "forwarded_date": seen + timedelta(days=9) if number % 2 else None,
                "stage": "DITERUSKAN_BKN" if number % 2 else "SELESAI",
                "open": bool(number % 2),
                "age_days": 20 + number % 9,
                "limit_days": 30 if number % 2 else None,
                "file": path_of(village),
                "sheet": "Laporan",
                "cell": "A9",
            }
        )
    return rows


def _coincidences(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    rows: list[Row] = []
    for number, village in enumerate(codes):
        row: Row = {"village_code": village, "event_days": 3, "early_days": 0, "remark": "Tidak ada indikasi."}
        if village in silent:
            rows.append(row | {"event_days": 0, "remark": "Tidak berlaku: tidak ada kehadiran."})
            continue
        counts = {"event_unexcused": number % 4, "event_person_days": 30}
        counts |= {"other_unexcused": 1, "other_person_days": 200}
        rows.append(row | counts | {"ratio": 2.5 + number, "probability": 0.5 / (number + 1)})
        if number % 4 == 3:
            person = {"official": "••••••••2010012•••", "name": NAMES[0], "remark": "Indikasi awal."}
            rows.append(row | person | counts | {"event_unexcused": 2, "ratio": 9.5, "probability": 0.1})
    return rows


def _vulnerabilities(codes: "pd.Series[str]", silent: set[str], chance: random.Random) -> list[Row]:
    return [
        {
            "village_code": village,
            "variable": entry.code,
            "location": "TPS 2",
            "level": chance.randrange(3),
            "description": "Jalan rusak saat hujan, kendaraan logistik sulit masuk",
            "source": chance.choice(["TNI", "POLRI"]),
            "date": pd.Timestamp("2024-10-10"),
            "prevention": "Koordinasi dengan Babinsa dan Bhabinkamtibmas",
            "responsible": "Kepala Desa",
            "target_date": pd.Timestamp("2024-11-20"),
            "status": "BERJALAN",
            "file": path_of(village),
            "sheet": "Peta",
            "cell": "B7",
        }
        for village in codes
        if village not in silent
        for entry in code_list("variable")
        if chance.random() < 0.6
    ]


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


def _person_days(officials: list[Row]) -> list[Row]:
    worked = sorted(attendance_codes("at_work"))[1]
    return [
        {
            "village_code": row["village_code"],
            "official": row["official"],
            "name": row["name"],
            "date": pd.Timestamp(day),
            "code": worked,
            "shown": worked,
            "workday": True,
            "file": path_of(str(row["village_code"])),
            "sheet": "Daftar Hadir",
            "cell": "F8",
        }
        for row in officials[:200]
        for day in working_days(PERIOD, "5")
    ]


def _activities(officials: list[Row]) -> list[Row]:
    return [
        {
            "village_code": row["village_code"],
            "date": pd.Timestamp("2024-10-15"),
            "activity": ("RAKOR", "IKRAR")[number % 2],
            "official": row["official"],
            "name": row["name"],
            "position": row["position"],
            "attended": ("YA", "TIDAK", "DIWAKILI")[number % 3],
            "pledge_signed": ("YA", "TIDAK")[number % 5 == 0],
            "file": path_of(str(row["village_code"])),
            "sheet": "Rakor",
            "cell": "G9",
        }
        for number, row in enumerate(officials)
    ]
