"""Programs that a machine may lack, hidden on request.

``NETRALITAS_HIDE_PARTS=1`` makes this machine look like one with only Python and pip, also to a test that starts a
program without asking for its fixture.
"""

import os
import sys
from pathlib import Path

HIDE_PARTS = "NETRALITAS_HIDE_PARTS"
_PROGRAMS = (
    *("soffice", "libreoffice", "loffice", "localc", "pdftotext", "pdftoppm", "chromium", "caddy", "smbd"),
    *("psql", "pg_dump", "pg_restore", "git", "curl", "openssl"),
)


def are_hidden() -> bool:
    return os.environ.get(HIDE_PARTS) == "1"


def path_without_parts(folder: Path) -> str:
    """Link all programs of ``PATH`` but the optional ones into an empty folder; return a ``PATH`` that has only these.

    The interpreter's own folder stays: no optional program is in it, and by a link it would not find its environment.
    """
    own = Path(sys.executable).parent
    for place in map(Path, os.environ["PATH"].split(os.pathsep)):
        if place == own or not place.is_dir():
            continue
        for program in place.iterdir():
            link = folder / program.name
            if program.name not in _PROGRAMS and not link.is_symlink():
                link.symlink_to(program)
    return os.pathsep.join([str(own), str(folder)])
