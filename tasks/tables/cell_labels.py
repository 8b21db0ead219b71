"""How a sentence calls a cell: by its column's label, or by its form's where no column of the form is meant."""

from data.forms import column_label, form_label
from tasks.reading.readings import BESIDE, COMMENT, ROW, UNKNOWN_HEADING
from tasks.reading.unknown_headings import JOINT

NAMED_BY_TEXT = (ROW, BESIDE, COMMENT, UNKNOWN_HEADING)
"""Fields and kinds of *cells* (read) that are told apart by what stands there."""

_BLOCKS = (ROW, BESIDE, COMMENT)
_BETWEEN_LABELS = " / "


def cell_label(form: str, field: str) -> str:
    """Return the label of a field, of several joined by ``JOINT``, or the form's for a block that is not understood."""
    if field in _BLOCKS:
        return form_label(form)
    return _BETWEEN_LABELS.join(column_label(form, each) for each in field.split(JOINT))
