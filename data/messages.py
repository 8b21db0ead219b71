"""What the commands say to the person at the terminal, from ``reference/messages.csv``."""

from functools import cache

from data.reference import records


@cache
def _texts() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in records("messages")}


def message(code: str, language: str = "id", **values: object) -> str:
    """Return one sentence in Indonesian (``id``) or English (``en``) with its values filled in."""
    return _texts()[code][language].format(**values)


def both(code: str, **values: object) -> str:
    """Return one sentence in both languages, for when nobody has chosen one yet."""
    return f"{message(code, 'id', **values)} / {message(code, 'en', **values)}"
