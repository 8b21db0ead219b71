"""The partners' rows on polling stations: whose village each is, and which version of a body's list counts.

Of each body, form and village the newest file counts; files that nobody can order (one look saw them all) count
together, so that a difference between them is asked and never decided by a name.
"""

from difflib import get_close_matches
from functools import cache

import pandas as pd

from data.forms import words_around
from data.names import key, plain
from data.partners import body_of
from data.reference import limit
from data.register import regency_of, villages
from data.scope import Scope
from data.sentences import text
from tasks.reading.returns import Returns

ROW_STATES = ("counted", "superseded", "elsewhere", "unclear")
"""What becomes of a partner's row; all but the first are not counted."""

_WHERE = ["village_code", "village_code_shown", "village_name", "district_name"]
_Meant = tuple[str | None, str | None, str | None]
"""The village that a row means, else the problem (a cause of M01) and the name that is nearest to an unknown one."""


def partner_rows(returns: Returns, scope: Scope) -> pd.DataFrame:
    """Return *tps* (read) with body, village, village_problem, near_name, village_shown, ``order`` and ``row_state``.

    ``order`` is greater the later the file came; ``row_state`` one of ``ROW_STATES``: a row without a village or a
    station is unclear, and one of another part of the regency is another audit's.
    """
    rows = returns.tps.merge(_order_of_files(returns.files), on="file")
    rows["body"] = bodies(rows["file"])
    stated = rows[_WHERE].astype("object").where(rows[_WHERE].notna(), None)
    regency = regency_of(scope.area.code)
    meant = {
        (code, shown, name, district): _meant(code, shown, name, district, regency)
        for code, shown, name, district in set(stated.itertuples(index=False, name=None))
    }
    told = [meant[where] for where in stated.itertuples(index=False, name=None)]
    for position, name in enumerate(("village", "village_problem", "near_name")):
        rows[name] = pd.Series([each[position] for each in told], index=rows.index, dtype="str")
    names = (stated["village_name"] + (" (" + stated["district_name"] + ")").fillna("")).astype("str")
    by_code = rows["village_problem"].isin(["unknown_code", "other_regency"])
    rows["village_shown"] = names.mask(by_code, rows["village_code_shown"])
    return rows.assign(row_state=_row_states(rows, scope))


def bodies(files: "pd.Series[str]") -> "pd.Series[str]":
    """Return the body of each file, missing where it is no partner's."""
    known = {file: body_of(file) for file in files.dropna().unique()}
    return files.map(known).astype("str")


def with_partner_states(files: pd.DataFrame, rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return files with ``state`` and ``reason``: a partner's whose rows newer ones replace all is superseded.

    In: ``rows`` as ``partner_rows`` returns them.
    """
    if rows.empty:
        return files
    is_old = rows.groupby("file")["row_state"].agg(lambda states: set(states) == {"superseded"})
    newest = rows.sort_values("order").groupby(["body", "form"])["file"].transform("last")
    by_file = newest.groupby(rows["file"]).first()
    old = files["file"].isin(is_old.index[is_old]) & (files["state"] == "current")
    told = files["file"].map({file: text("superseded_by", language, file=by) for file, by in by_file.items()})
    return files.assign(state=files["state"].mask(old, "superseded"), reason=files["reason"].mask(old, told))


def _order_of_files(files: pd.DataFrame) -> pd.DataFrame:
    """Return file and ``order`` of the partners' files; what one look saw has one order."""
    own = files[(files["place"] == "partner") & files["ignored"].isna()]
    seen = pd.DataFrame({"moment": own["received_at"].fillna(own["received_date"]), "look": own["look"].fillna(0)})
    return own[["file"]].assign(order=seen.groupby(["moment", "look"], dropna=False).ngroup())


def _row_states(rows: pd.DataFrame, scope: Scope) -> "pd.Series[str]":
    newest = rows.groupby(["body", "form", "village"])["order"].transform("max")
    is_old = rows["order"] < newest
    # a file of which nothing else counts any more is replaced with what nobody could tell of it, too
    alive = (~is_old & rows["village"].notna()).groupby(rows["file"]).transform("any")
    replaced = is_old.groupby(rows["file"]).transform("any") & ~alive
    elsewhere = rows["village"].notna() & ~rows["village"].str.startswith(scope.area.code, na=False)
    states = pd.Series("counted", index=rows.index, dtype="str")
    states = states.mask(rows["village"].isna() | rows["tps"].isna(), "unclear")
    return states.mask(is_old | replaced, "superseded").mask(elsewhere, "elsewhere")


def _meant(code: str | None, shown: str | None, name: str | None, district: str | None, regency: str) -> _Meant:
    if not shown:
        return _named(name, district, regency) if name else (None, "no_village", None)
    if code and regency_of(code) != regency:
        return None, "other_regency", None
    if code not in _names():
        return None, "unknown_code", None
    alike = name is None or get_close_matches(_bare(name), [_bare(_names()[code])], cutoff=_likeness())
    return (code, None, None) if alike else (None, "names_differ", None)


def _named(name: str, district: str | None, regency: str) -> _Meant:
    known = _by_name(regency)
    same = known.get(_bare(name), {})
    if district:
        same = {code: own for code, own in same.items() if own == _bare(district, "district_word")}
    if len(same) == 1:
        return next(iter(same)), None, None
    if same:
        return None, "several_districts", None
    near = get_close_matches(_bare(name), known.keys() - {_bare(name)}, n=1, cutoff=_likeness())
    return (None, "near_name", _names()[next(iter(known[near[0]]))]) if near else (None, "unknown_name", None)


def _bare(name: str, words: str = "village_word") -> str:
    """Return a name as it is compared, without the word for its kind at its beginning."""
    parts = plain(name).split()
    return key(" ".join(parts[1:] if len(parts) > 1 and parts[0].casefold() in words_around(words) else parts))


def _likeness() -> float:
    return limit("village_name_likeness")


@cache
def _names() -> dict[str, str]:
    known = villages()
    return dict(zip(known["code"], known["name"], strict=True))


@cache
def _by_name(regency: str) -> dict[str, dict[str, str]]:
    """Return by the bare name of a regency's villages the bare district of each by its code."""
    known = villages()
    own = known[known["regency_code"] == regency]
    found: dict[str, dict[str, str]] = {}
    for code, name, district in own[["code", "name", "district_name"]].itertuples(index=False):
        found.setdefault(_bare(name), {})[code] = _bare(district, "district_word")
    return found
