"""A workbook on paper, as LibreOffice prints it."""

import subprocess
from pathlib import Path


def printed_pages(soffice: str, pdftotext: str, book: Path) -> list[str]:
    """Return the text of every page of a workbook, laid out as on paper; the PDF lies beside it."""
    profile = f"-env:UserInstallation={(book.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pdf = str(book.with_suffix(".pdf"))
    printed = subprocess.run([pdftotext, "-layout", pdf, "-"], check=True, capture_output=True, timeout=60)
    return printed.stdout.decode().split("\f")[:-1]
