"""Absence on days of political events compared with other days: an early indication, never more (N05).

E = working days with a campaign or declaration for the village, its district or its regency. p1 = TK person-days on E
/ person-days on E, p0 likewise on the other working days, ε = 0.5 / person-days of that side;
IKA = (p1 + ε) / (p0 + ε); p of Fisher's exact test, one-sided, and its q over all villages judged (scoring rules, N05).
"""

import pandas as pd

from data.identifiers import masked
from data.reference import limit, records
from data.register import villages_in
from data.scope import Scope
from data.tables import project
from expectations.coincidences import absent_on_event_days
from tasks.counting.roster import Roster
from tasks.tables.chance import COUNTS, index_and_probability, with_discovery
from tasks.tables.political_events import political_events


def coincidences_to_judge(days: pd.DataFrame, agenda: pd.DataFrame, found: Roster, scope: Scope) -> pd.DataFrame:
    """Return table *coincidences* (judge): one row for every village of the area, and one for each of its officials.

    In: ``days`` as ``attendance.person_days`` returns them; *agenda* (read). A day without a known code is taken as
    present on event days and as TK on the others, so that not knowing never accuses; where nothing at all is known on
    one side, that side is empty.
    """
    codes = villages_in(scope.area.code)["code"]
    events = political_events(agenda, codes)
    counted = _with_events(days[days["counted"]], events)
    dates = _event_days(days, events)
    villages = pd.DataFrame({"village_code": codes, "level": "village", "identity": "village", "form": "attendance"})
    villages = villages.join(_counts(counted, "village_code"), on="village_code")
    officials = found.officials.dropna(subset="official")
    sheets = officials.dropna(subset="file").drop_duplicates("village_code").set_index("village_code")
    villages = villages.join(sheets[["file", "sheet"]], on="village_code")
    people = officials.assign(level="person", person=officials["identity"])
    people = people.join(_counts(counted, "official"), on="official")
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
    stronger = (codes == "indicated") & (judged["discovery"] < limit("coincidence_discovery"))
    codes = codes.mask(stronger, "stronger")
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
