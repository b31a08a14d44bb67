"""The start page: search, how much there is, what is newest, where to go on."""

from collections.abc import Mapping

from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import Response

from migrationkg.server.pages.files import made
from migrationkg.server.pages.kept import kept
from migrationkg.server.pages.listed import Row, counts_of, newest_of
from migrationkg.server.pages.looks import page
from migrationkg.server.pages.questions import by_group
from migrationkg.views.wording import readable_date

_NEWEST = 8

#: Questions in words that a reader may begin with; each is understood whatever the knowledge base holds.
EXAMPLES = (
    "Who are the biggest donors?",
    "Which countries hosted the most events?",
    "Which projects have no known donor?",
    "What happened in 2023?",
)


async def start(request: Request) -> Response:
    """Show the start page."""
    counts, events, news = await kept(request, "start", lambda served: served.pool.run(_begun))
    values = {
        "counts": counts,
        "events": [(readable_date(row.cells["day"][0].name), row) for row in events],
        "news": [(readable_date(row.cells["day"][0].name), row) for row in news],
        "groups": by_group(),
        "examples": EXAMPLES,
        "made": made(request),
    }
    return page(request, "start.html", values)


def _begun(store: Store) -> tuple[Mapping[str, int], tuple[Row, ...], tuple[Row, ...]]:
    """Return how many things there are of each list, the newest events and the newest news."""
    return counts_of(store), newest_of(store, "events", _NEWEST), newest_of(store, "news", _NEWEST)
