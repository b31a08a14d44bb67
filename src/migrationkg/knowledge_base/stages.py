"""How long each stage of a build takes: told as it ends, with `-v`."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOG = logging.getLogger(__name__)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Tell what is done in the block as it begins, and as it ends how many seconds it took, of a processor too.

    Args:
        name: what is done, as "resolving 10 items".
    """
    _LOG.info("%s …", name)
    begun, before = time.perf_counter(), os.times()
    yield
    used = sum(now - then for now, then in zip(os.times()[:4], before[:4], strict=True))
    _LOG.info("%s: %.1f s, %.1f of a processor", name, time.perf_counter() - begun, used)
