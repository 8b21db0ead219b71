"""An OLE compound file (.xls, but also .doc and locked .xlsx): its directory and its streams.

Layout: [MS-CFB]. The sectors of a stream are a chain in the allocation table; a chain that turns in a circle or leaves
the file is damage.
"""

import struct
from itertools import chain

from data.errors import UnreadableFile

_END = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_ENTRY_BYTES = 128
_HEADER_TABLES = 109
_LARGEST_SECTOR = 12


class CompoundFile:
    """The streams of a compound file by their name in small letters; raises ``UnreadableFile`` when it is damaged."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._read_structure()
        except struct.error as damage:
            raise UnreadableFile("damaged") from damage

    def _read_structure(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._content, 30)
        if not mini_shift <= shift <= _LARGEST_SECTOR:
            raise UnreadableFile("damaged")
        self._sector, self._mini = 1 << shift, 1 << mini_shift
        tables, directory = struct.unpack_from("<II", self._content, 44)
        self._cutoff, mini_table = struct.unpack_from("<II", self._content, 56)
        (more_tables,) = struct.unpack_from("<I", self._content, 68)
        listed = list(struct.unpack_from(f"<{_HEADER_TABLES}I", self._content, 76))
        seen = set()
        while more_tables < _END and more_tables not in seen:
            seen.add(more_tables)
            numbers = self._numbers(self._block(more_tables))
            listed += numbers[:-1]
            more_tables = numbers[-1]
        self._table = list(chain.from_iterable(self._numbers(self._block(s)) for s in listed[:tables] if s < _END))
        self._mini_table = self._numbers(self._chain(mini_table)) if mini_table < _END else []
        self._entries: dict[str, tuple[int, int]] = {}
        self._storages: set[str] = set()
        self._ministream: bytes | None = None
        self._root = (_END, 0)
        entries = self._chain(directory)
        for start in range(0, len(entries) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", entries, start + 64)
            name = entries[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").casefold()
            place = struct.unpack_from("<II", entries, start + 116)
            if kind == _ROOT:
                self._root = place
            elif kind == _STREAM:
                self._entries.setdefault(name, place)
            elif kind:
                self._storages.add(name)

    def __contains__(self, name: str) -> bool:
        """Tell whether a stream or storage has that name."""
        return name in self._entries or name in self._storages

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        if self._ministream is None:
            self._ministream = self._chain(self._root[0])[: self._root[1]]
        places = [sector * self._mini for sector in _follow(start, self._mini_table)]
        return b"".join(self._ministream[place : place + self._mini] for place in places)[:size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._block(sector) for sector in _follow(start, self._table))

    def _block(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        return self._content[begin : begin + self._sector]

    @staticmethod
    def _numbers(block: bytes) -> list[int]:
        if len(block) < 4:
            raise UnreadableFile("damaged")
        return list(struct.unpack_from(f"<{len(block) // 4}I", block))


def _follow(start: int, table: list[int]) -> list[int]:
    found: list[int] = []
    while start < len(table) and len(found) <= len(table):
        found.append(start)
        start = table[start]
    if len(found) > len(table):
        raise UnreadableFile("damaged")
    return found
