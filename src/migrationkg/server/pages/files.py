"""The pages that a build makes: the network, which is drawn here where it is not yet, and the validation report."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from migrationkg.knowledge_base.drawing import MOST_ON_A_PAGE, is_drawn, network_page
from migrationkg.server.pages.kept import kept
from migrationkg.server.served import Served, served_of

#: Address → file in the folder. They hold scripts of their own, and say in themselves what those may do.
_PAGES = {"/network": "network.html", "/validation": "validation.html"}


def made(request: Request) -> frozenset[str]:
    """Return the addresses of the pages that the last build made.

    Args:
        request: what is answered.
    """
    folder = served_of(request).kb.folder
    return frozenset(address for address, name in _PAGES.items() if (folder / name).is_file())


async def made_page(request: Request) -> Response:
    """Send a page that the build made, or the network that it left to whoever asks first."""
    address = request.url.path
    if address not in made(request):
        raise HTTPException(404, f"the last build did not make {_PAGES[address]}")
    path = served_of(request).kb.folder / _PAGES[address]
    headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
    if address == "/network" and not is_drawn(path):
        return Response(await kept(request, "network", _drawn), media_type="text/html", headers=headers)
    return FileResponse(path, media_type="text/html", headers=headers)


async def _drawn(served: Served) -> bytes:
    return await served.pool.run(network_page, MOST_ON_A_PAGE)
