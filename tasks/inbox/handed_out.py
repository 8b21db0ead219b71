"""The blank forms that the inspectorate put into the villages' folders: no submission until they are filled in."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.sentences import both

_LIST = "formulir-dibagikan.txt"


def note(home: Path, forms: Iterable[bytes]) -> None:
    """Note the SHA-256 of forms that are about to be handed out.

    Raises ``EnvironmentUnavailable`` when that cannot be written.
    """
    place = home / _LIST
    try:
        home.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="ascii") as lines:
            lines.writelines(f"{sha256(form).hexdigest()}\n" for form in forms)
    except OSError as error:
        raise EnvironmentUnavailable(both("broken_home", folder=place, error=error)) from error


def handed_out(home: Path) -> frozenset[str]:
    """Return the SHA-256 of every form that was handed out."""
    place = home / _LIST
    return frozenset(place.read_text(encoding="ascii").split()) if place.exists() else frozenset()
