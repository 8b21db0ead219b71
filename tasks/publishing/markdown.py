"""What villages wrote, made harmless for a page that renders markdown and HTML."""

import re

_SPECIAL = re.compile(r"[^0-9A-Za-z\u00c0-\u024f ,]")


def plain(text: object) -> str:
    """Return a text that markdown shows as it stands: on one line, without link, picture, table cell or HTML.

    Every sign that is no letter, digit, space or comma becomes its HTML number, which no renderer reads as markup.
    """
    return _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(str(text).split()))
