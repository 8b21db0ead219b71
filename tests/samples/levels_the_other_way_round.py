"""The map's levels are explained the other way round: 1 is the most vulnerable."""

from tests.builders import labels, unsigned_return, workbook


def build() -> bytes:
    entry = [1, "NETRALITAS APARATUR", "TPS 1", "aman", 2, "DESA"]
    return workbook(unsigned_return(Kerawanan=[labels("vulnerabilities"), entry, [], [None, "1 = paling rawan"]]))
