"""Cases for the rules on reports as cases (N01–N04, N06)."""

from datetime import date

from tests.expectations.cases import NEIGHBOUR, Case, Row

_RULING = date(2024, 11, 14)
"""Since then TNI, Polri and regional officials are subjects of P-01 (Constitutional Court 136/PUU-XXII/2024)."""


def _routed(category: str, code: str, channels: str | None, to: str | None, **more: object) -> Row:
    return {
        "category": category,
        "violation_code": code,
        "channels": channels,
        "forwarded_to": to,
        "incident_date": date(2024, 11, 20),
        "open": True,
        **more,
    }


def _handled(stage: str, days: int | None, allowed: int | None, *, is_open: bool = True) -> Row:
    return {"stage": stage, "handling_days": days, "handling_limit": allowed, "open": is_open}


def _seen(code: str | None = "H", time: str | None = "10:00", event: str | None = "Kampanye", **more: object) -> Row:
    return {"incident_date": date(2024, 10, 9), "incident_time": time, "event": event, "day_code": code, **more}


_TO_REGENT, _TO_AGENCY, _TO_ENFORCERS = "BUPATI; BAWASLU", "BKN; BAWASLU", "GAKKUMDU; BAWASLU"

CASES = [
    Case(
        "N01",
        passes=[{"report_days": 7}, {"report_days": 0}, {"report_days": -1}],
        fails=[{"report_days": 8}],
        not_applied=[{}],
    ),
    Case(
        "N02",
        passes=[_handled("DITERIMA", 7, 7), _handled("KLARIFIKASI", 17, 17)],
        fails=[_handled("DITERIMA", 8, 7), _handled("DITERUSKAN_BKN", 31, 30)],
        not_applied=[
            _handled("SELESAI", 90, None, is_open=False),
            _handled("PLENO", 90, None),
            _handled("DITERUSKAN_BKN", None, 30),
        ],
    ),
    Case(
        "N03",
        passes=[
            _routed("PNS", "D-04", _TO_AGENCY, "BKN"),
            _routed("PPPK", "D-04", _TO_AGENCY, "BKN"),
            _routed("KADES", "V-02", _TO_REGENT, "BUPATI"),
            _routed("PERANGKAT", "V-05", _TO_REGENT, "BAWASLU"),
            _routed("KADES", "P-01", _TO_ENFORCERS, "GAKKUMDU"),
            _routed("TNI", "P-01", _TO_ENFORCERS, "GAKKUMDU", incident_date=_RULING),
        ],
        fails=[
            _routed("PNS", "D-04", _TO_AGENCY, "BUPATI"),
            _routed("KADES", "V-02", _TO_REGENT, "BKN"),
            _routed("KADES", "P-01", _TO_ENFORCERS, "BUPATI"),
            _routed("POLRI", "P-01", _TO_ENFORCERS, "BKN", incident_date=_RULING),
            _routed("PNS", "D-04", _TO_AGENCY, None),
            _routed("PNS", "D-04", _TO_AGENCY, None, stage="DITERIMA"),
        ],
        not_applied=[
            _routed("KADES", "D-04", _TO_REGENT, "BKN"),  # an ASN code for a village head is D17
            _routed("TNI", "P-01", None, "BUPATI", incident_date=date(2024, 11, 13)),
            _routed("PNS", "D-04", _TO_AGENCY, None, stage="DRAF"),
            _routed("PNS", "D-04", _TO_AGENCY, None, stage="BUKAN_PELANGGARAN", open=False),
            {"category": "BPD", "violation_code": "V-05", "open": True},
            {"open": True},
        ],
    ),
    Case(
        "N04",
        passes=[{"person": "a", "incidents": 1}],
        fails=[{"person": "a", "incidents": 2}, {"person": "a", "incidents": 2, "village_code": NEIGHBOUR}],
        not_applied=[{}],
    ),
    Case(
        "N06",
        passes=[_seen("DL"), _seen("TK"), _seen("C")],
        fails=[_seen(), _seen(time="07:30"), _seen(time="15:59")],
        not_applied=[
            _seen(time="07:29"),
            _seen(time="16:00"),
            _seen(time=None),
            _seen(event=None),
            _seen(code=None),
            _seen(code="PSW"),
            _seen(incident_date=date(2024, 8, 28)),
        ],
    ),
]
