"""The process of an embedded server: Prefect's application for one command, which it does not outlive."""

import typer

from flows.child_process import end_with_parent


def main(port: int) -> None:
    """Serve at a port of this machine until this process or its parent is ended."""
    import uvicorn
    from prefect.server.api.server import create_app

    end_with_parent()
    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="error", lifespan="on")


if __name__ == "__main__":
    typer.run(main)
