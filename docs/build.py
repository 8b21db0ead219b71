"""Builds the pages of this folder that come from ``data/reference``: ``uv run python -m docs.build``.

A fact stands once, in its CSV; a page that is out of date fails the tests.
"""

from collections.abc import Iterable
from pathlib import Path

from data.catalogue import case_stages, rules
from data.documentation import GlossaryTerm, Source, State
from data.reference import REFERENCE, columns_of, load

FOLDER = Path(__file__).parent
OWN_SOURCE = ("source", "source_id", "basis", "prohibition_basis")
"""Columns in which a table's rows name their source."""


def pages() -> dict[str, str]:
    """Return the text of every generated page by its file name."""
    return {"glossary.md": _glossary(), "rules.md": _rules(), "sources.md": _sources(), "states.md": _states()}


def _glossary() -> str:
    rows = ((row.term_id, row.term_en, row.meaning_id) for row in load("glossary", GlossaryTerm))
    return _page("Glossary / Glosarium", "glossary.csv", _table(("Istilah", "Term", "Arti"), rows))


def _rules() -> str:
    rows = ((rule.code, rule.severity, rule.statement_id, rule.statement_en, rule.basis) for rule in rules().values())
    headings = ("Rule", "Severity", "Kalimat", "Sentence", "Basis")
    return _page("Rules / Aturan pemeriksaan", "rules.csv", _table(headings, rows))


def _sources() -> str:
    told = {row.file: row for row in load("sources", Source)}
    rows = []
    for path in sorted(REFERENCE.glob("*.csv")):
        own = [name for name in OWN_SOURCE if name in columns_of(path.stem)]
        named = told.get(path.name)
        if named:
            rows.append((path.name, named.source, named.retrieved, named.note))
        else:
            rows.append((path.name, f"each row names its own (column {own[0]})" if own else "", "", ""))
    return _page("Sources / Sumber", "sources.csv", _table(("File", "Source", "Retrieved", "Note"), rows))


def _states() -> str:
    """Return what may become of submissions, findings and all else that has states."""
    rows = load("states", State)
    parts = []
    for subject in dict.fromkeys(row.subject for row in rows):
        own = (
            (f"`{row.state}`", row.meaning, row.set_by, row.follows or "–", f"`{row.source}`")
            for row in rows
            if row.subject == subject
        )
        headings = ("State", "Means", "Set by", "What follows", "Where")
        parts.append(f"## {subject}\n\n{_table(headings, own)}")
    return _page("States / Keadaan", "states.csv", "\n".join([*parts, _case_stages()]))


def _case_stages() -> str:
    stages = case_stages().values()
    rows = (
        (
            f"`{stage.stage}`",
            stage.label_id,
            "open" if stage.open else "closed",
            ", ".join(f"`{later.stage}`" for later in stages if later.follows == stage.stage) or "–",
            str(stage.limit_days or "–"),
        )
        for stage in stages
    )
    words = (
        "What the village's reports form says, as the body that handles the case told it (`case_stages.csv`); nobody "
        "else sets it. A stage stands for all before it. Days count from the stage's clock (rule N02)."
    )
    return f"## case\n\n{words}\n\n" + _table(("State", "Label", "Case is", "What follows", "Days"), rows)


def _page(title: str, source: str, body: str) -> str:
    return (
        f"# {title}\n\nBuilt from `data/reference/{source}` by `uv run python -m docs.build`; edit that file.\n\n{body}"
    )


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main() -> None:
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
