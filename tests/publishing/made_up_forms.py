"""Made-up rows of the forms: officials, attendance, meetings, cases, coincidences, the map."""

import random
from datetime import timedelta

import pandas as pd

from data.calendar import working_days
from data.catalogue import violations
from data.forms import attendance_codes, code_list
from data.identifiers import mask
from tests.publishing.made_up import INJECTED, NAMES, PERIOD, Row, digest, path_of


def officials_rows(village: str, people: int, chance: random.Random) -> list[Row]:
    """Return the rows of *officials*."""
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


def cases_rows(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    """Return the rows of *cases*."""
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


def coincidences_rows(codes: "pd.Series[str]", silent: set[str]) -> list[Row]:
    """Return the rows of *coincidences*."""
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


def tps_rows(codes: "pd.Series[str]") -> list[Row]:
    """Return the rows of *tps*: three villages with one polling station of each class, and one without any."""
    classes = ["KURANG RAWAN", "RAWAN", "SANGAT RAWAN", None]
    return [
        {
            "village_code": village,
            "tps": number,
            "voters": 400 + number,
            "class": word,
            "class_source": f"POLRI: {word}; TNI: RAWAN" if word else None,
            "guard_pattern": "2-1-2" if word else None,
            "police": 2 if word else None,
            "linmas": 2 if word else None,
            "file": "_mitra/POLRI/klasifikasi.xlsx",
            "sheet": "TPS",
            "cell": f"E{number + 4}",
            "special": "TIDAK",
            "lists": "KPU; POLRI" if word else "KPU",
        }
        for village in codes.head(3)
        for number, word in enumerate(classes, start=1)
    ]


def vulnerabilities_rows(codes: "pd.Series[str]", silent: set[str], chance: random.Random) -> list[Row]:
    """Return the rows of *vulnerabilities*."""
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


def person_days_rows(officials: list[Row]) -> list[Row]:
    """Return the rows of *person_days*."""
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


def activities_rows(officials: list[Row]) -> list[Row]:
    """Return the rows of *activities*."""
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
