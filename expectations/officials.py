"""Rules on officials: the person behind the rows, compared with the register and with other villages."""

import pandas as pd

from data.identifiers import NIK, NIP
from data.names import name_keys
from expectations.rule import field, rule, verdicts

_NAME = field("name")
_EVER_BEFORE = pd.Timestamp("1900-01-01")
_EVER_AFTER = pd.Timestamp("2200-01-01")


@rule("D06", at=_NAME, shows="name")
def not_in_register(officials: pd.DataFrame) -> "pd.Series[bool]":
    """Who stands in the attendance sheet must stand in the village's register.

    Not applied to a village for which the register names nobody.
    """
    return verdicts(passes=officials["registered"], applies=officials["register_known"] & officials["in_sheet"])


@rule("D07", shows="registered_name")
def registered_but_absent_from_sheet(officials: pd.DataFrame) -> "pd.Series[bool]":
    """Who is registered for the period must have a row in the attendance sheet.

    Not applied without a register, nor to a village whose sheet has not been received (S01).
    """
    return verdicts(passes=officials["in_sheet"], applies=officials["registered"] & officials["sheet_received"])


@rule("D24", at=field("identifier"), shows="identifier", kind="identifier")
def same_identifier_in_two_villages(officials: pd.DataFrame) -> "pd.Series[bool]":
    """One NIP or NIK must not serve in two villages at the same time; both villages are asked.

    Terms that do not overlap are a transfer and pass. Not applied to a missing or malformed identifier (D01, D02).
    """
    sound = officials["identifier"].str.contains(f"{NIP.pattern}|{NIK.pattern}", na=False)
    several = officials[sound].groupby("identifier")["village_code"].transform("nunique") > 1
    terms = officials[["identifier", "village_code"]].assign(
        start=officials["term_from"].fillna(_EVER_BEFORE), end=officials["term_until"].fillna(_EVER_AFTER)
    )
    doubles = terms.loc[several.index[several]]  # chosen last: assigning to an empty frame would fill it with every row
    pairs = doubles.reset_index(names="key").merge(doubles, on="identifier", suffixes=("", "_other"))
    clashes = pairs[
        (pairs["village_code"] != pairs["village_code_other"])
        & (pairs["start"] <= pairs["end_other"])
        & (pairs["start_other"] <= pairs["end"])
    ]
    return verdicts(passes=pd.Series(~officials.index.isin(clashes["key"]), index=officials.index), applies=sound)


@rule("D25", at=_NAME, shows="name")
def name_differs_from_register(officials: pd.DataFrame) -> "pd.Series[bool]":
    """The name in the sheet should be the registered one, titles and punctuation aside.

    Not applied to a person who is not registered (D06) or has no row (D07), nor where a name is blank (D05).
    """
    return verdicts(
        passes=name_keys(officials["name"]) == name_keys(officials["registered_name"]),
        applies=officials["registered"]
        & officials["in_sheet"]
        & officials["name"].notna()
        & officials["registered_name"].notna(),
    )
