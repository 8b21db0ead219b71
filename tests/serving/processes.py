"""The processes of a server that a test started."""

from pathlib import Path


def children(process: int) -> list[tuple[int, str]]:
    """Return number and command line of each child of a process."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [(int(child), Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")) for child in listed]


def descendants(process: int) -> list[int]:
    """Return all processes below one, of whatever thread."""
    listed = [path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children")]
    below = [int(child) for found in listed for child in found]
    return [*below, *(deeper for child in below for deeper in descendants(child))]
