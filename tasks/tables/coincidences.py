"""Absence on days of political events compared with other days: an early indication, never more (N05).

E = working days with a campaign or declaration for the village, its district or its regency. p1 = TK person-days on E
/ person-days on E, p0 likewise on the other working days, ε = 0.5 / person-days of that side;
IKA = (p1 + ε) / (p0 + ε); p of Fisher's exact test, one-sided (scoring rules, N05).
"""

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from data.identifiers import masked
from data.reference import limit, records
from data.register import villages_in
from data.scope import Scope
from data.tables import project
from expectations.coincidences import absent_on_event_days
from tasks.counting.roster import Roster
from tasks.tables.political_events import political_events

_COUNTS = ["event_unexcused", "event_person_days", "other_unexcused", "other_person_days"]


def coincidences_to_judge(days: pd.DataFrame, agenda: pd.DataFrame, found: Roster, scope: Scope) -> pd.DataFrame:
    """Return table *coincidences* (judge): one row for every village of the area, and one for each of its officials.

    In: ``days`` as ``attendance.person_days`` returns them; *agenda* (read). A day without a known code is neither
    presence nor absence and is not counted on either side.
    """
    codes = villages_in(scope.area.code)["code"]
    events = political_events(agenda, codes)
    counted = _with_events(days[days["counted"] & days["code"].notna()], events)
    dates = _event_days(days, events)
    villages = pd.DataFrame({"village_code": codes, "level": "village", "identity": "village", "form": "attendance"})
    villages = villages.join(_counts(counted, "village_code"), on="village_code")
    officials = found.officials.dropna(subset="official")
    sheets = officials.dropna(subset="file").drop_duplicates("village_code").set_index("village_code")
    villages = villages.join(sheets[["file", "sheet"]], on="village_code")
    people = officials.assign(level="person", person=officials["identity"])
    people = people.join(_counts(counted, "official"), on="official")
    rows = pd.concat([villages, people], ignore_index=True)
    rows[_COUNTS] = rows[_COUNTS].fillna(0).astype("Int64")
    rows = rows.join(dates, on="village_code")
    rows[["event_days", "early_days"]] = rows[["event_days", "early_days"]].fillna(0).astype("Int64")
    return project(rows.assign(**compared(rows)), "coincidences", "judge")


def compared(counts: pd.DataFrame) -> dict[str, pd.Series]:
    """Return ``ratio`` (IKA) and ``probability`` (Fisher, one-sided) with what is shown of them.

    In: event_unexcused, event_person_days, other_unexcused, other_person_days. Missing when one side is empty. Given
    the totals, the TK on event days are hypergeometric; scipy's distribution takes whole columns, its
    ``fisher_exact`` one table at a time.
    """
    tk1, n1, tk0, n0 = (counts[name].astype("int64").to_numpy() for name in _COUNTS)
    usable = (n1 > 0) & (n0 > 0)
    half = limit("coincidence_half")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = ((tk1 + half) / n1) / ((tk0 + half) / n0)
    probability = hypergeom.sf(tk1 - 1, n1 + n0, tk1 + tk0, n1)
    figures = {
        name: pd.Series(np.where(usable, values, np.nan), index=counts.index)
        for name, values in (("ratio", ratio), ("probability", probability))
    }
    return figures | {
        "ratio_shown": _written(figures["ratio"], 2),
        "probability_shown": _written(figures["probability"], 4),
    }


def coincidences(judged: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return table *coincidences* (result): every village with its figures and what they say, and who is indicated.

    In: *coincidences* (judge). What is indicated is what the rule N05 says, here only put into words.
    """
    verdict = absent_on_event_days(judged)
    rows = judged.assign(
        official=masked(judged["subject_identifier"]),
        name=judged["subject"],
        remark=_remarks(judged, verdict, language),
    )
    shown = (judged["level"] == "village") | (~verdict).fillna(False)
    table = project(rows[shown], "coincidences", "result")
    return table.sort_values(["village_code", "name", "official"], na_position="first", ignore_index=True)


def _remarks(judged: pd.DataFrame, verdict: "pd.Series[bool]", language: str) -> "pd.Series[str]":
    codes = pd.Series("one_side", index=judged.index, dtype="str")
    codes = codes.mask(judged["event_days"] == 0, "no_events")
    codes = codes.mask((judged["event_days"] == 0) & (judged["early_days"] > 0), "only_early")
    nothing = (judged["event_person_days"] == 0) & (judged["other_person_days"] == 0)
    codes = codes.mask(nothing, "no_attendance")
    codes = codes.mask(verdict.fillna(False), "not_indicated").mask((~verdict).fillna(False), "indicated")
    texts = {row["remark"]: row[language] for row in records("coincidence_remarks")}
    told = [texts[code].format(early_days=early) for code, early in zip(codes, judged["early_days"], strict=True)]
    return pd.Series(told, index=judged.index, dtype="str")


def _written(values: "pd.Series[float]", decimals: int) -> "pd.Series[str]":
    """Return numbers as Indonesians write them, a smaller one than can be written as ``<0,0001``.

    A text, because the whole fraction would look like an identifier and be masked.
    """
    least = 10**-decimals
    texts = values.map(lambda value: f"{'<' if value < least else ''}{max(value, least):.{decimals}f}", "ignore")
    return texts.astype("str").str.replace(".", ",")


def _with_events(days: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    dates = events.loc[~events["early"], ["village_code", "date"]].drop_duplicates().assign(event=True)
    rows = days.merge(dates, on=["village_code", "date"], how="left")
    return rows.assign(event=rows["event"].notna(), unexcused=rows["code"] == "TK")


def _event_days(days: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Count by village the working days with an event, and those with an event before the determination."""
    workdays = days[["village_code", "date"]].drop_duplicates()
    told = events[["village_code", "date", "early"]].drop_duplicates().merge(workdays, on=["village_code", "date"])
    early = told.groupby("village_code")["early"]
    return pd.DataFrame({"event_days": early.size() - early.sum(), "early_days": early.sum()})


def _counts(days: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the four counts for each village or official (index)."""
    return pd.DataFrame(
        {
            f"{side}_{name}": numbers
            for side, chosen in (("event", days[days["event"]]), ("other", days[~days["event"]]))
            for name, numbers in (
                ("unexcused", chosen.groupby(by)["unexcused"].sum()),
                ("person_days", chosen.groupby(by).size()),
            )
        }
    )
