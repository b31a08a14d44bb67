"""ETags: an answer holds for as long as the state of the knowledge base does (RFC 9110, sections 8.8.3 and 13.1.2)."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response


def etag(*parts: str) -> str:
    """Return the ETag of an answer; weak, since compression gives it other bytes.

    Args:
        parts: all that the answer depends on: the version of what is served, what was asked, the form.

    Example:
        >>> etag("a", "bc") == etag("ab", "c")
        False
    """
    told = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    return f'W/"{hashlib.sha256(told).hexdigest()[:24]}"'


def is_known(request: Request, tag: str) -> bool:
    """Return whether who asks has the answer already (`If-None-Match`)."""
    known = request.headers.get("if-none-match")
    if known is None:
        return False
    return known.strip() == "*" or tag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in known.split(",")
    }


def unchanged(tag: str, vary: str = "Accept") -> Response:
    """Return the response to one who has the answer already."""
    return Response(status_code=304, headers={"ETag": tag, "Vary": vary})
