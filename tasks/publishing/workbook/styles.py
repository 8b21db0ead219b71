"""The looks of cells, made once a workbook: named styles, handed out as ready arrays so that no cell builds its own."""

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

FORMATS = {
    "text": "General",
    "code": "@",
    "fill_in": "General",
    "int": "#,##0",
    "decimal": "#,##0.00",
    "percent": "0.0%",
    "score": "0.00",
    "ratio": "0.0000",
    "date": "[$-421]dd mmm yyyy",
    "fill_in_date": "[$-421]dd mmm yyyy",
}
"""Number format of each column format; 421 is Indonesian, so months read alike under every locale."""

RATES = frozenset({"decimal", "percent", "score", "ratio"})
"""Formats of figures that may not apply: shown as –, never as a blank."""

DATES = frozenset({"date", "fill_in_date"})
"""Formats whose values are days."""

DARK = "1F3A5F"
PALE = "DCE6F1"
GREY = "595959"
FILL_IN = "FFF9DB"
LINK = "1F4E9E"

TEXTS = frozenset({"text", "code"})
"""Formats whose values are strings."""

_FONT = "Calibri"
_LINE = Side(style="thin", color="C8CDD3")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LEFT = frozenset({"text", "code", "fill_in"})


@dataclass(frozen=True)
class _Look:
    size: int = 10
    bold: bool = False
    ink: str = "000000"
    fill: str = ""
    align: str = "left"
    vertical: str = "center"
    boxed: bool = False
    wrap: bool = True
    link: bool = False
    number_format: str = "General"
    indent: int = 0


_LOOKS = {
    "title": _Look(16, bold=True, ink=DARK, wrap=False),
    "context": _Look(ink=GREY, vertical="top"),
    "summary": _Look(11, bold=True, vertical="top"),
    "note": _Look(ink=GREY, vertical="top"),
    "section": _Look(12, bold=True, ink=DARK, wrap=False),
    "heading": _Look(bold=True, ink="FFFFFF", fill=DARK, align="center", boxed=True),
    "band": _Look(bold=True, ink=DARK, fill=PALE, boxed=True, wrap=False, indent=1),
    "cover letterhead": _Look(12, bold=True, align="center"),
    "cover product": _Look(26, bold=True, ink="FFFFFF", fill=DARK, wrap=False, indent=1),
    "cover subtitle": _Look(13, ink="FFFFFF", fill=DARK, wrap=False, indent=1),
    "cover area": _Look(20, bold=True, ink=DARK, wrap=False),
    "cover label": _Look(ink=GREY, boxed=True, indent=1),
    "cover value": _Look(11, bold=True, boxed=True, indent=1),
    "cover count": _Look(24, bold=True, ink=DARK, fill=PALE, align="center", number_format="#,##0"),
    "cover caption": _Look(ink=GREY, fill=PALE, align="center", vertical="top"),
    "cover fill in": _Look(fill=FILL_IN, boxed=True),
    "link": _Look(ink=LINK, link=True, vertical="top"),
}


class Styles:
    """The styles of one workbook, registered as named styles when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._ready: dict[tuple[str, str, str, bool], StyleArray] = {}
        self._named: set[str] = set()

    def value(self, kind: str, fill: str = "", ink: str = "", *, link: bool = False) -> StyleArray:
        """Return the look of a table's cell: its format, and for a marked value its fill and ink (RGB in hex)."""
        wanted = (kind, fill, ink, link)
        if wanted not in self._ready:
            name = " ".join(["nilai", kind, *(colour for colour in (fill, ink) if colour), *(["tautan"] * link)])
            style = NamedStyle(
                name,
                font=Font(_FONT, 10, color=ink or (LINK if link else "000000"), underline="single" if link else None),
                alignment=Alignment(
                    "left" if kind in _LEFT else "right",
                    "top",
                    wrap_text=kind in {"text", "fill_in"},
                    indent=int(kind in _LEFT),
                ),
                border=_BOX,
                number_format=FORMATS[kind],
            )
            background = fill or (FILL_IN if kind.startswith("fill_in") else "")
            if background:
                style.fill = PatternFill("solid", fgColor=background)
            self._workbook.add_named_style(style)
            array = StyleArray(style.as_tuple())
            array.quotePrefix = int(kind in TEXTS)  # a village's text stays text, also when somebody edits the cell
            self._ready[wanted] = array
        return self._ready[wanted]

    def fixed(self, name: str) -> str:
        """Return the name of one of the looks outside tables: title, context, summary, note, section, heading …"""
        style_name = f"netralitas {name}"
        if name not in self._named:
            look = _LOOKS[name]
            style = NamedStyle(
                style_name,
                font=Font(_FONT, look.size, bold=look.bold, color=look.ink, underline="single" if look.link else None),
                alignment=Alignment(look.align, look.vertical, wrap_text=look.wrap, indent=look.indent),
                number_format=look.number_format,
            )
            if look.fill:
                style.fill = PatternFill("solid", fgColor=look.fill)
            if look.boxed:
                style.border = _BOX
            self._workbook.add_named_style(style)
            self._named.add(name)
        return style_name
