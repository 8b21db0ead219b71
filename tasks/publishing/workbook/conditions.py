"""What a group of findings says as a whole, to be copied into a report: what, who, when and how many of how many."""

import pandas as pd

from data.catalogue import MISSING_FORM, rules
from data.figures import date_text
from data.forms import expected_forms
from data.sentences import text
from tasks.scoring.results import Results

_TOLD_IN_FULL = 3
_FORMS, _VULNERABILITIES = "submissions", "vulnerabilities"


def condition(group: pd.DataFrame, results: Results, language: str) -> str:
    """Return the condition of one group: its rows of *findings* (result), in their order.

    The first sentences stand in full (of missing forms all), everybody else is named with the days. How many of how
    many is told where the whole is known: the officials of the village, the forms that it owes, the entries of its map.
    """
    statements = list(dict.fromkeys(group["statement"]))
    in_full = statements[: len(expected_forms()) if group["rule"].iloc[0] == MISSING_FORM else _TOLD_IN_FULL]
    full = group["statement"].isin(in_full)
    told = " ".join([*in_full, *_others(group[~full], language)])
    if len(group) == 1:
        return told
    known = _share(group, results)
    if known is None:
        return text("group_condition", language, count=len(group), statements=told)
    part, whole, units = known
    return text(
        "group_condition_of", language, count=len(group), part=part, whole=whole,
        units=text(f"group_units_{units}", language), statements=told,
    )  # fmt: skip


def _others(rows: pd.DataFrame, language: str) -> list[str]:
    """Return a sentence that names the persons of the rows with the days of each; nothing where no row names one."""
    named = rows.assign(person=_names(rows["subject"])).dropna(subset="person")
    if named.empty:
        return []
    told = []
    for person, own in named.groupby("person", sort=False):
        days = [date_text(day, language) for day in own["date"].dropna().drop_duplicates().sort_values()]
        told.append(text("group_condition_person", language, person=person, days=", ".join(days)) if days else person)
    return [text("group_condition_others", language, others="; ".join(map(str, told)).removesuffix("."))]  # "S.Kom."


def _share(group: pd.DataFrame, results: Results) -> tuple[int, int, str] | None:
    """Return how many of how many, and of what; None where the whole is not known."""
    head = group.iloc[0]
    table = rules()[head["rule"]].table
    if table == _FORMS:
        return int(group["form"].nunique()), len(expected_forms()), "forms"
    if table == _VULNERABILITIES:
        return len(group), int((results.vulnerabilities["village_code"] == head["village_code"]).sum()), "entries"
    people = results.officials.loc[results.officials["village_code"] == head["village_code"], "name"]
    named = _names(group["subject"])
    if group["subject"].isna().any() or not set(named) <= set(people):
        return None
    return int(group["subject"].nunique()), len(people), "officials"


def _names(subjects: "pd.Series[str]") -> "pd.Series[str]":
    """Return the names of persons without the masked identifiers that stand behind them in brackets."""
    return subjects.str.replace(r"\s*\([^()]*\)\Z", "", regex=True)
