"""What only inspectors may read: requests for clarification, and packages with numbers in full, by month and area."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.calendar import Period
from data.errors import UsageError
from data.register import area
from data.sentences import text
from flows.downloads.sending import send
from flows.pages.rendering import language_of, page
from tasks.clarification import FOLDER as CLARIFICATIONS
from tasks.disclosure import FOLDER as DISCLOSURES

PAGE = "/pemeriksa/"
_SECTIONS = (CLARIFICATIONS, DISCLOSURES)
_FILE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]*\.xlsx")


@dataclass(frozen=True)
class Folder:
    """The files of one kind, month and area: what they are, and each file's name with its address."""

    title: str
    files: list[tuple[str, str]]


def inspector_routes(home: Path) -> list[Route]:
    """Return the routes of ``/pemeriksa`` over a home; the gate lets nobody but inspectors come here."""

    def show_all(request: Request) -> Response:
        return page(request, "inspector.html", {"folders": list(_folders(home, language_of(request)))})

    def send_file(request: Request) -> Response:
        asked = request.path_params
        name, place = asked["file"], (asked["section"], asked["period"], asked["area"])
        if place not in set(_places(home)) or name not in _names(home.joinpath(*place)):
            return page(request, "missing.html", {}, status=404)
        return send(home.joinpath(*place, name))

    return [
        Route("/pemeriksa/", show_all),
        Route("/pemeriksa/{section}/{period}/{area}/{file}", send_file),
    ]


def _folders(home: Path, language: str) -> Iterator[Folder]:
    """Return the folders that hold something, newest month first."""
    for section, period, code in sorted(_places(home), key=lambda place: (place[1], place[0]), reverse=True):
        names = _names(home / section / period / code)
        if names:
            told = {"area": area(code).name, "period": Period.parse(period).in_words(language)}
            files = [(name, f"{PAGE}{section}/{period}/{code}/{quote(name)}") for name in names]
            yield Folder(text(f"inspector_{section}", language, **told), files)


def _places(home: Path) -> Iterator[tuple[str, str, str]]:
    """Return section, month and area of every folder of ours; what somebody else put there is left out."""
    for section in _SECTIONS:
        for folder in home.joinpath(section).glob("*/*"):
            try:
                place = section, str(Period.parse(folder.parent.name)), area(folder.name).code
            except UsageError:
                continue
            yield place


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if _FILE.fullmatch(path.name)) if folder.is_dir() else []
