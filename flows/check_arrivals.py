"""*Periksa kiriman*: what villages dropped is checked and answered, by the watch and when an inspector asks for it."""

import os

import httpx
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.flow_engine import run_flow
from prefect.runtime import flow_run
from prefect.states import Pending

from data.errors import EnvironmentUnavailable, InternalError
from data.reference import limit, only
from data.sentences import both, text
from data.service import Deployment
from flows.fields import Village, area_code
from flows.options import load_settings, own_ledger, read_jobs, require_inbox_set
from flows.outcome import log_failure
from flows.product_log import product_log
from tasks.inbox.opening import open_inbox
from tasks.steps import check_received, deliver_checked
from tasks.watch.queue import WatchQueue


def _name_of_run() -> str:
    return f"Periksa kiriman {flow_run.parameters.get('desa') or ''}".rstrip()


@flow(name="periksa-kiriman", flow_run_name=_name_of_run, persist_result=False)
def check_arrivals(desa: Village = "") -> dict[str, int]:
    """Periksa kiriman yang menunggu dan simpan balasannya di folder desa.

    Pengawas kiriman menjalankannya sendiri begitu ada berkas yang masuk dan utuh.

    Args:
        desa: Desa yang semua kirimannya diperiksa sekali lagi. Kosong berarti hanya kiriman yang menunggu.
    """
    settings = load_settings()
    inbox = open_inbox(require_inbox_set(settings))
    log = product_log()
    references = []
    with own_ledger() as ledger:
        queue = WatchQueue(ledger, settings.home, inbox.name)
        with queue.alone():
            if desa:
                queue.again(area_code(desa))
            for each in queue.set_aside():
                log.warning(text("arrival_set_aside", "id", file=each.file))
            waiting = queue.waiting(int(limit("watch_batch")))
            queue.begin(waiting)
            try:
                done, failures = check_received(
                    waiting, inbox, settings.area, settings.home, ledger, read_jobs(None, settings.jobs)
                )
            except Exception:
                queue.not_done(waiting)
                raise
            for trouble in deliver_checked(done, inbox, settings.home, queue):
                log.warning(trouble)
            for file, failure in failures.items():
                references.append(log_failure(failure)[0])
                queue.failed(file)
    log.info(text("arrivals_checked", "id", count=len(done), findings=sum(each.findings for each in done)))
    if references:
        raise InternalError(both("arrivals_failed", count=len(references), references=", ".join(references)))
    return {"checked": len(done), "waiting": len(waiting) - len(done)}


def check_as_deployed() -> None:
    """Check what waits, in this process, as a run of the deployment; one that fails is shown there.

    A run that a worker picks up starts a process and imports everything first: too long for a reply within a minute.
    Until the runner has told the server of the deployments, the run belongs to none. Raises ``EnvironmentUnavailable``
    when the server does not answer.
    """
    try:
        _run_as_deployed()
    except httpx.TransportError as error:
        raise EnvironmentUnavailable(both("no_server", url=os.environ.get("PREFECT_API_URL", ""))) from error


def _run_as_deployed() -> None:
    plan = only("deployments", Deployment, flow=check_arrivals.name)
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(f"{plan.flow}/{plan.name}")
        except ObjectNotFound:
            check_arrivals(return_state=True)
            return
        # pending, not scheduled: no worker takes it
        run = client.create_flow_run_from_deployment(deployment.id, state=Pending())
    run_flow(check_arrivals, flow_run=run, parameters={"desa": ""}, return_type="state")
