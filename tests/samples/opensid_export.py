"""The list that OpenSID exports: title rows, no NIP, dates and times as text, its own status words."""

from tests.builders import unsigned_return, workbook

HEADINGS = ["NO", "NAMA", "JABATAN", "TANGGAL", "JAM MASUK", "JAM KELUAR", "TOTAL WAKTU", "STATUS KEHADIRAN"]
ENTRIES = [
    ["SUTRISNO", "Kepala Desa", "01 Oktober 2024", "07:31:05", "15:30:10", "7 jam 59 menit", "hadir"],
    ["SUTRISNO", "Kepala Desa", "02 Oktober 2024", "-", "-", "-", "sakit"],
    ["SUTRISNO", "Kepala Desa", "03 Oktober 2024", "07:40:00", "-", "-", "tidak berada di kantor"],
    ["SUTRISNO", "Kepala Desa", "04 Oktober 2024", "07:40:00", "-", "-", "keluar"],
    ["SITI AMINAH", "Sekretaris Desa", "2024-10-01", "07:20:00", "15:45:00", "8 jam 25 menit", "Hadir"],
    ["SITI AMINAH", "Sekretaris Desa", "02/10/2024", "", "", "", "cuti"],
    ["SITI AMINAH", "Sekretaris Desa", "03 Oktober 2024", "", "", "", "izin"],
]


def build() -> bytes:
    title = [["REKAPITULASI KEHADIRAN PERANGKAT DESA"], ["Kecamatan Panggul"], ["Bulan Oktober Tahun 2024"], []]
    sheets = unsigned_return()
    sheets["Hadir"] = [*title, HEADINGS, *([number, *entry] for number, entry in enumerate(ENTRIES, start=1))]
    return workbook(sheets)
