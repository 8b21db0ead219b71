"""The guard of XML parts, whatever encoding they are in."""

import pytest

from data.errors import UnreadableFile
from tasks.reading.package import refuse_document_type

DECLARED = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    with pytest.raises(UnreadableFile):
        refuse_document_type(DECLARED.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_plain_xml_is_not(encoding: str) -> None:
    refuse_document_type("<a>b</a>".encode(encoding))
