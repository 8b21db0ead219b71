"""Putting next month's forms into the villages' folders, never over a file that is there."""

import tempfile
from pathlib import Path

from data.calendar import Period
from data.register import Area, leading_village_code
from tasks.inbox.delivery import hand_out_forms
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.publishing.templates.template import template_name, write_templates
from tasks.reading.returns import Returns


def share_forms(
    inbox: InboxLike, home: Path, area: Area, period: Period, regency: Returns, jobs: int
) -> tuple[int, list[str]]:
    """Write a pre-filled form into the folder of every village of the area.

    In: ``home``, where the blank forms are noted, so that none counts as a return; ``regency``: *register* and *agenda*
    (read). Out: how many were put there, and a sentence for each village that has no folder or whose folder cannot be
    written to. A form that lies there already, filled in or not, is left alone.
    """
    with tempfile.TemporaryDirectory(prefix="netralitas-formulir-") as place:
        written = write_templates(Path(place), area, period, regency.register, jobs, regency.agenda)
        forms = {
            code: (form.parent.name, template_name(code, period), form.read_bytes())
            for form in written
            if (code := leading_village_code(form.parent.name))
        }
    return hand_out_forms(open_inbox(inbox), home, forms)
