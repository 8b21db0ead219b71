"""Which sheet counts, and why every other one does not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.catalogue import rules
from data.register import area
from data.scope import Scope
from data.tables import frame
from expectations.validation import Verdict
from tasks.counting.received import Received
from tasks.counting.selection import Selection, select
from tasks.reading.returns import Returns
from tasks.tables.submissions import submissions

VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
Row = Mapping[str, object]


def at(day: int, hour: int = 9) -> pd.Timestamp:
    return pd.Timestamp(2024, 11, day, hour)


def sent(
    name: str, day: int = 1, *, sheets: Sequence[str] = ("attendance",), signed: int | None = None, **cells: object
) -> Row:
    """A village's file: the day of November on which it was received, its forms, and its own ``Tanggal Kirim``."""
    return {
        "file": f"{VILLAGE} Besuki/{name}",
        "place": "village",
        "village_code": VILLAGE,
        "sha256": name,
        "size": 10,
        "look": day,
        "received_date": date(2024, 11, day),
        "received_at": at(day),
        "sheets": sheets,
        "signed": signed,
    } | cells


def selected(
    *files: Row, failing: Mapping[str, Sequence[int]] | None = None, worksheets: Sequence[Row] = ()
) -> Selection:
    """Select among files whose judged sheets stand in the files' order; ``failing`` names row keys by rule."""
    own = [{name: value for name, value in file.items() if name not in {"sheets", "signed"}} for file in files]
    sheets = [
        {name: file[name] for name in ("file", "village_code")}
        | {"form": form, "sheet": form, "table_number": number, "row_count": 3}
        for file in files
        for number, form in enumerate(file["sheets"])  # type: ignore[arg-type, var-annotated]
    ]
    dated = [file for file in files if file["signed"]]
    identities = [{"file": file["file"], "sent_date": date(2024, 11, int(str(file["signed"])))} for file in dated]
    stated = frame("identities", "read", identities)
    returns = replace(Returns.empty(), files=frame("files", "read", own), identities=stated)
    received = Received(
        files=frame("files", "judge", [{"file": row["file"], "place": row["place"]} for row in own]),
        identities=frame("identities", "judge", [{"file": row["file"]} for row in identities]),
        sheets=frame("sheets", "judge", sheets),
        worksheets=frame("worksheets", "judge", worksheets),
    )
    verdicts = [
        Verdict(rule, 9, 9 - len(rows), len(rows), 0, "", tuple(rows)) for rule, rows in (failing or {}).items()
    ]
    return select(returns, received, verdicts, SCOPE)


def states(found: Selection, form: str = "attendance") -> dict[str, str]:
    """Return the state of each file's sheet of a form, by the file's name."""
    rows = found.sheets[found.sheets["form"] == form]
    return {file.rpartition("/")[2]: state for file, state in zip(rows["file"], rows["state"], strict=True)}


def file_states(found: Selection) -> dict[str, str]:
    pairs = zip(found.files["file"], found.files["state"], strict=True)
    return {file.rpartition("/")[2]: state for file, state in pairs}


@pytest.mark.parametrize(
    ("case", "older", "newer"),
    [
        ("received later", sent("b.xlsx", 1), sent("a.xlsx", 2)),
        ("received later the same day", sent("b.xlsx", 1), sent("a.xlsx", 1, received_at=at(1, 10))),
        ("seen by a later look", sent("b.xlsx", 1, look=1), sent("a.xlsx", 1, look=2)),
        ("signed later", sent("b.xlsx", 1, signed=2), sent("a.xlsx", 1, signed=3)),
        ("only one says when it was sent", sent("b.xlsx", 1), sent("a.xlsx", 1, signed=1)),
    ],
)
def test_the_newest_counts(case: str, older: Row, newer: Row) -> None:
    for files in ((older, newer), (newer, older)):
        found = selected(*files)
        assert states(found) == {"a.xlsx": "current", "b.xlsx": "superseded"}, case
        assert file_states(found) == {"a.xlsx": "current", "b.xlsx": "superseded"}
        assert found.current["file"].tolist() == [newer["file"]]


def test_receipt_goes_before_what_the_form_says() -> None:
    assert states(selected(sent("a.xlsx", 1, signed=9), sent("b.xlsx", 2, signed=1))) == {
        "a.xlsx": "superseded",
        "b.xlsx": "current",
    }


def test_each_form_is_chosen_by_itself() -> None:
    found = selected(sent("all.xlsx", 1, sheets=("attendance", "reports")), sent("new.xlsx", 2))
    assert states(found) == {"all.xlsx": "superseded", "new.xlsx": "current"}
    assert states(found, "reports") == {"all.xlsx": "current"}
    assert file_states(found) == {"all.xlsx": "current", "new.xlsx": "current"}


def test_villages_do_not_supersede_each_other() -> None:
    found = selected(sent("a.xlsx", 1), sent("b.xlsx", 2, file=f"{NEIGHBOUR} X/b.xlsx", village_code=NEIGHBOUR))
    assert states(found) == {"a.xlsx": "current", "b.xlsx": "current"}


