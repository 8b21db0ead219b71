"""Runs that died with their process are marked *Crashed*: else they would be shown as running for ever.

Prefect does it once a run's heartbeat has stopped. Those of a server that died are marked as soon as the next one
starts, also when they had not told yet that they live.
"""

import os
from datetime import UTC, datetime, timedelta

import psutil
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.states import Crashed

from data.sentences import text
from flows.prefect_defaults import HEARTBEAT_SECONDS

_MISSED_HEARTBEATS = 3
_UNFINISHED = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDED = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}


def mark_interrupted_runs() -> None:
    """Let the server watch over the heartbeats of all runs; asked again it changes nothing."""
    with get_client(sync_client=True) as client:
        if not client.read_automations_by_name(text("interrupted_runs_name", "id")):
            client.create_automation(_automation())


def mark_runs_before(begin: datetime) -> None:
    """Mark every run as crashed that this installation's own runner began before a time and that has not ended."""
    unfinished = FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_UNFINISHED)))
    earlier = FlowRunFilter(state=unfinished, expected_start_time=FlowRunFilterExpectedStartTime(before_=begin))
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=earlier):
            if run.work_pool_name is None:  # one of a work pool may live on, on another machine
                client.set_flow_run_state(run.id, Crashed(message=text("interrupted_run", "id")), force=True)


def server_begin() -> datetime:
    """Return when the command that started this process began."""
    return datetime.fromtimestamp(psutil.Process(os.getppid()).create_time(), UTC)


def _automation() -> AutomationCore:
    return AutomationCore(
        name=text("interrupted_runs_name", "id"),
        description=text("interrupted_runs", "id"),
        trigger=EventTrigger(
            after={_HEARTBEAT},
            expect={_HEARTBEAT} | _ENDED,
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=_MISSED_HEARTBEATS * HEARTBEAT_SECONDS),
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message=text("interrupted_run", "id"))],
    )
