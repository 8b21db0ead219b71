"""Faults of names and identifiers in the attendance sheet, and persons too many or too few in it."""

from data.forms import civil_servants
from data.identifiers import NIK, NIP
from data.names import name_key
from tasks.sample.attendance import grid_rows, list_rows
from tasks.sample.draws import texts
from tasks.sample.people import Official, new_official
from tasks.sample.returns import VillageReturn
from tasks.sample.rows import Value
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.fault import PERSON, Fault

_SAFE_DIGITS = 15
_VOWELS = str.maketrans("aiueo", "oeoiu")
_NIK_SEQUENCE = 12
_NIK_MONTH = 8
_NIP_MONTH = 4
_NIP_SEX = 14
_NIP_SEQUENCE = 15


def in_grid(found: VillageReturn) -> bool:
    """Fit villages whose attendance sheet is a grid."""
    return found.arrangement == "grid"


def has_civil_servant(found: VillageReturn) -> bool:
    """Fit villages where somebody with a NIP serves all month."""
    return any(person.category in civil_servants() and person.serves_all(found.period) for person in found.officials)


def has_village_staff(found: VillageReturn) -> bool:
    """Fit villages where somebody with a NIK serves all month."""
    others = (person for person in found.officials if person.category not in civil_servants())
    return any(person.serves_all(found.period) for person in others)


def digit_lost(draft: Draft) -> None:
    """D01: a digit was left out; the name still leads to the register."""
    official = draft.person()
    lost = draft.rng.randrange(6, len(official.identifier))
    _write_identifier(draft, official, "D01", official.identifier[:lost] + official.identifier[lost + 1 :])


def stored_as_number(draft: Draft) -> None:
    """D02: the identifier was typed as a number, which keeps 15 digits."""
    official = draft.person()
    kept = official.identifier[:_SAFE_DIGITS].ljust(len(official.identifier), "0")
    _write_identifier(draft, official, "D02", int(kept))


def nip_impossible(draft: Draft) -> None:
    """D03: a birth month, sex or sequence that no NIP has."""
    official = draft.person(civil_servants())
    place, digits = draft.rng.choice(((_NIP_MONTH, "13"), (_NIP_SEX, "7"), (_NIP_SEQUENCE, "000")))
    _write_identifier(draft, official, "D03", _overwritten(official.identifier, place, digits))


def nik_unlikely(draft: Draft) -> None:
    """D04: a birth month or sequence that is not to be expected in a NIK."""
    official = draft.person(tuple({p.category for p in draft.found.officials} - set(civil_servants())))
    place, digits = draft.rng.choice(((_NIK_MONTH, "13"), (_NIK_SEQUENCE, "0000")))
    _write_identifier(draft, official, "D04", _overwritten(official.identifier, place, digits))


def name_blank(draft: Draft) -> None:
    """D05: the name is blank; the identifier still leads to the register."""
    row = draft.entries(draft.person())[0]
    del row["name"]
    draft.plant("D05", "attendance", row, "name")


def unregistered_person(draft: Draft) -> None:
    """D06: somebody with a row whom the register does not know."""
    found, rng = draft.found, draft.rng
    position, category = texts("unregistered", "position")[0], texts("unregistered", "category")[0]
    stranger = new_official(rng, found.village, found.period, found.officials, position, category)
    codes = {stranger.identifier: found.codes[draft.person().identifier]}
    added = list_rows(rng, [stranger], codes) if found.arrangement == "list" else grid_rows([stranger], codes, [])
    _, page = draft.page("attendance")
    page.rows += added
    draft.plant("D06", "attendance", added[0], "name")


def row_left_out(draft: Draft) -> None:
    """D07: a registered official without a row."""
    absent = draft.entries(draft.person())
    book, page = draft.page("attendance")
    page.rows = [row for row in page.rows if not any(row is gone for gone in absent)]
    draft.plant_sheet("D07", book, page)


def name_misspelt(draft: Draft) -> None:
    """D25: one vowel of the name differs from the register."""
    official = draft.person()
    rows = draft.entries(official)
    for row in rows:
        row["name"] = _misspelt(official.name)
    draft.plant("D25", "attendance", rows[0], "name")


PEOPLE_FAULTS = (
    Fault("D01", digit_lost, PERSON),
    Fault("D02", stored_as_number, PERSON),
    Fault("D03", nip_impossible, "nip", has_civil_servant),
    Fault("D04", nik_unlikely, PERSON, has_village_staff),
    Fault("D05", name_blank, PERSON, in_grid),
    Fault("D06", unregistered_person, PERSON),
    Fault("D07", row_left_out, PERSON),
    Fault("D25", name_misspelt, PERSON),
)


def _write_identifier(draft: Draft, official: Official, rule: str, value: Value) -> None:
    rows = draft.entries(official)
    for row in rows:
        row["identifier"] = value
    draft.plant(rule, "attendance", rows[0], "identifier")


def _overwritten(identifier: str, place: int, digits: str) -> str:
    changed = identifier[:place] + digits + identifier[place + len(digits) :]
    return changed if NIP.match(changed) or NIK.match(changed) else identifier


def _misspelt(name: str) -> str:
    """Change the last vowel of the longest word that names the person."""
    longest = max((word for word in name.split(",", maxsplit=1)[0].split() if name_key(word)), key=len)
    place = max(place for place, letter in enumerate(longest) if letter in "aiueo")
    wrong = longest[:place] + longest[place].translate(_VOWELS) + longest[place + 1 :]
    return name.replace(longest, wrong, 1)
