"""The command ``sample``: a synthetic inbox, the same bytes for the same seed."""

from pathlib import Path

from data.calendar import Period
from data.register import area as find_area
from data.register import regency_of
from data.sentences import text
from flows.options import load_settings, read_jobs
from flows.outcome import outcome
from flows.progress import show_progress
from tasks.sample.inbox import write_sample

SHIPPED_SEED = 1
SHIPPED_MESSY = 0.2


def run_sample(directory: Path, area: str, period: str, messy: float, seed: int, jobs: int | None) -> None:
    """Write a sample inbox into ``directory``; its truth lies in ``truth.csv`` there."""
    with outcome():
        processes = read_jobs(jobs, load_settings().jobs)
        write_sample(directory.absolute(), find_area(area), Period.parse(period), messy, seed, processes)
        show_progress().info(text("sample_made", "id", folder=directory.absolute()))


def shipped_sample(home: Path, area_code: str, period: Period, jobs: int) -> Path:
    """Return the sample that an audit without ``--inbox`` uses: that of the area's whole regency, made once."""
    whole = find_area(regency_of(area_code))
    folder = home / "sample" / f"{whole.code}-{period}-seed-{SHIPPED_SEED}-messy-{SHIPPED_MESSY}"
    if not folder.is_dir():
        write_sample(folder, whole, period, SHIPPED_MESSY, SHIPPED_SEED, jobs)
    return folder
