"""The audit of a province: one flow run for each of its regencies, one after the other on this machine."""

from datetime import date
from pathlib import Path

from prefect import flow

from data.register import regencies_in
from flows.audit import audit_regency


@flow(name="audit-regencies", flow_run_name="audit {area} {period}", persist_result=False)
def audit_regencies(
    inbox: str,
    area: str,
    period: str,
    as_of: date,
    home: str,
    out: str,
    language: str = "id",
    jobs: int = 1,
    packages: bool = False,
) -> dict[str, object]:
    """Audit every regency of an area, each in a flow run of its own.

    Args:
        inbox: Folder with a folder for each village.
        area: Code of a province.
        period: Month, YYYY-MM.
        as_of: Day on which the audits stand.
        home: Folder of the installation.
        out: Folder that receives <period>/<regency>/ for each regency.
        language: Language of the sentences, id or en.
        jobs: Worker processes for reading and writing.
        packages: Also write a workbook for each body that acts on the audits.

    Returns:
        period, area, as_of; expected, received and findings summed up; as workbook the folder of the period.
    """
    audits = [
        audit_regency(inbox, regency, period, as_of, home, out, language, jobs, packages)
        for regency in regencies_in(area)
    ]
    return {
        "period": period,
        "area": area,
        "as_of": as_of.isoformat(),
        **{count: sum(int(str(audit[count])) for audit in audits) for count in ("expected", "received", "findings")},
        "workbook": str(Path(out) / period),
    }
