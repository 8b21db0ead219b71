"""The part of an audit that one workbook shows: the whole area, or one of its districts."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from data.catalogue import MISSING_FORM, rules
from data.forms import Form
from data.reference import load
from data.register import Area, villages_in
from data.sentences import text
from data.workbook import marks
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.workbook.conditions import condition
from tasks.publishing.workbook.recommendations import recommendation
from tasks.scoring.results import Results

DISTRICT_LENGTH = 8
VILLAGE_LENGTH = 13
_EVIDENCE_CELLS = 3
_FAMILIES = ("neutrality", "vulnerability", "submission", "quality", "partner")
"""Families of rules by weight, what is said about persons first."""

_STATE_RANK = {"persisting": 0, "new": 1, "explained": 2, "resolved": 3}


@dataclass(frozen=True)
class AuditPart:
    """AuditContext, area and *result* tables of one workbook, with the frames that several sheets need."""

    facts: AuditContext
    area: Area
    tables: Results

    @property
    def language(self) -> str:
        """The language of the audit's sentences, id or en."""
        return self.facts.scope.language

    def text(self, key: str, /, **values: object) -> str:
        """Return a sentence in the audit's language with its values filled in."""
        return text(key, self.language, **values)

    @cached_property
    def register(self) -> pd.DataFrame:
        """Expected villages by code: name, district_code, district_name."""
        return villages_in(self.area.code).set_index("code")

    @cached_property
    def villages(self) -> pd.DataFrame:
        """The table villages sorted by code, with district_name."""
        table = self.tables.villages.sort_values("village_code", ignore_index=True)
        return table.assign(district_name=table["village_code"].map(self.register["district_name"]))

    @cached_property
    def findings(self) -> pd.DataFrame:
        """The table findings with village (in words) and mend, worst group first, a group's rows together.

        Worst is what the severity says; then what is said about persons, before how sheets were filled in; then the
        rules in their order, and of each the village with the most rows.
        """
        table = self.tables.findings
        rank = {severity: place for place, severity in enumerate(marks("severity"))}
        weight = {family: place for place, family in enumerate(_FAMILIES)}
        table = table.assign(
            rank=table["severity"].map(rank),
            weight=table["rule"].map({code: weight[rule.family] for code, rule in rules().items()}),
            size=table.groupby("group_id")["finding_id"].transform("size"),
            cell_length=table["cell"].str.len(),
            form_place=table["form"].map({form.form: place for place, form in enumerate(load("forms", Form))}),
            follows=table["rule"] == MISSING_FORM,
            village=self.named(table["village_code"]),
            mend=[
                self.facts.mend(finding_id, rule)
                for finding_id, rule in zip(table["finding_id"], table["rule"], strict=True)
            ],
        )
        order = ["rank", "weight", "follows", "rule", "size", "village_code", "group_id"]
        order += ["file", "sheet", "cell_length", "cell", "date", "form_place", "finding_id"]
        ascending = [column != "size" for column in order]
        return table.sort_values(order, ascending=ascending, ignore_index=True)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row a group in the order of ``findings``: first and last (positions there), count, condition, evidence.

        A group's state is that of its findings; where they differ, the first of persisting, new, explained, resolved.
        """
        rows = self.findings.assign(position=self.findings.index, place=_places(self.findings))
        by_group = rows.groupby("group_id", sort=False)
        groups = by_group.agg(first=("position", "min"), last=("position", "max"), count=("position", "size"))
        conditions = {group_id: condition(own, self.tables, self.language) for group_id, own in by_group}
        cells = by_group["place"].agg(list)
        ranked = rows.assign(state_rank=rows["state"].map(_STATE_RANK)).sort_values("state_rank")
        states = ranked.drop_duplicates("group_id").set_index("group_id")["state"]
        heads = rows.drop_duplicates("group_id").drop(columns=["state"]).set_index("group_id")
        return heads.assign(
            **groups,
            state=states,
            condition=pd.Series(conditions),
            evidence=cells.map(self._evidence),
            mend=[self.recommendation(*row) for row in heads[["rule", "village_code", "mend"]].itertuples(index=False)],
        ).reset_index()

    def named(self, codes: "pd.Series[str]") -> "pd.Series[str]":
        """Return village and district in words for each code; names alone are not unique."""
        words = {
            code: self.text("village_in_district", village=row["name"], district=row["district_name"])
            for code, row in self.register.iterrows()
        }
        return codes.map(words).fillna(self.text("no_village")).astype("str")

    def named_if_any(self, codes: "pd.Series[str]") -> "pd.Series[str]":
        """Return what ``named`` does, but nothing where there is no village of this part."""
        return self.named(codes).where(codes.isin(self.register.index), None).astype("str")

    def with_village_name(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table that has village_code, with village_name and district_name."""
        return table.assign(
            village_name=table["village_code"].map(self.register["name"]),
            district_name=table["village_code"].map(self.register["district_name"]),
        )

    def rates(self, level_length: int) -> pd.DataFrame:
        """Return the indicators of areas whose code has this length: area_code × (figure, indicator)."""
        table = self.tables.indicators
        table = table[table["area_code"].str.len() == level_length]
        return table.pivot(index="area_code", columns="indicator", values=["value", "numerator", "denominator"])

    def recommendation(self, rule: str, village_code: str | None, mend: str) -> str:
        """Return how to mend a finding, with its addressee, in the audit's language."""
        return recommendation(rule, village_code, mend, self.language)

    def _evidence(self, places: list[str]) -> str:
        lines = [place for place in places if place]
        if not lines:
            return self.text("evidence_no_file")
        more = len(lines) - _EVIDENCE_CELLS
        return "\n".join(lines[:_EVIDENCE_CELLS] + ([self.text("evidence_more", count=more)] if more > 0 else []))


def part_of(facts: AuditContext, area: Area, results: Results) -> AuditPart:
    """Return the part of an audit for one area: everything for the audit's own area, else what lies in the area.

    Repairs follow the village of their file. ``results`` (counts per rule) exist only for the whole audit. No workbook
    shows the person-days: they stay behind.
    """
    kept = replace(results, person_days=results.person_days.iloc[:0])
    if area.code == facts.scope.area.code:
        return AuditPart(facts, area, kept)

    def inside(table: pd.DataFrame) -> pd.DataFrame:
        column = "area_code" if "area_code" in table.columns else "village_code"
        if column not in table.columns:
            return table
        return table[table[column].str.startswith(area.code).fillna(False).astype(bool)]

    kept = kept.each(inside)
    kept = replace(kept, repairs=kept.repairs[kept.repairs["file"].isin(set(kept.files["file"]))])
    return AuditPart(facts, area, kept.each(lambda table: table.reset_index(drop=True)))


def _places(findings: pd.DataFrame) -> list[str]:
    """Return file (its name only), sheet and cell of each finding in words; ``""`` where nothing was received."""
    return [
        ""
        if pd.isna(file)
        else " › ".join([str(file).rsplit("/", 1)[-1], *(str(part) for part in (sheet, cell) if pd.notna(part))])
        for file, sheet, cell in zip(findings["file"], findings["sheet"], findings["cell"], strict=True)
    ]
