"""Small files that hurt, audited beside innocents: the audit ends, nobody else notices, each village is told."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.bench.fuzz import INNOCENTS, Stranger, audit, codes_of
from tests.builders import grid_rows, identity_rows, workbook
from tests.publishing.test_hostile_replies import (
    SIDE,
    in_an_encoding_that_does_not_exist,
    rewritten,
    that_cannot_be_inflated,
    with_a_picture_of,
)

pytestmark = pytest.mark.process

SHEET = "xl/worksheets/sheet1.xml"
FORMULA = "=cmd|'/c calc'!A1"


def _in_two_bytes_with_entities(xml: bytes) -> bytes:
    text = xml.decode().partition("?>")[2]
    return ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]>' + text).encode("utf-16")


def _with_entities(xml: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 9_000_000 + b'">]>'
    return head + xml.partition(b"?>")[2].replace(b"<dc:creator>", b"<dc:creator>" + b"&b;" * 85)


def _with_unclosed_cells(xml: bytes) -> bytes:
    return xml.replace(b"<sheetData>", b"<sheetData>" + b"<c " * 400_000)


def _of_people(count: int, name: str, code: str) -> bytes:
    people = [[number, f"{name} {number}", None, "Kaur", "PERANGKAT", *[code] * 31] for number in range(1, count + 1)]
    return workbook({"Identitas": identity_rows(), "Hadir": grid_rows(people)})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "properties that cannot be inflated": partial(that_cannot_be_inflated, "docProps/core.xml"),
    "styles in no encoding": partial(in_an_encoding_that_does_not_exist, "xl/styles.xml"),
    "a picture of 30,000 × 30,000": partial(with_a_picture_of, SIDE, SIDE),
    "an entity used 85 times": partial(rewritten, "docProps/core.xml", _with_entities),
    "unclosed cells": partial(rewritten, SHEET, _with_unclosed_cells),
    "entities in UTF-16": partial(rewritten, SHEET, _in_two_bytes_with_entities),
    "names that are formulas": partial(_of_people, 20, FORMULA, "H"),
    "thousands of wrong codes": partial(_of_people, 300, "Orang", "XX"),
}


def test_an_audit_of_eight_hostile_files_leaves_the_innocents_as_they_are() -> None:
    strangers = [Stranger(f"{number}.xlsx".encode(), make()) for number, make in enumerate(HOSTILE.values())]
    alone, beside = audit([], jobs=2), audit(strangers, jobs=2)
    for name, table in alone.innocent.items():
        assert beside.innocent[name].equals(table), name
    hostile = codes_of()[INNOCENTS : INNOCENTS + len(strangers)]
    assert all(beside.replied[code] for code in hostile), "each village is told"
    assert not any(f",{FORMULA}" in text for text in beside.tables.values())
    for code in hostile:
        assert all("Tanda Terima" in book for book in beside.replied[code])
