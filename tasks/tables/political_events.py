"""Political events of the agenda, village by village: what absences and reports are compared with."""

import pandas as pd

from data.catalogue import determination_date
from data.forms import political_kinds

_LEVEL_LENGTHS = (len("35.03"), len("35.03.01"), len("35.03.01.2001"))
_DAY_BEGINS, _DAY_ENDS = "00:00", "24:00"


def political_events(agenda: pd.DataFrame, village_codes: "pd.Series[str]") -> pd.DataFrame:
    """Return the campaigns and declarations that concern each village: its own, its district's and its regency's.

    In: *agenda* (read). Out: village_code, date, name, time_from, time_until (HH:MM; the whole day where the agenda
    does not say) and ``early``: before candidates were determined (stages.csv) nobody can campaign for one yet, so
    such an event is listed and never held against anybody.
    """
    events = agenda[agenda["kind"].isin(political_kinds()) & agenda["date"].notna() & agenda["area_code"].notna()]
    events = events[["date", "name", "kind", "time_from", "time_until", "area_code"]].drop_duplicates()
    codes = village_codes.drop_duplicates()
    areas = pd.concat(
        [pd.DataFrame({"village_code": codes, "area_code": codes.str.slice(0, length)}) for length in _LEVEL_LENGTHS]
    )
    rows = areas.merge(events, on="area_code")
    return pd.DataFrame(
        {
            "village_code": rows["village_code"],
            "date": rows["date"],
            "name": rows["name"].fillna(rows["kind"]),
            "time_from": rows["time_from"].fillna(_DAY_BEGINS),
            "time_until": rows["time_until"].fillna(_DAY_ENDS),
            "early": rows["date"] < pd.Timestamp(determination_date()),
        }
    )
