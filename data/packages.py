"""The packages for the bodies that act on an audit: to whom each goes, and what brings a row into it."""

from dataclasses import dataclass
from functools import cache

from data.reference import records


@dataclass(frozen=True)
class Package:
    """One body's package: its name in the file's name, to whom it goes in words, and what it is for."""

    package: str
    file: str
    addressee: str
    content: str


@dataclass(frozen=True)
class Route:
    """What brings a row into a package: table, field and value (blank field: every row), the reason and its source."""

    package: str
    table: str
    field: str
    value: str
    reason_id: str
    source: str


@cache
def packages() -> tuple[Package, ...]:
    """Return every package in its order."""
    return tuple(
        Package(row["package"], row["file"], row["addressee_id"], row["content_id"]) for row in records("packages")
    )


@cache
def package_routes(package: str) -> tuple[Route, ...]:
    """Return what goes into one package."""
    return tuple(Route(**row) for row in records("package_routes") if row["package"] == package)
