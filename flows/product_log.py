"""The product's own log: what a terminal shows as progress, and Prefect as the log of the run."""

import logging

NAME = "netralitas"
"""Name of the standard logger whose records Prefect keeps with the run in its database."""


def product_log() -> logging.Logger:
    """Return the logger; in a process that Prefect starts nobody else has asked for its steps (INFO)."""
    log = logging.getLogger(NAME)
    log.setLevel(logging.INFO)
    return log
