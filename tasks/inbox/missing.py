"""Who has not sent what: a list for the inspectorate, and a message for each village."""

import pandas as pd

from data.forms import EXPECTED_FORMS, form_label
from data.messages import message
from data.register import villages_in
from data.scope import Scope
from data.workbook import date_text

_LIST = ", "


def missing_forms(submissions: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return the villages that owe a form: village_code, village_name, district_name, forms and message.

    In: *submissions* (judge) of the area. A form that was received and does not count is owed too.
    """
    counted = submissions[submissions["state"] == "current"].groupby("village_code")["form"].agg(set)
    rows = []
    for code, name, district in villages_in(scope.area.code)[["code", "name", "district_name"]].itertuples(index=False):
        owed = [form for form in EXPECTED_FORMS if form not in counted.get(code, set())]
        if owed:
            forms = _LIST.join(form_label(form) for form in owed)
            told = message(
                "reminder", village=name, period=scope.period.label, forms=forms, due=date_text(scope.deadlines.due),
                lock=date_text(scope.deadlines.lock),
            )  # fmt: skip
            rows.append((code, name, district, forms, told))
    return pd.DataFrame(rows, columns=["village_code", "village_name", "district_name", "forms", "message"])
