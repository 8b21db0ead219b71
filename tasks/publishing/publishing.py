"""Publishing an audit: everything is written beside the target, proved, and only then put in its place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessFuture

from data.errors import EnvironmentUnavailable
from data.register import Area, area
from data.sentences import both
from tasks.findings.masked_text import masked_tables
from tasks.inbox.listing import REPLIES
from tasks.isolation.worker_processes import hand_out, hold_in_workers, is_lost, worker_count, worker_pool
from tasks.manifest.audit_context import AuditContext
from tasks.manifest.manifest import RECORD, write_manifest
from tasks.publishing.packages.packages import PACKAGES, write_packages
from tasks.publishing.placing import clear_after_crash, draft_beside, put_in_place
from tasks.publishing.reconciliation import balance, require_agreement, require_written
from tasks.publishing.replies.partner_replies import write_partner_receipts
from tasks.publishing.replies.replies import write_receipts
from tasks.publishing.tables import write_tables
from tasks.publishing.workbook.audit_workbook import workbook_name, write_audit_workbook
from tasks.publishing.workbook.part import part_of
from tasks.scoring.results import Results
from tasks.storage.atomic_write import sync_folder
from tasks.storage.file_sha256 import file_sha256

_DISTRICTS = "kecamatan"
hold_in_workers(__name__)


@dataclass(frozen=True, eq=False)
class Replying:
    """What the villages' receipts are made of: facts and results in the villages' language."""

    facts: AuditContext
    results: Results


def publish(
    out: Path,
    facts: AuditContext,
    results: Results,
    jobs: int,
    replying: Replying | None = None,
    *,
    packages: bool = False,
    keep_record: Callable[[str], None] | None = None,
    last_recorded: str | None = None,
) -> Path:
    """Publish an audit into ``<out>/<period>/<area>/`` and return the path of its workbook.

    In: ``results``; ``jobs``: worker processes at most (1: none); ``replying`` (None: no receipts); ``packages``: also
    one for each body that acts on the audit; ``keep_record`` is called with the SHA-256 of ``audit.json`` when all of
    the audit is on the disk and before anybody sees it: what it raises, nobody sees; ``last_recorded``: the hash that
    it was last called with for this area and month. An audit that lies there is replaced only when the new one is
    whole, and kept under another name when somebody has changed it. Raises ``ReconciliationError`` when figures
    disagree and ``EnvironmentUnavailable`` when the folder cannot be written; neither leaves anything behind.
    """
    scope = facts.scope
    target = out / str(scope.period) / scope.area.code
    shown = masked_tables(results)
    require_agreement(balance(part_of(facts, scope.area, shown)))
    with _our_place(target):
        clear_after_crash(target, last_recorded)
    with _our_place(target), draft_beside(target) as draft:
        write_tables(shown, draft / "data")
        workbook, districts = _write_workbooks(draft, facts, shown, jobs)
        require_written(shown.findings, draft / "data" / "findings.csv", workbook, districts)
        if replying is not None:
            told = shown if replying.results is results else masked_tables(replying.results)
            write_receipts(draft / REPLIES, replying.facts, told, jobs)
            write_partner_receipts(draft / REPLIES, replying.facts, told, jobs)
        if packages:
            write_packages(draft / PACKAGES, facts, shown)
        write_manifest(facts, shown, draft)
        if keep_record:
            sync_folder(draft)
            keep_record(file_sha256(draft / RECORD))
        put_in_place(draft, target)
    return target / workbook.name


def _write_workbooks(folder: Path, facts: AuditContext, results: Results, jobs: int) -> tuple[Path, list[Path]]:
    """Write the area's workbook here and the districts' in worker processes meanwhile; return their paths."""
    own = folder / workbook_name(facts.scope.area, facts)
    districts = _districts(facts, results)
    paths = [folder / _DISTRICTS / workbook_name(district, facts) for district in districts]
    if districts:
        (folder / _DISTRICTS).mkdir()
    if jobs == 1 or not districts:
        for place, path in zip([facts.scope.area, *districts], [own, *paths], strict=True):
            write_audit_workbook(facts, place, results, path)
        return own, paths
    with worker_pool(worker_count(jobs and jobs - 1, len(districts))) as pool:
        waiting = [
            hand_out(pool, write_audit_workbook, facts, district, part_of(facts, district, results).tables, path)
            for district, path in zip(districts, paths, strict=True)
        ]
        write_audit_workbook(facts, facts.scope.area, results, own)
        _help_out(waiting, facts, districts, results, paths)
    return own, paths


def _help_out(
    waiting: list["ProcessFuture[None]"],
    facts: AuditContext,
    districts: list[Area],
    results: Results,
    paths: list[Path],
) -> None:
    """Write here, from the end, what no worker has begun, instead of idling; then wait for the workers.

    What a worker was killed over, as the system does when memory is short, or hung over, is written here once more.
    """
    for future, district, path in reversed(list(zip(waiting, districts, paths, strict=True))):
        if future.cancel() or is_lost(future):
            write_audit_workbook(facts, district, results, path)


def _districts(facts: AuditContext, results: Results) -> list[Area]:
    """Return the districts that get a workbook of their own: none when the audit is itself of a district or village."""
    if facts.scope.area.level not in {"regency", "province"}:
        return []
    return [area(code) for code in sorted(results.villages["district_code"].unique())]


@contextmanager
def _our_place(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentUnavailable(both("audit_unwritable", folder=target, reason=error)) from error
