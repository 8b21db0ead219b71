"""The main job end to end, through the command line."""

import csv
import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import VILLAGE
from tests.conftest import DISTRICT
from tests.flows.conftest import Audited, audit_arguments, netralitas

_PROGRESS_LINE = re.compile(r"\A *[0-9]+\.[0-9] s  \S")


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_last_line_is_the_result_and_nothing_else_is_on_standard_output(audited: Audited) -> None:
    assert audited.run.code == 0, audited.run.stderr
    assert len(audited.run.stdout.splitlines()) == 1
    result = audited.run.result
    assert list(result) == ["period", "area", "as_of", "expected", "received", "findings", "workbook"]
    assert (result["period"], result["area"], result["as_of"]) == ("2024-10", DISTRICT, "2024-11-06")
    assert result["workbook"] == str(audited.folder / f"audit-{DISTRICT}-2024-10.xlsx")
    assert Path(result["workbook"]).is_file()


def test_every_body_has_its_package_in_the_record(audited: Audited) -> None:
    outputs = json.loads((audited.folder / "audit.json").read_text(encoding="utf-8"))["outputs"]
    bodies = ("BAWASLU", "BKN", "BUPATI", "GAKKUMDU", "TNI-POLRI")
    names = [f"paket-{body}-{DISTRICT}-2024-10.xlsx" for body in bodies]
    assert [name for name in outputs if name.startswith("paket/")] == [f"paket/{name}" for name in names]
    assert sorted(file.name for file in (audited.folder / "paket").iterdir()) == names


def test_the_result_agrees_with_the_files(audited: Audited) -> None:
    counts = json.loads((audited.folder / "audit.json").read_text(encoding="utf-8"))["counts"]
    with (audited.folder / "data" / "findings.csv").open(encoding="utf-8", newline="") as lines:
        findings = list(csv.DictReader(lines))
    result = audited.run.result
    assert result["findings"] == len(findings) == counts["findings"]["rows"] > 0
    assert (result["expected"], result["received"]) == (counts["expected"], counts["received"])


def test_progress_is_plain_lines_and_nothing_else_is_on_standard_error(audited: Audited) -> None:
    lines = audited.run.stderr.splitlines()
    assert [line for line in lines if not _PROGRESS_LINE.match(line)] == []
    assert sum("Server Prefect bawaan siap" in line for line in lines) == 1
    assert sum("Isi NETRALITAS_CONTACT" in line for line in lines) == 1


def test_the_run_its_tasks_and_their_logs_are_in_prefects_database(audited: Audited) -> None:
    with closing(sqlite3.connect(audited.home / "prefect" / "prefect.db")) as database:
        runs = database.execute("select name, state_type from flow_run").fetchall()
        tasks = database.execute("select name, state_type from task_run").fetchall()
        logs = [message for (message,) in database.execute("select message from log")]
        progress = database.execute("select data from artifact where type = 'progress'").fetchall()
    assert runs == [(f"audit {DISTRICT} 2024-10", "COMPLETED")]
    names = {name.rpartition("-")[0] for name, _ in tasks}
    assert names >= {"collect", "read_share", "judge", "assess", "publish"}
    assert {state for _, state in tasks} == {"COMPLETED"}
    assert any(str(audited.run.result["workbook"]) in message for message in logs)
    assert progress == [(100,)]


def test_the_originals_are_in_the_archive_and_unchanged_in_the_inbox(audited: Audited, sample_inbox: Path) -> None:
    sent = [path for path in sample_inbox.rglob("*") if path.is_file() and path.name != "truth.csv"]
    sent = [path for path in sent if "balasan" not in path.parts]  # what the audit put there
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in sent} == {
        path.name for path in (audited.home / "archive").iterdir()
    }


def test_the_same_inbox_gives_the_same_bytes_on_a_server_that_answers_with_one_process(
    audited: Audited, sample_inbox: Path, server_settings: dict[str, str], tmp_path: Path
) -> None:
    again = netralitas(
        *audit_arguments(sample_inbox),
        "--jobs",
        "1",
        "--out",
        tmp_path,
        home=tmp_path / "h",
        **server_settings,
    )
    assert again.code == 0, again.stderr
    assert server_settings["PREFECT_API_URL"] in again.stderr
    assert not (tmp_path / "h" / "prefect" / "prefect.db").exists()
    assert hashes(tmp_path / "2024-10") == hashes(audited.folder.parent)


def test_without_an_inbox_it_is_the_installations_own_and_not_the_sample(
    server_settings: dict[str, str], tmp_path: Path
) -> None:
    """It took the sample, though a real inbox was set: a made-up month in the place of a real one."""
    inbox, home = tmp_path / "kiriman", tmp_path / "home"
    inbox.mkdir()
    run = netralitas(
        "audit", "--area", VILLAGE, "--as-of", "2024-11-06", home=home, NETRALITAS_INBOX=str(inbox), **server_settings
    )
    assert (run.result["expected"], run.result["received"]) == (1, 0)
    assert not (home / "sample").exists()


def test_an_empty_inbox_is_an_audit_in_which_everybody_is_silent(
    server_settings: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "inbox").mkdir()
    run = netralitas(*audit_arguments(tmp_path / "inbox"), home=tmp_path / "h", **server_settings)
    assert run.code == 0, run.stderr
    assert run.result["received"] == 0
    assert run.result["expected"] > 0


def test_a_folder_that_cannot_be_written_is_our_failure(
    sample_inbox: Path, server_settings: dict[str, str], tmp_path: Path
) -> None:
    blocked = tmp_path / "out"
    blocked.write_text("a file, no folder", encoding="utf-8")
    home = tmp_path / "h"
    run = netralitas(*audit_arguments(sample_inbox), "--out", blocked, home=home, **server_settings)
    assert run.code == 1
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert "Kesalahan di pihak kami" not in run.stderr, "whoever looks after the folder can mend it"
    found = re.search(r"\(rujukan ([0-9a-f]{8})\)", run.stderr)
    assert found
    assert found[1] in (home / "logs" / "failures.log").read_text(encoding="utf-8")
    assert blocked.read_text(encoding="utf-8") == "a file, no folder"


@pytest.mark.usefixtures("dask_extra")
def test_a_cluster_of_two_worker_processes_gives_the_same_bytes(
    audited: Audited, sample_inbox: Path, server_settings: dict[str, str], dask_cluster: str, tmp_path: Path
) -> None:
    run = netralitas(
        *audit_arguments(sample_inbox),
        "--out",
        tmp_path,
        home=tmp_path / "h",
        **server_settings,
        NETRALITAS_CLUSTER=dask_cluster,
    )
    assert run.code == 0, run.stderr
    assert hashes(tmp_path / "2024-10") == hashes(audited.folder.parent)
