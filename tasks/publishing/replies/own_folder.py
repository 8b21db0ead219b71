"""Putting replies to files into the folder of whoever sent these, and taking away those that say nothing any more."""

import re
from collections.abc import Collection
from pathlib import Path

from tasks.inbox.delivery import put_replies
from tasks.inbox.storage import Inbox


def put_into_own_folder(
    inbox: Inbox, sender: str, place: str, written: Collection[Path], former: Collection[Path]
) -> list[str]:
    """Put ``written`` into a folder of the inbox; of ``former`` nothing else stays, neither there nor in the home.

    In: ``sender``, whose files are answered; ``former``, where replies to any of its files would lie in the home. Out:
    what went wrong, as sentences.
    """
    for target in set(former).difference(written):
        target.unlink(missing_ok=True)
    contents = {target.name: target.read_bytes() for target in written}
    surplus = re.compile("|".join(re.escape(target.name) for target in former))
    trouble = put_replies(inbox, sender, place, contents, surplus)
    return [trouble] if trouble else []
