"""Reading one file: find its forms, read their rows, and record where everything stood.

No pandas here: what one file alone is asked for first is answered before that is imported.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from string import ascii_uppercase

from data.errors import InternalError, UnreadableFile
from data.forms import Owner, form_columns, form_tables
from data.names import is_post
from data.partners import body_of, partner_tables
from data.reference import limit
from tasks.reading import identity
from tasks.reading.cells import Sheet, address, text_of
from tasks.reading.doubted_codes import note_doubted_codes
from tasks.reading.doubted_denials import note_doubted_denials
from tasks.reading.explained_signs import explained_signs
from tasks.reading.forms.attendance import StatusReader, read_grid, read_list
from tasks.reading.forms.entries import read_entries
from tasks.reading.forms.tps import TPS_FORMS, read_tps, tps_rows, with_sums
from tasks.reading.headings import Table, find_tables, nearest_form, without_lone_weeks
from tasks.reading.legend import Legend, legend
from tasks.reading.opening import Workbook, open_workbook
from tasks.reading.readings import COMMENT, NO_COLUMN, UNKNOWN_HEADING, Readings, Recorder, record_unread
from tasks.reading.roles import CellRole, TableRead, counts, filled_cells, meant_as_form, meant_as_list, sheet_roles
from tasks.reading.rows import ENTRY, UNKNOWN, row_kinds
from tasks.reading.stated_months import Stated, stated_months
from tasks.reading.table_cells import table_cells
from tasks.reading.unknown_headings import JOINT, UnknownHeading, missed_columns, unknown_headings

_IDENTITY_ROWS = 60


@dataclass(frozen=True)
class Source:
    """A file to read: its path in the inbox, its place there (village, regency …), and the audit's year.

    ``sha256``: of the bytes that were received, where these are known.
    """

    file: str
    place: Owner
    year: int
    sha256: str | None = None


def cell_roles(source: Source, content: bytes) -> list[CellRole]:
    """Return the role of every filled cell of a file, by sheet, row and column; none of a file that cannot be read."""
    roles: list[CellRole] = []
    read_file(source, content, Readings(), roles)
    return roles


def read_file(source: Source, content: bytes, readings: Readings, roles: list[CellRole] | None = None) -> None:
    """Read a file's bytes into ``readings``: always one row of *opened*, and what its sheets hold.

    A file that cannot be read only gets its cause (S03); it never stops another's reading. ``roles``, where it is
    asked for, gets the role of each cell.
    """
    try:
        workbook = open_workbook(content)
    except UnreadableFile as unreadable:
        readings.add("opened", {"file": source.file, "unreadable": unreadable.cause})
        return
    forms = _forms_of(source)
    tables = without_lone_weeks([table for sheet in workbook.sheets for table in find_tables(sheet, forms)])
    note_doubted_codes(workbook.sheets, tables)
    note_doubted_denials(tables)
    before = 0
    for sheet in workbook.sheets:
        own = [table for table in tables if table.sheet.name == sheet.name]
        found = _read_sheet(source, sheet, own, before, readings)
        if roles is not None:
            roles += [CellRole(source.file, sheet.name, address(*cell), found[cell]) for cell in sorted(found)]
        before += len(own)
    hidden_sheet, hidden_cell = _hidden(workbook)
    readings.add(
        "opened",
        {
            "file": source.file,
            "kind": workbook.kind,
            "has_macros": workbook.has_macros,
            "has_links": workbook.has_links,
            "hidden_sheet": hidden_sheet,
            "hidden_cell": hidden_cell,
            "form_count": len(tables),
            "first_sheet": workbook.sheets[0].name if workbook.sheets else None,
        },
    )


def _forms_of(source: Source) -> tuple[tuple[str, str], ...]:
    """Return the (form, arrangement) pairs in which the forms of whoever sent a file stand as tables."""
    body = body_of(source.file) if source.place == "partner" else None
    return partner_tables(body) if body else form_tables(source.place)


def _read_sheet(
    source: Source, sheet: Sheet, tables: list[Table], before: int, readings: Readings
) -> dict[tuple[int, int], str]:
    """Read one sheet: labels and form tables, ``before`` which the file held so many; return its cells' roles."""
    inside = [range(table.heading_row, table.last_row + 1) for table in tables]
    outside = sheet.rows_outside(inside)[:_IDENTITY_ROWS]
    labels = identity.labels(sheet, outside)
    if source.place == "auditor":
        identity.read_cover(readings, source.file, sheet, outside)
    elif source.place == "village":
        identity.read_identity(readings, source.file, sheet, labels, source.year, beside_a_table=bool(tables))
    months = stated_months(tables, source.year)
    read = [
        _read_table(source, table, number, own, readings)
        for number, (table, own) in enumerate(zip(tables, months, strict=True), start=before)
    ]
    roles = sheet_roles(sheet, read, [*_label_cells(labels.values()), *_month_cells(sheet, read, months)])
    by_role = counts(roles)
    if sum(by_role.values()) != filled_cells(sheet):  # it would end everybody's audit: here it ends the file alone
        raise InternalError(f"{sheet.name}: {filled_cells(sheet)} cells, {sum(by_role.values())} with a role")
    lost = {cell for cell, role in roles.items() if role == "not_understood"} if by_role["not_understood"] else set()
    for number, each in enumerate(read, start=before):
        record_unread(Recorder(readings, source.file, sheet, each.table.form, number), each, lost)
    meant = None if tables else meant_as_list(sheet) if source.place == "partner" else meant_as_form(sheet)
    nearest = nearest_form(sheet) if meant and source.place != "partner" else None
    readings.add(
        "worksheets",
        {
            "file": source.file,
            "sheet": sheet.name,
            "form_count": len(tables),
            "meant_cell": meant,
            "meant_form": nearest[0] if nearest else None,
            "meant_missing": "; ".join(nearest[1]) if nearest else None,
            "filled_cell_count": filled_cells(sheet),
            "not_understood_cell": address(*min(lost)) if lost else None,
        }
        | {f"{role}_cell_count": count for role, count in by_role.items()},
    )
    return roles


