"""Pages from their templates, with sentences from ``page_sentences.csv``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.templating import Jinja2Templates

from data.sentences import text

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


@cache
def _templates() -> Jinja2Templates:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["text"] = text
    return Jinja2Templates(env=environment)
