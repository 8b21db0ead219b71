"""To whom a recommendation goes (``rules.csv``, addressee), in words."""

import pandas as pd

from data.catalogue import rules
from data.register import villages
from data.sentences import text


def recommendation(rule: str, village_code: str | None, mend: str, language: str) -> str:
    """Return how to mend a finding, with its addressee; what lies in no village's folder is the inspectorate's."""
    return text("recommendation", language, addressee=_addressee(rule, village_code, language), mend=mend)


def _addressee(rule: str, village_code: str | None, language: str) -> str:
    known = villages().set_index("code")
    kind = rules()[rule].addressee
    if kind == "partner":
        return text("addressee_partner", language)
    if kind == "inspectorate" or pd.isna(village_code) or village_code not in known.index:
        return text("addressee_inspectorate", language)
    place = known.loc[village_code]
    key = f"addressee_{place['kind'] if kind == 'village' else kind}"
    return text(key, language, village=place["name"], district=place["district_name"])
