"""Putting next month's forms into the villages' folders, never over a file that is there."""

import hashlib
import tempfile
from pathlib import Path

import pandas as pd

from data.calendar import Period
from data.register import Area, leading_village_code
from data.sentences import text
from tasks.inbox.handed_out import note
from tasks.inbox.places import InboxLike, open_inbox
from tasks.publishing.replies.replies import village_folders
from tasks.publishing.templates.template import template_name, write_templates


def share_forms(
    inbox: InboxLike, home: Path, area: Area, period: Period, register: pd.DataFrame, jobs: int
) -> tuple[int, list[str]]:
    """Write a pre-filled form into the folder of every village of the area.

    In: ``home``, where the blank forms are noted, so that none counts as a return; table *register* (read). Out: how
    many were put there, and a sentence for each village that has no folder or whose folder cannot be written to. A
    form that lies there already, filled in or not, is left alone.
    """
    opened = open_inbox(inbox)
    folders = {code: names[0] for code, names in village_folders(opened).items()}
    shared, troubles = 0, []
    with tempfile.TemporaryDirectory(prefix="netralitas-formulir-") as place:
        forms = write_templates(Path(place), area, period, register, jobs)
        note(home, [hashlib.sha256(form.read_bytes()).hexdigest() for form in forms])
        for written in forms:
            code = str(leading_village_code(written.parent.name))
            folder = folders.get(code)
            if folder is None:
                troubles.append(text("share_no_folder", "id", village=written.parent.name))
                continue
            try:
                shared += opened.add(f"{folder}/{template_name(code, period)}", written.read_bytes())
            except OSError as error:
                troubles.append(text("share_unwritable", "id", folder=folder, reason=error.strerror or error))
    return shared, troubles
