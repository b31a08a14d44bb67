"""The pages that a build makes: the network, the validation report."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from migrationkg.server.served import served_of

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
    """Send a page that the build made."""
    address = request.url.path
    if address not in made(request):
        raise HTTPException(404, f"the last build did not make {_PAGES[address]}")
    path = served_of(request).kb.folder / _PAGES[address]
    return FileResponse(path, media_type="text/html", headers={"Content-Security-Policy": "frame-ancestors 'none'"})
