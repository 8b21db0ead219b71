"""Which account started a run: the gate writes it into the run's tags, where nobody else may write."""

import json
from collections.abc import Iterable

_TAG = "akun:"


def with_account(body: bytes, account: str) -> bytes:
    """Return the body of a request that starts a run, with the account as its one tag; an empty one as it is."""
    if not body:
        return body
    told: dict[str, object] = json.loads(body)
    return json.dumps(told | {"tags": [f"{_TAG}{account}"]}).encode()


def account_of(tags: Iterable[str]) -> str | None:
    """Return the account that a run's tags name; None where the calendar or a command started it."""
    return next((tag.removeprefix(_TAG) for tag in tags if tag.startswith(_TAG)), None)
