"""Publishing: all or nothing, the same bytes each time, nobody's work lost."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data.errors import EnvironmentUnavailable, ReconciliationError
from data.register import villages
from tasks.publishing import placing
from tasks.publishing.publishing import publish
from tasks.scoring.results import Results
from tests.publishing.conftest import Published
from tests.publishing.reading_back import table_rows
from tests.publishing.synthetic import facts_for, tables_for

pytestmark = pytest.mark.process

VILLAGE = "35.03.01.2002"
PUBLISH_HERE = """
import sys
from pathlib import Path
from tasks.publishing.publishing import publish
from tasks.scoring.results import Results
from tests.publishing.synthetic import facts_for, tables_for
publish(Path(sys.argv[1]), facts_for("35.03.01"), Results(**tables_for("35.03.01")), jobs=1)
"""


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_record_names_versions_counts_and_every_file(published: Published) -> None:
    record = json.loads((published.folder / "audit.json").read_text(encoding="utf-8"))
    written = hashes(published.folder)
    written.pop("audit.json")
    assert record["outputs"] == written
    assert record["inputs"] == dict(published.facts.inputs)
    assert record["versions"] == published.facts.versions.as_dict()
    assert (record["period"], record["area"]["code"], record["as_of"]) == ("2024-10", "35.03.01", "2024-11-06")
    counts = record["counts"]
    files = counts["files"]
    assert files["seen"] == files["current"] + files["superseded"] + files["rejected"] + files["ignored"]
    assert counts["rows"]["read"] == counts["rows"]["counted"] + counts["rows"]["rejected"]
    assert sum(counts["findings"]["by_rule"].values()) == counts["findings"]["rows"]
    assert counts["expected"] == sum(counts["villages"].values()) == len(published.tables["villages"])


def test_an_audit_of_a_district_is_one_workbook(published: Published) -> None:
    assert published.path.name == "audit-35.03.01-2024-10.xlsx"
    assert published.path.parent.relative_to(published.path.parents[2]) == Path("2024-10/35.03.01")
    assert not (published.folder / "kecamatan").exists()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_audit_is_the_same_bytes_in_another_process(published: Published, seed: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", PUBLISH_HERE, str(tmp_path)], check=True, env=os.environ | {"PYTHONHASHSEED": seed}
    )
    assert hashes(tmp_path / "2024-10" / "35.03.01") == hashes(published.folder)


def test_a_regency_has_a_workbook_for_each_district(tmp_path: Path) -> None:
    tables = tables_for("35.03", people=1, findings=60)
    path = publish(tmp_path, facts_for("35.03"), Results(**tables), jobs=2)
    districts = sorted(villages()["district_code"].unique())
    names = [f"audit-{code}-2024-10.xlsx" for code in districts]
    assert sorted(file.name for file in (path.parent / "kecamatan").iterdir()) == names
    first = openpyxl.load_workbook(path.parent / "kecamatan" / names[0])
    whole = openpyxl.load_workbook(path)
    assert first.sheetnames == whole.sheetnames
    inside = [row for row in table_rows(whole, "RekapDesa") if row["Kode desa"].startswith(districts[0])]
    assert table_rows(first, "RekapDesa") == inside
    assert {row["Kode desa"][:8] for row in table_rows(first, "RincianTemuan")} == {districts[0]}


def test_a_failed_audit_leaves_the_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    facts, tables = facts_for(VILLAGE), tables_for(VILLAGE, findings=0)
    path = publish(tmp_path, facts, Results(**tables), jobs=1)
    before = hashes(tmp_path)
    tables["files"] = tables["files"].assign(state="lost")
    with pytest.raises(ReconciliationError):
        publish(tmp_path, facts, Results(**tables), jobs=1)
    assert hashes(tmp_path) == before
    assert [folder.name for folder in path.parents[1].iterdir()] == [VILLAGE]


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "2024-10").write_text("a file where a folder should be")
    with pytest.raises(EnvironmentUnavailable, match="Berkas desa aman"):
        publish(tmp_path, facts_for(VILLAGE), Results(**tables_for(VILLAGE, findings=0)), jobs=1)


def test_a_failing_swap_leaves_the_earlier_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, tables = facts_for(VILLAGE), tables_for(VILLAGE, findings=0)
    publish(tmp_path, facts, Results(**tables), jobs=1)
    before = hashes(tmp_path)

    def refuse(*_: Path) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(placing, "exchange", refuse)
    with pytest.raises(EnvironmentUnavailable):
        publish(tmp_path, facts, Results(**tables), jobs=1)
    assert hashes(tmp_path) == before


def test_an_untouched_audit_is_replaced(tmp_path: Path) -> None:
    facts, tables = facts_for(VILLAGE), tables_for(VILLAGE, findings=0)
    path = publish(tmp_path, facts, Results(**tables), jobs=1)
    publish(tmp_path, facts, Results(**tables), jobs=1)
    assert [folder.name for folder in path.parents[1].iterdir()] == [VILLAGE]


def test_an_audit_in_which_somebody_worked_is_kept(tmp_path: Path) -> None:
    facts, tables = facts_for(VILLAGE), tables_for(VILLAGE, findings=0)
    path = publish(tmp_path, facts, Results(**tables), jobs=1)
    workbook = openpyxl.load_workbook(path)
    workbook["Tindak Lanjut"]["J7"] = "sudah diperiksa"
    workbook.save(path)
    publish(tmp_path, facts, Results(**tables), jobs=1)
    kept = path.parents[1] / f"{VILLAGE}-sebelumnya-1" / path.name
    assert openpyxl.load_workbook(kept)["Tindak Lanjut"]["J7"].value == "sudah diperiksa"
    assert openpyxl.load_workbook(path)["Tindak Lanjut"]["J7"].value is None


def test_an_audit_is_recorded_when_it_is_whole_and_before_anybody_sees_it(tmp_path: Path) -> None:
    """R5: what cannot be recorded is not published."""
    facts, results = facts_for(VILLAGE), Results(**tables_for(VILLAGE, findings=0))
    seen: list[str] = []

    def keep(digest: str) -> None:
        assert not (tmp_path / "2024-10" / VILLAGE).exists()
        [draft] = (tmp_path / "2024-10").iterdir()
        assert hashlib.sha256((draft / "audit.json").read_bytes()).hexdigest() == digest
        seen.append(digest)

    def refuse(_: str) -> None:
        raise EnvironmentUnavailable("locked")

    with pytest.raises(EnvironmentUnavailable, match="locked"):
        publish(tmp_path, facts, results, jobs=1, keep_record=refuse)
    assert list((tmp_path / "2024-10").iterdir()) == []
    path = publish(tmp_path, facts, results, jobs=1, keep_record=keep)
    assert seen == [hashlib.sha256((path.parent / "audit.json").read_bytes()).hexdigest()]


def test_the_number_of_an_audit_follows_its_question() -> None:
    facts = facts_for(VILLAGE)
    assert facts.audit_id == facts_for(VILLAGE).audit_id
    assert len(facts.audit_id) == 12
    assert len({facts.audit_id, facts_for(VILLAGE, "en").audit_id, facts_for("35.03.01").audit_id}) == 3
