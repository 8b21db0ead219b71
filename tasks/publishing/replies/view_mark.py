"""The mark of a view: a hash over everything that makes it, kept in the view itself, so that none is made twice."""

import hashlib
import json
import zipfile
from dataclasses import astuple
from pathlib import Path

from data.reference import load
from data.sheet_words import CellRole
from tasks.manifest.audit_context import current_versions
from tasks.publishing.replies.explain import Explained

_PROPERTIES = "docProps/core.xml"


def view_mark(job: Explained, content_sha256: str) -> str:
    """Return the mark of a view: SHA-256 in hex over all that it depends on but its target and content.

    In: the job, and the SHA-256 of the file that it explains. Versions of the product and of its rules count, and the
    roles' own names and tints.
    """
    versions = current_versions()
    told = [table.astype("str").to_numpy().tolist() for table in (job.taken_for, job.repairs)]
    made_of = [
        versions.product,
        versions.rules,
        list(map(astuple, load("cell_roles", CellRole))),
        job.source.file,
        job.source.year,
        job.language,
    ]
    return hashlib.sha256(json.dumps([content_sha256, *made_of, *told], sort_keys=True).encode()).hexdigest()


def bears_mark(view: Path, mark: str) -> bool:
    """Tell whether a whole view with this mark lies there."""
    try:
        with zipfile.ZipFile(view) as package:
            return mark.encode() in package.read(_PROPERTIES)
    except (FileNotFoundError, zipfile.BadZipFile, KeyError):
        return False
