"""*Audit bulanan* and *Audit berjalan*: the audit as inspectors start it, and as the calendar does."""

from datetime import date, datetime

from prefect import flow
from prefect.runtime import flow_run

from data.calendar import ZONE, Period, is_day_off
from data.catalogue import ElectionStage
from data.reference import load
from data.sentences import text
from flows.area_queue import one_at_a_time
from flows.audit import audit_regency
from flows.cluster import task_runner
from flows.fields import Area, Month, area_code, month_or
from flows.options import load_settings, own_inbox, read_jobs

_USUAL_PATTERN = "5"


def _name_of_run() -> str:
    chosen = str(flow_run.parameters.get("bulan") or "")
    return f"Audit bulanan {month_or(chosen, Period.of(datetime.now(ZONE)).before)}"


@flow(name="audit-bulanan", flow_run_name=_name_of_run, persist_result=False, task_runner=task_runner())
def monthly_audit(bulan: Month = "", wilayah: Area = "", paket: bool = False) -> dict[str, object]:
    """Audit kiriman desa untuk satu bulan dan terbitkan buku auditnya.

    Args:
        bulan: Bulan yang diaudit, tahun-bulan, misalnya 2024-10. Kosong berarti bulan lalu.
        wilayah: Kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
        paket: Buat juga buku untuk BKN, Bupati, Bawaslu, Gakkumdu, dan TNI/Polri.
    """
    today = datetime.now(ZONE).date()
    return _audit(month_or(bulan, Period.of(today).before), wilayah, today, packages=paket)


@flow(name="audit-berjalan", persist_result=False, task_runner=task_runner())
def running_audit(wilayah: Area = "") -> dict[str, object]:
    """Audit bulan yang sedang berjalan; hanya hari kerja yang sudah lewat dinilai.

    Pada hari libur dan di luar tahapan pemilihan tidak ada yang dikerjakan.

    Args:
        wilayah: Kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
    """
    today = datetime.now(ZONE).date()
    if is_day_off(today, _USUAL_PATTERN) or not _supervised(today):
        return {"message": text("no_supervision_today", "id", day=today)}
    return _audit(Period.of(today), wilayah, today, packages=False)


def _audit(period: Period, area: str, as_of: date, *, packages: bool) -> dict[str, object]:
    settings = load_settings()
    code = area_code(area) or settings.area
    inbox = own_inbox(settings)
    with one_at_a_time(code):
        # The steps, logs and artifacts belong to the run that the inspector opens, not to one below it.
        return audit_regency.fn(
            inbox=inbox,
            area=code,
            period=str(period),
            as_of=as_of,
            home=str(settings.home),
            out=str(settings.home / "audits"),
            jobs=read_jobs(None, settings.jobs),
            packages=packages,
        )


def _supervised(day: date) -> bool:
    """Tell whether a day lies between the first and the last stage of the election (stages.csv)."""
    stages = load("stages", ElectionStage)
    return min(stage.from_date for stage in stages) <= day <= max(stage.until_date for stage in stages)
