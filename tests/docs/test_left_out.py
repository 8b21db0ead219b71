"""CI leaves no test out: what a machine without optional programs skips runs where they are."""

from pathlib import Path

import pytest

from tests.acceptance.left_out import left_out, main, read_run

BARE = """<testsuites><testsuite><testcase classname="tests.a.test_b" name="test_c[1]"><skipped/></testcase>
<testcase classname="tests.a.test_b" name="test_d"/></testsuite></testsuites>"""
FULL = '<testsuites><testsuite><testcase classname="tests.a.test_b" name="test_c[1]"/></testsuite></testsuites>'


@pytest.fixture
def runs(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "bare.xml", tmp_path / "full.xml"]
    for path, text in zip(paths, (BARE, FULL), strict=True):
        path.write_text(text)
    return paths


def test_a_skipped_test_is_named_as_pytest_takes_it(runs: list[Path]) -> None:
    assert left_out([read_run(runs[0])]) == ["tests/a/test_b.py::test_c[1]"]


def test_what_another_run_passed_is_not_left_out(runs: list[Path]) -> None:
    assert left_out(map(read_run, runs)) == []


def test_a_test_that_never_ran_fails(runs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["left_out", "--fail", str(runs[0])])
    with pytest.raises(SystemExit, match="test_c"):
        main()


def test_nothing_is_named_where_nothing_was_skipped(
    runs: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A blank line would make pytest run everything."""
    monkeypatch.setattr("sys.argv", ["left_out", *map(str, runs)])
    main()
    assert capsys.readouterr().out == ""
