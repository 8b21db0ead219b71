"""The comments that are attached to cells of a sheet, in the part that the sheet names; its own program wrote them.

Threads of newer Excels have a copy there, for older ones.
"""

import re

from data.names import plain
from data.sentences import VILLAGES, text
from tasks.reading.cells import column_number
from tasks.reading.package import Package, local_name

_REFERENCE = re.compile(r"\A([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


def has_comments(package: Package) -> bool:
    """Tell from the names of a package's parts whether any of its sheets may have a comment."""
    return any("comments" in name for name in package.names)


def sheet_comments(package: Package, part: str) -> dict[tuple[int, int], str]:
    """Return the comments of a sheet by 0-based (row, column), without what an earlier reply of ours put there."""
    own = text("comment_mark", VILLAGES)
    found = {}
    for kind, target in package.relations(part).values():
        if kind != "comments" or target not in package:
            continue
        for comment in package.tree(target).iter():
            place = _REFERENCE.match(comment.get("ref", "")) if local_name(comment.tag) == "comment" else None
            told = "".join(each.text or "" for each in comment.iter() if local_name(each.tag) == "t") if place else ""
            if place and (written := plain(told.split(own)[0])):
                found[int(place[2]) - 1, column_number(place[1])] = written
    return found
