"""Keys that an installation makes once and then keeps, each in a file that its owner alone can read."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def load_or_create_key(path: Path, fresh: bytes) -> bytes:
    """Return a key file's content; the first time that is ``fresh``.

    It is written beside its place and linked there, so it is whole for whoever reads it, and of two processes that
    make it at once the first counts. Raises ``OSError`` when it can be neither read nor written.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent) as unfinished:  # readable for the owner alone
            unfinished.write(fresh)
            unfinished.flush()
            with suppress(FileExistsError):
                os.link(unfinished.name, path)
    return path.read_bytes()
