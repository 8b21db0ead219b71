"""The way of an audit in plain Python: inbox → returns → counted → judged → findings → results → published, recorded.

The only place that strings the stages together. The flow, the watch, the list of who is missing and the check of one
file all call it; ``read``, ``judge`` and ``assess`` need neither a ledger nor an inbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from data.calendar import Period
from data.errors import UsageError
from data.forms import expected_forms
from data.partners import partners_file
from data.register import area, leading_village_code, regency_of
from data.scope import Scope
from data.sentences import both
from data.settings import Settings
from data.tables import frame
from expectations.validation import Verdict, validate
from tasks.clarification import withdraw_decided
from tasks.counting.counted import Counted, count
from tasks.counting.history import History
from tasks.counting.received import received
from tasks.counting.selection import select
from tasks.counting.sheet_months import file_periods, sheet_months
from tasks.findings.carried import FormerIds
from tasks.findings.findings import findings_and_mends
from tasks.findings.former_ids import former_ids
from tasks.findings.village_budget import with_finding_counts, within_budget
from tasks.inbox.archive import archive
from tasks.inbox.listing import list_inbox
from tasks.inbox.opening import InboxLike
from tasks.ledger import auditor_input, history, recording
from tasks.ledger.history import LedgerHistory
from tasks.ledger.snapshot import snapshot
from tasks.publishing import publishing
from tasks.publishing.packages.packages import packaged_rows
from tasks.publishing.publishing import Replying
from tasks.reading.isolated import Item, read_isolated
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, joined, returns_of
from tasks.scoring.results import Results, results
from tasks.tables.judged import FINDING_COUNTS, Judged, judged_tables


@dataclass(frozen=True, eq=False)
class Judgement:
    """What counts, what was judged and found; ``findings`` is *findings* (result), ``mends`` how to mend each by id.

    ``former``: the ids that they had before, where the ledger is older than those of today.
    """

    counted: Counted
    judged: Judged
    verdicts: list[Verdict]
    findings: pd.DataFrame
    mends: dict[str, str]
    former: FormerIds


def collect(inbox: InboxLike, scope: Scope, home: Path) -> pd.DataFrame:
    """List the inbox and archive its bytes; return table *files* (read)."""
    return archive(inbox, list_inbox(inbox, scope), home, scope.language)


def remember(
    ledger: Engine, inbox: str, files: pd.DataFrame, scope: Scope, home: Path, *, keeps_receipts: bool
) -> LedgerHistory:
    """Return the files that count, with their receipt, and what is known before; record the receipts if asked."""
    now = datetime.now(UTC)
    return history.load_history(ledger, inbox, files, scope, home, now, keeps_receipts=keeps_receipts)


def read(items: Sequence[Item], jobs: int) -> Returns:
    """Read files on ``jobs`` worker processes; *files* is left empty (``Returns.with_files``)."""
    return returns_of(read_isolated(items, jobs))


def join(files: pd.DataFrame, shares: Sequence[Returns]) -> Returns:
    """Join *files* and what was read in several shares."""
    return joined(shares).with_files(files)


def hear(returns: Returns, known: LedgerHistory, scope: Scope) -> History:
    """Return what is remembered together with what auditors sent back."""
    return auditor_input.merge_auditor_input(returns, known.history, scope)


def judge(returns: Returns, remembered: History, scope: Scope) -> Judgement:
    """Judge what was returned: first what was received, and then what counts by that. Each rule judges once."""
    arrived = received(returns, remembered, scope)
    first = validate(arrived.by_name(), scope.language)
    counted = count(returns, select(returns, arrived, first, scope), scope)
    judged = judged_tables(arrived, counted, remembered, scope)
    verdicts = [*first, *validate(judged.of_contents(), scope.language)]
    judged = with_finding_counts(judged, verdicts)
    budget = validate({FINDING_COUNTS: judged.finding_counts}, scope.language)
    verdicts = [*within_budget(judged, verdicts), *budget]
    findings, mends = findings_and_mends(judged, verdicts, scope)
    before = not remembered.former_ids.empty
    former = FormerIds(former_ids(judged, verdicts), remembered.former_ids) if before else FormerIds()
    return Judgement(counted, judged, verdicts, findings, mends, former)


def assess(returns: Returns, remembered: History, found: Judgement, scope: Scope) -> Results:
    """Return what is published of a judgement: indicators, score, and what became of earlier findings."""
    judged = (found.counted, found.judged, found.verdicts, found.findings)
    return results(returns, remembered, *judged, scope, found.former)


@dataclass(frozen=True, eq=False)
class Told:
    """What an audit tells in one language: its result tables, and how to mend each finding by id."""

    results: Results
    mends: dict[str, str]


def told_to_villages(returns: Returns, remembered: History, found: Judgement, published: Results, scope: Scope) -> Told:
    """Return the same results in the villages' language, whatever language the audit speaks."""
    own = scope.for_villages
    if own == scope:
        return Told(published, found.mends)
    findings, mends = findings_and_mends(found.judged, found.verdicts, own)
    return Told(assess(returns, remembered, replace(found, findings=findings), own), mends)


