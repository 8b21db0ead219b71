"""The runner's process: offers the deployments to the server and runs what is asked for or due."""

import importlib
import threading

import typer

from flows.child_process import end_with_parent
from flows.options import load_settings

_QUERY_SECONDS = 2


def main(module: str) -> None:
    """Serve the deployments that ``deployments(settings)`` of a module returns, until this process is ended."""
    from prefect import serve

    from flows.interrupted_runs import mark_interrupted_runs

    threading.Thread(target=end_with_parent, daemon=True).start()
    mark_interrupted_runs()
    offered = importlib.import_module(module).deployments(load_settings())
    serve(*offered, query_seconds=_QUERY_SECONDS, pause_on_shutdown=False, print_starting_message=False)


if __name__ == "__main__":
    typer.run(main)
