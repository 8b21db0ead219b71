"""``audit.json``: what an audit was made from and what it made, so that anybody can prove it again."""

import json
from pathlib import Path

from data.workbook import marks
from tasks.manifest.audit_context import AuditContext
from tasks.scoring.results import Results
from tasks.storage.file_sha256 import file_sha256

FILE_STATES = ("current", "superseded", "rejected", "ignored")
"""Whatever lies in the inbox is one of these; the figures of an audit count each."""

RECORD = "audit.json"
SIGNED = "pengesahan.json"
"""Lies in an audit's folder once an inspector has approved it; no output of the audit itself."""


def write_manifest(facts: AuditContext, results: Results, folder: Path) -> None:
    """Write ``audit.json`` into an audit's folder once every other file lies there.

    Out: audit_id, versions, area, period, as_of, language, counts, and the SHA-256 of every input and output; keys
    sorted, so that equal audits are equal bytes.
    """
    scope = facts.scope
    record = {
        "audit_id": facts.audit_id,
        "versions": facts.versions.as_dict(),
        "area": {"code": scope.area.code, "level": scope.area.level, "name": scope.area.name},
        "period": str(scope.period),
        "as_of": scope.as_of.isoformat(),
        "language": scope.language,
        "counts": _counts(results),
        "inputs": dict(facts.inputs),
        "outputs": output_hashes(folder),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8", newline="\n")


def output_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of an audit by path inside its folder; ``audit.json`` and sign-off left out."""
    return {
        path.relative_to(folder).as_posix(): file_sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {RECORD, SIGNED}
    }


def recorded_outputs(folder: Path) -> dict[str, str]:
    """Return the hashes that an audit's folder was published with."""
    outputs: dict[str, str] = json.loads((folder / RECORD).read_text(encoding="utf-8"))["outputs"]
    return outputs


def recorded_language(folder: Path) -> str:
    """Return the language that an audit's folder was published in."""
    language: str = json.loads((folder / RECORD).read_text(encoding="utf-8"))["language"]
    return language


def _counts(results: Results) -> dict[str, object]:
    villages, findings, files, forms = results.villages, results.findings, results.files, results.submissions
    read, counted = int(forms["rows_read"].sum()), int(forms["rows_counted"].sum())
    return {
        "expected": len(villages),
        "received": int((villages["status"] != "BELUM MASUK").sum()),
        "villages": {status: int((villages["status"] == status).sum()) for status in marks("status")},
        "files": {"seen": len(files)} | {state: int((files["state"] == state).sum()) for state in FILE_STATES},
        "rows": {"read": read, "counted": counted, "rejected": read - counted},
        "findings": {
            "rows": len(findings),
            "groups": int(findings["group_id"].nunique()),
            "by_rule": {str(rule): int(count) for rule, count in findings["rule"].value_counts().items()},
        },
    }
