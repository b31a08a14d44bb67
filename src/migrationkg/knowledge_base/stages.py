"""How long each stage of a build takes: told as it ends, with `-v`."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOG = logging.getLogger(__name__)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Tell what is done in the block as it begins, and as it ends how many seconds it took.

    Args:
        name: what is done, as "resolving 10 items".
    """
    _LOG.info("%s …", name)
    begun = time.perf_counter()
    yield
    _LOG.info("%s: %.1f s", name, time.perf_counter() - begun)
