"""All forms on one sheet, one below the other, each with its own title."""

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    sheets = unsigned_return()
    rows: list[object] = []
    for name, form in sheets.items():
        rows += [[name.upper()], *form, [], []]
    return workbook({"Semua": rows})  # type: ignore[dict-item]
