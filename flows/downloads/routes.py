"""The routes of the download page; the gate in front of them has told who may come here."""

from collections.abc import Callable, Collection
from itertools import groupby
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.sentences import text
from flows.downloads.audits import PublishedAudit, find_audit, published_audits
from flows.downloads.files import group_of, shown_file
from flows.downloads.search import find_village_files
from flows.downloads.sending import send
from flows.pages.rendering import language_of, page
from tasks.manifest.manifest import RECORD

_GROUPS = ("workbook", "districts", "replies", "tables", "packages", "record", "other")
_FOLDED = {"districts", "replies"}


def download_routes(out: Path, recorded: Callable[[], Collection[str] | None]) -> list[Route]:
    """Return the routes of ``/unduh`` over the audits published in ``out``.

    In: ``recorded`` tells the SHA-256 of every ``audit.json`` that the ledger knows, None while it cannot be asked.
    """

    def published() -> tuple[list[PublishedAudit], list[str]]:
        return published_audits(out, recorded())

    def asked_for(request: Request) -> PublishedAudit | None:
        return find_audit(published()[0], request.path_params["period"], request.path_params["area"])

    def show_periods(request: Request) -> Response:
        audits, damaged = published()
        language = language_of(request)
        by_period = groupby(audits, key=lambda audit: audit.period)
        periods = [(period.in_words(language), list(of)) for period, of in by_period]
        return page(request, "periods.html", {"periods": periods, "damaged": damaged})

    def show_audit(request: Request) -> Response:
        audit = asked_for(request)
        if audit is None:
            return page(request, "missing.html", {}, status=404)
        language = language_of(request)
        files = [(group_of(name), shown_file(audit, name, language)) for name in [*sorted(audit.outputs), RECORD]]
        groups = [
            (text(f"group_{group}", language), group in _FOLDED, of_group)
            for group in _GROUPS
            if (of_group := [file for of, file in files if of == group])
        ]
        wrong = sum(file.state in {"changed", "missing"} for _, file in files)
        label = audit.period.in_words(language)
        return page(request, "audit.html", {"audit": audit, "label": label, "groups": groups, "wrong": wrong})

    def send_file(request: Request) -> Response:
        audit = asked_for(request)
        name = request.path_params["file"]
        path = audit.path(name) if audit else None
        if audit is None or path is None:
            return page(request, "missing.html", {}, status=404)
        # nobody takes for published what somebody wrote later
        state = shown_file(audit, name, language_of(request)).state
        if state != "intact":
            return page(request, "changed.html", {"audit": audit, "state": state}, status=409)
        return send(path)

    def show_search(request: Request) -> Response:
        asked = request.query_params.get("q", "")[:100]
        found, more = find_village_files(published()[0], asked, language_of(request))
        return page(request, "search.html", {"asked": asked, "found": found, "more": more})

    return [
        Route("/unduh", lambda _: RedirectResponse("/unduh/")),
        Route("/unduh/", show_periods),
        Route("/unduh/cari", show_search),
        Route("/unduh/{period}/{area}/", show_audit),
        Route("/unduh/{period}/{area}/berkas/{file:path}", send_file),
    ]
