"""Sending a file to a browser, which keeps it to itself and runs nothing in it."""

from functools import cache
from pathlib import Path

from starlette.responses import FileResponse

from data.reference import load
from data.service import ContentType


def send(path: Path) -> FileResponse:
    """Return the file as a download under its own name, with its media type."""
    return FileResponse(
        path,
        media_type=_content_types().get(path.suffix, "application/octet-stream"),
        filename=path.name,
        headers={"cache-control": "private, no-cache", "content-security-policy": "sandbox"},
    )


@cache
def _content_types() -> dict[str, str]:
    return {row.ending: row.content_type for row in load("content_types", ContentType)}
