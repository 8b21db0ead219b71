"""Who has not sent what: a list for the inspectorate, and a message for each village."""

import pandas as pd

from data.figures import date_text
from data.forms import expected_forms, form_label
from data.register import villages_in
from data.scope import Scope
from data.sentences import VILLAGES, text
from data.settings import Settings

_LIST = ", "


def missing_forms(submissions: pd.DataFrame, due: "pd.Series[pd.Timestamp]", scope: Scope) -> pd.DataFrame:
    """Return the villages that owe a form: village_code, village_name, district_name, forms and message.

    In: *submissions* (judge) of the area; ``due``: the due date of each of its villages by code. A form that was
    received and does not count is owed too; a village whose extension is not over owes nothing yet.
    """
    usual, today = pd.Timestamp(scope.deadlines.due), pd.Timestamp(scope.as_of)
    counted = submissions[submissions["state"] == "current"].groupby("village_code")["form"].agg(set)
    rows = []
    contact = Settings().contact or text("nobody_named", VILLAGES)
    villages = villages_in(scope.area.code)[["code", "name", "kind", "district_name"]]
    for code, name, kind, district in villages.itertuples(index=False, name=None):
        owed = [form for form in expected_forms() if form not in counted.get(code, set())]
        has_time = usual < due[code] and today <= due[code]
        if owed and not has_time:
            forms = _LIST.join(form_label(form) for form in owed)
            told = text(
                "reminder", VILLAGES, kind=kind.capitalize(), village=name, contact=contact,
                period=scope.period.label, forms=forms,
                due=date_text(due[code].date(), VILLAGES),
                lock=date_text(scope.deadlines.lock, VILLAGES),
            )  # fmt: skip
            rows.append((code, name, district, forms, told))
    return pd.DataFrame(rows, columns=["village_code", "village_name", "district_name", "forms", "message"])
