"""What is published of files: a rejected one bears the reason of its own finding."""

from data.catalogue import rules
from data.tables import frame
from tasks.scoring.published_files import with_own_reasons

GENERAL = f"S03: {rules()['S03'].statement_id}"


def test_a_rejected_file_says_what_its_own_finding_says() -> None:
    """A photograph once bore the whole list of what makes a file unreadable."""
    files = [{"file": "a.pdf", "reason": GENERAL}, {"file": "b.jpg", "reason": GENERAL}, {"file": "c.xlsx"}]
    found = frame("findings", "result", [{"rule": "S03", "file": "a.pdf", "statement": "Ini berkas PDF."}])
    told = with_own_reasons(frame("files", "result", files), found)["reason"]
    assert told.tolist()[:2] == ["S03: Ini berkas PDF.", GENERAL], "what was cut (S13) keeps the rule's sentence"
    assert told.isna()[2]


def test_each_form_of_a_file_has_its_own_reason() -> None:
    rows = [{"file": "a.xlsx", "form": form, "reason": "S07: Kolom."} for form in ("attendance", "activities")]
    rows.append({"file": "a.xlsx", "form": "reports", "reason": "S04: Desa."})
    found = [
        {"rule": "S07", "file": "a.xlsx", "form": "attendance", "statement": "NIP/NIK."},
        {"rule": "S07", "file": "a.xlsx", "form": "activities", "statement": "Kegiatan."},
        {"rule": "S04", "file": "a.xlsx", "form": "identity", "statement": "Desa lain."},
    ]
    told = with_own_reasons(frame("submissions", "result", rows), frame("findings", "result", found))["reason"]
    assert told.tolist() == ["S07: NIP/NIK.", "S07: Kegiatan.", "S04: Desa lain."]
