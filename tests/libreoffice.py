"""A file as LibreOffice writes it again: in another format, as it is shown, or as it is printed."""

import subprocess
from pathlib import Path


def convert(soffice: str, source: Path, to: str, folder: Path, seconds: float = 180) -> Path:
    """Convert a file into a folder within so many seconds; return where the new file lies.

    In: ``to`` is LibreOffice's name of the format. The profile lies in the folder, too, so that conversions side by
    side do not meet.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    return folder / f"{source.stem}.{to.partition(':')[0]}"
