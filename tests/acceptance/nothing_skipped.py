"""Fail when a test run (its JUnit file) left anything out: ``python -m tests.acceptance.nothing_skipped tests.xml``."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main() -> None:
    cases = list(ElementTree.parse(Path(sys.argv[1])).iter("testcase"))  # noqa: S314 - written by our own pytest
    skipped = [f"{case.get('classname')}::{case.get('name')}" for case in cases if case.find("skipped") is not None]
    if skipped or not cases:
        sys.exit("\n".join(["Left out:", *skipped]) if skipped else "No test ran.")
    print(f"{len(cases)} tests, none left out")


if __name__ == "__main__":
    main()
