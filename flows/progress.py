"""What a person sees while a command works: one line a step on standard error, plain when that is no terminal.

Steps are records of the standard logger ``netralitas``; Prefect keeps the same records with the run.
"""

import logging

from rich.console import Console

from flows.product_log import product_log


class ProgressHandler(logging.Handler):
    """Prints each record on standard error with the seconds since the command began."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._began = self._console.get_time()

    def emit(self, record: logging.LogRecord) -> None:
        seconds = self._console.get_time() - self._began
        self._console.print(f"[dim]{seconds:6.1f} s[/dim]  ", end="")
        self._console.print(record.getMessage(), markup=False)


def show_progress() -> logging.Logger:
    """Make the product's logger print on standard error; return it."""
    logger = product_log()
    logger.addHandler(ProgressHandler())
    return logger
