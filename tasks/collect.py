"""Collect what lies in the inbox."""

from pathlib import Path

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from data.scope import Scope
from tasks.environment import RETRIES, RETRY_SECONDS, environment_failed
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.opening import InboxLike


@task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=environment_failed, cache_policy=NO_CACHE)
def collect(inbox: InboxLike, scope: Scope, home: Path) -> pd.DataFrame:
    """List the inbox and archive its bytes; return table *files* (read)."""
    return archive(inbox, list_inbox(inbox, scope), home)
