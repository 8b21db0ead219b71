"""What a good return is: every rule, in the catalogue's order.

The contract of a rule stands in ``expectations.rule``; one module holds the rules of one table. ``CHECKS`` is the
ordered list: a rule counts only when it stands here, exactly once.
"""

from expectations import (
    absences,
    activity_entries,
    attendance,
    cases,
    cells,
    coincidences,
    files,
    finding_counts,
    identities,
    meetings,
    mentions,
    nil_statements,
    officials,
    partner_cells,
    pledges,
    reports,
    sheets,
    submissions,
    totals,
    tps,
    villages,
    vulnerabilities,
    worksheets,
)
from expectations.rule import Check

CHECKS: tuple[Check, ...] = (
    submissions.form_not_received,  # S01
    submissions.form_received_late,
    files.file_unreadable,
    identities.identity_contradicts_folder,
    sheets.period_unclear,
    worksheets.no_known_form,
    sheets.required_column_missing,
    files.file_outside_village_folder,
    sheets.content_copied,
    files.active_or_hidden_content,
    submissions.superseded,
    submissions.changed_after_lock,
    finding_counts.findings_beyond_budget,
    mentions.identifier_malformed,  # D01
    mentions.identifier_damaged_by_spreadsheet,
    mentions.nip_impossible,
    mentions.nik_unlikely,
    mentions.name_missing,
    officials.not_in_register,
    officials.registered_but_absent_from_sheet,
    attendance.conflicting_entries,
    attendance.status_unknown,
    attendance.workday_blank,
    attendance.present_on_day_off,
    attendance.day_not_in_month,
    attendance.date_in_future,
    totals.total_differs,
    cells.date_unreadable,
    reports.violation_code_unknown,
    reports.violation_not_for_subject,
    reports.violation_not_in_phase,
    reports.dates_out_of_order,
    nil_statements.nil_statement_contradicts,
    cells.required_field_blank,
    cells.vulnerability_value_unknown,
    cells.cell_error_or_no_value,
    officials.same_identifier_in_two_villages,
    officials.name_differs_from_register,
    cells.activity_value_unknown,
    activity_entries.activity_row_missing,
    identities.work_pattern_unknown,
    cells.content_not_understood,
    cases.reported_late,  # N01
    cases.stage_overdue,
    cases.forwarded_to_wrong_channel,
    cases.repeated_subject,
    coincidences.absent_on_event_days,
    cases.present_at_two_places,
    pledges.pledge_not_signed,
    meetings.summoned_but_absent,
    meetings.meeting_contradicts_attendance,
    absences.unexcused_absence_threshold,
    villages.uniform_attendance,
    villages.silent_in_vulnerable_area,
    vulnerabilities.high_level_without_prevention,  # K01
    vulnerabilities.prevention_overdue,
    vulnerabilities.level_rose,
    vulnerabilities.sources_disagree,
    tps.tps_village_unknown,  # M01
    partner_cells.tps_number_unknown,
    tps.tps_twice,
    partner_cells.tps_class_unknown,
    partner_cells.partner_value_unknown,
)
"""Every rule of the catalogue."""


def checks_of(table: str) -> tuple[Check, ...]:
    """Return the rules of one judge table, in order."""
    return tuple(check for check in CHECKS if check.rule.table == table)
