"""No whole NIP or NIK leaves the product, wherever somebody typed it."""

from data.tables import frame
from tasks.findings.masked_text import masked_table

NIK = "3503011708800001"
NIP = "198008172010011002"


def test_numbers_typed_into_texts_are_masked() -> None:
    findings = frame("findings", "result", [{"value": f"NIK {NIK}", "subject": "Siti 19800817 201001 1 002"}])
    shown = masked_table(findings).iloc[0]
    assert shown["value"] == "NIK ••••••••••••0001"
    assert "19800817" not in shown["subject"]
    assert "2010011" in shown["subject"]


def test_a_number_in_a_files_name_is_masked_and_the_village_code_is_not() -> None:
    repairs = frame(
        "repairs", "result", [{"file": f"35.03.01.2001 Besuki/{NIP} 20241001.xlsx", "before": "2024-10-05"}]
    )
    shown = masked_table(repairs).iloc[0]
    assert shown["file"].startswith("35.03.01.2001 Besuki/••••••••2010011•••")
    assert shown["before"] == "2024-10-05"


def test_hashes_and_missing_values_stay() -> None:
    files = frame("files", "result", [{"sha256": "1234567890123456" * 4, "file": "a.xlsx"}])
    shown = masked_table(files)
    assert shown.equals(files)
