"""Name the tests that runs (JUnit files) skipped and no other of them passed, one a line, as pytest takes them.

``python -m tests.acceptance.left_out A.xml B.xml``; ``--fail``: any such test, or a run without tests, is an error.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

Test = tuple[str, bool]
"""A test's name as pytest takes it (``tests/x/test_y.py::test_z[1]``), and whether it was skipped."""


def read_run(path: Path) -> list[Test]:
    cases = ElementTree.parse(path).iter("testcase")  # noqa: S314 - our own
    return [(_name(case), case.find("skipped") is not None) for case in cases]


def left_out(runs: Iterable[list[Test]]) -> list[str]:
    """Return the tests that were skipped and never ran."""
    tests = [test for run in runs for test in run]
    ran = {name for name, skipped in tests if not skipped}
    return sorted({name for name, skipped in tests if skipped} - ran)


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:] if each != "--fail"]
    runs = [read_run(each) for each in paths]
    names = left_out(runs)
    if "--fail" not in sys.argv:
        sys.stdout.writelines(f"{name}\n" for name in names)  # nothing for none: pytest takes a blank line for all
    elif names or not runs or not all(runs):
        sys.exit("\n".join(["Left out:", *names]) if names else "No test ran.")
    else:
        print(f"{len({name for run in runs for name, _ in run})} tests, none left out")


def _name(case: ElementTree.Element) -> str:
    return f"{case.attrib['classname'].replace('.', '/')}.py::{case.attrib['name']}"


if __name__ == "__main__":
    main()
