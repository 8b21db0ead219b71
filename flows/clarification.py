"""*Klarifikasi*: requests for clarification, one page a person, for the inspectors alone."""

from datetime import datetime

from prefect import flow
from prefect.artifacts import create_link_artifact
from prefect.runtime import flow_run

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.scope import Scope
from data.sentences import text
from flows.downloads.inspector_files import PAGE
from flows.fields import Area, Finding, Month, Village, area_code, month_or
from flows.options import load_settings
from flows.product_log import product_log
from flows.requester import requester
from flows.run_page import artifact_key
from tasks.clarification import Choice, ask_persons
from tasks.ledger.engine import opened_ledger

ORIGIN = "ui"


def _name_of_run() -> str:
    told = flow_run.parameters
    month = month_or(str(told.get("bulan") or ""), Period.of(datetime.now(ZONE)).before)
    whom = told.get("id_temuan") or told.get("desa") or told.get("wilayah") or text("clarification_everybody", "id")
    return f"Klarifikasi {month} {str(whom).strip()}"


@flow(name="klarifikasi", flow_run_name=_name_of_run, persist_result=False)
def request_clarifications(
    bulan: Month = "", id_temuan: Finding = "", desa: Village = "", semua: bool = False, wilayah: Area = ""
) -> str:
    """Buat permintaan klarifikasi, satu halaman untuk setiap orang yang disebut dalam temuan netralitas.

    Isi salah satu: ID temuan, desa, atau semua. Halamannya hanya untuk inspektur; tidak ada yang dikirim dan tidak ada
    yang diputuskan.

    Args:
        bulan: Bulan laporan, tahun-bulan. Kosong berarti bulan lalu.
        id_temuan: ID temuan atau ID rincian dari buku audit.
        desa: Semua orang yang disebut di satu desa.
        semua: Semua orang yang disebut di wilayah itu.
        wilayah: Kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
    """
    settings, now = load_settings(), datetime.now(ZONE)
    period, place = month_or(bulan, Period.of(now).before), find_area(area_code(wilayah) or settings.area)
    choice = Choice(period, place, id_temuan.strip() or None, area_code(desa) or None, semua)
    with opened_ledger(settings.home, settings.ledger) as ledger:
        pages = ask_persons(ledger, settings.home, choice, requester(), ORIGIN, now)
    # names stay on the pages: auditors read what a run tells
    told = text("clarification_written", "id", count=len(pages), folder=pages[0].parent)
    product_log().info(told)
    key = artifact_key("klarifikasi", Scope(place, period, now.date()))
    create_link_artifact(PAGE, text("clarification_pages", "id", count=len(pages)), key, told)
    return told
