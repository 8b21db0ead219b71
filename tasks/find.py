"""Tell what failed, where and how to mend it."""

from collections.abc import Mapping, Sequence

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from data.scope import Scope
from expectations.validation import Verdict
from tasks.findings.findings import findings_and_mends


@task(cache_policy=NO_CACHE)
def find(
    tables: Mapping[str, pd.DataFrame], verdicts: Sequence[Verdict], scope: Scope
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return table *findings* (result) of the judged tables, and how to mend each by finding_id."""
    return findings_and_mends(tables, verdicts, scope)
