"""What a reply costs: ``uv run python tests/bench/reply_cost.py [files]`` prints the median of one core.

Measured on a filled template in which 40 cells are marked: load, mark, save again.
"""

import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl.utils import get_column_letter

from data.catalogue import rules
from tasks.publishing.replies.corrections import Correction
from tasks.publishing.replies.receipt import Receipt
from tasks.publishing.replies.reply_workbook import write_marked_reply

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.publishing.audited import content, filled_template

MARKED_ROWS, MARKED_DAYS = 4, 10


def corrections() -> tuple[Correction, ...]:
    rule = rules()["D09"]
    return tuple(
        Correction(
            "explain", rule.code, "attendance", "k.xlsx", "Daftar Hadir",
            tuple(f"{get_column_letter(6 + day)}{row}" for day in range(MARKED_DAYS)), ("XX",),
            rule.statement(), rule.mend(),
        )
        for row in range(7, 7 + MARKED_ROWS)
    )  # fmt: skip


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    receipt = Receipt(
        "35.03.01.2001", "Desa Besuki", "LENGKAP", date(2024, 11, 6), "5 November 2024", "12 November 2024",
        (("k.xlsx", "0" * 64),), (), corrections(),
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        source = content(filled_template(Path(folder)))
        spent = []
        for _ in range(files):
            start = time.perf_counter()
            write_marked_reply(Path(folder) / "balasan.xlsx", source, receipt)
            spent.append((time.perf_counter() - start) * 1000)
    print(f"a reply: {statistics.median(spent):.0f} ms median, {max(spent):.0f} ms most, {files} files, "
          f"{MARKED_ROWS * MARKED_DAYS} cells marked, {len(source) / 1024:.0f} KB, {os.cpu_count()} cores")  # fmt: skip


if __name__ == "__main__":
    main()
