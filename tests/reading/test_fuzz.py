"""A short run of the fuzzer: nothing that bytes can do is our error or a hang."""

from pathlib import Path

from tests.bench.fuzz_reading import HANG, OUR_ERROR, fuzz


def test_mutated_workbooks_end_as_rows_or_as_a_cause(tmp_path: Path) -> None:
    ended = fuzz(minutes=0.1, seed=20241001, keep=tmp_path)
    assert ended.total() > 0
    assert not ended[OUR_ERROR], sorted(tmp_path.iterdir())
    assert not ended[HANG], sorted(tmp_path.iterdir())
    assert ended["read"] > 0
