"""The published audits of an installation, as their own records (``audit.json``) tell them."""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ValidationError

from data.calendar import Period
from data.errors import UsageError
from data.figures import date_text
from data.sentences import text
from tasks.manifest.manifest import RECORD

_EARLIER = re.compile(r"(?P<area>[0-9.]+)-sebelumnya-(?P<number>[0-9]+)")
_AREA_FOLDER = re.compile(r"[0-9.]+(-(sebelumnya|disahkan)-[0-9]+)?")


class _Area(BaseModel):
    code: str
    name: str


class _Record(BaseModel):
    area: _Area
    as_of: date
    outputs: dict[str, str]


@dataclass(frozen=True)
class PublishedAudit:
    """One published audit: its folder, month, area code and name, and its files' SHA-256 by path.

    ``recorded``: whether the ledger knows this very audit; None while it cannot be asked.
    """

    folder: Path
    period: Period
    area: str
    name: str
    as_of: date
    outputs: dict[str, str]
    recorded: bool | None

    def title(self, language: str) -> str:
        """Return the area's name, of an audit that another has replaced with the number of that earlier one."""
        earlier = _EARLIER.fullmatch(self.folder.name)
        return text("earlier", language, area=self.name, number=earlier["number"]) if earlier else self.name

    def day(self, language: str) -> str:
        """Return the day on which the audit stands, in words."""
        return date_text(self.as_of, language)

    @property
    def url(self) -> str:
        """Its page."""
        return f"/unduh/{self.period}/{self.folder.name}/"

    def path(self, name: str) -> Path | None:
        """Return where a recorded file lies; None if none of that name was published, or it leads out of the folder."""
        if name != RECORD and name not in self.outputs:
            return None
        path = self.folder / name
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return path if inside and path.is_file() else None


def published_audits(out: Path, recorded: Collection[str] | None) -> tuple[list[PublishedAudit], list[str]]:
    """Return the audits under ``out``, newest month first, and the names of those whose record is unreadable.

    In: ``recorded``, the SHA-256 of every ``audit.json`` that the ledger knows; None while it cannot be asked.
    """
    audits, damaged = [], []
    for record in out.glob(f"*/*/{RECORD}"):
        folder = record.parent
        if not _AREA_FOLDER.fullmatch(folder.name) or not _inside(record, out):
            continue
        try:
            audits.append(_audit(folder, recorded))
        except (ValidationError, UsageError, OSError):
            damaged.append(f"{folder.parent.name}/{folder.name}")
    audits.sort(key=lambda audit: audit.folder.name)
    audits.sort(key=lambda audit: str(audit.period), reverse=True)
    return audits, sorted(damaged)


def find_audit(audits: Sequence[PublishedAudit], period: str, name: str) -> PublishedAudit | None:
    """Return the audit of a month in a folder of that name, None where there is none."""
    return next((audit for audit in audits if str(audit.period) == period and audit.folder.name == name), None)


def _audit(folder: Path, recorded: Collection[str] | None) -> PublishedAudit:
    content = (folder / RECORD).read_bytes()
    record = _Record.model_validate_json(content)
    period = Period.parse(folder.parent.name)
    known = None if recorded is None else hashlib.sha256(content).hexdigest() in recorded
    return PublishedAudit(folder, period, record.area.code, record.area.name, record.as_of, record.outputs, known)


def _inside(path: Path, out: Path) -> bool:
    return path.resolve().is_relative_to(out.resolve())
