"""A zip package (.xlsx, .xlsm, .xlsb, .ods), opened with care: limits first, and every damage is one exception.

Part names are compared as the standard demands: without case, and a ``\\`` that some writers put is a ``/``.
"""

import io
import lzma
import struct
import zipfile
import zlib
from copy import copy
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

from data.errors import UnreadableFile
from data.reference import limit

# What zipfile raises for bytes that are no sound package; each was met in fuzzing or in public test files.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)

_MOST_INFLATED = 1032
_WITHOUT_END = 1 << 62
_CHUNK = 1 << 16


class Package:
    """The parts of a package by name.

    Raises ``UnreadableFile`` when the bytes are no sound package or its directory is over the limits of ``limits.csv``.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except DAMAGE as damage:
            raise UnreadableFile("damaged") from damage
        members = self._zip.infolist()
        if len(members) > limit("package_members") or sum(m.file_size for m in members) > limit("unpacked_bytes"):
            raise UnreadableFile("unpacked_too_large")
        self._require_honest(members)
        self._members = {_part_name(member.filename): member for member in members}
        if len(self._members) < len(members) or any(_leaves(name) for name in self._members):
            raise UnreadableFile("damaged")
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableFile("password")

    def _require_honest(self, members: list[zipfile.ZipInfo]) -> None:
        """Count what really comes out, where the directory may lie about it: other programs' parsers do not look there.

        No deflated byte becomes more than 1,032; so what is short enough packed need not be counted.
        """
        left = limit("unpacked_bytes")
        if sum(member.compress_size for member in members) * _MOST_INFLATED <= left:
            return
        for member in members:
            plain = copy(member)
            plain.file_size = _WITHOUT_END
            del plain.CRC  # of the bytes that the directory tells of
            try:
                with self._zip.open(plain) as part:
                    while chunk := part.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise UnreadableFile("unpacked_too_large")
            except DAMAGE:  # told by whoever reads this part; an unread one does no harm
                continue

    def __contains__(self, part: str) -> bool:
        return _part_name(part) in self._members

    @property
    def names(self) -> list[str]:
        """The names of all parts, in small letters and with ``/``."""
        return list(self._members)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        try:
            return self._zip.read(self._members[_part_name(part)])
        except DAMAGE as damage:
            raise UnreadableFile("damaged") from damage

    def tree(self, part: str) -> ElementTree.Element:
        """Return a part's XML; a document type declaration, and so every entity, is refused."""
        xml = self.read(part)
        refuse_document_type(xml)
        try:
            return ElementTree.fromstring(xml)  # noqa: S314 - no document type, so no entities
        except (ElementTree.ParseError, ValueError, LookupError) as error:  # the latter two: an unknown encoding
            raise UnreadableFile("damaged") from error

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return ``(kind, target part)`` by id for a part; ``""`` asks for those of the package itself."""
        folder, _, name = part.rpartition("/")
        listed = join(folder, "_rels", f"{name}.rels")
        if listed not in self:
            return {}
        found = {}
        for relation in self.tree(listed):
            target = relation.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], place)
        return found


def refuse_document_type(xml: bytes) -> None:
    """Raise ``UnreadableFile`` for XML that declares entities, also in two bytes a letter."""
    letters = xml.replace(b"\0", b"")
    if b"<!DOCTYPE" in letters or b"<!ENTITY" in letters:
        raise UnreadableFile("damaged")


def local_name(name: str) -> str:
    """Return a name without its namespace: strict and transitional workbooks differ in nothing else."""
    return name.rpartition("}")[2]


def _part_name(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _leaves(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/")
