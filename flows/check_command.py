"""The command ``check``: one file read and judged at once; no server, nothing stored.

A file that cannot be read, or that holds no form, is answered before pandas and Great Expectations are imported.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from data.calendar import ZONE, Period
from data.catalogue import rules
from data.errors import UsageError
from data.forms import form_label
from data.partners import body_of, partners_file
from data.register import leading_village_code
from data.sentences import both, text
from flows.options import read_language
from flows.outcome import NOT_IN_ORDER, outcome
from tasks.findings.wording import Wording, wording
from tasks.isolation.limited import Stopped, run_limited
from tasks.reading.isolated import read_alone
from tasks.reading.reading import Source
from tasks.reading.readings import Readings, read_columns

if TYPE_CHECKING:
    from tasks.pipeline import Checked


def run_check(file: Path, village: str | None, period: str | None, lang: str, explain: Path | None = None) -> None:
    """Print the findings of one file, each with its place and how to mend it; the process is to end with the answer.

    In: ``explain``, where to write the view of every cell. Exit code 3 when the file cannot be read or a finding keeps
    something in it from being counted.
    """
    with outcome(), _nothing_collected():
        language = read_language(lang)
        month = Period.parse(period) if period else None
        code = _village(village) if village else None
        if not file.is_file():
            raise UsageError(both("no_such_file", value=file))
        today = datetime.now(ZONE).date()
        partners = partners_file(file)
        source = Source(partners or file.name, "partner" if partners else "village", (month or today).year)
        readings = read_alone((source, file))
        broken = _broken(readings, language)
        if broken:
            typer.echo(text("check_broken", language, file=file.name))
            _print_finding(1, "", *broken, language)
            raise typer.Exit(NOT_IN_ORDER)

        from tasks.pipeline import check

        checked = check(file, readings, code, month, today, language)
        _print(file, checked, language)
        if explain:
            _explain(file, source, checked, explain, language)
        if (checked.findings["severity"] == "block").any():
            raise typer.Exit(NOT_IN_ORDER)


def _explain(file: Path, source: Source, checked: "Checked", target: Path, language: str) -> None:
    """Write the view of every cell of the file, in a process with limits."""
    from tasks.publishing.replies.explain import Explained, write_explained
    from tasks.publishing.replies.taken_for import taken_for

    if not target.parent.is_dir():
        raise UsageError(both("no_such_file", value=target.parent))
    returns = checked.returns
    job = Explained(target, source, file.read_bytes(), taken_for(returns, language), returns.repairs, language)
    (outcome_of_view,) = run_limited(write_explained, [job], 1)
    if isinstance(outcome_of_view, Stopped):
        typer.echo(text("explain_failed", language, file=file.name))
    else:
        typer.echo(text("check_explained", language, path=target))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage until the process ends, nor then: nearly all is imported code, and looking took a quarter.

    Reading and judging one file leaves no more than a few MiB of cycles behind.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _village(text: str) -> str:
    code = leading_village_code(text)
    if code is None:
        raise UsageError(both("wrong_village", value=text))
    return code


def _broken(readings: Readings, language: str) -> tuple[str, Wording] | None:
    """Return rule and wording when the file cannot be read (S03) or holds no form (S06)."""
    opened = dict(zip(read_columns("opened"), readings.rows["opened"][0], strict=True))
    if opened["unreadable"]:
        return "S03", wording(rules()["S03"], str(opened["unreadable"]), {}, language)
    if not opened["form_count"]:
        return "S06", wording(rules()["S06"], "", {}, language)
    return None


def _print(file: Path, checked: "Checked", language: str) -> None:
    scope, findings = checked.scope, checked.findings
    typer.echo(
        text("check_heading", language, file=file.name, area=scope.area.name, period=scope.period.in_words(language))
    )
    for sheet in checked.sheets.astype("object").where(checked.sheets.notna(), None).to_dict("records"):
        if sheet["is_other_month"]:
            typer.echo(text("check_other_month", language, sheet=sheet["sheet"], month=sheet["period_label"]))
            continue
        form, told = (
            form_label(str(sheet["form"]), language),
            {"sheet": sheet["sheet"], "rows": int(sheet["row_count"])},
        )
        if body_of(str(sheet["file"])):
            typer.echo(text("check_read_list", language, form=form, **told))
            continue
        month = sheet["period_label"] or text("no_month", language)
        typer.echo(text("check_read_sheet", language, form=form, month=month, **told))
    if findings.empty:
        typer.echo(text("check_clean", language))
        return
    _print_corrections(checked, language)


def _print_corrections(checked: "Checked", language: str) -> None:
    """Print the findings as a reply lists them: what is the same about one person and sheet is one point."""
    from tasks.publishing.replies.audit_receipts import plain_rows
    from tasks.publishing.replies.corrections import ADVICE, corrections, few

    points = corrections(plain_rows(checked.findings), lambda row: str(row["mend"]), language)
    advised = sum(point.part == ADVICE for point in points)
    points.sort(key=lambda point: point.part == ADVICE)
    if asked := len(points) - advised:
        typer.echo(text("check_findings", language, count=asked))
    for number, point in enumerate(points, start=1):
        if number == asked + 1:
            typer.echo(text("check_advice", language, count=advised))
        cells, values = few(point.cells, language), few(point.values, language)
        place = " ".join(part for part in (point.sheet, cells, values and f"[{values}]") if part)
        _print_finding(number, place, point.rule, Wording(point.statement, point.mend), language)


def _print_finding(number: int, place: str, rule: str, told: Wording, language: str) -> None:
    typer.echo(f"{number}. {rule} {place}".rstrip())
    typer.echo(f"   {told.statement}")
    typer.echo(f"   {text('check_why', language)}: {rules()[rule].why(language)}")
    typer.echo(f"   {text('check_mend', language)}: {told.mend}")
