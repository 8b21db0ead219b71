"""Letting this process read its reference tables anew."""

import sys


def forget_tables() -> None:
    """Forget what was read of the reference tables and everything that was made of it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"data", "expectations", "tasks"}:
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
