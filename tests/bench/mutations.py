"""Mutating a workbook's bytes, as damage and malice would: the fuzzer's hand. Same random state, same bytes."""

import io
import random
import re
import zipfile
from collections.abc import Callable

from tasks.reading.package import DAMAGE

_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ELEMENT = re.compile(rb"<[^<>]+>")
NASTY = [
    b"",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"99999999999999999999",
    b"9" * 5000,
    b"2958466",
    b"-2147483649",
    b"4294967296",
    b"A0",
    b"XFE1",
    b"A1048577",
    b"ZZZZZZ1",
    b"A1:XFD1048576",
    b"true",
    b"e",
    b"s",
    b"d",
    b"str",
    b"inlineStr",
    b"0000-99-99T99:99:99",
    b"\xff\xfe\x00",
    b"&#0;",
    b"&#xD800;",
    b"&amp;",
    b"../../../etc/passwd",
    b"http://127.0.0.1/x",
    "Ａ１٣½Ⅷ\u200b\ufeff".encode(),
    b"31/02/2024",
    b"(" * 300,
    b"1" * 16,
]


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Return the bytes of a workbook with one to four mutations."""
    for _ in range(dice.randint(1, 4)):
        ways: list[Callable[[bytes, random.Random], bytes]] = [_flip, _truncate, _repeat]
        if zipfile.is_zipfile(io.BytesIO(content)):
            ways = [_member] * 60 + ways
        content = dice.choice(ways)(content, dice)
    return content


def _flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.choice([0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)])
    return bytes(changed)


def _truncate(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _repeat(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content) + 1)
    piece = content[start : start + dice.randint(1, 400)]
    return content[:start] + piece * dice.randint(2, 9) + content[start:]


def _cut(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content) + 1)
    return content[:start] + content[start + dice.randint(1, 400) :]


def _replace(pattern: re.Pattern[bytes], group: int) -> Callable[[bytes, random.Random], bytes]:
    def way(content: bytes, dice: random.Random) -> bytes:
        found = list(pattern.finditer(content))
        if not found:
            return _flip(content, dice)
        start, end = dice.choice(found).span(group)
        return content[:start] + dice.choice(NASTY) + content[end:]

    return way


_PART_WAYS = [_replace(_ATTRIBUTE, 1)] * 12 + [_replace(_TEXT, 1)] * 12 + [_replace(_ELEMENT, 0), _flip, _cut, _repeat]


def _member(content: bytes, dice: random.Random) -> bytes:
    """Mutate one part of a zip package and pack it anew, or lose, rename or add one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [(member.filename, package.read(member)) for member in package.infolist()]
    except DAMAGE:
        return _flip(content, dice)
    if not parts:
        return content
    place = dice.randrange(len(parts))
    name, part = parts[place]
    match dice.randrange(20):
        case 0:
            del parts[place]
        case 1:
            parts[place] = (dice.choice(["XL/" + name, name.upper(), name + "/", "../" + name]), part)
        case 2:
            parts[place] = (name, parts[dice.randrange(len(parts))][1])
        case _:
            parts[place] = (name, dice.choice(_PART_WAYS)(part, dice))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for part_name, data in parts:
            package.writestr(zipfile.ZipInfo(part_name), data)
    return packed.getvalue()
