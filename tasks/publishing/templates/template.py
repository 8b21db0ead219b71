"""The forms that a village fills in, pre-filled with village, month and officials.

One workbook a village and period: instructions, the five forms with the labels, code lists and sentences of the
catalogues, the list of codes, and what a reply may name. Equal inputs give equal bytes.
"""

from functools import partial
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from data.calendar import Period
from data.forms import code_list, expected_forms
from data.register import Area, villages_in
from tasks.isolation.worker_processes import do_each, worker_count
from tasks.publishing.templates.template_forms import write_attendance, write_entries, write_identity
from tasks.publishing.templates.template_guide import write_checks, write_codes, write_guide
from tasks.publishing.templates.template_page import TemplatePage
from tasks.publishing.workbook.saving import save
from tasks.storage.atomic_write import atomic_write, clear_unfinished
from tasks.tables.meetings import is_called


def template_name(village_code: str, period: Period) -> str:
    """Return the file's name: ``formulir-35.03.01.2001-2024-10.xlsx``."""
    return f"formulir-{village_code}-{period}.xlsx"


def write_template(
    path: Path, village_code: str, period: Period, officials: pd.DataFrame, agenda: pd.DataFrame | None = None
) -> None:
    """Write the forms of one village and period to ``path``, whose folder exists.

    In: ``officials``, the village's rows of table *register* (read); those whose term does not touch the period are
    left out, and none at all leaves blank rows; ``agenda``: table *agenda* (read), whose mandatory meetings of the
    month are filled in with everybody who is called. Raises ``OSError`` when ``path`` cannot be written.
    """
    workbook = Workbook()
    workbook.properties.creator = None
    workbook.remove(workbook.worksheets[0])
    page = TemplatePage(workbook, villages_in(village_code).iloc[0], period)
    serving = in_office(officials, period)
    write_guide(page)
    write_identity(page, serving)
    write_attendance(page, serving)
    called = meeting_entries(serving, agenda, village_code, period) if agenda is not None else []
    for form in expected_forms()[1:]:
        write_entries(page, form, called if form == "activities" else [])
    write_codes(page)
    write_checks(page)
    clear_unfinished(path.parent)
    with atomic_write(path) as unfinished:
        save(workbook, unfinished, period.first)


def write_templates(
    out: Path, area: Area, period: Period, register: pd.DataFrame, jobs: int = 1, agenda: pd.DataFrame | None = None
) -> list[Path]:
    """Write the forms of every village of an area; return the paths in the order of the codes.

    They lie in a folder for each village, named as in the inbox: ``<out>/35.03.01.2001 Besuki/formulir-….xlsx``.
    In: tables *register* and *agenda* (read), which may be empty; ``jobs``: worker processes (0: one a core).
    """
    known = villages_in(area.code)
    by_village = dict(tuple(register.groupby("village_code")))
    tasks = []
    for code, name in known[["code", "name"]].itertuples(index=False):
        folder = out / f"{code} {name}"
        folder.mkdir(parents=True, exist_ok=True)
        tasks.append((folder / template_name(code, period), code, by_village.get(code, register.iloc[:0])))
    return do_each(partial(_write, period, agenda), tasks, worker_count(jobs, len(tasks)))


def in_office(officials: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the officials whose term touches the period."""
    first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
    begun = officials["term_from"].isna() | (officials["term_from"] <= last)
    not_over = officials["term_until"].isna() | (officials["term_until"] >= first)
    return officials[begun & not_over]


def meeting_entries(
    officials: pd.DataFrame, agenda: pd.DataFrame, village_code: str, period: Period
) -> list[dict[str, object]]:
    """Return an entry of Rakor dan Ikrar for everybody whom a mandatory meeting of the month calls, by date."""
    kinds = [entry.code for entry in code_list("activity")]
    inside = agenda["area_code"].map(village_code.startswith, na_action="ignore").fillna(value=False).astype("bool")
    events = agenda[agenda["date"].between(pd.Timestamp(period.first), pd.Timestamp(period.last)) & inside]
    events = events.loc[events["kind"].isin(kinds) & events["must_attend"].notna(), ["date", "kind", "must_attend"]]
    rows = events.drop_duplicates().sort_values("date").merge(officials, how="cross")
    rows = rows[is_called(rows)].sort_values(["date", "kind", "row"])
    told = rows.rename(columns={"kind": "activity"})[["date", "activity", "name", "identifier", "position"]]
    names = [str(name) for name in told.columns]
    days = told.assign(date=told["date"].dt.date)
    return [dict(zip(names, row, strict=True)) for row in days.itertuples(index=False)]


def _write(period: Period, agenda: pd.DataFrame | None, task: tuple[Path, str, pd.DataFrame]) -> Path:
    path, code, officials = task
    write_template(path, code, period, officials, agenda)
    return path
