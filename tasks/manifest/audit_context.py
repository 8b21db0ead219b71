"""What is known about an audit besides its tables: scope, versions, inputs, and the number that follows from them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.metadata import version

from data.catalogue import rules
from data.reference import result_version
from data.scope import Scope


@dataclass(frozen=True)
class Versions:
    """What the result depends on besides the inputs.

    ``rules`` is a hash over every reference table that can change a result, the installation's own rows among them.
    """

    product: str
    rules: str
    calendar: str

    def as_dict(self) -> dict[str, str]:
        return {"product": self.product, "rules": self.rules, "calendar": self.calendar}


@cache
def current_versions() -> Versions:
    """Return the versions of this installation."""
    return Versions(
        product=version("netralitas"),
        rules=result_version(),
        calendar=f"holidays {version('holidays')}",
    )


@dataclass(frozen=True)
class AuditContext:
    """The facts of one audit.

    ``inputs``: SHA-256 by path inside the inbox. ``mends``: how to mend it, by finding_id, where that differs from
    the rule's own sentence. ``ledger``: hash of the days of receipt and of persons' decisions, empty without a
    ledger. ``revision``: 0, or the audit's number after the period was locked or approved.
    """

    scope: Scope
    inputs: Mapping[str, str]
    versions: Versions = field(default_factory=current_versions)
    mends: Mapping[str, str] = field(default_factory=dict)
    ledger: str = ""
    revision: int = 0

    def with_mends(self, mends: Mapping[str, str]) -> "AuditContext":
        """Return the same facts with how to mend each finding."""
        return replace(self, mends=mends)

    def with_revision(self, revision: int) -> "AuditContext":
        """Return the same facts under a revision's number."""
        return replace(self, revision=revision)

    @cached_property
    def audit_id(self) -> str:
        """First 12 hex digits of a hash over inputs, versions, scope, ledger: equal questions, equal number."""
        question = {
            "inputs": dict(self.inputs),
            "versions": self.versions.as_dict(),
            "area": self.scope.area.code,
            "period": str(self.scope.period),
            "as_of": self.scope.as_of.isoformat(),
            "language": self.scope.language,
            "ledger": self.ledger,
        }
        return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()[:12]

    def for_villages(self, mends: Mapping[str, str]) -> "AuditContext":
        """Return the same facts as villages are told them, with how to mend each finding in their language."""
        return replace(self, scope=self.scope.for_villages, mends=mends)

    def mend(self, finding_id: str, rule: str) -> str:
        """Return the sentence that says how to mend a finding."""
        return self.mends.get(finding_id) or rules()[rule].mend(self.scope.language)
