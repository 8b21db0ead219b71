"""Known vulnerabilities of what users install: ``python -m tests.acceptance.advisories PIP_AUDIT REQUIREMENTS``.

pip-audit asks the package registry. One that serves packages without advisories answers nothing, and pip-audit then
takes every package for sound; so it is first asked about a version that is known to be vulnerable. Where that is not
told, nothing was audited: this is said in so many words and is an error with ``--required`` alone.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

KNOWN_VULNERABLE = "jinja2==3.1.2"
"""GHSA-h5c8-rqwp-cp95, fixed in 3.1.3."""

SOUND, VULNERABLE, NOT_AUDITED = "no known vulnerability", "known vulnerabilities", "NOT AUDITED"


def audited(pip_audit: Path, requirements: Path) -> tuple[str, str]:
    """Return how the requirements stand, and what pip-audit printed."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as probe:
        probe.write(f"{KNOWN_VULNERABLE}\n")
        probe.flush()
        asked = _ask(pip_audit, Path(probe.name))
    if "GHSA-h5c8-rqwp-cp95" not in asked.stdout + asked.stderr and "3.1.3" not in asked.stdout:
        return NOT_AUDITED, asked.stdout + asked.stderr
    told = _ask(pip_audit, requirements)
    return SOUND if told.returncode == 0 else VULNERABLE, told.stdout + told.stderr


def _ask(pip_audit: Path, requirements: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [pip_audit, "--requirement", requirements, "--no-deps", "--disable-pip", "--strict", "--progress-spinner=off"],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def main() -> int:
    """Ask from the command line; exit code 1 for vulnerabilities, and with ``--required`` for what was not audited."""
    pip_audit, requirements = (Path(each) for each in sys.argv[1:] if each != "--required")
    ended, printed = audited(pip_audit, requirements)
    print(f"{printed}\n{ended}: {requirements}")
    return int(ended == VULNERABLE or (ended == NOT_AUDITED and "--required" in sys.argv))


if __name__ == "__main__":
    sys.exit(main())
