"""The one way of writing into the villages' own folders: replies, and next month's blank forms.

What goes wrong there is a village's trouble, told as a sentence, and stops nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.register import leading_village_code, villages
from data.sentences import VILLAGES, text
from tasks.inbox.handed_out import note
from tasks.inbox.storage import Inbox, same_bytes


def village_folders(inbox: Inbox) -> dict[str, list[str]]:
    """Return the villages' folders by code; an inbox that is gone has none. Links are not followed.

    The first of a code is the village's own: the one that bears its name as the register has it, else the first by
    name. Whoever may make folders may make others; nothing is written into them.
    """
    found: dict[str, list[str]] = {}
    for name in inbox.folders():
        code = leading_village_code(name)
        if code:
            found.setdefault(code, []).append(name)
    named = {f"{code} {name}" for code, name in villages()[["code", "name"]].itertuples(index=False)}
    return {code: sorted(folders, key=lambda name: (name not in named, name)) for code, folders in found.items()}


def second_folders(code: str, folders: Sequence[str]) -> Iterator[str]:
    """Tell of each folder that bears a village's code beside its own, and gets nothing."""
    for other in folders[1:]:
        yield text("folder_second", VILLAGES, code=code, place=other, own=folders[0])


def put_replies(
    inbox: Inbox, code: str, place: str, contents: Mapping[str, bytes], surplus: re.Pattern[str] | None = None
) -> str | None:
    """Put replies into a folder of the inbox, and remove there what matches ``surplus`` and is none of them.

    What lies there with the same bytes is left alone. Out: what went wrong as a sentence, else None.
    """
    if inbox.is_link(place):
        return text("folder_linked", VILLAGES, code=code)
    try:
        for name, content in contents.items():
            if not same_bytes(inbox, f"{place}/{name}", content):
                inbox.write(f"{place}/{name}", content)
        for name in inbox.names(place) if surplus else ():
            if surplus and surplus.fullmatch(name) and name not in contents:
                inbox.remove(f"{place}/{name}")
    except (OSError, EnvironmentUnavailable) as error:
        return text("reply_unwritable", VILLAGES, code=code, place=place, reason=error)
    return None


def hand_out_forms(inbox: Inbox, home: Path, forms: Mapping[str, tuple[str, str, bytes]]) -> tuple[int, list[str]]:
    """Put blank forms into the villages' folders, each unless a file of its name lies there.

    In: ``home``, where the forms are noted before they appear, so that none counts as a return; ``forms``: each
    village's name as sentences call it, the file's name and its bytes, by village code. Out: how many were put there,
    and a sentence for each village that has no folder or whose folder cannot be written to.
    """
    folders = {code: names[0] for code, names in village_folders(inbox).items()}
    note(home, [content for _, _, content in forms.values()])
    shared, troubles = 0, []
    for code, (village, name, content) in forms.items():
        folder = folders.get(code)
        if folder is None:
            troubles.append(text("share_no_folder", VILLAGES, village=village))
            continue
        try:
            shared += inbox.add(f"{folder}/{name}", content)
        except OSError as error:
            troubles.append(text("share_unwritable", VILLAGES, folder=folder, reason=error))
    return shared, troubles
