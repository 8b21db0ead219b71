"""A fault: one way of spoiling a village."""

from collections.abc import Callable
from dataclasses import dataclass

from tasks.sample.returns import VillageReturn
from tasks.sample.spoiling.draft import Draft

ALONE = "alone"
"""What a fault uses that leaves no room for another one in the same village."""

PERSON = "person"
"""What a fault uses of which a village has plenty."""


def always(_found: VillageReturn) -> bool:
    """Fit every village."""
    return True


@dataclass(frozen=True)
class Fault:
    """One way of breaking a rule.

    ``spoil`` changes the draft and plants what it did; ``fits`` tells for which villages that works; two faults that
    use the same thing are not planted in one village, except for persons.
    """

    rule: str
    spoil: Callable[[Draft], None]
    uses: str
    fits: Callable[[VillageReturn], bool] = always

    @property
    def name(self) -> str:
        return self.spoil.__name__
