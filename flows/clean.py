"""*Bersihkan*: deletes old run records and the drafts that killed audits left; evidence is never deleted."""

import shutil
import time
from datetime import datetime, timedelta

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import TERMINAL_STATES

from data.calendar import ZONE
from data.sentences import text
from flows.options import load_settings

_DRAFT_DAYS = 1
_PAGE = 200
_SECONDS_A_DAY = 86_400


@flow(name="bersihkan", persist_result=False)
def clean(simpan_hari: int = 90) -> str:
    """Hapus catatan proses yang lama dan draf yang tertinggal.

    Arsip, register audit, audit, dan balasan tidak pernah dihapus.

    Args:
        simpan_hari: Berapa hari catatan proses di antarmuka disimpan.
    """
    settings = load_settings()
    before = datetime.now(ZONE) - timedelta(days=max(simpan_hari, 1))
    ended = FlowRunFilter(
        start_time=FlowRunFilterStartTime(before_=before),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(TERMINAL_STATES))),
    )
    with get_client(sync_client=True) as client:
        deleted = 0
        while runs := client.read_flow_runs(flow_run_filter=ended, limit=_PAGE):
            for run in runs:
                client.delete_flow_run(run.id)
            deleted += len(runs)
    drafts = [
        folder
        for folder in (settings.home / "audits").glob("*/.*")
        if folder.is_dir() and time.time() - folder.stat().st_mtime > _DRAFT_DAYS * _SECONDS_A_DAY
    ]
    for draft in drafts:
        shutil.rmtree(draft)
    return text("cleaned", "id", runs=deleted, drafts=len(drafts))
