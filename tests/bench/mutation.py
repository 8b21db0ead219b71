"""Does a test notice when the code that judges changes in one place? ``python -m tests.bench.mutation [MODULE…]``.

Runs mutmut over the modules of ``[tool.mutmut]`` in pyproject.toml, one after the other and each with its own tests
alone, in a copy of the project: there the functions lose their caches, for mutmut skips what is decorated and a
remembered answer hides a change. Prints a row a module: mutants, how many of them were tried and survived, and what
mutmut still cannot see. Ends with 3 when 10 % or more survive. ``--sample`` tries each tenth mutant; ``--report``
prints the figures of the last runs, which lie in ``mutants/``.
"""

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HIGHEST_SHARE = 0.10
KEPT = Path("mutants")
_KILLED = {1, 3, 36, 24, 152, 255, -24}
"""What mutmut keeps for a mutant that a test noticed, or that ran out of time."""

_CACHE = re.compile(r"^@(?:lru_)?cache(?:\(.*\))?\n", re.MULTILINE)
_SECTION = re.compile(r"^\[tool\.mutmut\]\n.*?(?=^\[)", re.MULTILINE | re.DOTALL)
_FLOORS = ("flows", "tasks", "expectations", "data")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("modules", nargs="*", help="paths of modules; without them all")
    options.add_argument("--report", action="store_true", help="only print what the last runs found")
    options.add_argument("--sample", action="store_true", help="try only the mutants whose number ends in 7")
    chosen = options.parse_args()
    settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    tests = dict(zip(settings["only_mutate"], settings["pytest_add_cli_args_test_selection"], strict=True))
    modules = chosen.modules or list(tests)
    for module in modules:
        if not chosen.report:
            mutate(module, tests[module], settings, sample=chosen.sample)
    if report([module for module in modules if kept_results(module).exists()]) >= HIGHEST_SHARE:
        sys.exit(3)


def mutate(module: str, test: str, settings: dict[str, object], *, sample: bool) -> None:
    """Let mutmut try the mutants of one module with its own tests; keep what it found."""
    own = settings | {
        "source_paths": [str(Path(module).parent)],
        "only_mutate": [module],
        "also_copy": [*_FLOORS, "tests", "docs", "README.md", "CONTRIBUTING.md"],
        "pytest_add_cli_args_test_selection": [test],
    }
    section = "\n".join(["[tool.mutmut]", *(f"{name} = {json.dumps(value)}" for name, value in own.items()), "", ""])
    names = [f"{module.removesuffix('.py').replace('/', '.')}.*__mutmut_*7"] if sample else []
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "project"
        shutil.copytree(Path(), copy, ignore=shutil.ignore_patterns(".*", "mutants", "var", "dist"))
        project, source = copy / "pyproject.toml", copy / module
        project.write_text(_SECTION.sub(lambda _: section, project.read_text(encoding="utf-8")), encoding="utf-8")
        source.write_text(_CACHE.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names], cwd=copy, check=True)
        kept_results(module).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy / KEPT / f"{module}.meta", kept_results(module))


def report(modules: list[str]) -> float:
    """Print the figures of these modules and the names of the survivors; return the share that survived."""
    print("| module | mutants | tried | survived | not seen (decorated) |\n| --- | ---: | ---: | ---: | --- |")
    everything: dict[str, bool | None] = {}
    for module in modules:
        noticed = results(kept_results(module))
        everything |= noticed
        unseen = ", ".join(decorated(Path(module))) or "-"
        print(f"| {module} | {len(noticed)} | {tried(noticed)} | {len(survivors(noticed))} | {unseen} |")
    share = len(survivors(everything)) / max(tried(everything), 1)
    print(f"| all | {len(everything)} | {tried(everything)} | {len(survivors(everything))} ({share:.1%}) | |")
    print("\n".join(survivors(everything)))
    return share


def kept_results(module: str) -> Path:
    return KEPT / f"{module}.meta"


def results(kept: Path) -> dict[str, bool | None]:
    """Return whether a test noticed each mutant of a module; None for one that was not tried."""
    codes = json.loads(kept.read_text(encoding="utf-8"))["exit_code_by_key"]
    return {name: None if code is None else code in _KILLED for name, code in codes.items()}


def tried(noticed: dict[str, bool | None]) -> int:
    return sum(killed is not None for killed in noticed.values())


def survivors(noticed: dict[str, bool | None]) -> list[str]:
    return sorted(name for name, killed in noticed.items() if killed is False)


def decorated(module: Path) -> list[str]:
    """Return the functions of a module that bear a decorator other than a cache."""
    tree = ast.parse(_CACHE.sub("", module.read_text(encoding="utf-8")))
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.decorator_list]


if __name__ == "__main__":
    main()
