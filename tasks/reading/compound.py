"""An OLE compound file (.xls, but also .doc and locked .xlsx), by olefile: its streams and storages by name."""

import io

from olefile import OleFileIO

from data.errors import UnreadableFile


class CompoundFile:
    """The streams of a compound file by their name in small letters; raises ``UnreadableFile`` when it is damaged."""

    def __init__(self, content: bytes) -> None:
        self._streams: dict[str, list[str]] = {}
        self._storages: set[str] = set()
        try:
            self._file = OleFileIO(io.BytesIO(content))
            for path in self._file.listdir(streams=True, storages=False):
                self._streams.setdefault(path[-1].casefold(), path)
            self._storages |= {path[-1].casefold() for path in self._file.listdir(streams=False, storages=True)}
        except Exception as damage:
            raise UnreadableFile("damaged") from damage

    def __contains__(self, name: str) -> bool:
        """Tell whether a stream or storage has that name."""
        return name in self._streams or name in self._storages

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream."""
        try:
            content: bytes = self._file.openstream(self._streams[name]).read()
        except Exception as damage:
            raise UnreadableFile("damaged") from damage
        return content