def test_a_rejected_sheet_neither_counts_nor_replaces() -> None:
    found = selected(sent("a.xlsx", 1), sent("b.xlsx", 2), failing={"S07": [1]})
    assert states(found) == {"a.xlsx": "current", "b.xlsx": "rejected"}
    why = f"S07: {rules()['S07'].statement(SCOPE.language)}"
    assert found.sheets.set_index("state")["reason"]["rejected"] == why
    assert file_states(found) == {"a.xlsx": "current", "b.xlsx": "rejected"}


def test_an_unreadable_file_takes_its_sheets_with_it() -> None:
    found = selected(sent("a.xlsx", 1, sheets=("attendance", "reports")), failing={"S03": [0]})
    assert set(found.sheets["state"]) == {"rejected"}
    assert found.files["reason"].iloc[0].startswith("S03: ")
    assert found.current.empty


def test_a_file_without_any_form_is_rejected_and_one_beside_forms_is_not() -> None:
    for forms, state in ((0, "rejected"), (1, "current")):
        file = sent("a.xlsx", 1, sheets=("attendance",) * forms)
        worksheet = {"file": file["file"], "village_code": file["village_code"], "sheet": "Rekap"}
        looks_like_a_form = [worksheet | {"meant_cell": "B2", "file_form_count": forms}]
        found = selected(file, failing={"S06": [0]}, worksheets=looks_like_a_form)
        assert file_states(found) == {"a.xlsx": state}
        assert found.unread["sheet"].tolist() == ["Rekap"]


def test_the_same_bytes_again_are_left_out() -> None:
    found = selected(sent("laporan (10).xlsx", 1, sha256="x"), sent("laporan (2).xlsx", 3, sha256="x"))
    assert states(found) == {"laporan (2).xlsx": "current"}
    assert file_states(found) == {"laporan (10).xlsx": "ignored", "laporan (2).xlsx": "current"}


def test_the_same_bytes_from_another_village_are_its_own() -> None:
    own = sent("b.xlsx", sha256="a.xlsx", file=f"{NEIGHBOUR} X/b.xlsx", village_code=NEIGHBOUR)
    found = selected(sent("a.xlsx"), own)
    assert set(file_states(found).values()) == {"current"}


def test_what_is_ignored_or_outside_says_why() -> None:
    found = selected(
        sent("~$a.xlsx", sheets=(), ignored="berkas sementara"),
        sent("lain.xlsx", sheets=(), place="outside", village_code=None),
        sent("kosong.xlsx", sheets=()),
    )
    assert file_states(found) == {"~$a.xlsx": "ignored", "lain.xlsx": "ignored", "kosong.xlsx": "current"}
    reasons = found.files["reason"]
    assert reasons.iloc[0] == "berkas sementara"
    assert reasons.iloc[1].startswith("S08: ")
    assert reasons.isna().iloc[2]


def test_only_identities_of_files_that_still_speak_are_heard() -> None:
    old, new = sent("a.xlsx", 1, signed=1), sent("b.xlsx", 2, signed=2)
    assert selected(old, new).identities["file"].tolist() == [new["file"]]
    assert selected(old, new, failing={"S03": [1]}).identities["file"].tolist() == [old["file"]]
    # Only its sheet was refused: what its Identitas says is still heard.
    assert len(selected(new, failing={"S07": [0]}).identities) == 1


def test_rows_count_with_their_sheet() -> None:
    found = selected(sent("a.xlsx", 1), sent("b.xlsx", 2))
    rows = pd.DataFrame({"file": found.sheets["file"], "table_number": 0, "row": 5})
    counted = found.counted(rows)
    assert counted["file"].str.endswith("b.xlsx").tolist() == [True]
    assert counted["village_code"].tolist() == [VILLAGE]


def judged_submissions(found: Selection, due: date = date(2024, 11, 5)) -> pd.DataFrame:
    codes = [VILLAGE, NEIGHBOUR]
    return submissions(found, pd.Series(pd.Timestamp(due), index=pd.Index(codes)), SCOPE)


def test_each_form_that_nobody_sent_is_missing_once() -> None:
    rows = judged_submissions(selected(sent("a.xlsx", 1)))
    own = rows[rows["village_code"] == VILLAGE].set_index("form")
    assert own["state"].value_counts().to_dict() == {"current": 1, "missing": 3}
    assert own.loc["attendance", "row_count"] == 3
    assert set(rows.loc[rows["village_code"] == NEIGHBOUR, "state"]) == {"missing"}
    assert own["due_date"].unique().tolist() == [pd.Timestamp(2024, 11, 5)]
    assert own["identity"]["attendance"] == "attendance|current"
    assert not rows["locked"].any()


def test_an_earlier_version_is_one_that_was_accepted_before_the_lock() -> None:
    before = judged_submissions(selected(sent("a.xlsx", 20), sent("b.xlsx", 21)))
    after = judged_submissions(selected(sent("a.xlsx", 21), sent("b.xlsx", 22)))
    refused = judged_submissions(selected(sent("a.xlsx", 1), sent("b.xlsx", 2), failing={"S07": [0]}))
    told = [rows[rows["state"] == "current"]["has_earlier"].tolist() for rows in (before, after, refused)]
    assert told == [[True], [False], [False]]
