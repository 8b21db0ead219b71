"""The audit of one regency (or a part of it) for one month: the way of the data, from inbox to workbook."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from prefect import flow
from sqlalchemy import Engine

from data.calendar import Period
from data.reference import limit
from data.register import area as find_area
from data.scope import Scope
from data.sentences import text
from data.settings import Settings
from flows.cluster import reading_plan, task_runner
from flows.free_space import require_free_space
from flows.hang_watch import HangWatch
from flows.product_log import product_log
from flows.run_page import artifact_key, show_audit
from flows.steps import Steps
from tasks.inbox.opening import open_inbox
from tasks.ledger.area_lock import held
from tasks.ledger.engine import opened_ledger
from tasks.reading.sources import shares
from tasks.steps import assess, collect, hear, join, judge, publish, read_share, remember, reply, told_to_villages

_STEPS = 6
_FILES_NAMED = 5


@flow(name="audit-regency", flow_run_name="audit {area} {period}", persist_result=False, task_runner=task_runner())
def audit_regency(
    inbox: str,
    area: str,
    period: str,
    as_of: date,
    home: str,
    out: str,
    language: str = "id",
    jobs: int = 1,
    packages: bool = False,
) -> dict[str, object]:
    """Audit what the villages of one regency sent for one month.

    Args:
        inbox: Folder with a folder for each village, or the URL of a shared one, without user and password.
        area: Code of a regency, district or village.
        period: Month, YYYY-MM.
        as_of: Day on which the audit stands.
        home: Folder of the installation; with a cluster its workers must see it under the same path.
        out: Folder that receives <period>/<area>/.
        language: Language of the sentences, id or en.
        jobs: Worker processes for reading and writing.
        packages: Also write a workbook for each body that acts on the audit.

    Returns:
        period, area, as_of, expected and received villages, findings, and the path of the workbook.
    """
    scope = Scope(find_area(area), Period.parse(period), as_of, language)
    tell = product_log().info
    require_free_space(Path(home), Path(out))
    with (
        opened_ledger(Path(home), Settings().ledger) as ledger,
        held(Path(home), area, ledger, tell, language),
        HangWatch(limit("audit_step_seconds")) as watch,
    ):
        return _audit(ledger, inbox, scope, Path(home), Path(out), jobs, watch, packages=packages)


def _audit(
    ledger: Engine,
    inbox: str,
    scope: Scope,
    home: Path,
    out: Path,
    jobs: int,
    watch: HangWatch,
    *,
    packages: bool,
) -> dict[str, object]:
    steps = Steps(_STEPS, artifact_key("kemajuan", scope), scope.language, watch)

    listed = collect(inbox, scope, home)
    known = remember(ledger, open_inbox(inbox).name, listed, scope, home, keeps_receipts=True)
    files = known.files
    if known.look.unread:
        product_log().warning(unread_told(known.look.unread, scope.language))
    steps.done("collected", files=len(files), inbox=inbox)

    parts, jobs_of_part = reading_plan(jobs)
    reading = [read_share.submit(share, jobs_of_part) for share in shares(files, scope, home, parts)]
    returns = join(files, [share.result() for share in reading])
    history = hear(returns, known, scope)
    steps.done("read", sheets=len(returns.sheets), rows=int(returns.sheets["row_count"].sum()))

    found = judge(returns, history, scope)
    steps.done("validated", rules=len(found.verdicts), findings=len(found.findings))

    results = assess(returns, history, found, scope)
    villages = results.villages
    silent = int((villages["status"] == "BELUM MASUK").sum())
    steps.done("assessed", villages=len(villages), silent=silent)

    told = told_to_villages(returns, history, found, results, scope)
    workbook = publish(ledger, out, known, history, found, results, told, home, jobs, packages=packages)
    show_audit(results, scope, workbook, served=out == home / "audits")
    steps.done("published", workbook=workbook)

    troubles = reply(workbook, inbox, known, returns, told, home, jobs)
    steps.done("replied", villages=len(villages))
    for trouble in troubles:
        product_log().warning(trouble)
    return {
        "period": str(scope.period),
        "area": scope.area.code,
        "as_of": scope.as_of.isoformat(),
        "expected": len(villages),
        "received": len(villages) - silent,
        "findings": len(found.findings),
        "workbook": str(workbook),
    }


def unread_told(files: Sequence[str], language: str) -> str:
    """Say which files of villages lie there unread: the first few, and no character that acts on a screen."""
    named = ["".join(letter if letter.isprintable() else "·" for letter in file) for file in files[:_FILES_NAMED]]
    more = ["…"] if len(files) > _FILES_NAMED else []
    return text("files_unread", language, count=len(files), files=", ".join([*named, *more]))
