"""The commands that a page tells people to type: found by their section, and run as they are told there."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from docs.build import FOLDER

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_COMMANDS = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def procedures(page: str) -> dict[str, str]:
    """Return the ``bash`` blocks of a page in ``docs/``, joined, by the title of their section."""
    _, *parts = _SECTION.split((FOLDER / page).read_text(encoding="utf-8"))
    sections = zip(parts[::2], parts[1::2], strict=True)
    return {title: "".join(blocks) for title, text in sections if (blocks := _COMMANDS.findall(text))}


def run(
    commands: str,
    place: Path,
    instead: Mapping[str, str],
    environment: Mapping[str, str],
    typed: str = "",
    seconds: int = 120,
) -> str:
    """Run commands in a shell that stops at the first failure, and return what they print.

    ``instead`` says what stands here for what the page tells; all of it must be told. ``typed`` is standard input.
    """
    for told, ours in instead.items():
        assert told in commands, told
        commands = commands.replace(told, ours)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        env=os.environ | environment,
        cwd=place,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
