"""Memory: the search for cycles of references, of which there is hardly one, made rare; what is let go, given back."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: Objects made since the last search before the next one begins (by default 700), and how many searches among the young
#: go before one among the older. What validation leaves behind in cycles is still found in time.
_RARE = (200_000, 10, 10)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Let Python search for cycles rarely, which takes a third of a build otherwise.

    Example:
        >>> with rarely_collecting():
        ...     gc.get_threshold()[0]
        200000
    """
    before = gc.get_threshold()
    gc.set_threshold(*_RARE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back() -> None:
    """Give the memory that was let go of back to the system, where the C library keeps it (glibc)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, or a Python without its calls
            ctypes.CDLL(None).malloc_trim(0)
