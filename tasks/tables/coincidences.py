"""Absence on days of political events compared with other days: an early indication, never more (N05).

E = working days with a campaign or declaration for the village, its district or its regency. p1 = TK person-days on E
/ person-days on E, p0 likewise on the other working days, ε = 0.5 / person-days of that side;
IKA = (p1 + ε) / (p0 + ε); p of Fisher's exact test, one-sided, and its q over all villages judged (scoring rules, N05).
"""

import pandas as pd

from data.register import villages_in
from data.scope import Scope
from data.tables import project
from tasks.counting.counted import Counted
from tasks.tables.chance import COUNTS, index_and_probability, with_discovery
from tasks.tables.political_events import political_events


def coincidences(counted: Counted, scope: Scope) -> pd.DataFrame:
    """Return table *coincidences* (judge): one row for every village of the area, and one for each of its officials.

    A day without a known code is taken as present on event days and as TK on the others, so that not knowing never
    accuses; where nothing at all is known on one side, that side is empty.
    """
    codes, days = villages_in(scope.area.code)["code"], counted.days
    events = political_events(counted.agenda, codes)
    told = _with_events(days[days["counted"]], events)
    dates = _event_days(days, events)
    villages = pd.DataFrame({"village_code": codes, "level": "village", "identity": "village", "form": "attendance"})
    villages = villages.join(_counts(told, "village_code"), on="village_code")
    officials = counted.roster
    sheets = officials.dropna(subset="file").drop_duplicates("village_code").set_index("village_code")
    villages = villages.join(sheets[["file", "sheet"]], on="village_code")
    people = officials.assign(level="person", person=officials["identity"])
    people = people.join(_counts(told, "official"), on="official")
    rows = pd.concat([villages, people], ignore_index=True)
    rows[COUNTS] = rows[COUNTS].fillna(0).astype("Int64")
    rows = rows.join(dates, on="village_code")
    rows[["event_days", "early_days"]] = rows[["event_days", "early_days"]].fillna(0).astype("Int64")
    rows = rows.join(index_and_probability(rows))
    judged = (rows["level"] == "village") & (rows["event_days"] > 0) & rows["ratio"].notna()
    rows = with_discovery(rows, judged)
    rows["ratio_shown"], rows["probability_shown"] = _written(rows["ratio"], 2), _written(rows["probability"], 4)
    rows["discovery_shown"] = _written(rows["discovery"], 4)
    return project(rows, "coincidences", "judge")


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
    event = rows["event"].notna()
    return rows.assign(
        event=event,
        known=rows["code"].notna(),
        unexcused=(rows["code"].fillna("TK") == "TK") & (rows["code"].notna() | ~event),
    )


def _event_days(days: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Count by village the working days with an event, and those with an event before the determination."""
    workdays = days[["village_code", "date"]].drop_duplicates()
    told = events[["village_code", "date", "early"]].drop_duplicates().merge(workdays, on=["village_code", "date"])
    early = told.groupby("village_code")["early"]
    return pd.DataFrame({"event_days": early.size() - early.sum(), "early_days": early.sum()})


def _counts(days: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the four counts for each village or official (index); a side of which nothing is known is left out."""
    counts = {}
    for side, chosen in (("event", days[days["event"]]), ("other", days[~days["event"]])):
        told = chosen.groupby(by)
        known = told["known"].any()
        counts[f"{side}_unexcused"] = told["unexcused"].sum()[known]
        counts[f"{side}_person_days"] = told.size()[known]
    return pd.DataFrame(counts)
