"""One audit of a regency at a time in the interface: the second shows that it waits. Behind it stands the area lock."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.concurrency.sync import concurrency

from data.register import regencies_in

_LEASE_SECONDS = 60.0
"""How long the place of an audit that died stays taken; Prefect renews a living one's well before and takes no less."""

_PREFIX = "audit-"
_MOST_LIMITS = 200


@contextmanager
def one_at_a_time(area: str) -> Iterator[None]:
    """Hold the global concurrency limit ``audit-<regency>``, which is made when it is not there."""
    (regency,) = regencies_in(area)
    name = f"{_PREFIX}{regency}"
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
    # when the server is away for a moment the audit goes on: the area's lock still keeps others out
    with concurrency(name, lease_duration=_LEASE_SECONDS, strict=True, raise_on_lease_renewal_failure=False):
        yield


def free_places(home: Path) -> None:
    """Free the places that nobody holds: a server that was killed between taking one and noting who took it, or one
    that kept its notes in its memory, has left them taken for ever.
    """
    held = _leases(home / "prefect" / "concurrency_leases")
    with get_client(sync_client=True) as client:
        for limit in client.read_global_concurrency_limits(limit=_MOST_LIMITS):
            if limit.name.startswith(_PREFIX) and limit.active_slots > held[str(limit.id)]:
                held_places = GlobalConcurrencyLimitUpdate(active_slots=held[str(limit.id)])
                client.update_global_concurrency_limit(limit.name, held_places)


def _leases(folder: Path) -> Counter[str]:
    """Return how many leases are on disk for each limit."""
    held: Counter[str] = Counter()
    for path in folder.glob("*-*.json"):
        try:
            held.update(json.loads(path.read_text(encoding="utf-8"))["resource_ids"])
        except (OSError, ValueError, KeyError):
            continue  # revoked meanwhile, or cut off by the same loss of power
    return held
