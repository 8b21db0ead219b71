"""Putting next month's forms into the villages' folders, never over a file that is there."""

import hashlib
import os
import tempfile
from pathlib import Path

import pandas as pd

from data.calendar import Period
from data.messages import message
from data.register import Area, leading_village_code
from tasks.inbox.handed_out import note
from tasks.reports.template import template_name, write_templates


def share_forms(
    inbox: Path, home: Path, area: Area, period: Period, register: pd.DataFrame, jobs: int
) -> tuple[int, list[str]]:
    """Write a pre-filled form into the folder of every village of the area.

    In: ``home``, where the blank forms are noted, so that none counts as a return; table *register* (read). Out: how
    many were put there, and a sentence for each village that has no folder or whose folder cannot be written to. A
    form that lies there already, filled in or not, is left alone.
    """
    folders: dict[str, Path] = {}
    for entry in sorted(inbox.iterdir()):
        code = leading_village_code(entry.name)
        if code and entry.is_dir() and not entry.is_symlink():
            folders.setdefault(code, entry)
    shared, troubles = 0, []
    with tempfile.TemporaryDirectory(prefix="netralitas-formulir-") as place:
        forms = write_templates(Path(place), area, period, register, jobs)
        note(home, [hashlib.sha256(form.read_bytes()).hexdigest() for form in forms])
        for written in forms:
            code = str(leading_village_code(written.parent.name))
            folder = folders.get(code)
            if folder is None:
                troubles.append(message("share_no_folder", village=written.parent.name))
                continue
            try:
                shared += _put(written, folder / template_name(code, period))
            except OSError as error:
                troubles.append(message("share_unwritable", folder=folder.name, reason=error.strerror or error))
    return shared, troubles


def _put(written: Path, target: Path) -> bool:
    """Put a form there whole; tell whether none was there before."""
    unfinished = target.with_name(f"~${target.name}.tmp")  # a name that no listing takes for a submission
    unfinished.write_bytes(written.read_bytes())
    try:
        os.link(unfinished, target)
    except FileExistsError:
        return False
    except OSError:  # many shares know no hard links
        if target.exists():
            return False
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return True
