"""The inspectorate's register of officials and its agenda, read from the inbox by themselves."""

import tempfile
from pathlib import Path

from data.scope import Scope
from tasks.inbox.listing import list_inbox
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.reading.isolated import read_isolated
from tasks.reading.reading import Source
from tasks.reading.returns import Returns, returns_of


def read_regency(inbox: InboxLike, scope: Scope) -> Returns:
    """Return what the files in ``_kabupaten`` say: *register* and *agenda*, empty where there are none."""
    place = open_inbox(inbox)
    files = list_inbox(place, scope)
    own = files[(files["place"] == "regency") & files["ignored"].isna() & files["sha256"].notna()]
    if own.empty:
        return Returns.empty()
    with tempfile.TemporaryDirectory(prefix="netralitas-register-") as copies:
        items = []
        for number, file in enumerate(own["file"]):
            copy = Path(copies) / str(number)
            with place.open(file) as content:
                copy.write_bytes(content.read())
            items.append((Source(file, "regency", scope.period.year), copy))
        return returns_of(read_isolated(items, jobs=1))
