"""By when a body has to do what with each open case: ``handling_clocks.csv`` reckoned from the dates that are known."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from data.packages import Clock, clocks, due
from data.sentences import text
from tasks.tables.statuses import STATUSES

_AS_OF = "as_of"


def clock_rows(cases: pd.DataFrame, package: str, as_of: date, language: str) -> pd.DataFrame:
    """Return one row an open case and step of handling by a package's body.

    In: *cases* (result). Out: case_id, subject, step and allowed (in words), due (missing where no limit is named or
    the day from which it runs is not known), source, verified. A step after another one is reckoned from the limit of
    that one.
    """
    columns = ["case_id", "subject", "step", "allowed", "due", "source", "verified"]
    told = [
        row
        for case in cases[cases["open"]].astype("object").to_dict("records")
        for row in _of_case({str(name): value for name, value in case.items()}, package, as_of, language)
    ]
    return pd.DataFrame(told, columns=columns).astype({"due": "datetime64[s]"})


def _of_case(case: dict[str, object], package: str, as_of: date, language: str) -> Iterator[dict[str, object]]:
    statuses = {case[name] for name in STATUSES}
    days: dict[str, date | None] = {_AS_OF: as_of, "": None}
    for name in ("forwarded_date", "reported_date"):
        moment = case[name]
        days[name] = moment.date() if isinstance(moment, pd.Timestamp) else None  # what is missing is no Timestamp
    for clock in clocks(package):
        if (clock.category and clock.category not in statuses) or not _is_law(clock, case):
            continue
        days[clock.step] = due(clock, days[clock.after])
        yield {
            "case_id": case["case_id"],
            "subject": case["subject"],
            "step": clock.label(language),
            "allowed": text(f"clock_{clock.unit or 'unlimited'}", language, days=clock.days),
            "due": days[clock.step],
            "source": clock.basis,
            "verified": clock.verified,
        }


def _is_law(clock: Clock, case: dict[str, object]) -> bool:
    """Tell whether a step is law for a case: on the day of its report, else of its incident; unknown days count."""
    days = (case[name] for name in ("reported_date", "incident_date"))
    day = next((each.date() for each in days if isinstance(each, pd.Timestamp)), None)
    begun, ended = clock.valid_from, clock.valid_until
    return day is None or ((begun is None or begun <= day) and (ended is None or day <= ended))
