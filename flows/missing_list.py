"""*Daftar belum masuk*: which villages owe which forms, with messages ready to send."""

from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.scope import Scope
from data.sentences import text
from flows.fields import Area, Month, area_code, month_or
from flows.options import load_settings, own_inbox, own_ledger, read_jobs
from flows.run_page import artifact_key
from tasks.counting.due_dates import due_dates
from tasks.counting.history import History
from tasks.inbox.opening import open_inbox
from tasks.publishing.missing_forms import missing_forms
from tasks.reading.returns import Returns
from tasks.reading.sources import shares
from tasks.steps import collect, hear, join, judge, read_share, remember
from tasks.storage.atomic_write import atomic_write, clear_unfinished


@flow(name="daftar-belum-masuk", persist_result=False)
def list_missing(bulan: Month = "", wilayah: Area = "") -> str:
    """Daftar desa yang belum mengirim, dengan pesan yang siap dikirim.

    Dikerjakan setiap hari setelah batas waktu sampai periode dikunci; pada hari lain tidak ada yang dikerjakan
    kecuali bulannya disebut.

    Args:
        bulan: Bulan, tahun-bulan. Kosong berarti bulan lalu.
        wilayah: Kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
    """
    settings, today = load_settings(), datetime.now(ZONE).date()
    period = month_or(bulan, Period.of(today).before)
    scope = Scope(find_area(area_code(wilayah) or settings.area), period, today)
    if not bulan and not scope.deadlines.due < today <= scope.deadlines.lock:
        return text("missing_not_now", "id", period=period.label)
    returns, history = _read(own_inbox(settings), scope, settings.home, read_jobs(None, settings.jobs))
    due = due_dates(history.decisions, scope)
    rows = missing_forms(judge(returns, history, scope).judged.submissions, due, scope)
    path = settings.home / "belum-masuk" / f"belum-masuk-{scope.area.code}-{period}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_unfinished(path.parent)
    with atomic_write(path) as unfinished:
        rows.to_csv(unfinished, index=False, lineterminator="\n")
    create_table_artifact(
        [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")],
        artifact_key("belum-masuk", scope),
        text("missing_title", "id", period=period.label),
    )
    return text("missing_found", "id", count=len(rows), file=path)


def _read(inbox: str, scope: Scope, home: Path, jobs: int) -> tuple[Returns, History]:
    """Return what an audit of today would read and remember; the ledger learns nothing."""
    with own_ledger() as ledger:
        known = remember(ledger, open_inbox(inbox).name, collect(inbox, scope, home), scope, home, keeps_receipts=False)
    returns = join(known.files, [read_share(share, jobs) for share in shares(known.files, scope, home, 1)])
    return returns, hear(returns, known, scope)