def _month_cells(sheet: Sheet, read: list[TableRead], months: list[list[Stated]]) -> Iterator[tuple[int, int]]:
    """Yield the cells of rows that name a table's month, between the rows of the table above it, too."""
    entries = {row for each in read for row, kind in each.kinds.items() if kind == ENTRY}
    for stated in chain.from_iterable(months):
        row = int(stated.cell.lstrip(ascii_uppercase)) - 1 if stated.cell else -1
        if row not in entries:
            yield from ((row, column) for column, _ in sheet.filled.get(row, []))


def _label_cells(found: Iterable[identity.Labelled]) -> Iterator[tuple[int, int]]:
    for label in found:
        yield label.row, label.label_column
        yield label.row, label.value_column


def _read_table(source: Source, written: Table, number: int, months: list[Stated], readings: Readings) -> TableRead:
    """Read one form's table; ``written`` is the table as it stands on its sheet."""
    if written.form in TPS_FORMS:
        written = with_sums(written)
    symbols = legend(written.sheet, written) if written.form == "attendance" else Legend()
    signs = explained_signs(written)
    explaining = symbols.cells.union(signs.cells, *(cells for _, cells in written.doubted.values()))
    as_written = Recorder(readings, source.file, written.sheet, written.form, number)
    cells = table_cells(written, as_written.repair, signs)
    table = cells.table
    sheet = table.sheet
    recorder = Recorder(readings, source.file, sheet, table.form, number)
    kinds = row_kinds(cells, explaining)
    if table.form in TPS_FORMS:
        kinds = tps_rows(table, kinds)
    rows = [row for row, kind in kinds.items() if kind == ENTRY]
    if table.form == "attendance":
        statuses = StatusReader(symbols.codes, symbols.entries)
        if table.arrangement == "grid":
            rows = read_grid(recorder, table, rows, statuses)
        else:
            rows = read_list(recorder, table, rows, statuses, source.year)
    elif table.form in TPS_FORMS:
        rows = read_tps(recorder, table, kinds, cells.covered, source.year)
    else:
        rows = read_entries(recorder, table, rows, source.year, signs)
    unknown = _ask_for_columns(as_written, table, rows)
    if written.sheet.comments:
        _tell_of_comments(as_written, written)
    for each in months:
        entry = (source.file, number, each.source, each.month.year, each.month.month, each.shown, each.cell)
        readings.rows["stated_months"].append(entry)
    readings.add(
        "sheets",
        {
            "file": source.file,
            "sheet": sheet.name,
            "table_number": number,
            "form": table.form,
            "arrangement": table.arrangement,
            "heading_cell": written.heading_cell,
            "missing_columns": "; ".join(table.missing) or None,
            "suggestions": "; ".join(table.suggestions) or None,
            "unclear_columns": "; ".join(dict.fromkeys(name for each in unknown for name in each.fields)) or None,
            "row_count": len(rows),
            "vacant_count": _vacant_posts(written, kinds, cells.placeholders),
            "content_hash": _content_hash(table, rows),
            "has_legend": bool(symbols.codes),
        },
    )
    lost = {row for row, kind in kinds.items() if kind == ENTRY} - set(rows)
    kinds |= dict.fromkeys(lost, UNKNOWN)
    asked = {(each.row, each.column) for each in unknown}
    return TableRead(written, kinds, explaining, cells.placeholders, recorder.roles, asked)


