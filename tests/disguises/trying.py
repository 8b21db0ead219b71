"""Trying disguises: many villages send the same return in one audit, the first as it is, every other disguised.

What is read, counted and found of each is compared with the plain one's, all but the addresses of cells.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.names import name_key, plain
from data.register import area, villages_in
from data.scope import Scope
from tasks.reading.readings import PLACE
from tasks.reading.returns import Returns
from tasks.scoring.results import Results
from tests.builders import workbook
from tests.disguises.book import PERIOD, Disguise, clean_book, write
from tests.disguises.mixtures import mixtures, put_on
from tests.pipeline import Audited, Sent, audit_sent

SCOPE = Scope(area("35.03"), PERIOD, date(2024, 11, 6))
MOST_TOGETHER = 126
"""How many disguised returns one audit judges: about as many as there are villages."""
EVENTS = [
    ["Tanggal", "Jenis", "Kode Wilayah", "Wajib Hadir"],
    [date(2024, 10, 15), "RAKOR", "35.03", "SEMUA"],
    [date(2024, 10, 9), "KAMPANYE", "35.03", None],
]
FORMS = ("activities", "reports", "vulnerabilities")
NOT_OF_THE_CONTENT = {*PLACE, "attended_shown", "pledge_signed_shown", "violation_code_shown"}
OF_A_VILLAGE = {"village_code", "village_name", "district_code"}
CODES = ["H", "T", "PSW", "DL", "S", "I", "C", "CLTN", "TB", "L", "TK", "blank"]

_VILLAGE = "(village)"
"""Beside the people whose names are called the same: under this key the village's own name."""

Told = dict[str, Counter[Any]]


def audited(contents: dict[str, bytes]) -> Audited:
    """Audit one file of each village, by its code, and the agenda."""
    files = [Sent(f"{code}/kiriman.xlsx", "village", code, content) for code, content in contents.items()]
    return audit_sent([*files, Sent("_kabupaten/agenda.xlsx", "regency", None, workbook({"Agenda": EVENTS}))], SCOPE)


def rows_told(returns: Returns, names: dict[str, str]) -> Told:
    """Return what a village's rows say, without where they stand; ``names`` calls its people what all villages do."""
    who = returns.mentions.assign(key=returns.mentions["name"].map(name_key, na_action="ignore").map(names))
    told: Told = {}
    people = who[who["form"] == "attendance"]
    told["people"] = Counter(
        {(row.key, row.identifier is not None, plain(str(row.position)), row.category) for row in people.itertuples()}
    )
    days = returns.attendance[returns.attendance["shown"].notna()].merge(
        people[["table_number", "row", "key"]].rename(columns={"row": "person_row"}), on=["table_number", "person_row"]
    )
    told["days"] = Counter((row.key, row.day, row.code) for row in days.itertuples())
    for form in FORMS:
        rows = returns.entries(form).astype("object")
        kept = [name for name in rows.columns if name not in NOT_OF_THE_CONTENT and not name.endswith("_cell")]
        told[form] = Counter(tuple(_content(row[name], names) for name in kept) for row in rows.to_dict("records"))
    return told


def _content(value: Any, names: dict[str, str]) -> str:
    if pd.isna(value):
        return ""
    text = plain(str(value))
    return names.get(name_key(text), text.replace(names[_VILLAGE], "Desa")) if text.strip() else ""


def figures_told(results: Results, village: str) -> Told:
    """Return a village's figures, its officials' days, and how many findings each rule has."""
    own = results.villages[results.villages["village_code"] == village].drop(columns=list(OF_A_VILLAGE))
    officials = results.officials[results.officials["village_code"] == village]
    found = results.findings[results.findings["village_code"] == village]
    days = officials[["position", "category", "hk", *CODES]].astype("str").itertuples(index=False, name=None)
    return {
        "figures": Counter((name, str(value)) for name, value in own.iloc[0].items()),
        "officials": Counter((plain(position), *others) for position, *others in days),
        "findings": Counter(zip(found["rule"], found["form"].fillna(""), strict=True)),
    }


def differences(plain_one: Told, other: Told) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return by table what is missing from and what is more in the other."""
    return {
        name: (list((plain_one[name] - other[name]).items())[:5], list((other[name] - plain_one[name]).items())[:5])
        for name in plain_one
        if plain_one[name] != other[name]
    }


def wrong(disguised: Sequence[Sequence[Disguise]], *, nil: bool) -> list[tuple[Sequence[Disguise], dict[str, Any]]]:
    """Return every mixture under which a return is read, counted or judged otherwise, with what differs."""
    villages = villages_in("35.03").query("kind == 'desa'").head(len(disguised) + 1)
    contents, called = {}, {}
    for number, (code, name) in enumerate(villages[["code", "name"]].itertuples(index=False)):
        book = clean_book(code, name, number, nil=nil)
        called[code] = {name_key(str(each["name"])): f"person {place}" for place, each in enumerate(book.people)}
        called[code][_VILLAGE] = name
        if number:
            put_on(book, disguised[number - 1])
        contents[code] = write(book)
    found = audited(contents)
    told = []
    for code in contents:
        own = found.returns.of_files(pd.Series([f"{code}/kiriman.xlsx"]))
        told.append(rows_told(own, called[code]) | figures_told(found.results, code))
    differing = [(mixture, differences(told[0], other)) for mixture, other in zip(disguised, told[1:], strict=True)]
    return [(mixture, different) for mixture, different in differing if different]


def for_batches(count: int, judge_batch: Callable[[list[list[Disguise]], bool], None]) -> int:
    """Draw mixtures in batches until at least ``count`` were tried; return how many were.

    Hypothesis draws the simplest batch first, so there is one more; none is shrunk, for its wrong ones are told.
    """
    together = min(count, MOST_TOGETHER)
    tried = 0

    @settings(
        max_examples=-(-count // together) + 1,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(st.lists(mixtures, min_size=together, max_size=together), st.booleans())
    def each(batch: list[list[Disguise]], nil: bool) -> None:
        nonlocal tried
        judge_batch(batch, nil)
        tried += len(batch)

    each()
    return tried
