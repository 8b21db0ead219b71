"""Who a village's officials are, and which row of which sheet speaks of whom.

With a register its entries are the roster; without one the village's own attendance sheet is. A person is matched by
identifier, by the 15 digits that a spreadsheet left of it together with the name, or else by a name that is unique in
the village, or by a name with its post; the rest of a damaged identifier is never invented.
"""

from dataclasses import dataclass

import pandas as pd

from data.names import key, name_keys
from data.register import villages_in
from data.scope import Scope
from data.tables import project
from tasks.counting.same_persons import has_sound_number
from tasks.counting.selection import TABLE, Selection
from tasks.reading.returns import Returns

_PERSON = ["village_code", "name", "identifier", "position", "category", "second_category"]
_WRITTEN = ("file", "sheet", "table_number", "row", "name_cell", "identifier_cell")


@dataclass(frozen=True)
class Roster:
    """``officials`` is *officials* (judge); ``mentions`` is *mentions* (judge) of the counted sheets with ``official``
    (missing for somebody who is no official), ``person`` (a key within the village and this audit, never missing) and
    ``person_name`` (what names the person in every audit, ``_person_names``)."""

    officials: pd.DataFrame
    mentions: pd.DataFrame


def roster(returns: Returns, selection: Selection, scope: Scope) -> Roster:
    """Match the persons named in the counted sheets with the register."""
    mentions = _mentions(returns, selection)
    registered = _registered(returns, scope)
    people = pd.concat([registered, _sheet_only(mentions, registered, returns)], ignore_index=True)
    people["official"] = people.index
    people["person_name"] = _person_names(people)
    mentions["official"] = _matched(mentions, people)
    stranger = "?" + mentions["form"] + "|" + mentions["name_key"].fillna("") + "|" + mentions["identifier"].fillna("")
    nobody = (mentions["name_key"].fillna("") == "") & mentions["identifier"].isna()
    stranger = stranger.mask(nobody, "?" + mentions.index.astype("str"))  # rows without a key are never one person
    mentions["person"] = mentions["official"].astype("str").fillna(stranger)
    known = mentions["official"].map(people["person_name"]).astype("str")  # where nobody is known these are floats
    mentions["person_name"] = known.fillna(mentions["name_key"]).fillna("")
    mentions["identity"] = mentions["form"] + "|" + mentions["person_name"]
    officials = _officials(people, mentions, selection)
    return Roster(officials, mentions)


def _mentions(returns: Returns, selection: Selection) -> pd.DataFrame:
    rows = selection.counted(returns.mentions)
    rows["name_key"] = name_keys(rows["name"])
    rows["subject"] = rows["name"]
    rows["subject_identifier"] = rows["identifier"]
    return rows.reset_index(drop=True)


def _registered(returns: Returns, scope: Scope) -> pd.DataFrame:
    """Return the register's entries of the area whose term touches the period."""
    rows = returns.register
    begun = rows["term_from"].isna() | (rows["term_from"] <= pd.Timestamp(scope.period.last))
    lasting = rows["term_until"].isna() | (rows["term_until"] >= pd.Timestamp(scope.period.first))
    known = rows["village_code"].isin(villages_in(scope.area.code)["code"])
    kept = rows.loc[begun & lasting & known & rows["name"].notna(), [*_PERSON, "term_from", "term_until"]]
    kept = kept.assign(registered_name=kept["name"], registered=True, name_key=name_keys(kept["name"]))
    post = kept["position"].where(kept["identifier"].isna())  # tells apart whom no number does
    return kept[~kept.assign(post=post).duplicated(["village_code", "identifier", "name_key", "post"])]


def _sheet_only(mentions: pd.DataFrame, registered: pd.DataFrame, returns: Returns) -> pd.DataFrame:
    """Return the roster of the villages that the register does not know: the persons of their attendance sheets.

    Rows of one name in one grid that neither a number nor a post tells apart are nobody's: which of them another row
    means cannot be known, and whether they are two.
    """
    own = mentions[(mentions["form"] == "attendance") & ~mentions["village_code"].isin(registered["village_code"])]
    own = own[own["name"].notna() | own["identifier"].notna()]
    own = own.assign(registered=False, identifier=own["identifier"].where(~own["identifier_damaged"]))
    table = [own[name] for name in ("village_code", *TABLE, "name_key")]
    posts = _with_post(own)
    several = posts.groupby(table).transform("nunique") > 1
    named = own["name_key"].mask(several & posts.notna(), posts)
    has_number = has_sound_number(own["identifier"])
    keys = own["identifier"].where(has_number, named)
    grids = returns.sheets.loc[returns.sheets["arrangement"] == "grid", TABLE]
    in_grid = pd.MultiIndex.from_frame(own[TABLE]).isin(pd.MultiIndex.from_frame(grids))
    cells = own["name_cell"].where(~has_number).groupby([*table, named]).transform("nunique")
    alike = in_grid & (cells > 1)
    kept = ~(alike & ~has_number) & ~_is_told_elsewhere(own, has_number)
    return own.loc[
        kept & ~pd.DataFrame({"v": own["village_code"], "k": keys})[kept].duplicated(),
        [*_PERSON, "name_key", "registered"],
    ]


