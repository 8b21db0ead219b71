"""The command ``netralitas``.

Only options stand here. What a command needs is imported when it runs, so that ``--help`` answers at once: Prefect,
pandas and Great Expectations take seconds.
"""

from pathlib import Path
from typing import Annotated

import typer

from flows.command_line import CommandLine
from flows.private_home import write_privately

app = typer.Typer(
    cls=CommandLine,
    name="netralitas",
    help="Audit netralitas ASN dan kepala desa / neutrality-compliance audits from village workbooks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Period = Annotated[str, typer.Option(help="Bulan yang diaudit / month, YYYY-MM.")]
AreaCode = Annotated[str, typer.Option(help="Kode provinsi, kabupaten, kecamatan atau desa / area code.")]
Language = Annotated[str, typer.Option(help="Bahasa kalimat, id atau en / language of the sentences.")]
Jobs = Annotated[
    int | None,
    typer.Option(help="Jumlah proses; 0: satu untuk setiap inti prosesor / worker processes; 0: one a core."),
]


@app.callback()
def netralitas() -> None:
    """Audit netralitas ASN dan kepala desa / neutrality-compliance audits from village workbooks."""


@app.command()
def audit(
    period: Period = "2024-10",
    area: AreaCode = "35.03",
    inbox: Annotated[
        str | None,
        typer.Option(
            help="Folder atau smb:// kiriman desa; bawaan NETRALITAS_INBOX, tanpa itu contoh / inbox, else the sample."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder hasil / folder for the results; default NETRALITAS_HOME/audits.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(help="Posisi per tanggal, YYYY-MM-DD / day on which the audit stands; default today."),
    ] = None,
    lang: Language = "id",
    jobs: Jobs = None,
    packages: Annotated[
        bool,
        typer.Option("--packages", help="Tulis juga bahan untuk setiap lembaga / also a workbook for each body."),
    ] = False,
) -> None:
    """Audit satu wilayah untuk satu bulan / audit one area for one month. Without options: the sample, 2024-10."""
    from flows.audit_command import run_audit

    run_audit(period, area, inbox, out, as_of, lang, jobs, packages=packages)


@app.command()
def sample(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder baru / new folder.")],
    area: AreaCode = "35.03",
    period: Period = "2024-10",
    messy: Annotated[float, typer.Option(help="Bagian desa yang dibuat keliru, 0-1 / share of spoilt villages.")] = 0.2,
    seed: Annotated[int, typer.Option(help="Angka awal; angka sama, berkas sama / same seed, same bytes.")] = 1,
    jobs: Jobs = None,
) -> None:
    """Buat folder kiriman contoh / write a synthetic inbox with known truth in DIR/truth.csv."""
    from flows.sample_command import run_sample

    run_sample(directory, area, period, messy, seed, jobs)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas satu desa / one village's file.")],
    village: Annotated[str | None, typer.Option(help="Kode desa; bawaan: dari folder atau isi / village code.")] = None,
    period: Annotated[str | None, typer.Option(help="Bulan, YYYY-MM; bawaan: dari isi berkas / month.")] = None,
    lang: Language = "id",
    explain: Annotated[
        Path | None,
        typer.Option(metavar="OUT.xlsx", help="Tulis rincian setiap sel ke buku kerja ini / explain every cell."),
    ] = None,
) -> None:
    """Periksa satu berkas dengan aturan yang sama; tidak menyimpan apa pun / check one file, store nothing."""
    from flows.check_command import run_check

    run_check(file, village, period, lang, explain)


@app.command()
def template(
    period: Annotated[str, typer.Option(help="Bulan formulir / month of the forms, YYYY-MM.")],
    out: Annotated[Path, typer.Option(help="Folder hasil / folder for the forms.")],
    village: Annotated[str | None, typer.Option(help="Kode satu desa / one village's code.")] = None,
    area: Annotated[str | None, typer.Option(help="Kode wilayah / area code.")] = None,
    inbox: Annotated[Path | None, typer.Option(help="Folder kiriman yang memuat daftar aparatur / inbox.")] = None,
    jobs: Jobs = None,
) -> None:
    """Buat formulir yang sudah terisi desa, bulan, dan aparaturnya / write pre-filled forms."""
    from flows.template_command import run_template

    run_template(village, area, period, out, inbox, jobs)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Alamat; selain setempat perlu akun / address; beyond loopback needs accounts.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port / port.")] = 4200,
) -> None:
    """Jalankan server: tampilan Prefect dan halaman unduhan / run the server: Prefect's interface and downloads."""
    from flows.serve_command import run_serve

    run_serve(host, port)


account = typer.Typer(help="Akun untuk server / accounts for the server.", no_args_is_help=True)
app.add_typer(account, name="account")
AccountName = Annotated[str, typer.Argument(metavar="NAME", help="Nama akun / name of the account.")]


@account.command("add")
def account_add(
    name: AccountName,
    role: Annotated[str, typer.Option(help="auditor, inspektur atau mesin / role.")],
) -> None:
    """Tambah akun; kata sandi ditanyakan atau dibaca dari masukan / add one; password from prompt or stdin."""
    from flows.account_command import add_account

    add_account(name, role)


@account.command("list")
def account_list() -> None:
    """Daftar akun dan perannya / list the accounts and their roles."""
    from flows.account_command import list_accounts

    list_accounts()


@account.command("remove")
def account_remove(name: AccountName) -> None:
    """Hapus akun / remove an account."""
    from flows.account_command import remove_account

    remove_account(name)


