"""An OpenSID list whose title states its month as a range of dates; several rows for one person and day."""

from tests.builders import workbook
from tests.samples.opensid_export import ENTRIES, HEADINGS


def build() -> bytes:
    title = [["LAPORAN KEHADIRAN"], ["Tanggal: 01/10/2024 s/d 31/10/2024"]]
    again = ["SUTRISNO", "Kepala Desa", "01 Oktober 2024", "16:00:00", "-", "-", "keluar"]
    entries = [[number, *entry] for number, entry in enumerate([*ENTRIES, again], start=1)]
    return workbook({"Worksheet": [*title, HEADINGS, *entries]})
