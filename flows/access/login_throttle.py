"""How often somebody may guess a password, so that no stranger's guesses keep the right person out.

Wrong tries are counted by account *and* place: from elsewhere an account goes on. A place is a browser that the
account logged in with before (its cookie says so), else the network address. An address that tries many accounts is
held back too, but not from accounts that logged in from it before: an office is often one address.
Counts are `limits`' windows, kept in the home, so that a restart forgets none.
"""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerSecond
from limits.strategies import FixedWindowRateLimiter

from data.reference import limit
from flows.access.store import AccessStore, secret_digest
from flows.access.stored_counts import StoredCounts

_SECONDS_A_DAY = 86_400
_TIDY_SECONDS = 60.0
_PAIR = "pair"


class LoginThrottle:
    """The wrong tries of late."""

    def __init__(self, store: AccessStore) -> None:
        self._store = store
        self._counts = StoredCounts(store)
        self._tidy_at = 0.0
        self._limiter = FixedWindowRateLimiter(self._counts)

    def allow(self, name: str, address: str, device: str = "") -> bool:
        """Count a try before its password is checked, so that many at once gain nothing; tell whether it may be made.

        ``device``: the mark of a browser from which the account logged in before, empty for any other.
        """
        self._forget_what_ended()
        account, network = secret_digest(name), _network(address)
        if device:
            return self._limiter.hit(_pair(), account, device)
        may_try = self._is_known(account, network) or self._limiter.hit(_address(), network)
        return may_try and self._limiter.hit(_pair(), account, network)

    def is_closed(self, name: str, address: str) -> bool:
        """Tell whether wrong tries from a place were so many that not even a password known to be right is heard."""
        return self._counts.get(_pair().key_for(secret_digest(name), _network(address))) > limit("failed_logins_hard")

    def succeeded(self, name: str, address: str, device: str = "") -> None:
        """Take back the try that turned out right, and know the place from now on."""
        account, network = secret_digest(name), _network(address)
        self._limiter.clear(_pair(), account, device or network)
        if not device and not self._is_known(account, network):
            self._counts.incr(_address().key_for(network), _address().get_expiry(), -1)
        self._counts.clear(_known(account, network))
        self._counts.incr(_known(account, network), int(limit("known_device_days")) * _SECONDS_A_DAY)

    def forget(self, name: str) -> None:
        """Forget the wrong tries for an account, wherever they came from."""
        self._counts.clear_beginning(f"{_PAIR}/{secret_digest(name)}/")

    def _is_known(self, account: str, network: str) -> bool:
        return self._counts.get(_known(account, network)) > 0

    def _forget_what_ended(self) -> None:
        now = time.monotonic()
        if now >= self._tidy_at:
            self._tidy_at = now + _TIDY_SECONDS
            self._store.forget_what_ended()


def _pair() -> RateLimitItemPerSecond:
    return _item("failed_logins_account", _PAIR)


def _address() -> RateLimitItemPerSecond:
    return _item("failed_logins_address", "address")


def _item(most: str, namespace: str) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(int(limit(most)), int(limit("failed_logins_seconds")), namespace=namespace)


def _known(account: str, network: str) -> str:
    return f"known/{account}/{network}"


def _network(address: str) -> str:
    """Return an address as it counts: one IPv6 customer has a whole /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)
