"""What a village wrote shows on a run's page as it was written, and does nothing."""

import pytest
from markdown_it import MarkdownIt

from tasks.publishing.markdown import plain

_HOSTILE = [
    "[unduh](javascript:alert(1))",
    "![x](https://elsewhere.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "a | b | c",
    "`kode` ```blok```",
    "**tebal** _miring_ ~~coret~~",
    "https://elsewhere.example www.elsewhere.example",
    "&lt;b&gt; &#60;b&#62;",
    "baris satu\n\n# judul\n\n- butir",
    "\\[lolos\\](x)",
]


def _rendered(text: str) -> str:
    """Render a table row with the text in its only cell, raw HTML allowed: the most a page could do with it."""
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"| Berkas |\n| --- |\n| {text} |\n")


_NOTHING_DONE = _rendered("biasa")


@pytest.mark.parametrize("text", _HOSTILE)
def test_nothing_that_a_village_wrote_becomes_markup(text: str) -> None:
    one_line = " ".join(text.split())
    escaped = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert _rendered(plain(text)) == _NOTHING_DONE.replace("biasa", escaped)


@pytest.mark.parametrize("text", ["[unduh](https://elsewhere.example)", "<b>", "a | b", "`kode`"])
def test_without_it_markup_would_be_made_or_lost(text: str) -> None:
    assert _rendered(text) != _rendered(plain(text))


def test_ordinary_names_stay_readable() -> None:
    assert plain("Besuki, Kecamatan Panggul 2024") == "Besuki, Kecamatan Panggul 2024"
