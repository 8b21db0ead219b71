"""*Nomor lengkap BKN*: BKN's package with NIP and NIK in full, for the inspectors alone, on record."""

from datetime import datetime

from prefect import flow
from prefect.artifacts import create_link_artifact
from prefect.runtime import flow_run

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.scope import Scope
from data.sentences import text
from flows.downloads.inspector_files import PAGE
from flows.fields import Area, Month, Text, Village, area_code, month_or
from flows.options import load_settings
from flows.product_log import product_log
from flows.requester import requester
from flows.run_page import artifact_key
from tasks.disclosure import Request, chosen_villages, disclose
from tasks.ledger.engine import opened_ledger

ORIGIN = "ui"


def _name_of_run() -> str:
    told = flow_run.parameters
    month = month_or(str(told.get("bulan") or ""), Period.of(datetime.now(ZONE)).before)
    whose = told.get("desa") or told.get("wilayah") or text("clarification_everybody", "id")
    return f"Nomor lengkap BKN {month} {str(whose).strip()}"


@flow(name="nomor-lengkap", flow_run_name=_name_of_run, persist_result=False)
def disclose_numbers(
    bulan: Month = "", desa: Village = "", semua: bool = False, alasan: Text = "", wilayah: Area = ""
) -> str:
    """Buat salinan paket BKN dengan NIP/NIK lengkap, hanya untuk inspektur.

    Isi salah satu: desa, atau semua. Siapa yang meminta, kapan, mengapa, dan laporan mana tercatat pada register audit.
    Auditnya harus sudah ada, dibuat dengan paket.

    Args:
        bulan: Bulan laporan, tahun-bulan. Kosong berarti bulan lalu.
        desa: Laporan satu desa.
        semua: Laporan semua desa di wilayah itu.
        alasan: Mengapa nomor lengkap diperlukan; wajib diisi. Jangan menulis NIP atau NIK.
        wilayah: Wilayah auditnya, kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
    """
    settings, now = load_settings(), datetime.now(ZONE)
    period, place = month_or(bulan, Period.of(now).before), find_area(area_code(wilayah) or settings.area)
    villages = chosen_villages(place, area_code(desa) or None, everybody=semua)
    with opened_ledger(settings.home, settings.ledger) as ledger:
        path = disclose(ledger, settings.home, period, place, Request(villages, requester(), alasan, ORIGIN), now)
    told = text("disclosure_written", "id", file=path)
    product_log().info(told)
    create_link_artifact(PAGE, path.name, artifact_key("nomor-lengkap", Scope(place, period, now.date())), told)
    return told
