"""*Daftar belum masuk*: which villages owe which forms, with messages ready to send."""

from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from data.calendar import ZONE, Period
from data.messages import message
from data.register import area as find_area
from data.scope import Scope
from data.tables import frames
from flows.fields import Area, Month, area_code, month_or
from flows.monthly_audit import own_inbox
from flows.options import load_settings, read_jobs
from tasks.assessment.judgement import judge
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.missing import missing_forms
from tasks.workbooks.isolation import read_isolated
from tasks.workbooks.joining import read_tables
from tasks.workbooks.sources import sources


@flow(name="daftar-belum-masuk", persist_result=False)
def list_missing(bulan: Month = "", wilayah: Area = "") -> str:
    """Daftar desa yang belum mengirim, dengan pesan yang siap dikirim.

    Dikerjakan setiap hari setelah batas pengiriman sampai periode dikunci; pada hari lain tidak ada yang dikerjakan
    kecuali bulannya disebut.

    Args:
        bulan: Bulan, tahun-bulan. Kosong berarti bulan lalu.
        wilayah: Kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
    """
    settings, today = load_settings(), datetime.now(ZONE).date()
    period = month_or(bulan, Period.of(today).before)
    scope = Scope(find_area(area_code(wilayah) or settings.area), period, today)
    if not bulan and not scope.deadlines.due < today <= scope.deadlines.lock:
        return message("missing_not_now", period=period.label)
    inbox = own_inbox(settings)
    files = archive(inbox, list_inbox(inbox, scope), settings.home)
    readings = read_isolated(sources(files, period, settings.home), read_jobs(None, settings.jobs))
    read = {"files": files} | read_tables(readings) | frames("memory")
    rows = missing_forms(judge(read, scope).judged["submissions"], scope)
    path = settings.home / "belum-masuk" / f"belum-masuk-{scope.area.code}-{period}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, rows.to_csv(index=False, lineterminator="\n"))
    create_table_artifact(
        [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")],
        f"belum-masuk-{scope.area.code.replace('.', '-')}-{period}",
        message("missing_title", period=period.label),
    )
    return message("missing_found", count=len(rows), file=path)


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.write_text(text, encoding="utf-8", newline="")
    unfinished.replace(path)
