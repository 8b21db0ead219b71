"""A workbook on paper, as LibreOffice prints it."""

import subprocess
from pathlib import Path

from tests.libreoffice import convert


def printed_pages(soffice: str, pdftotext: str, book: Path) -> list[str]:
    """Return the text of every page of a workbook, laid out as on paper; the PDF lies beside it."""
    pdf = convert(soffice, book, "pdf", book.parent, seconds=300)
    printed = subprocess.run([pdftotext, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return printed.stdout.decode().split("\f")[:-1]