def _is_told_elsewhere(own: pd.DataFrame, has_number: "pd.Series[bool]") -> "pd.Series[bool]":
    """Tell which rows without a number are about a person who stands with one in another table: half a month on.

    The name, or else name and post, must be one person's; a post of another name is another person's.
    """
    names = own["village_code"] + "|" + own["name_key"]
    posts = own["village_code"] + "|" + _with_post(own)
    numbers = own["identifier"].where(has_number)
    beside = has_number.groupby([names, *(own[name] for name in TABLE)]).transform("any")
    elsewhere = ~beside.fillna(True).astype("bool")  # who has no name is nobody who stands elsewhere
    by_post = posts.isin(posts[has_number].dropna())
    only_one = numbers.groupby(names).transform("nunique") == 1
    no_post = own["position"].isna() | posts.where(has_number).groupby(names).transform("nunique").eq(0)
    return ~has_number & elsewhere & (by_post | (only_one & no_post))


def _person_names(people: pd.DataFrame) -> "pd.Series[str]":
    """Return what names each person of the roster in every audit, without any digit of an identifier.

    It is the key of the name; where persons of a village share it, with their post, and where they share that too,
    with their number in the order of the register.
    """
    names = people["name_key"].fillna("").astype("str")
    village = people["village_code"]
    posts = people["position"].map(key, na_action="ignore").astype("str").fillna("")
    shared = names.groupby([village, names]).transform("size") > 1
    named = names.mask(shared, names + "/" + posts)
    number = named.groupby([village, named]).cumcount() + 1
    return named.mask(number > 1, named + "/" + number.astype("str"))


def _matched(mentions: pd.DataFrame, people: pd.DataFrame) -> "pd.Series[int]":
    """Return the official of every mention; missing where nobody or more than one person fits."""
    whole = mentions["identifier"].where(~mentions["identifier_damaged"])
    found = _look_up(mentions, whole, people, people["identifier"])
    damaged = (mentions["identifier"] + "|" + mentions["name_key"]).where(mentions["identifier_damaged"])
    found = found.fillna(_look_up(mentions, damaged, people, people["identifier"].str[:15] + "|" + people["name_key"]))
    found = found.fillna(_look_up(mentions, mentions["name_key"], people, people["name_key"]))
    return found.fillna(_look_up(mentions, _with_post(mentions), people, _with_post(people))).astype("Int64")


def _with_post(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return name and post as one key; missing where either is blank."""
    return rows["name_key"] + "/" + rows["position"].map(key, na_action="ignore").astype("str")


def _look_up(
    mentions: pd.DataFrame, wanted: "pd.Series[str]", people: pd.DataFrame, keys: "pd.Series[str]"
) -> "pd.Series[int]":
    index = (people["village_code"] + "|" + keys).dropna()
    unique = index[~index.duplicated(keep=False) & (keys[index.index] != "")]
    officials = pd.Series(unique.index, index=unique.array, dtype="Int64")
    return (mentions["village_code"] + "|" + wanted).map(officials).astype("Int64")


def _officials(people: pd.DataFrame, mentions: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return *officials* (judge): the roster, and after it the persons whom the register does not know (D06)."""
    attendance = mentions[mentions["form"] == "attendance"]
    first = attendance.dropna(subset="official").drop_duplicates("official").set_index("official")
    rows = people.copy()
    for column in _WRITTEN:
        rows[column] = rows["official"].map(first[column])
    rows["in_sheet"] = rows["official"].isin(first.index)
    written = rows["official"].map(first["name"]).astype("str")  # nobody written gives floats
    rows["name"] = written.fillna(rows["name"])
    rows["second_category"] = rows["second_category"].fillna(_second_status(rows, first))
    sound = first["identifier"].where(has_sound_number(first["identifier"]) & ~first["identifier_damaged"])
    rows["identifier"] = rows["official"].map(sound).astype("str").fillna(rows["identifier"])
    strangers = attendance[attendance["official"].isna()].drop_duplicates(["village_code", "person"])
    strangers = strangers[strangers["name"].notna()].assign(in_sheet=True, registered=False)
    rows = pd.concat([rows, strangers.drop(columns=["identifier_shown", "identifier_damaged", "form", "person"])])
    sheets = selection.current[selection.current["form"] == "attendance"].drop_duplicates("village_code")
    sheets = sheets.set_index("village_code")
    for column in ("file", "sheet"):
        rows[column] = rows[column].astype("str").fillna(rows["village_code"].map(sheets[column]).astype("str"))
    known = set(people.loc[people["registered"], "village_code"])
    rows = rows.assign(
        form="attendance",
        sheet_received=rows["village_code"].isin(sheets.index),
        register_known=rows["village_code"].isin(known),
        subject=rows["name"],
        subject_identifier=rows["identifier"],
        identity=rows["person_name"],
        other_villages=_other_villages(rows),
    )
    return project(rows, "officials", "judge")


def _other_villages(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return for each row the codes of the other villages in which its sound identifier stands."""
    sound = rows["identifier"].where(has_sound_number(rows["identifier"]))
    homes: dict[str, set[str]] = {}
    for number, village in zip(sound, rows["village_code"], strict=True):
        if isinstance(number, str):
            homes.setdefault(number, set()).add(village)
    others = (sorted(homes.get(n, set()) - {village}) for n, village in zip(sound, rows["village_code"], strict=True))
    return pd.Series(["; ".join(codes) or None for codes in others], index=rows.index, dtype="str")


def _second_status(rows: pd.DataFrame, first: pd.DataFrame) -> "pd.Series[str]":
    """Return the status that the sheet states beside the known one; missing where it names one only, or two others."""
    main, second = (rows["official"].map(first[name]).astype("str") for name in ("category", "second_category"))
    return second.where(main == rows["category"], main.where(second == rows["category"]))
