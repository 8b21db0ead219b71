"""The villages of the sample, as the register names them."""

from dataclasses import dataclass
from functools import cache

from data.register import regency_name, regency_of, villages_in


@dataclass(frozen=True)
class Village:
    """One village; ``number`` counts from 0 in its regency, ``count`` is how many the regency has."""

    code: str
    name: str
    kind: str
    district_code: str
    district_name: str
    regency_code: str
    number: int
    count: int

    @property
    def words(self) -> dict[str, str]:
        """What the sample's texts may say about the village."""
        return {
            "code": self.code,
            "village": self.name,
            "district": self.district_name,
            "kind": self.kind.upper(),
            "regency": _regency(self.regency_code),
        }

    def lies_in(self, area_code: str) -> bool:
        return self.code.startswith(area_code)


def sample_villages(area_code: str) -> list[Village]:
    """Return the villages of an area in the order of their codes."""
    wanted = set(villages_in(area_code)["code"])
    found = []
    for regency in sorted({regency_of(code) for code in wanted}):
        listed = villages_in(regency).to_dict("records")
        for number, row in enumerate(listed):
            if row["code"] in wanted:
                own = {str(name): str(value) for name, value in row.items()}
                found.append(Village(**own, number=number, count=len(listed)))
    return found


@cache
def _regency(code: str) -> str:
    return regency_name(code).upper()
