"""Does a test notice when the code that judges changes in one place? ``uv run python -m tests.bench.mutation``.

Runs mutmut over the modules of ``[tool.mutmut]`` in pyproject.toml and prints a row a module: mutants, survivors, and
the functions that mutmut cannot see (it skips decorated ones). Ends with 3 when 10 % or more survive. ``--report``
prints the figures of the last run. One survivor: ``uv run mutmut show NAME``.
"""

import argparse
import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path

HIGHEST_SHARE = 0.10
_KILLED = {1, 3, 36, 24, 152, 255, -24}
"""What mutmut keeps for a mutant that a test noticed, or that ran out of time."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--report", action="store_true", help="only print what the last run found")
    if not options.parse_args().report:
        subprocess.run([sys.executable, "-m", "mutmut", "run"], check=True)
    modules = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]["only_mutate"]
    print("| module | mutants | survived | not seen (decorated) |\n| --- | ---: | ---: | --- |")
    everything: dict[str, bool] = {}
    for module in modules:
        killed = results(Path("mutants") / f"{module}.meta")
        everything |= killed
        unseen = ", ".join(decorated(Path(module))) or "-"
        print(f"| {module} | {len(killed)} | {survivors(killed)} | {unseen} |")
    share = survivors(everything) / len(everything)
    print(f"| all | {len(everything)} | {survivors(everything)} ({share:.1%}) | |")
    print("\n".join(sorted(name for name, noticed in everything.items() if not noticed)))
    if share >= HIGHEST_SHARE:
        sys.exit(3)


def results(kept: Path) -> dict[str, bool]:
    """Return whether a test noticed each mutant of a module; one that was not tried counts as not noticed."""
    codes = json.loads(kept.read_text(encoding="utf-8"))["exit_code_by_key"]
    return {name: code in _KILLED for name, code in codes.items()}


def survivors(noticed: dict[str, bool]) -> int:
    return sum(not killed for killed in noticed.values())


def decorated(module: Path) -> list[str]:
    """Return the functions of a module that bear a decorator."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.decorator_list]


if __name__ == "__main__":
    main()
