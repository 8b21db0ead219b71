"""Judge tables by their rules."""

from collections.abc import Mapping

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from expectations import validation
from expectations.validation import Verdict


@task(cache_policy=NO_CACHE)
def validate(tables: Mapping[str, pd.DataFrame], language: str) -> list[Verdict]:
    """Judge every rule of the judge tables, one batch a table for all villages at once."""
    return validation.validate(tables, language)
