"""How fast one file is checked: ``uv run python tests/bench/check_speed.py`` prints a markdown table of medians.

Every run is a fresh process. The good file is the largest of a sample district: it is read, and every rule judges it.
``uv run`` adds its own start to that of the installed command.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

DISTRICT = "35.03.01"
RUNS = 5
COMMAND = str(Path(sys.executable).with_name("netralitas"))
WANTED = {"good": 6.0, "unreadable": 1.5}


def main() -> None:
    uv = shutil.which("uv")
    commands = {"netralitas check": [COMMAND, "check"]}
    if uv:
        commands["uv run netralitas check"] = [uv, "run", "netralitas", "check"]
    with TemporaryDirectory() as place:
        files = {"good": good_file(Path(place)), "unreadable": unreadable_file(Path(place))}
        print(
            f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, median (least, most) of {RUNS} fresh processes\n"
        )
        print("| command | file | seconds | wanted |\n| --- | --- | --- | --- |")
        for shown, command in commands.items():
            for kind, file in files.items():
                spent = [seconds([*command, str(file)]) for _ in range(RUNS)]
                figures = f"{statistics.median(spent):.2f} ({min(spent):.2f}, {max(spent):.2f})"
                print(f"| {shown} | {kind} | {figures} | {WANTED[kind]} |")


def good_file(place: Path) -> Path:
    from data.calendar import Period
    from data.register import area
    from tasks.sample.inbox import write_sample

    write_sample(place / "inbox", area(DISTRICT), Period(2024, 10), 0, 1, os.cpu_count() or 1)
    return max(place.glob(f"inbox/{DISTRICT}*/*.xlsx"), key=lambda path: path.stat().st_size)


def unreadable_file(place: Path) -> Path:
    path = place / "berkas.xlsx"
    path.write_bytes(b"%PDF-1.7")
    return path


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
