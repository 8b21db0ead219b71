"""One published file as the page shows it: what it is, how large, and whether its bytes are still those published."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from data.figures import decimal_text
from data.packages import packages
from data.reference import load
from data.register import villages
from data.sentences import text
from data.service import PublishedTable
from flows.downloads.audits import PublishedAudit
from tasks.inbox.listing import REPLIES
from tasks.manifest.manifest import RECORD
from tasks.publishing.packages.packages import PACKAGES, package_name
from tasks.storage.file_sha256 import file_sha256

_GROUPS = {"kecamatan": "districts", "data": "tables", REPLIES: "replies", PACKAGES: "packages"}
_CODE_LENGTHS = {"kecamatan": len("35.03.01"), REPLIES: len("35.03.01.2001")}
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000
_REMEMBERED = 20_000


@dataclass(frozen=True)
class ShownFile:
    """A line of the page; ``state`` is intact, changed, missing, or unrecorded: the ledger knows another audit."""

    label: str
    name: str
    url: str
    size: str
    sha256: str
    state: str


def shown_file(audit: PublishedAudit, name: str, language: str) -> ShownFile:
    """Return one file of an audit with its bytes hashed again (remembered until the file changes)."""
    path = audit.path(name)
    recorded = audit.outputs.get(name, "")
    url = f"{audit.url}berkas/{quote(name)}"
    if path is None:
        return ShownFile(_label(audit, name, language), name, url, "", recorded, "missing")
    status = path.stat()
    found = _digest(path, status.st_size, status.st_mtime_ns, status.st_ino)
    state = "intact" if recorded == found or name == RECORD else "changed"
    if audit.recorded is False and state == "intact":
        state = "unrecorded"
    size = _size(status.st_size, language)
    return ShownFile(_label(audit, name, language), name, url, size, recorded or found, state)


def group_of(name: str) -> str:
    """Return which part of an audit a file belongs to: workbook, districts, tables, replies, packages …"""
    folder, slash, _ = name.partition("/")
    if slash:
        return _GROUPS.get(folder, "other")
    if name == RECORD:
        return "record"
    return "workbook" if name.startswith("audit-") else "other"


def _label(audit: PublishedAudit, name: str, language: str) -> str:
    if group_of(name) == "workbook":
        return text("workbook_of", language, area=audit.title(language))
    folder, _, file = name.partition("/")
    if folder in {"data", PACKAGES}:
        return _contents(audit, language).get(file, file)
    length = _CODE_LENGTHS.get(folder)
    code = file.removeprefix("audit-")[:length] if length else ""
    return _names().get(code, file or name)


def _contents(audit: PublishedAudit, language: str) -> dict[str, str]:
    """Return what the tables and the packages of an audit are, by file name."""
    names = {
        package_name(package, audit.area, audit.period): text("package_for", language, body=package.addressee(language))
        for package in packages()
    }
    return names | {row.file: row.content(language) for row in load("published_tables", PublishedTable)}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    known = villages()
    districts = {
        code: f"Kecamatan {name}" for code, name in zip(known["district_code"], known["district_name"], strict=True)
    }
    return districts | dict(zip(known["code"], known["name"] + ", Kec. " + known["district_name"], strict=True))


@lru_cache(maxsize=_REMEMBERED)
def _digest(path: Path, _size: int, _changed: int, _inode: int) -> str:
    return file_sha256(path)


def _size(size: int, language: str) -> str:
    if size < _KILOBYTE:
        return f"{size} B"
    number, unit = (size / _MEGABYTE, "MB") if size >= _MEGABYTE else (size / _KILOBYTE, "kB")
    return f"{decimal_text(number, 1, language)} {unit}"
