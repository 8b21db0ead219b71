"""The runner's process: offers the deployments to the server and runs what is asked for or due."""

import importlib

import typer

from flows.child_process import end_with_parent
from flows.options import load_settings
from flows.process_tree import adopt_orphans

_QUERY_SECONDS = 2


def main(module: str) -> None:
    """Serve the deployments that ``deployments(settings)`` of a module returns, until this process is ended."""
    from prefect import serve

    from flows.area_queue import free_places
    from flows.interrupted_runs import mark_interrupted_runs, mark_runs_before, server_begin

    settings = load_settings()
    adopt_orphans()
    end_with_parent()
    mark_runs_before(server_begin())
    mark_interrupted_runs()
    free_places(settings.home)
    offered = importlib.import_module(module).deployments(settings)
    serve(*offered, query_seconds=_QUERY_SECONDS, pause_on_shutdown=False, print_starting_message=False)


if __name__ == "__main__":
    typer.run(main)