def _ask_for_columns(recorder: Recorder, table: Table, rows: list[int]) -> list[UnknownHeading]:
    """Put on record the headings that may be a judged field's, or that a field needed has no column; return the first.

    In: the table as understood, and its rows that are data.
    """
    unknown = unknown_headings(table, rows)
    for each in unknown:
        recorder.asked(each.row, each.column, each.text, JOINT.join(each.fields), UNKNOWN_HEADING)
    known = {name for each in unknown for name in each.fields}
    for name in missed_columns(table, rows):
        if name not in known:
            place = min(table.own_columns)
            recorder.asked(
                table.heading_row, place, text_of(table.sheet.value(table.heading_row, place)), name, NO_COLUMN
            )
    return unknown


def _tell_of_comments(recorder: Recorder, table: Table) -> None:
    """Put on record, at the first of them, that comments are attached to a table's cells: no values are read there."""
    inside = [place for place in recorder.sheet.comments if table.heading_row <= place[0] <= table.last_row]
    for row, column in sorted(inside)[:1]:
        told = recorder.sheet.comments[row, column]
        recorder.cell(row, column, told, COMMENT, COMMENT, required=False, known=False)


def _content_hash(table: Table, rows: list[int]) -> str | None:
    """Hash the data rows, column by field, so that a copy in another place on a sheet is still seen as one.

    None where too few rows hold what can be copied: a name, free text, or a level above 0.
    """
    wanted = int(limit("copied_rows"))
    if len(list(islice(_rows_to_copy(table, rows), wanted))) < wanted:
        return None
    fields = sorted(name for name in table.columns if name != "number")
    sheet = table.sheet
    places = [table.columns[name] for name in fields]
    lines = [repr(sheet.line(row, places)) for row in rows]
    return hashlib.sha256("\n".join([repr(fields), *lines]).encode()).hexdigest()


def _vacant_posts(table: Table, kinds: dict[int, str], placeholders: set[tuple[int, int]]) -> int:
    """Count the rows of posts whose holder's name is a sign that there is none (KOSONG, -)."""
    name, position = table.columns.get("name"), table.columns.get("position")
    if name is None or position is None:
        return 0
    vacant = [row for row, kind in kinds.items() if kind != ENTRY and (row, name) in placeholders]
    return sum(1 for row in vacant if is_post(text_of(table.sheet.value(row, position))))


def _rows_to_copy(table: Table, rows: Iterable[int]) -> Iterator[int]:
    texts = [column.field for column in form_columns(table.form, table.arrangement) if column.kind == "text"]
    told = [table.columns[name] for name in texts if name in table.columns]
    level = table.columns.get("level")
    for row in rows:
        rated = level is not None and text_of(table.sheet.value(row, level)) not in {"", "0"}
        if rated or any(text_of(table.sheet.value(row, column)) for column in told):
            yield row


def _hidden(workbook: Workbook) -> tuple[str | None, str | None]:
    """Return sheet and cell of the first filled cell that a person does not see."""
    for sheet in workbook.sheets:
        if not (sheet.hidden or sheet.hidden_rows or sheet.hidden_columns):
            continue
        for row, cells in sheet.filled.items():
            for column, value in cells:
                hidden = sheet.hidden or row in sheet.hidden_rows or column in sheet.hidden_columns
                if hidden and text_of(value):
                    return sheet.name, address(row, column)
    return None, None
