"""Looking for a village's files by its name or code."""

from collections.abc import Sequence

from data.register import villages
from flows.downloads.audits import PublishedAudit
from flows.downloads.files import ShownFile, shown_file

_MOST_VILLAGES = 20

Found = tuple[str, str, list[tuple[str, list[ShownFile]]]]


def find_village_files(audits: Sequence[PublishedAudit], asked: str, language: str) -> tuple[list[Found], int]:
    """Return the villages whose name holds, or whose code begins with, what is asked, each with its files by audit.

    The second value is how many more villages fit than are shown. An empty question finds none.
    """
    words = " ".join(asked.split()).casefold()
    digits = words.replace(".", "")
    if not words:
        return [], 0
    known = villages().sort_values("code")
    named = known["name"].str.casefold().str.contains(words, regex=False)
    coded = known["code"].str.replace(".", "").str.startswith(digits) if digits.isdecimal() else named
    fitting = known[named | coded]
    found: list[Found] = []
    for code, name, kind, district in fitting.head(_MOST_VILLAGES)[
        ["code", "name", "kind", "district_name"]
    ].itertuples(index=False):
        files = [
            (
                f"{audit.period.in_words(language)}, {audit.title(language)}",
                [shown_file(audit, path, language) for path in paths],
            )
            for audit in audits
            if (paths := [path for path in sorted(audit.outputs) if _of_village(path, code)])
        ]
        found.append((f"{kind.capitalize()} {name}, Kecamatan {district}", code, files))
    return found, max(0, len(fitting) - _MOST_VILLAGES)


def _of_village(path: str, code: str) -> bool:
    return path.startswith((f"balasan/{code}-", f"kecamatan/audit-{code[:8]}-"))
