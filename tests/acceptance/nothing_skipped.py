"""Fail when test runs (JUnit files) left anything out: ``python -m tests.acceptance.nothing_skipped A.xml B.xml``."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main() -> None:
    runs = [list(ElementTree.parse(Path(each)).iter("testcase")) for each in sys.argv[1:]]  # noqa: S314 - our own
    cases = [case for run in runs for case in run]
    skipped = [f"{case.get('classname')}::{case.get('name')}" for case in cases if case.find("skipped") is not None]
    if skipped or not runs or not all(runs):
        sys.exit("\n".join(["Left out:", *skipped]) if skipped else "No test ran.")
    print(f"{len(cases)} tests, none left out")


if __name__ == "__main__":
    main()
