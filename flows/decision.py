"""*Putuskan*: a decision about a finding or a due date, appended to the ledger."""

from datetime import date, datetime
from typing import Literal

from prefect import flow

from data.calendar import ZONE
from data.sentences import text
from flows.fields import Day, Finding, Month, Rule, Text, Village, area_code
from flows.options import load_settings, read_date
from flows.product_log import product_log
from tasks.clarification import withdraw_decided
from tasks.findings.decisions import in_words
from tasks.ledger.decisions import Decision, decide
from tasks.ledger.engine import opened_ledger

ORIGIN = "ui"


@flow(name="putuskan", persist_result=False)
def take_decision(
    jenis: Literal[
        "EXPLANATION_ACCEPTED", "EXPLANATION_REFUSED", "WAIVER", "EXTENSION", "ANSWER", "WITHDRAWAL"
    ] = "EXPLANATION_ACCEPTED",
    id_temuan: Finding = "",
    aturan: Rule = "",
    desa: Village = "",
    bulan: Month = "",
    berlaku_sampai: Day = "",
    batas_baru: Day = "",
    alasan: Text = "",
    pemohon: Text = "",
    penyetuju: Text = "",
) -> str:
    """Catat keputusan: penjelasan diterima atau ditolak, pengecualian, perpanjangan, jawaban, atau penarikan.

    Keputusan tidak pernah dihapus; keputusan baru tentang hal yang sama menggantikannya. Jangan menulis NIP atau NIK.

    Args:
        jenis: Penjelasan diterima atau ditolak, pengecualian (WAIVER), perpanjangan (EXTENSION), jawaban (ANSWER),
            penarikan temuan karena kekeliruan kami (WITHDRAWAL).
        id_temuan: ID temuan atau ID rincian dari buku audit; untuk penjelasan, jawaban, dan penarikan.
        aturan: Kode aturan; untuk pengecualian.
        desa: Desa; untuk pengecualian dan perpanjangan.
        bulan: Bulan, tahun-bulan; untuk pengecualian dan perpanjangan.
        berlaku_sampai: Hari terakhir pengecualian, tahun-bulan-tanggal.
        batas_baru: Batas waktu baru untuk perpanjangan, tahun-bulan-tanggal.
        alasan: Mengapa diputuskan demikian.
        pemohon: Nama yang meminta.
        penyetuju: Nama yang menyetujui; harus orang lain.
    """
    settings, today = load_settings(), datetime.now(ZONE)
    decision = Decision(
        kind=jenis,
        reason=alasan or None,
        requested_by=pemohon or None,
        approved_by=penyetuju or None,
        decided_on=today.date(),
        origin=ORIGIN,
        finding=id_temuan.strip() or None,
        rule=aturan or None,
        village_code=area_code(desa) or None,
        period=bulan or None,
        expires_on=_day(berlaku_sampai),
        new_date=_day(batas_baru),
    )
    with opened_ledger(settings.home, settings.ledger) as ledger:
        row, is_new = decide(ledger, decision, today)
        notices = withdraw_decided(ledger, settings.home, row)
    [words] = in_words(row, "id")
    code = "decision_taken" if is_new else "decision_taken_before"
    told = text(code, "id", decision=row["decision_id"].iloc[0], words=words)
    product_log().info(told)  # the run's page shows what is in force now
    if notices:
        product_log().info(text("withdrawal_written", "id", count=len(notices), folder=notices[0].parent))
    return told


def _day(text: str) -> date | None:
    return read_date(text) if text else None
