"""How much memory a process may use."""

import faulthandler
import os
import sys


def limit_memory(most: int) -> None:
    """Have this process end, without a word, when it needs more memory.

    Args:
        most: bytes. Windows has no such limit.
    """
    # The engine aborts with a stack trace when memory runs out; that is no message for people.
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    try:
        import resource
    except ImportError:
        return

    for limit, bound in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        own = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(limit, (own, own))
