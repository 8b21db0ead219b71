"""A reply to a file whose unread part is damaged or huge: the receipt alone, and every other reply as it would be."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from tasks.publishing.replies.replies import ReplyJob, write_jobs
from tests.builders import full_return, workbook
from tests.publishing.test_reply_workbook import RECEIPT, WRONG, kept, receipt

SIDE = 30_000


def rewritten(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a good return with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(full_return()))) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(name, change(content) if name == part else content)
    return target.getvalue()


def that_cannot_be_inflated(part: str) -> bytes:
    """Return a good return, one part of which is no deflate stream."""
    content = bytearray(workbook(full_return()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        member = package.getinfo(part)
    name, extra = struct.unpack_from("<HH", content, member.header_offset + 26)
    start = member.header_offset + 30 + name + extra
    content[start : start + member.compress_size] = b"\xff" * member.compress_size
    return bytes(content)


def in_an_encoding_that_does_not_exist(part: str) -> bytes:
    return rewritten(part, lambda xml: b'<?xml version="1.0" encoding="tidak-ada"?>' + xml.partition(b"?>")[2])


def with_a_picture_of(width: int, height: int) -> bytes:
    """Return a good return with a picture whose header tells that size."""
    png = io.BytesIO()
    Image.new("RGB", (3, 2)).save(png, "png")
    book = openpyxl.load_workbook(io.BytesIO(workbook(full_return())))
    book.worksheets[0].add_image(openpyxl.drawing.image.Image(png), "A1")
    content = io.BytesIO()
    book.save(content)
    header = struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"
    told = b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    target = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            start = part.find(b"IHDR") if name.endswith(".png") else -1
            package.writestr(name, part[:start] + told + part[start + len(told) :] if start > 0 else part)
    return target.getvalue()


HOSTILE = {
    "properties cannot be inflated": that_cannot_be_inflated("docProps/core.xml"),
    "types cannot be inflated": that_cannot_be_inflated("[Content_Types].xml"),
    "encoding of the styles": in_an_encoding_that_does_not_exist("xl/styles.xml"),
    "encoding of the properties": in_an_encoding_that_does_not_exist("docProps/core.xml"),
    "picture of 30,000 × 30,000": with_a_picture_of(SIDE, SIDE),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_marked_gets_the_receipt_alone_and_disturbs_no_other(kind: str, tmp_path: Path) -> None:
    files = {"baik": workbook(full_return()), "jahat": HOSTILE[kind]}
    jobs = []
    for name, content in files.items():
        jobs.append(ReplyJob(tmp_path / f"{name}.xlsx", kept(tmp_path, content), receipt(WRONG), 0))
    write_jobs(jobs, jobs=2)
    sheets = {name: openpyxl.load_workbook(tmp_path / f"{name}.xlsx").sheetnames for name in files}
    assert sheets["jahat"] == [RECEIPT]
    assert sheets["baik"][0] == RECEIPT
    assert len(sheets["baik"]) > 1


def test_thousands_of_corrections_are_counted_and_the_worst_are_listed(tmp_path: Path) -> None:
    source = kept(tmp_path, workbook(full_return()))
    wrong = [replace(WRONG, cells=(f"K{row}",), statement=f"Catatan {row}") for row in range(7, 30_007)]
    write_jobs([ReplyJob(tmp_path / "b.xlsx", source, receipt(*wrong), 0)], jobs=1)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    texts = [str(cell.value) for row in book[RECEIPT].iter_rows() for cell in row if cell.value]
    assert [told for told in texts if told.startswith("Catatan ")] == [f"Catatan {row}" for row in range(7, 507)]
    assert any("29.500 hal lain" in told for told in texts)


def test_a_file_that_is_gone_from_the_archive_gets_the_receipt_alone(tmp_path: Path) -> None:
    write_jobs([ReplyJob(tmp_path / "b.xlsx", tmp_path / "tidak-ada", receipt(WRONG), 0)], jobs=1)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == [RECEIPT]


def test_bytes_that_are_not_what_was_received_go_into_no_reply(tmp_path: Path) -> None:
    """R4: another village's return, under this one's name in the archive, was sent to this one."""
    source = kept(tmp_path, workbook(full_return()))
    source.write_bytes(workbook(full_return(Rahasia=[["desa lain"]])))
    write_jobs([ReplyJob(tmp_path / "b.xlsx", source, receipt(WRONG), 0)], jobs=1)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == [RECEIPT]


def test_a_reply_that_cannot_be_written_is_our_failure(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_jobs([ReplyJob(tmp_path / "tidak-ada" / "b.xlsx", None, receipt(WRONG), 0)], jobs=1)
