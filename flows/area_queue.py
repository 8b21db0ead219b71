"""One audit of a regency at a time in the interface: the second shows that it waits. Behind it stands the area lock."""

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

from data.register import regencies_in

_LEASE_SECONDS = 60.0
"""How long the place of an audit that died stays taken; Prefect renews a living one's well before and takes no less."""


@contextmanager
def one_at_a_time(area: str) -> Iterator[None]:
    """Hold the global concurrency limit ``audit-<regency>``, which is made when it is not there."""
    (regency,) = regencies_in(area)
    name = f"audit-{regency}"
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
    # when the server is away for a moment the audit goes on: the area's lock still keeps others out
    with concurrency(name, lease_duration=_LEASE_SECONDS, strict=True, raise_on_lease_renewal_failure=False):
        yield
