"""How what answers a village is called, and where it is kept: one status a village, a reply and a view a file."""

import hashlib
from pathlib import Path, PurePosixPath

from data.partners import sender_folder

STATUS = "STATUS.xlsx"
"""The receipt of an audit in a village's own folder: how far the village is, and all that is to mend or explain."""

_REPLY = "-balasan.xlsx"
_VIEW = "-terbaca.xlsx"
_LONGEST = 200  # bytes: file systems take 255 of a name, with our endings


def receipt_name(village_code: str, period: object) -> str:
    """Return the name of a village's receipt among the outputs of an audit: ``35.03.01.2001-2024-10.xlsx``."""
    return f"{village_code}-{period}.xlsx"


def reply_folder(home: Path, period: str) -> Path:
    """Return where the replies of a month are kept, also those that could not be delivered."""
    return home / "replies" / period


def reply_name(code: str, file: str) -> str:
    """Return where the reply to one file lies among those of a month: ``<village>/<the file's name>-balasan.xlsx``."""
    return _kept_stem(code, file) + _REPLY


def view_name(code: str, file: str) -> str:
    """Return where the view of a file's cells lies among the replies of a month."""
    return _kept_stem(code, file) + _VIEW


def _kept_stem(code: str, file: str) -> str:
    """Return ``<village>/<the file's name>``, a body's likewise; a folder in the sender's own, or another ending than
    .xlsx, stands in it."""
    path = PurePosixPath(file.removeprefix(f"{sender_folder(file)}/"))
    kind = path.suffix.lstrip(".").casefold()
    stem = " - ".join([*path.parts[:-1], path.stem]) + (f" ({kind})" if kind not in {"", "xlsx"} else "")
    return f"{code}/{_shortened(stem)}"


def _shortened(stem: str) -> str:
    """Return a stem that is no longer than a name may be; of a longer one its beginning and a hash of all of it."""
    written = stem.encode(errors="surrogateescape")
    if len(written) <= _LONGEST:
        return stem
    return f"{written[:_LONGEST].decode(errors='ignore')}~{hashlib.sha256(written).hexdigest()[:8]}"