@account.command("unlock")
def account_unlock(name: AccountName) -> None:
    """Lupakan percobaan masuk yang gagal / forget an account's failed log-ins."""
    from flows.account_command import unlock_account

    unlock_account(name)


@app.command()
def decide(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="EXPLANATION_ACCEPTED, EXPLANATION_REFUSED, WAIVER, EXTENSION, ANSWER, WITHDRAWAL / jenis keputusan.",
        ),
    ] = None,
    finding: Annotated[str | None, typer.Option(help="ID temuan atau rincian / finding_id or group_id.")] = None,
    rule: Annotated[str | None, typer.Option(help="Kode aturan / rule code.")] = None,
    village: Annotated[str | None, typer.Option(help="Kode desa / village code.")] = None,
    period: Annotated[str | None, typer.Option(help="Bulan, YYYY-MM / month.")] = None,
    until: Annotated[str | None, typer.Option(help="Hari terakhir pengecualian / last day of a waiver.")] = None,
    new_date: Annotated[str | None, typer.Option(help="Batas waktu baru / new due date.")] = None,
    reason: Annotated[str | None, typer.Option(help="Alasan / why.")] = None,
    by: Annotated[str | None, typer.Option(help="Pemohon / who asks.")] = None,
    approved_by: Annotated[str | None, typer.Option(help="Penyetuju, bukan pemohon / who approves.")] = None,
    on: Annotated[str | None, typer.Option(help="Tanggal keputusan; kosong: hari ini / day, default today.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Tampilkan semua keputusan / list all decisions.")] = False,
    lang: Language = "id",
) -> None:
    """Catat keputusan tentang temuan atau batas waktu / record a decision about a finding or a due date."""
    from flows.decide_command import Told, run_decide, run_list

    if show:
        run_list(lang)
    else:
        run_decide(Told(kind, finding, rule, village, period, until, new_date, reason, by, approved_by, on), lang)


@app.command()
def clarify(
    period: Annotated[str, typer.Option(help="Bulan, YYYY-MM / month.")],
    finding: Annotated[str | None, typer.Option(help="ID temuan atau rincian / finding_id or group_id.")] = None,
    village: Annotated[str | None, typer.Option(help="Kode desa / village code.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Semua orang yang disebut / everybody named.")] = False,
    area: AreaCode = "35.03",
    lang: Language = "id",
) -> None:
    """Buat permintaan klarifikasi, satu halaman per orang / write requests for clarification, one page a person."""
    from flows.clarify_command import run_clarify

    run_clarify(period, area, finding, village, everybody=everybody, lang=lang)


@app.command()
def disclose(
    period: Annotated[str, typer.Option(help="Bulan, YYYY-MM / month.")],
    reason: Annotated[str, typer.Option(help="Alasan, dicatat / reason, put on record.")],
    village: Annotated[str | None, typer.Option(help="Kode desa / village code.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Semua desa / every village.")] = False,
    area: AreaCode = "35.03",
    lang: Language = "id",
) -> None:
    """Buat paket BKN dengan NIP/NIK lengkap / write BKN's package with the numbers in full."""
    from flows.disclose_command import run_disclose

    run_disclose(period, area, village, reason, everybody=everybody, lang=lang)


ledger = typer.Typer(
    help="Register audit: salin, muat, perbarui / the ledger: copy, load, upgrade.", no_args_is_help=True
)
app.add_typer(ledger, name="ledger")


@ledger.command("export")
def ledger_export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder baru / new folder.")],
) -> None:
    """Salin seluruh register audit sebagai CSV / copy the whole ledger as CSVs."""
    from flows.ledger_command import run_export

    run_export(directory)


@ledger.command("import")
def ledger_import(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder dari ledger export / an exported folder.")],
) -> None:
    """Muat salinan ke register audit kosong / load a copy into an empty ledger."""
    from flows.ledger_command import run_import

    run_import(directory)


@ledger.command("upgrade")
def ledger_upgrade() -> None:
    """Perbarui register audit ke susunan versi ini / bring the ledger to this version's shape."""
    from flows.ledger_command import run_upgrade

    run_upgrade()


@ledger.command("looks")
def ledger_looks(
    last: Annotated[int, typer.Option(min=1, help="Berapa yang terakhir / how many.")] = 20,
    lang: Language = "id",
) -> None:
    """Daftar pemeriksaan folder kiriman dan waktunya / list the latest looks at the inbox and when they were made."""
    from flows.looks_command import run_looks

    run_looks(last, lang)


@ledger.command("correct-looks")
def ledger_correct_looks(
    first: Annotated[int, typer.Argument(metavar="FIRST", help="Nomor pemeriksaan pertama / first look's number.")],
    reason: Annotated[str, typer.Option(help="Alasan / why.")],
    by: Annotated[str, typer.Option(help="Siapa yang membetulkan / who corrects.")],
    last: Annotated[int | None, typer.Argument(metavar="LAST", help="Nomor terakhir / last number.")] = None,
    made_at: Annotated[
        str | None,
        typer.Option(help="Waktu sebenarnya, WIB, YYYY-MM-DDTHH:MM; kosong: tidak dipakai / when it was really made."),
    ] = None,
) -> None:
    """Betulkan waktu pemeriksaan folder kiriman yang dicatat jam yang salah / correct looks of a wrong clock."""
    from flows.looks_command import run_correct_looks

    run_correct_looks(first, last or first, made_at, reason, by)


def main() -> None:
    """Run the command line."""
    write_privately()
    app()
