"""Every status that OpenSID writes by itself; what says neither present nor absent is asked."""

from tests.builders import unsigned_return, workbook

HEADINGS = ["NO", "NAMA", "JABATAN", "TANGGAL", "JAM MASUK", "JAM KELUAR", "TOTAL WAKTU", "STATUS KEHADIRAN"]
STATUSES = ["Hadir", "Izin", "Sakit", "Cuti", "Dinas Luar Kota", "Lupa Melapor Keluar", "Tidak Berada di Kantor"]
DAYS = (1, 2, 3, 4, 7, 8, 9)


def build() -> bytes:
    rows = [
        [number, "SUTRISNO", "Kepala Desa", f"{day:02d} Oktober 2024", "07:30:00", "-", "-", status]
        for number, (day, status) in enumerate(zip(DAYS, STATUSES, strict=True), start=1)
    ]
    return workbook(unsigned_return(Hadir=[HEADINGS, *rows]))
