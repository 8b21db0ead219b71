"""What a cell's shown text says about itself."""

import pandas as pd


def is_error_text(shown: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell for each shown text whether it is a spreadsheet's error, such as ``#REF!`` or ``#N/A`` (D23's matter)."""
    return shown.str.startswith("#", na=False)
