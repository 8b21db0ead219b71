"""The message to a village that owes forms: to whom, which forms, until when, and whom to ask."""

from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks.publishing.missing_forms import missing_forms


@pytest.mark.parametrize(
    ("code", "addressee"),
    [("35.03.01.2001", "Yth. Pemerintah Desa Besuki:"), ("35.03.11.1005", "Yth. Pemerintah Kelurahan Kelutan:")],
)
def test_a_reminder_names_kind_forms_days_and_whom_to_ask(
    code: str, addressee: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRALITAS_CONTACT", "Bu Rini, 0812-000")
    scope = Scope(area(code), Period.parse("2024-10"), date(2024, 11, 7), "id")
    nothing = pd.DataFrame({"village_code": [], "form": [], "state": []}, dtype="str")
    (message,) = missing_forms(nothing, pd.Series({code: pd.Timestamp("2024-11-05")}), scope)["message"]
    assert message.startswith(addressee)
    assert "Daftar Hadir, Rakor dan Ikrar, Laporan Netralitas, Peta Kerawanan" in message
    assert "Batas waktunya 5 November 2024" in message
    assert "Pertanyaan: Bu Rini, 0812-000." in message