def publish(
    ledger: Engine,
    out: Path,
    known: LedgerHistory,
    heard: History,
    found: Judgement,
    published: Results,
    villages: Told,
    home: Path,
    jobs: int,
    *,
    packages: bool,
) -> Path:
    """Write the audit into ``<out>/<period>/<area>/`` and record it; return the path of its workbook.

    In: ``villages``, what their replies say (``told_to_villages``). It is recorded, in one transaction, when it is
    whole on the disk and before anybody sees it: an audit that cannot be recorded is not published, and one that died
    between both is finished by the next. Whoever was told of a finding that is withdrawn, also by a sheet that this
    audit heard, gets the notice of it.
    """
    facts = known.facts.with_mends(found.mends)
    packaged = packaged_rows(facts, published if packages else None)
    left = snapshot(found.counted, found.judged, published, heard.join_key, packaged)

    def keep_record(digest: str) -> None:
        said = (heard.decisions, heard.follow_ups, found.former.newly_known())
        recording.record(ledger, known, left, *said, digest)

    workbook = publishing.publish(
        out,
        facts,
        published,
        jobs,
        Replying(facts.for_villages(villages.mends), villages.results),
        packages=packages,
        keep_record=keep_record,
        last_recorded=recording.last_recorded(ledger, known),
    )
    withdraw_decided(ledger, home, heard.decisions)
    return workbook


@dataclass(frozen=True, eq=False)
class Checked:
    """``scope`` tells for which village and month the file was judged; ``sheets`` is *sheets* (read) with the month of
    each (see ``sheet_months``); ``findings`` is *findings* (result) with ``mend``; ``returns`` is what was read."""

    scope: Scope
    sheets: pd.DataFrame
    findings: pd.DataFrame
    returns: Returns


def check(
    path: Path, readings: Readings, village: str | None, period: Period | None, as_of: date, language: str
) -> Checked:
    """Judge what was read of one file by itself: the same rules, nothing stored, nobody else's files asked.

    The village is the one given, else the one of its folder, else the one that the file states; the month likewise.
    A file in a partner's folder is that body's, for the regency whose villages it names most.
    Raises ``UsageError`` when nobody says whose file it is.
    """
    returns = returns_of([readings])
    if partners_file(path):
        return _check_partners(path, returns, period or Period.of(as_of).before, as_of, language)
    code = village or leading_village_code(path.absolute().parent.name) or _first(returns.identities["stated_code"])
    if code is None:
        raise UsageError(both("whose_file", value=path.name))
    scope = Scope(area(code), period or Period.of(as_of).before, as_of, language)
    stated = file_periods(returns, scope)
    if period is None and not stated.empty:
        scope = replace(scope, period=Period.parse(str(stated.iloc[0])))
    findings = _found_in(path, returns, "village", scope.area.code, scope)
    here = is_of_file(findings, returns.sheets)
    sheets = sheet_months(returns.sheets, returns, scope)
    return Checked(scope, sheets, findings[here].reset_index(drop=True), returns)


def _check_partners(path: Path, returns: Returns, period: Period, as_of: date, language: str) -> Checked:
    """Judge what was read of a body's file; its sheets are for no month."""
    regencies = returns.tps["village_code"].dropna().map(regency_of)
    code = str(regencies.mode().iloc[0]) if len(regencies) else Settings().area
    scope = Scope(area(code), period, as_of, language)
    findings = _found_in(path, returns, "partner", None, scope)
    own = findings[findings["body"].notna()].reset_index(drop=True)
    return Checked(scope, returns.sheets.assign(is_other_month=False, period_label=None), own, returns)


def _found_in(path: Path, returns: Returns, place: str, village: str | None, scope: Scope) -> pd.DataFrame:
    """Return the findings of one file, which was read under the name in *opened*, with ``mend``."""
    row = {
        "file": returns.opened["file"].iloc[0],
        "place": place,
        "village_code": village,
        "sha256": "",  # nothing is stored, so nothing is looked up by it
        "size": path.stat().st_size,
        "received_date": scope.deemed_receipt,
    }
    found = judge(returns.with_files(frame("files", "read", [row])), History.empty(), scope)
    return found.findings.assign(mend=found.findings["finding_id"].map(found.mends))


def is_of_file(findings: pd.DataFrame, sheets: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which *findings* (result) a file answers for by itself.

    In: *sheets* (read) of the judged files. A form that is not in a file may be in another one of the village.
    """
    held = set(zip(sheets["file"], sheets["form"], strict=True))
    elsewhere = [
        form in expected_forms() and (file, form) not in held
        for file, form in findings[["file", "form"]].itertuples(index=False)
    ]
    return findings["file"].notna() & ~pd.Series(elsewhere, index=findings.index, dtype="bool")


def _first(values: "pd.Series[str]") -> str | None:
    known = values.dropna()
    return None if known.empty else str(known.iloc[0])
