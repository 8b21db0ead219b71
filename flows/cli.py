"""The command ``netralitas``.

Only options stand here. What a command needs is imported when it runs, so that ``--help`` answers at once: Prefect,
pandas and Great Expectations take seconds.
"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="netralitas",
    help="Audit kenetralan ASN dan kepala desa / neutrality-compliance audits from village workbooks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Period = Annotated[str, typer.Option(help="Bulan yang diaudit / month, YYYY-MM.")]
AreaCode = Annotated[str, typer.Option(help="Kode provinsi, kabupaten, kecamatan atau desa / area code.")]
Language = Annotated[str, typer.Option(help="Bahasa kalimat, id atau en / language of the sentences.")]
Jobs = Annotated[int | None, typer.Option(help="Jumlah proses; 0: satu per inti / worker processes; 0: one a core.")]


@app.callback()
def netralitas() -> None:
    """Audit kenetralan ASN dan kepala desa / neutrality-compliance audits from village workbooks."""


@app.command()
def audit(
    period: Period = "2024-10",
    area: AreaCode = "35.03",
    inbox: Annotated[
        Path | None, typer.Option(help="Folder kiriman desa; kosong: contoh / inbox; without it the sample.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder hasil / folder for the results; default NETRALITAS_HOME/audits.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(help="Tanggal pijakan, YYYY-MM-DD / day on which the audit stands; default today."),
    ] = None,
    lang: Language = "id",
    jobs: Jobs = None,
    packages: Annotated[
        bool,
        typer.Option("--packages", help="Tulis juga paket untuk tiap lembaga / also a workbook for each body."),
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
    """Buat kotak kiriman contoh / write a synthetic inbox with known truth in DIR/truth.csv."""
    from flows.sample_command import run_sample

    run_sample(directory, area, period, messy, seed, jobs)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas satu desa / one village's file.")],
    village: Annotated[str | None, typer.Option(help="Kode desa; default dari folder atau isi / village code.")] = None,
    period: Annotated[str | None, typer.Option(help="Bulan, YYYY-MM; default dari isi berkas / month.")] = None,
    lang: Language = "id",
) -> None:
    """Periksa satu berkas dengan aturan yang sama; tidak menyimpan apa pun / check one file, store nothing."""
    from flows.check_command import run_check

    run_check(file, village, period, lang)


@app.command()
def template(
    period: Annotated[str, typer.Option(help="Bulan formulir / month of the forms, YYYY-MM.")],
    out: Annotated[Path, typer.Option(help="Folder hasil / folder for the forms.")],
    village: Annotated[str | None, typer.Option(help="Kode satu desa / one village's code.")] = None,
    area: Annotated[str | None, typer.Option(help="Kode wilayah / area code.")] = None,
    inbox: Annotated[Path | None, typer.Option(help="Folder kiriman yang memuat daftar pejabat / inbox.")] = None,
    jobs: Jobs = None,
) -> None:
    """Buat formulir yang sudah terisi desa, bulan, dan pejabatnya / write pre-filled forms."""
    from flows.template_command import run_template

    run_template(village, area, period, out, inbox, jobs)


def main() -> None:
    """Run the command line."""
    app()
