"""What the interface offers, under which name and when: every deployment with its schedule, Asia/Jakarta."""

from typing import Any

from prefect import Flow
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from data.calendar import ZONE
from data.reference import load
from data.service import Deployment
from data.settings import Settings
from flows.check_arrivals import check_arrivals
from flows.clarification import request_clarifications
from flows.clean import clean
from flows.decision import take_decision
from flows.disclosure import disclose_numbers
from flows.missing_list import list_missing
from flows.monthly_audit import monthly_audit, running_audit
from flows.share_forms import distribute_forms
from flows.sign_off import sign_off

_FLOWS: tuple[Flow[..., Any], ...] = (
    monthly_audit,
    running_audit,
    check_arrivals,
    distribute_forms,
    list_missing,
    take_decision,
    sign_off,
    request_clarifications,
    disclose_numbers,
    clean,
)


def deployments(settings: Settings) -> list[RunnerDeployment]:
    """Return the deployments of an installation; names and schedules stand in ``deployments.csv``.

    Those that need the inbox have no schedule while none is set (``NETRALITAS_INBOX``).
    """
    plans = {plan.flow: plan for plan in load("deployments", Deployment)}
    return [_deployment(flow, plans[flow.name], has_inbox=bool(settings.inbox)) for flow in _FLOWS]


def _deployment(flow: Flow[..., Any], plan: Deployment, *, has_inbox: bool) -> RunnerDeployment:
    due = bool(plan.cron) and (has_inbox or not plan.needs_inbox)
    return RunnerDeployment.from_flow(
        flow,
        name=plan.name,
        schedule=Cron(plan.cron, timezone=str(ZONE)) if due else None,
        description=plan.description,
        enforce_parameter_schema=True,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
