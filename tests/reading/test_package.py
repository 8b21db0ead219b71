"""The guard of XML parts, whatever encoding they are in."""

import io
import struct
import zipfile

import pytest

from data.errors import UnreadableFile
from tasks.reading.package import Package, refuse_document_type

DECLARED = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    with pytest.raises(UnreadableFile):
        refuse_document_type(DECLARED.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_plain_xml_is_not(encoding: str) -> None:
    refuse_document_type("<a>b</a>".encode(encoding))


def test_what_really_comes_out_is_counted_where_the_directory_lies() -> None:
    """V9: a ZIP of 3 MB that lied about a part's size took 2.3 GiB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"\0" * 210_000_000)
    honest = target.getvalue()
    told = struct.pack("<I", 210_000_000)
    for content in (honest, honest.replace(told, struct.pack("<I", 1000))):
        with pytest.raises(UnreadableFile, match="unpacked_too_large"):
            Package(content)
