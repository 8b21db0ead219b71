"""Runs that died with their process: Prefect marks them *Crashed* once their heartbeat has stopped.

Without it a run that was killed, or whose machine lost its power, would be shown as running for ever.
"""

from datetime import timedelta

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from data.sentences import text
from flows.prefect_defaults import HEARTBEAT_SECONDS

_MISSED_HEARTBEATS = 3
_NAME = "Tandai run yang terputus"
_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDED = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}


def mark_interrupted_runs() -> None:
    """Let the server watch over the heartbeats of all runs; asked again it changes nothing."""
    with get_client(sync_client=True) as client:
        if not client.read_automations_by_name(_NAME):
            client.create_automation(_automation())


def _automation() -> AutomationCore:
    return AutomationCore(
        name=_NAME,
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
