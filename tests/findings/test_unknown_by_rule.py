"""What unknown does, rule by rule: asked for (D27), not understood (D26), and only an explicit TIDAK held against."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.builders import drop, full_return, identity_rows, labels
from tests.findings.test_law_judged import OCTOBER
from tests.pipeline import Audited, audit
from tests.scoring.test_stages import CLERK, HEAD, attendance, days, put_regency, village

MEETING = [date(2024, 10, 15), "08:00", "10:00", "RAKOR", "Rakor netralitas", "35.03", "Inspektorat", "SEMUA"]
SIGNED = [1, date(2024, 10, 10), "IKRAR", "Sutrisno", None, None, "YA", None, "YA"]
CAME = [2, date(2024, 10, 15), "RAKOR", "Sutrisno", None, None, "YA"]


def _audited(inbox: Path, *entries: list[object], **sheets: list[list[object]]) -> Audited:
    put_regency(inbox, [HEAD, CLERK], [MEETING])
    told = [labels("activities"), SIGNED, CAME, *entries]
    drop(
        inbox, full_return(Rakor=told, Hadir=attendance((HEAD, days((15, "DL"))), (CLERK, days((15, "DL")))), **sheets)
    )
    return audit(inbox, OCTOBER)


def _about(found: Audited, name: str) -> set[str]:
    rows = found.findings[found.findings["subject"].fillna("").str.startswith(name)]
    return set(rows["rule"]) & {"N07", "N08", "D27"}


@pytest.mark.parametrize(
    ("pledge", "attended", "rules", "cpi", "krk"),
    [
        ("TIDAK", "TIDAK", {"N07", "N08"}, 0.5, 0.5),
        (None, None, set(), 0.5, 0.5),  # rows that are there and blank
        ("mungkin", "mungkin", set(), 1.0, 1.0),  # not understood: in neither number
        ("no row", "no row", {"D27"}, 0.5, 0.5),  # asked for, and not recorded
    ],
)
def test_pledge_and_meeting(
    pledge: str | None, attended: str | None, rules: set[str], cpi: float, krk: float, tmp_path: Path
) -> None:
    entries: list[list[object]] = [
        [3, date(2024, 10, 10), "IKRAR", "Siti Aminah", None, None, "YA", None, pledge],
        [4, date(2024, 10, 15), "RAKOR", "Siti Aminah", None, None, attended],
    ]
    found = _audited(tmp_path, *([] if pledge == "no row" else entries))
    assert _about(found, "Siti Aminah") == rules
    assert _about(found, "Sutrisno") == set()
    figures = village(found)
    assert (figures["cpi"], figures["krk"]) == (cpi, krk)


@pytest.mark.parametrize("blank", ["Tanggal Kejadian", "Diteruskan Ke", "Status Penanganan"])
def test_a_report_that_leaves_day_body_or_stage_open_is_not_called_wrongly_forwarded(
    blank: str, tmp_path: Path
) -> None:
    told: dict[str, object] = {
        "Tanggal Kejadian": date(2024, 10, 9), "Nama Terlapor": "Fulan", "Status Kepegawaian": "PNS",
        "Kode Dugaan Pelanggaran": "D-04", "Uraian": "x", "Diteruskan Ke": "BUPATI", "Status Penanganan": "PLENO",
    }  # fmt: skip
    written = [[told.get(str(label)) if label != blank else None for label in labels("reports")]]
    nil = [list(row) for row in identity_rows(**{"Laporan Nihil": "TIDAK"})]
    found = _audited(tmp_path, Laporan=[labels("reports"), *written], Identitas=nil)
    results = found.results.results.set_index("rule")
    assert (results.loc["N03", "applied"], results.loc["N02", "applied"]) == (0, 0)
    assert not pd.isna(results.loc["N03", "reason"])


def test_nobody_is_called_uniform_or_silent_while_an_input_is_unknown(tmp_path: Path) -> None:
    level = [1, "NETRALITAS APARATUR", "TPS 1", "a", "entah", "POLRI"]
    nil = [list(row) for row in identity_rows(**{"Kerawanan Nihil": "TIDAK"})]
    found = _audited(tmp_path, Kerawanan=[labels("vulnerabilities"), level], Identitas=nil)
    assert not {"N11", "N12"} & set(found.findings["rule"])
    assert "D22" in set(found.findings["rule"])
