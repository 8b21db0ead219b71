"""Files that no spreadsheet program opens, each in another way."""

import struct
from random import Random

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
_JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(64) + bytes.fromhex("ffd9")


def broken(rng: Random, sound: bytes) -> bytes:
    """Return what is left of a workbook: nothing, its first half, a locked one, or a PDF in its place."""
    return rng.choice((b"", sound[: len(sound) // 2], locked(), _PDF))


def photo() -> bytes:
    """Return the bytes of a (tiny) JPEG picture."""
    return _JPEG


def locked() -> bytes:
    """Return an OLE container like that of a workbook locked by a password: the two streams, but nothing in them.

    Its layout: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory); the streams' names: [MS-OFFCRYPTO] 2.3.4.
    """
    header = _OLE_MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    fat = struct.pack("<II", _FAT, _END) + struct.pack("<I", _FREE) * 126
    directory = _entry("Root Entry", 5, child=1) + _entry("EncryptionInfo", 2, right=2) + _entry("EncryptedPackage", 2)
    return header + fat + directory.ljust(_SECTOR, b"\0")


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", _FREE, right, child)
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", _END, 0)
    )
