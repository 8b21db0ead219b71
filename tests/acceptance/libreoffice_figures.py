"""Ten figures of a published audit, as LibreOffice shows them, against its CSV and JSON files.

``uv run python -m tests.acceptance.libreoffice_figures var/audits/2024-10/35.03`` opens the audit workbook headless,
converts every sheet to CSV and compares; it fails on the first difference.
"""

import csv
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.libreoffice import convert

Rows = list[dict[str, str]]

# Text, comma, quoted where needed, UTF-8, from row 1, values as shown, every sheet (LibreOffice's "Token 12": -1)
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def main() -> None:
    folder = Path(sys.argv[1])
    (workbook,) = folder.glob("audit-*.xlsx")
    counts = json.loads((folder / "audit.json").read_text(encoding="utf-8"))["counts"]
    villages = _csv_rows(folder / "data" / "villages.csv")
    with TemporaryDirectory() as place:
        convert("soffice", workbook, _EVERY_SHEET, Path(place), seconds=300)
        for name, shown, expected in _figures(_Sheets(Path(place), workbook.stem), villages, counts):
            print(f"{name:45} {shown:>12} {expected:>12}")
            if shown != expected:
                sys.exit(f"{name}: LibreOffice shows {shown}, the files say {expected}")


class _Sheets:
    """The sheets of a workbook, converted to CSV."""

    def __init__(self, folder: Path, stem: str) -> None:
        self._folder = folder
        self._stem = stem

    def rows(self, sheet: str, first_heading: str) -> Rows:
        """Return the rows of the table whose first heading is given, down to the first blank row."""
        with (self._folder / f"{self._stem}-{sheet}.csv").open(encoding="utf-8", newline="") as lines:
            table = list(csv.reader(lines))
        top = next(number for number, row in enumerate(table) if row and row[0] == first_heading)
        found = []
        for row in table[top + 1 :]:
            if not any(row):
                break
            found.append(dict(zip(table[top], row, strict=False)))
        return found


def _figures(sheets: _Sheets, villages: Rows, counts: dict[str, dict[str, int]]) -> list[tuple[str, Decimal, Decimal]]:
    shown = sheets.rows("Rekap Desa", "Kode desa")
    books = {row["Butir"].split(" = ")[0]: row for row in sheets.rows("Kontrol", "Butir")}
    in_both: list[tuple[str, str, Callable[[str], Decimal]]] = [
        ("HK (hari orang)", "hk", Decimal),
        ("Hari kosong", "blank_days", Decimal),
        ("SKN", "skn", _number),
        ("Skor kerawanan (SKR)", "skr", _number),
        ("Rincian yang menghalangi penilaian", "findings_block", Decimal),
        ("Rincian yang perlu penjelasan", "findings_explain", Decimal),
    ]
    return [
        ("Rekap Desa: villages", Decimal(len(shown)), Decimal(len(villages))),
        *(
            (f"Rekap Desa: sum of {heading}", _sum(shown, heading, read), _sum(villages, column, read))
            for heading, column, read in in_both
        ),
        (
            "Rincian Temuan: findings",
            Decimal(len(sheets.rows("Rincian Temuan", "No"))),
            Decimal(counts["findings"]["rows"]),
        ),
        ("Temuan: groups", Decimal(len(sheets.rows("Temuan", "No"))), Decimal(counts["findings"]["groups"])),
        (
            "Kontrol: files seen",
            Decimal(books["Berkas ditemukan"]["Jumlah menurut laporan"]),
            Decimal(counts["files"]["seen"]),
        ),
    ]


def _sum(rows: Rows, column: str, read: Callable[[str], Decimal]) -> Decimal:
    return sum((read(row[column]) for row in rows), Decimal(0))


def _number(text: str) -> Decimal:
    """Read a figure of two decimals; what does not apply is a dash on the sheet and blank in the CSV."""
    return Decimal(text).quantize(Decimal("0.01")) if text not in {"", "–"} else Decimal(0)


def _csv_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main()
