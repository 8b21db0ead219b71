"""Pages from their templates, with sentences from ``sentences.csv`` in the language that a person chose.

``?lang=en`` on any page chooses; a cookie keeps it over links. Nobody having chosen, pages are Indonesian.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.templating import Jinja2Templates

from data.sentences import LANGUAGES, text
from flows.access.accounts import Role

STYLE = "/tampilan/halaman.css"
_FOLDER = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


LANGUAGE_COOKIE = "bahasa"
_LANGUAGE_DAYS = 365


def language_of(request: Request) -> str:
    """Return the language that a page is asked for: the one in its address, else the one chosen before."""
    asked = (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE))
    return next((language for language in asked if language in LANGUAGES), LANGUAGES[0])


def page(request: Request, template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """Return a page; what villages wrote is escaped, and no script can run on it."""
    person = request.user.display_name if request.user.is_authenticated else ""
    headers = {"content-security-policy": _POLICY, "cache-control": "private, no-cache"}
    language = language_of(request)
    others = _other_languages(request, language)
    inspects = Role.INSPECTOR.value in request.auth.scopes
    shown = {"person": person, "inspects": inspects, "style": STYLE, "language": language, "others": others, **values}
    response = _templates().TemplateResponse(request, template, shown, status_code=status, headers=headers)
    if request.query_params.get("lang") == language:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=_LANGUAGE_DAYS * 86_400,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
    return response


def _other_languages(request: Request, language: str) -> dict[str, str]:
    """Return the address of the same page in each other language, its question kept."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return {other: f"?{urlencode([*asked, ('lang', other)])}" for other in LANGUAGES if other != language}


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
