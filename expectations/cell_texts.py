"""What a cell's shown text says about itself."""

import pandas as pd

from data.forms import NO_VALUE


def is_error_text(shown: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell for each shown text whether it is an error, such as ``#REF!``, or a formula without value (D23's matter)."""
    return shown.str.startswith("#", na=False) | (shown == NO_VALUE)
