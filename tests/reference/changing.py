"""Letting this process read its reference tables anew."""

from data import reference
from tasks.manifest import audit_context


def forget_tables() -> None:
    """Forget what was read of the reference tables and the version that follows from them."""
    for cached in (
        reference.records,
        reference.result_version,
        reference._loaded,
        reference._framed,
        audit_context.current_versions,
    ):
        cached.cache_clear()
