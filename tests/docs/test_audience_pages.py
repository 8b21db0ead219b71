"""What the pages for villages, inspectors and auditors name is there, under that name, and does what they say."""

import inspect
import os
import re
import sys
from pathlib import Path

import pytest

from data.calendar import Period, deadlines
from data.catalogue import rules
from data.forms import expected_forms
from data.reference import limit, records
from data.sentences import VILLAGES, text
from data.workbook import marks, sheet_plans
from docs.build import FOLDER
from flows import deployments
from flows.access.accounts import Role
from tasks.inbox.listing import REPLIES
from tasks.manifest.manifest import RECORD, SIGNED
from tasks.publishing.packages.packages import PACKAGES
from tasks.publishing.replies.reply_names import STATUS, reply_name
from tasks.publishing.templates.template import template_name
from tests.docs.procedures import procedures, run
from tests.serving.published import FILES, REPLY, WORKBOOK, publish_by_hand

VILLAGE, INSPECTOR, AUDITOR = "untuk-desa.md", "untuk-inspektur.md", "untuk-auditor.md"
_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`", re.DOTALL)
_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)
_LABELS = {
    "columns": ["label"],
    "forms": ["label_id"],
    "workbook_columns": ["heading_id"],
    "workbook_marks": ["word_id"],
    "decision_kinds": ["kind", "label_id"],
    "attendance_codes": ["code"],
    "grades": ["grade"],
    "access_rights": ["action"],
    "deployments": ["name"],
}
_SENTENCES = (
    "inspector_files",
    "guide_sheet",
    "receipt_sheet",
    "mend_heading",
    "explain_heading",
    "advise_heading",
    "mend_where",
)
_FILES = {
    template_name("35.03.01.2001", Period(2024, 10)),
    WORKBOOK,
    Path(REPLY).name,
    Path(reply_name("35.03.01.2001", "35.03.01.2001 Besuki/absen.xlsx")).name,
    "absen.xlsx",
    STATUS,
    REPLIES,
    f"{REPLIES}/",
    f"{PACKAGES}/",
    "kecamatan/",
    "data/",
    "attendance.parquet",
    RECORD,
    SIGNED,
    "record_sha256",
    "_auditor",
    "/unduh",
    "35.03-disahkan-1",
    "belum-masuk-35.03-2024-10.csv",
    "35.03.01.2001 Besuki",
    ".xlsx",
    ".xls",
    "SAHKAN",
    "KEMBALIKAN",
}
_STRESSED = {"di berkas desa"}


@pytest.mark.parametrize("page", [VILLAGE, INSPECTOR, AUDITOR])
def test_whatever_a_page_names_is_there(page: str) -> None:
    known = _FILES | _STRESSED | set(rules()) | {plan.title for plan in sheet_plans()} | _parameters()
    known |= {row[column] for name, columns in _LABELS.items() for row in records(name) for column in columns}
    known |= {text(key, VILLAGES) for key in _SENTENCES}
    named = [" ".join((bold or code).split()) for bold, code in _NAMED.findall(_BLOCK.sub("", _text(page)))]
    assert len(named) > 20
    assert [name for name in named if name not in known] == []


def test_each_rule_is_told_to_villages_with_its_severity() -> None:
    words = marks("severity")
    told = {cells[0].strip("`"): cells[1].strip("*") for cells in _rows(VILLAGE) if cells[0].strip("`") in rules()}
    assert len(told) > 10
    assert told == {code: words[rules()[code].severity].word for code in told}


def test_every_form_and_every_attendance_code_is_told_to_villages() -> None:
    labels = {row["form"]: row["label_id"] for row in records("forms")}
    assert [form for form in expected_forms() if f"**{labels[form]}**" not in _text(VILLAGE)] == []
    told = [(row["code"], f"`{row['code']}` {row['label_id'].lower()}") for row in records("attendance_codes")]
    assert [code for code, words in told if words not in _flat(VILLAGE)] == []


def test_the_days_are_those_of_the_calendar() -> None:
    days = deadlines(Period(2024, 10))
    assert f"| sampai {days.due.day} |" in _text(VILLAGE)
    assert f"| {days.grace_until.day} |" in _text(VILLAGE)
    assert f"| sesudah {days.lock.day} |" in _text(VILLAGE)
    assert f"tanggal {days.lock.day}," in _flat(INSPECTOR)
    assert f"setelah {limit('session_hours'):.0f} jam" in _text(INSPECTOR)


def test_auditors_read_about_every_sheet_in_its_order() -> None:
    titles = [plan.title for plan in sheet_plans()]
    told = [cells[0].strip("*") for cells in _rows(AUDITOR)]
    assert [name for name in dict.fromkeys(told) if name in titles] == titles


@pytest.mark.parametrize("mark", ["finding_state", "submission_state", "decision_status", "severity"])
def test_auditors_read_about_every_state(mark: str) -> None:
    assert [word.word for word in marks(mark).values() if f"**{word.word}**" not in _flat(AUDITOR)] == []


def test_auditors_read_where_every_grade_begins() -> None:
    for row in records("grades"):
        begins = f" mulai {row['minimum']}" if float(row["minimum"] or 0) else ""
        assert f"**{row['grade']}**{begins}" in _flat(AUDITOR)


def test_every_deployment_has_its_section_with_its_fields() -> None:
    sections = _deployment_sections()
    names = {row["flow"]: row["name"] for row in records("deployments")}
    assert set(sections) == set(names.values())
    for flow in deployments._FLOWS:
        fields = inspect.signature(flow.fn).parameters
        assert [field for field in fields if f"`{field}`" not in sections[names[flow.name]]] == [], flow.name


def test_the_schedules_are_those_of_the_deployments() -> None:
    planned = {row["name"]: row["cron"].split() for row in records("deployments") if row["cron"]}
    for name, (minute, hour, day, *_) in planned.items():
        assert f"pukul {hour:0>2}.{minute:0>2}" in _deployment_sections()[name], name
        assert day == "*" or f"Tanggal {day} " in _deployment_sections()[name], name
    assert f"setiap tanggal {planned['Bagikan formulir'][2]}" in _flat(VILLAGE)


def test_every_kind_of_decision_is_explained() -> None:
    told = {cells[0].strip("`"): cells[1].strip("*") for cells in _rows(INSPECTOR)}
    assert {row["kind"]: row["label_id"] for row in records("decision_kinds")}.items() <= told.items()


