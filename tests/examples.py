"""How many examples a test tries: few in a usual run, as many as ``NETRALITAS_EXAMPLES`` says in the long one."""

import os


def examples(usual: int) -> int:
    """Return the number of examples to try, ``usual`` where nobody asks for more."""
    return int(os.environ.get("NETRALITAS_EXAMPLES", usual))
