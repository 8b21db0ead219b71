"""*Bagikan formulir*: next month's forms into every village's folder."""

from datetime import datetime

from prefect import flow

from data.calendar import ZONE, Period
from data.register import area as find_area
from data.scope import Scope, audit_day
from data.sentences import text
from flows.fields import Area, Month, area_code, month_or
from flows.options import load_settings, own_inbox, read_jobs
from flows.product_log import product_log
from tasks.publishing.templates.sharing import share_forms
from tasks.reading.registered_people import read_regency


@flow(name="bagikan-formulir", persist_result=False)
def distribute_forms(bulan: Month = "", wilayah: Area = "") -> str:
    """Simpan formulir yang sudah terisi desa, bulan, dan aparaturnya di folder setiap desa.

    Formulir yang sudah ada, terisi atau belum, tidak pernah ditimpa.

    Args:
        bulan: Bulan formulir, tahun-bulan. Kosong berarti bulan depan.
        wilayah: Kabupaten atau kecamatan. Kosong berarti seluruh kabupaten.
    """
    settings, now = load_settings(), datetime.now(ZONE)
    period = month_or(bulan, Period.of(now).next)
    place = find_area(area_code(wilayah) or settings.area)
    inbox = own_inbox(settings)
    regency = read_regency(inbox, Scope(place, period, audit_day(period)))
    shared, troubles = share_forms(inbox, settings.home, place, period, regency, read_jobs(None, settings.jobs))
    for trouble in troubles:
        product_log().warning(trouble)
    return text("forms_shared", "id", count=shared, period=period.label)