def test_who_may_what_is_what_the_gate_lets_through() -> None:
    told = {match[1]: cells[1:] for cells in _rows(INSPECTOR) if (match := re.search(r"\(`(\w+)`\)", cells[0]))}
    rights = {row["action"]: row["roles"].split() for row in records("access_rights") if row["action"]}
    people = (Role.AUDITOR.value, Role.INSPECTOR.value)
    assert told == {
        action: ["ya" if person in roles else "tidak" for person in people] for action, roles in rights.items()
    }


def test_a_decision_is_recorded_as_inspectors_are_told(tmp_path: Path) -> None:
    commands = procedures(INSPECTOR)
    assert list(commands) == ["Memutuskan"]
    ours = {"uv run netralitas": str(Path(sys.executable).with_name("netralitas"))}
    listed = run(commands["Memutuskan"], tmp_path, ours, {"NETRALITAS_HOME": str(tmp_path)})
    assert "Kantor desa kebanjiran" in listed.splitlines()[-1]


def test_a_changed_file_is_found_as_auditors_are_told(tmp_path: Path) -> None:
    commands = procedures(AUDITOR)
    assert list(commands) == ["Membuktikan berkas asli"]
    folder = publish_by_hand(tmp_path)
    assert set(FILES) <= {str(path.relative_to(folder)) for path in folder.rglob("*")}
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    assert run(commands["Membuktikan berkas asli"], folder, {}, path).endswith(f"{RECORD}\n")
    (folder / WORKBOOK).write_bytes(b"changed")
    with pytest.raises(AssertionError):
        run(commands["Membuktikan berkas asli"], folder, {}, path)


def _deployment_sections() -> dict[str, str]:
    return dict(re.findall(r"^### (.+?)\n(.*?)(?=^##)", _text(INSPECTOR), re.MULTILINE | re.DOTALL))


def _parameters() -> set[str]:
    return {name for flow in deployments._FLOWS for name in inspect.signature(flow.fn).parameters}


def _rows(page: str) -> list[list[str]]:
    return [row.split(" | ") for row in _ROW.findall(_text(page))]


def _text(page: str) -> str:
    return (FOLDER / page).read_text(encoding="utf-8")


def _flat(page: str) -> str:
    return " ".join(_text(page).split())
