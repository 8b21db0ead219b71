"""A workbook with macros: they never run, its forms count, and the macros are told."""

import io
import zipfile

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    content = io.BytesIO(workbook(unsigned_return()))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/vbaProject.bin", b"makro")
    return content.getvalue()
