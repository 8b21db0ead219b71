"""What the catalogue of rules says of itself, held to what was settled."""

from data.catalogue import rules


def test_a_village_is_told_of_its_own_rows_and_of_nothing_that_would_warn_or_expose_somebody() -> None:
    of_partners = {"M01", "M02", "M03", "M04", "M05"}
    never = {"N01", "N02", "N03", "N04", "N05", "N06", "N10", "N12", "K04"} | of_partners
    assert {code for code, rule in rules().items() if not rule.told_to_village} == never
