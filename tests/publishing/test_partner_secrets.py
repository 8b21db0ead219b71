"""No village of a seeded sample learns what a partner said about it, in any of its replies."""

import zipfile
from pathlib import Path

import pytest

from data.register import area, villages_in
from tasks.publishing.replies.partner_replies import write_partner_receipts
from tasks.publishing.replies.replies import write_receipts
from tasks.publishing.replies.village_replies import deliver_replies
from tasks.sample.inbox import write_sample
from tests.builders import PERIOD, workbook
from tests.publishing.audited import audit

pytestmark = pytest.mark.process

DISTRICT = "35.03.01"
SECRETS = ("Pendukung fanatik Wonorejo", "Balai Rahasia", "Rayon Elang", "_mitra", "berkas mitra")


def test_no_reply_to_a_village_holds_a_word_of_a_partners(tmp_path: Path) -> None:
    inbox, home, out = tmp_path / "inbox", tmp_path / "home", tmp_path / "balasan"
    write_sample(inbox, area(DISTRICT), PERIOD, 0.5, 1)
    codes = list(villages_in(DISTRICT)["code"])
    lists = {
        "KPU": [["Kode Desa", "TPS", "Alamat"], *([code, 1, SECRETS[1]] for code in codes)],
        "POLRI": [
            ["Kode Desa", "TPS", "Klasifikasi", "Alasan", "Rayon"],
            *([code, 1, "SANGAT RAWAN", SECRETS[0], SECRETS[2]] for code in codes),
            *([code, 1, "MERAH", SECRETS[0], SECRETS[2]] for code in codes),
        ],
    }
    for body, rows in lists.items():
        (inbox / "_mitra" / body).mkdir(parents=True)
        (inbox / "_mitra" / body / "berkas mitra.xlsx").write_bytes(workbook({"TPS": rows}))
    audited = audit(inbox, home, DISTRICT)
    assert len(audited.results.tps) == len(codes)
    write_receipts(out, audited.facts, audited.results)
    write_partner_receipts(out, audited.facts, audited.results)
    deliver_replies(out, home, inbox, audited.facts, audited.returns, audited.results, 1)
    villages = [*inbox.glob("35.*/balasan/*"), *out.glob("35.*"), *(home / "replies").glob("*/*/35.*/*")]
    assert len(villages) > 2 * len(codes)
    told = [(path.name, secret) for path in villages for secret in SECRETS if secret in _text(path)]
    assert told == []
    assert any(SECRETS[0] in _text(path) for path in (inbox / "_mitra" / "POLRI" / "balasan").iterdir())


def _text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode(errors="replace") for name in package.namelist())
