"""Pages from their templates, with sentences from ``page_sentences.csv``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.templating import Jinja2Templates

from data.reference import records

STYLE = "/tampilan/halaman.css"
_FOLDER = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(request: Request, template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """Return a page; what villages wrote is escaped, and no script can run on it."""
    person = request.user.display_name if request.user.is_authenticated else ""
    headers = {"content-security-policy": _POLICY, "cache-control": "private, no-cache"}
    return _templates().TemplateResponse(
        request, template, {"person": person, "style": STYLE, **values}, status_code=status, headers=headers
    )


def style(_: Request) -> Response:
    """Return the one style sheet."""
    return FileResponse(_FOLDER / "page.css", media_type="text/css")


def say(sentence: str, **values: object) -> str:
    """Return a sentence of the pages with its values filled in."""
    return _sentences()[sentence].format(**values)


@cache
def _sentences() -> dict[str, str]:
    return {row["sentence"]: row["text_id"] for row in records("page_sentences")}


@cache
def _templates() -> Jinja2Templates:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    return Jinja2Templates(env=environment)
