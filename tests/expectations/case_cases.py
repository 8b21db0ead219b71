"""Cases for the rules on reports as cases (N01–N04, N06)."""

from datetime import date

from tests.expectations.cases import NEIGHBOUR, Case, Row

_RULING = date(2024, 11, 14)
"""Since then art. 188 covers TNI, Polri and regional officials (Constitutional Court 136/PUU-XXII/2024)."""
_FRIDAY = date(2024, 10, 11)


def _routed(category: str, code: str, channels: str | None, to: str | None, **more: object) -> Row:
    return {
        "category": category,
        "violation_code": code,
        "channels": channels,
        "forwarded_to": to,
        "incident_date": date(2024, 11, 20),
        "stage": "DITERIMA",
        "open": True,
        **more,
    }


def _handled(stage: str, days: int | None, allowed: int | None, *, is_open: bool = True) -> Row:
    return {"stage": stage, "handling_days": days, "handling_limit": allowed, "open": is_open}


def _seen(code: str | None = "H", time: str | None = "10:00", event: str | None = "Kampanye", **more: object) -> Row:
    return {"incident_date": date(2024, 10, 9), "incident_time": time, "event": event, "day_code": code, **more}


_TO_REGENT, _TO_AGENCY, _TO_ENFORCERS = "BUPATI; BAWASLU", "BKN; BAWASLU", "GAKKUMDU; BAWASLU; PANWASCAM"
_OF_STAFF = "BUPATI; KADES; CAMAT; BAWASLU; PANWASCAM"

CASES = [
    Case(
        "N01",
        passes=[{"report_days": 7}, {"report_days": 0}, {"report_days": -1}],
        fails=[{"report_days": 8}],
        not_applied=[{}],
    ),
    Case(
        "N02",
        passes=[_handled("KAJIAN_AWAL", 2, 2), _handled("KLARIFIKASI", 9, 9)],
        fails=[_handled("KAJIAN_AWAL", 3, 2), _handled("KLARIFIKASI", 10, 9)],
        not_applied=[
            _handled("SELESAI", 90, None, is_open=False),
            _handled("PLENO", 90, None),
            _handled("DITERIMA", 90, None),
            _handled("KLARIFIKASI", None, 9),
            {"handling_days": 90, "handling_limit": 9, "open": True},
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
            _routed("PERANGKAT", "V-05", _OF_STAFF, "CAMAT"),
            _routed("PERANGKAT", "V-07", _OF_STAFF, "KADES"),
            _routed("BPD", "V-06", _TO_REGENT, "BUPATI"),
            _routed("PNS", "D-04", "BKN; BAWASLU; PANWASCAM", "PANWASCAM"),
        ],
        fails=[
            _routed("PNS", "D-04", _TO_AGENCY, "BUPATI"),
            _routed("KADES", "V-02", _TO_REGENT, "BKN"),
            _routed("KADES", "P-01", _TO_ENFORCERS, "BUPATI"),
            _routed("POLRI", "P-01", _TO_ENFORCERS, "BKN", incident_date=_RULING),
            _routed("PNS", "D-04", _TO_AGENCY, "KASN", advised="KASN"),
        ],
        not_applied=[
            _routed("KADES", "D-04", _TO_REGENT, "BKN"),  # an ASN code for a village head is D17
            _routed("PNS", "D-04", _TO_AGENCY, None),
            _routed("PNS", "D-04", _TO_AGENCY, "BUPATI", stage=None),
            _routed("PNS", "D-04", _TO_AGENCY, "BUPATI", incident_date=None),
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
        fails=[_seen(), _seen(time="07:30"), _seen(time="15:59"), _seen(time="16:29", incident_date=_FRIDAY)],
        not_applied=[
            _seen(time="07:29"),
            _seen(time="16:00"),
            _seen(time="16:30", incident_date=_FRIDAY),
            _seen(time=None),
            _seen(event=None),
            _seen(code=None),
            _seen(code="PSW"),
            _seen(incident_date=date(2024, 8, 28)),
        ],
    ),
]
