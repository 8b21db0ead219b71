"""BKN's package with numbers in full: for the villages that an inspector names, on record, never in an audit's folder.

SBT asks for the NIP or NIK of the person reported. An audit keeps none, so it is read again from the archived bytes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.errors import UsageError
from data.identifiers import NIK, NIP
from data.packages import packages
from data.register import Area, villages_in
from data.sentences import VILLAGES, both, text
from data.tables import frame
from tasks.counting.selection import ROW
from tasks.findings.decisions import DISCLOSURE
from tasks.findings.masked_text import masked_table
from tasks.inbox.archive import archived
from tasks.ledger.decisions import Decision, as_table, decided, record_decisions
from tasks.manifest.manifest import recorded_language
from tasks.publishing.packages.full_numbers import write_full_numbers
from tasks.publishing.packages.packages import PACKAGES, package_name
from tasks.reading.isolated import read_isolated
from tasks.reading.reading import Source
from tasks.reading.returns import returns_of

FOLDER = "paket"
_BODY = "BKN"


@dataclass(frozen=True)
class Request:
    """Whose numbers are asked for (villages), by whom, why, and from where it was asked (``command``, ``ui``)."""

    villages: Collection[str]
    asked_by: str
    reason: str
    origin: str


def chosen_villages(area: Area, village: str | None, *, everybody: bool) -> list[str]:
    """Return the codes of one village or, for ``everybody``, of all in the area; ``UsageError`` unless just one is."""
    if bool(village) == everybody:
        raise UsageError(both("disclosure_choose"))
    return [village] if village else list(villages_in(area.code)["code"])


def disclose(ledger: Engine, home: Path, period: Period, area: Area, request: Request, now: datetime) -> Path:
    """Write ``<home>/paket/<period>/<area>/`` + BKN's package with those villages' numbers in full; put it on record.

    Out: its path. Raises ``UsageError`` without a reason, and when the audit or its package is not there, or no case of
    these villages is.
    """
    if not request.reason.strip():
        raise UsageError(both("disclosure_no_reason"))
    audit = home / "audits" / str(period) / area.code
    (package,) = (each for each in packages() if each.package == _BODY)
    published = audit / PACKAGES / package_name(package, area.code, period)
    if not published.is_file():
        raise UsageError(both("disclosure_no_package", period=period, area=area.code))
    cases = pd.read_csv(audit / "data" / "cases.csv", dtype="str")
    cases = cases[cases["village_code"].isin(request.villages)]
    numbers = _numbers(cases, pd.read_csv(audit / "data" / "submissions.csv", dtype="str"), home, period)
    shown = cases[cases["case_id"].isin(numbers.keys())]
    if shown.empty:
        raise UsageError(both("disclosure_nobody", period=period, area=area.code))
    folder = home / FOLDER / str(period) / area.code
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / published.name
    _record(ledger, shown, period, request, now)  # first: nothing is handed out that is not on record
    write_full_numbers(published, target, numbers, set(shown["village_code"]), now.date(), recorded_language(audit))
    return target


def _numbers(cases: pd.DataFrame, submissions: pd.DataFrame, home: Path, period: Period) -> dict[str, str]:
    """Return the whole NIP or NIK that each case's report states, by case_id, as it is read from the archived bytes."""
    counted = submissions[submissions["state"] == "current"].drop_duplicates("file").set_index("file")["sha256"]
    digests = counted.reindex(sorted(set(cases["file"]) & set(counted.index)))
    items = [
        (Source(str(file), "village", period.year, digest), archived(home, digest)) for file, digest in digests.items()
    ]
    returns = returns_of(read_isolated(items, jobs=1))
    people = returns.mentions.loc[~returns.mentions["identifier_damaged"], [*ROW, "identifier"]]
    written = returns.reports.merge(people, on=ROW).rename(columns={"violation_code_cell": "cell"})
    written = written[written["identifier"].fillna("").str.match(f"{NIP.pattern}|{NIK.pattern}")]
    shown = masked_table(written[["file", "sheet", "cell"]]).assign(identifier=written["identifier"])
    found = cases[["case_id", "file", "sheet", "cell"]].merge(shown, on=["file", "sheet", "cell"])
    return dict(zip(found["case_id"], found["identifier"], strict=True))


def _record(ledger: Engine, cases: pd.DataFrame, period: Period, request: Request, now: datetime) -> None:
    """Record who asked when for the numbers of which cases: one decision a village, which nobody has to approve."""
    known = frame("known_findings", "memory", [])
    rows = [
        decided(
            Decision(
                DISCLOSURE,
                text("disclosure_reason", VILLAGES, reason=request.reason, cases=", ".join(sorted(of_village))),
                request.asked_by,
                request.asked_by,
                now.date(),
                request.origin,
                village_code=str(village),
                period=str(period),
            ),
            known,
        )
        for village, of_village in cases.groupby("village_code")["case_id"]
    ]
    with ledger.begin() as connection:
        record_decisions(connection, as_table(rows), now)
