"""The rows of a form as the sample holds them before they become cells."""

from datetime import date, time

Value = str | int | date | time | None

Row = dict[str, Value]
"""One row of a form: value by field of ``columns.csv``; a row is known by itself, not by what it says."""
