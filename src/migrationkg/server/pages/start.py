"""The start page: search, how much there is, what is newest, where to go on."""

from starlette.requests import Request
from starlette.responses import Response

from migrationkg.server.pages.files import made
from migrationkg.server.pages.kept import kept
from migrationkg.server.pages.listed import counts_of
from migrationkg.server.pages.lists import rows
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
    counts = await kept(request, "counts", lambda served: served.pool.run(counts_of))
    events, news = await rows(request, "events"), await rows(request, "news")
    held = [row for row in events if row.cells["day"]]
    values = {
        "counts": counts,
        "events": [(readable_date(row.cells["day"][0].name), row) for row in held[:_NEWEST]],
        "news": [(readable_date(row.cells["day"][0].name) if row.cells["day"] else "", row) for row in news[:_NEWEST]],
        "groups": by_group(),
        "examples": EXAMPLES,
        "made": made(request),
    }
    return page(request, "start.html", values)
