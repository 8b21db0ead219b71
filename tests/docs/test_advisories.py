"""A registry without advisories makes nothing sound."""

import sys
from pathlib import Path

import pytest

from tests.acceptance.advisories import NOT_AUDITED, SOUND, VULNERABLE, audited

_KNOWS = "Name Version ID Fix\\njinja2 3.1.2 GHSA-h5c8-rqwp-cp95 3.1.3"


@pytest.mark.parametrize(
    ("of_probe", "of_ours", "ended"),
    [
        ("ERROR: jinja2: Dependency not found on PyPI and could not be audited", 0, NOT_AUDITED),
        ("No known vulnerabilities found", 0, NOT_AUDITED),
        (_KNOWS, 0, SOUND),
        (_KNOWS, 1, VULNERABLE),
    ],
)
def test_only_a_registry_that_knows_a_vulnerable_version_says_that_ours_are_sound(
    of_probe: str, of_ours: int, ended: str, tmp_path: Path
) -> None:
    tool, ours = tmp_path / "pip-audit", tmp_path / "ours.txt"
    ours.write_text("pandas==3.0.0\n", encoding="utf-8")
    tool.write_text(
        f"#!{sys.executable}\nimport sys\nours = {str(ours)!r} in sys.argv\n"
        f"print('' if ours else '{of_probe}')\nsys.exit({of_ours} if ours else 1)\n",
        encoding="utf-8",
    )
    tool.chmod(0o755)
    assert audited(tool, ours)[0] == ended
