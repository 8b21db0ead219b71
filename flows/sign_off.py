"""*Sahkan*: an inspector approves one draft, or returns it with a reason."""

from datetime import datetime
from typing import Literal

from prefect import flow

from data.calendar import ZONE, Period
from data.sentences import text
from flows.area_queue import one_at_a_time
from flows.fields import Area, Digest, Month, Text, area_code, month_or
from flows.options import load_settings
from tasks.ledger.engine import opened_ledger
from tasks.ledger.sign_offs import APPROVED, RETURNED, SignOff, sign

_VERDICTS = {"SAHKAN": APPROVED, "KEMBALIKAN": RETURNED}


@flow(name="sahkan", persist_result=False)
def sign_off(
    wilayah: Area = "",
    bulan: Month = "",
    sidik: Digest = "",
    putusan: Literal["SAHKAN", "KEMBALIKAN"] = "SAHKAN",
    nama_inspektur: Text = "",
    pernyataan: Text = "",
) -> str:
    """Sahkan satu buku audit, atau kembalikan dengan alasan.

    Yang disahkan adalah berkas dengan kode pengenal itu saja. Audit yang sudah disahkan tidak pernah ditimpa; audit
    sesudahnya menjadi revisi bernomor.

    Args:
        wilayah: Kabupaten atau kecamatan yang diaudit. Kosong berarti seluruh kabupaten.
        bulan: Bulan audit, tahun-bulan. Kosong berarti bulan lalu.
        sidik: Kode pengenal (SHA-256) dari audit.json, seperti tertulis di halaman unduhan.
        putusan: SAHKAN atau KEMBALIKAN.
        nama_inspektur: Nama yang mengesahkan, tanpa NIP.
        pernyataan: Pernyataan pengesahan, atau alasan dikembalikan.
    """
    settings, now = load_settings(), datetime.now(ZONE)
    code = area_code(wilayah) or settings.area
    period = str(month_or(bulan, Period.of(now).before))
    said = SignOff(code, period, sidik.strip(), _VERDICTS[putusan], nama_inspektur, pernyataan, now.date())
    with one_at_a_time(code), opened_ledger(settings.home, settings.ledger) as ledger:
        audit_id = sign(ledger, settings.home / "audits" / period / code, said, now)
    return text("sign_done" if said.verdict == APPROVED else "sign_returned", "id", audit_id=audit_id, period=period)
