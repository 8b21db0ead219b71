"""Every package names its doors and is entered by no other module."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_DOORS = 5
"""More only with a reason, which the package gives as ``WHY_MORE_DOORS``."""

PACKAGES = sorted(place.parent.name for place in (ROOT / "tasks").glob("*/__init__.py"))
DOORS: dict[str, tuple[str, ...]] = {
    package: doors for package in PACKAGES if (doors := getattr(import_module(f"tasks.{package}"), "DOORS", ()))
}


def imported(module: Path) -> set[str]:
    """Return the modules below ``tasks`` that a module imports, as ``package.module``."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tasks."):
            package, _, inner = node.module.removeprefix("tasks.").partition(".")
            found |= {f"{package}.{inner}"} if inner else {f"{package}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name.removeprefix("tasks.") for name in node.names if name.name.startswith("tasks.")}
    return found


@pytest.mark.parametrize("package", DOORS)
def test_others_come_in_by_the_doors(package: str) -> None:
    allowed = {f"{package}.{door}" for door in DOORS[package]}
    own = ROOT / "tasks" / package
    past = {
        f"{module.relative_to(ROOT)}: {name}"
        for floor in ("flows", "tasks")
        for module in (ROOT / floor).rglob("*.py")
        if own not in module.parents
        for name in imported(module)
        if name.startswith(f"{package}.") and name not in allowed
    }
    assert past == set()


@pytest.mark.parametrize("package", DOORS)
def test_every_door_is_there_and_they_are_few(package: str) -> None:
    assert all((ROOT / "tasks" / package / f"{door.replace('.', '/')}.py").is_file() for door in DOORS[package])
    assert len(DOORS[package]) <= MOST_DOORS or getattr(import_module(f"tasks.{package}"), "WHY_MORE_DOORS", "")


@pytest.mark.parametrize("package", DOORS)
def test_every_door_is_used(package: str) -> None:
    own = ROOT / "tasks" / package
    used = {
        name
        for floor in ("flows", "tasks")
        for module in (ROOT / floor).rglob("*.py")
        if own not in module.parents
        for name in imported(module)
    }
    assert {f"{package}.{door}" for door in DOORS[package]} <= used


def test_every_package_names_its_doors() -> None:
    assert DOORS.keys() == set(PACKAGES)
