"""*Hak Jawab*: an answer stands beside its finding, and its absence is shown with its date."""

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd

from data.register import area
from data.tables import frame
from tasks.findings.decisions import ACCEPTED, ANSWER, CLARIFICATION, WITHDRAWAL, decisions_shown, explained
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tasks.scoring.results import Results
from tests.publishing.reading_back import table_rows
from tests.publishing.synthetic import facts_for, tables_for

AREA = "35.03.01"


def _decision(kind: str, finding: str, reason: str, day: int) -> dict[str, object]:
    return {
        "decision_id": f"{kind}{day}", "kind": kind, "finding": finding, "reason": reason, "requested_by": "Siti",
        "approved_by": "Budi", "decided_on": date(2024, 11, day), "origin": "command",
    }  # fmt: skip


def test_the_newest_answer_stands_beside_its_finding_and_an_absent_one_has_its_date(tmp_path: Path) -> None:
    facts, tables = facts_for(AREA), tables_for(AREA)
    findings = tables["findings"].copy()
    findings.loc[findings.index[:3], ["rule", "subject"]] = ["N07", "Siti Aminah (NIK …0001)"]
    named = findings.head(3)
    told = frame(
        "decisions", "memory",
        [_decision(ANSWER, named.loc[0, "finding_id"], "Saya sakit", 2),
         _decision(ANSWER, named.loc[0, "finding_id"], "Saya sakit, surat terlampir", 4),
         _decision(CLARIFICATION, named.loc[2, "finding_id"], "Diminta menjawab", 1),
         _decision(CLARIFICATION, named.loc[2, "finding_id"], "Diminta menjawab lagi", 3),
         _decision(ACCEPTED, named.loc[1, "finding_id"], "Cukup", 5)],
    )  # fmt: skip
    shown = decisions_shown(told, findings, facts.scope, {})
    write_audit_workbook(
        facts, area(AREA), Results(**tables | {"findings": findings, "decisions": shown}), tmp_path / "audit.xlsx"
    )
    rows = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "HakJawab")
    asked = {row["ID rincian"]: (row["Diminta pada"], row["Dijawab paling lambat"]) for row in rows}
    assert asked.pop(named.loc[0, "finding_id"]) == (None, None)
    assert [str(day)[:10] for day in asked.pop(named.loc[2, "finding_id"])] == ["2024-11-01", "2024-11-08"]
    assert set(asked.values()) == {(None, None)}
    assert {row["Keadaan temuan"] for row in rows} == {"Masih ditemukan."}
    answers = {row["ID rincian"]: row["Jawaban"] for row in rows}
    assert set(answers) == set(named["finding_id"])
    assert answers.pop(named.loc[0, "finding_id"]) == "Saya sakit, surat terlampir"
    assert answers.pop(named.loc[2, "finding_id"]) == "Belum ada jawaban sampai 6 November 2024."
    assert set(answers.values()) == {"Belum diminta klarifikasi sampai 6 November 2024."}


def test_an_answer_decides_nothing() -> None:
    facts, findings = facts_for(AREA), tables_for(AREA)["findings"]
    answer = frame("decisions", "memory", [_decision(ANSWER, findings.loc[0, "finding_id"], "Saya sakit", 2)])
    assert not explained(findings, answer, facts.scope).any()
    accepted = frame("decisions", "memory", [_decision(ACCEPTED, findings.loc[0, "finding_id"], "Cukup", 1)])
    both = pd.concat([accepted, answer], ignore_index=True)
    assert explained(findings, both, facts.scope)[0]
    assert decisions_shown(both, findings, facts.scope, {})["status"].tolist() == ["BERLAKU", "BERLAKU"]


def test_what_was_asked_about_has_an_end(tmp_path: Path) -> None:
    """A finding withdrawn on the day of its request says so; one that is found no longer stays once asked about."""
    tables, facts = tables_for(AREA), facts_for(AREA)
    findings = tables["findings"].copy()
    findings.loc[findings.index[:3], ["rule", "subject"]] = ["N07", "Siti Aminah (NIK …0001)"]
    withdrawn, gone, other = findings["finding_id"].head(3)
    here, before = findings[findings["finding_id"] != gone], findings.head(3).iloc[1:2]
    told = frame(
        "decisions", "memory",
        [_decision(CLARIFICATION, withdrawn, "Diminta", 1), _decision(CLARIFICATION, gone, "Diminta", 1),
         _decision(WITHDRAWAL, withdrawn, "Salah baca", 1)],
    )  # fmt: skip
    shown = decisions_shown(told, here, facts.scope, {})
    given = tables | {"findings": here, "resolved": before[tables["resolved"].columns], "decisions": shown}
    write_audit_workbook(facts, area(AREA), Results(**given), tmp_path / "audit.xlsx")
    rows = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "HakJawab")
    assert {row["ID rincian"]: row["Keadaan temuan"] for row in rows} == {
        withdrawn: "Ditarik 1 November 2024: Salah baca",
        other: "Masih ditemukan.",
        gone: "Tidak ditemukan lagi pada audit ini.",
    }
