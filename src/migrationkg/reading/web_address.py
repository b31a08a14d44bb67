"""The address of an item's page: which ones can be used, and which mean the same page."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

#: Parameters that mailers and social networks put into an address; they ask nothing.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)

#: What RFC 3986 allows in any part of an address besides letters and digits; all else is written as %XX.
_ALLOWED = "-._~:/?@!$&'()*+,;=%"

_BARE_PER_CENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(url: str, base: str | None = None) -> str | None:
    """Return `url` as an absolute http or https address that is safe as an IRI, or None where it is none.

    A host in other letters is written as the network does (IDNA 2008).

    Args:
        url: the address as found.
        base: address of the page that it stands on, where that is known.

    Example:
        >>> web_address(" https://example.org/news/a b ")
        'https://example.org/news/a%20b'
        >>> web_address("/news/1", base="https://example.org/news")
        'https://example.org/news/1'
        >>> web_address("https://bücher.example/straße")
        'https://xn--bcher-kva.example/stra%C3%9Fe'
        >>> web_address("javascript:alert(1)") is None
        True
    """
    try:
        parts = urlsplit(urljoin(base or "", url.strip()))
        place = _place(parts)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not place:
        return None
    return urlunsplit((parts.scheme, place, *map(_quoted, parts[2:])))


def same_page(url: str) -> str:
    """Return the form in which two addresses of one page are equal.

    Scheme, `www.`, a slash at the end, the order of the query and marks of tracking do not count.

    Example:
        >>> same_page("http://www.Example.org/News/1/?utm_source=x")
        'example.org/News/1'
    """
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0])]
    page = parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
    return page + (f"?{urlencode(sorted(query))}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def host_of(url: str) -> str:
    """Return the host of an address, without `www.`.

    Example:
        >>> host_of("https://www.Example.org:8080/news")
        'example.org'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _place(parts: SplitResult) -> str | None:
    """Return host and port, and who is named before them.

    Raises:
        ValueError: the port is no number, or the host is none.
    """
    host, _ = parts.hostname or "", parts.port
    who, at, written = parts.netloc.rpartition("@")
    if ":" in host:
        IPv6Address(host)
        return f"{_quoted(who)}{at}[{host}]" + (f":{parts.port}" if parts.port is not None else "")
    if not host.isascii():
        import idna

        # IDNAError is a ValueError.
        plain = idna.encode(host, uts46=True).decode("ascii")
        written = plain + (f":{parts.port}" if parts.port is not None else "")
        host = plain
    if not host or re.search(r"[^a-z0-9._-]", host):
        return None
    return _quoted(who) + at + written


def _quoted(part: str) -> str:
    return quote(_BARE_PER_CENT.sub("%25", part), safe=_ALLOWED, errors="replace")
