"""The inspectorate's register of officials, read from the inbox by itself."""

from pathlib import Path

import pandas as pd

from data.scope import Scope
from data.tables import frame
from tasks.inbox.listing import list_inbox
from tasks.workbooks.isolation import read_isolated
from tasks.workbooks.joining import read_tables
from tasks.workbooks.reading import Source


def read_register(inbox: Path, scope: Scope) -> pd.DataFrame:
    """Return table *register* (read) of the files in ``_kabupaten``; empty where there are none."""
    files = list_inbox(inbox, scope)
    own = files[(files["place"] == "regency") & files["ignored"].isna() & files["sha256"].notna()]
    items = [(Source(file, "regency", scope.period.year), inbox / file) for file in own["file"]]
    return read_tables(read_isolated(items, jobs=1))["register"] if items else frame("register", "read")
