"""One request and its answer, of bounded time and size."""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import httpx

from migrationkg import __version__
from migrationkg.fetching.addresses import Network
from migrationkg.fetching.outcome import NoAnswerError
from migrationkg.fetching.wanted import Wanted

_MIB = 2**20
#: Seconds after which another address of a host is tried.
_CONNECT = 10.0

_GZIP = 47  # zlib's sign for: gzip or zlib, whichever it is


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered.

    Attributes:
        address: where it answered, after all redirects.
        status: the HTTP status.
        headers: its headers; names do not tell capitals apart.
        body: what it sent, unpacked; empty unless the status is 200.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Sends requests to addresses that were checked; keeps no cookies, takes no proxy, follows no redirect.

    Attributes:
        network: where it may connect to.
        timeout: seconds for one answer as a whole.
        largest: MiB that an answer may have, unpacked.
        contact: told to the sites.
        tls: whom to trust; the certificate must be for the name of the host.
    """

    network: Network
    timeout: float
    largest: float
    contact: str
    tls: ssl.SSLContext

    @classmethod
    def of(cls, network: Network, wanted: Wanted) -> "Receiver":
        """Return the receiver for what a user lists."""
        tls = network.tls or httpx.create_ssl_context()
        return cls(network, wanted.timeout, wanted.largest, wanted.contact, tls)

    async def get(self, address: str, conditions: Mapping[str, str], largest: float | None = None) -> Answer:
        """Return the answer to one request.

        Args:
            address: an http or https address.
            conditions: headers of a conditional request.
            largest: MiB that this answer may have; what is longer is cut off. By default, `self.largest` is an error.

        Raises:
            NoAnswerError: there is none, or not one that can be taken.
        """
        url = httpx.URL(address)
        try:
            async with asyncio.timeout(self.timeout):
                return await self._sent(url, conditions, largest)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise NoAnswerError(f"no whole answer within {self.timeout:g} seconds; asked again next time") from error
        except httpx.ConnectError as error:
            is_tls = "CERTIFICATE" in str(error) or "SSL" in str(error)
            told = "no safe connection (TLS)" if is_tls else "no connection"
            raise NoAnswerError(f"{told} to {url.host}: {_plain(error)}") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise NoAnswerError(f"the answer was cut off or is no HTTP: {_plain(error)}") from error

    async def _sent(self, url: httpx.URL, conditions: Mapping[str, str], largest: float | None) -> Answer:
        places = await self.network.places(url.host, url.port or (443 if url.scheme == "https" else 80))
        times = httpx.Timeout(self.timeout, connect=_CONNECT)
        failed: Exception = httpx.ConnectError("no address")
        for place in places:
            request = httpx.Request(
                "GET",
                url.copy_with(host=place),
                headers={**self._headers(url), **conditions},
                extensions={"sni_hostname": url.host, "timeout": times.as_dict()},
            )
            async with httpx.AsyncHTTPTransport(verify=self.tls, trust_env=False) as transport:
                try:
                    response = await transport.handle_async_request(request)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    failed = error
                    continue
                is_page = response.status_code == 200
                body = await _unpacked(response, largest or self.largest, whole=largest is None) if is_page else b""
                return Answer(str(url), response.status_code, response.headers, body)
        raise failed

    def _headers(self, url: httpx.URL) -> dict[str, str]:
        told = f" (+{self.contact})" if self.contact else ""
        return {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"migrationkg/{__version__}{told}",
            "Accept": "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }


async def _unpacked(response: httpx.Response, largest: float, *, whole: bool) -> bytes:
    """Return the body of an answer; what is packed is never unpacked further than the limit.

    Raises:
        NoAnswerError: it is too large, or packed in a way that was not asked for, or cut off.
    """
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise NoAnswerError(f"the answer is packed as {packing[:40]!r}, which was not asked for")
    most = int(largest * _MIB)
    body = bytearray()
    parts = response.aiter_raw() if packing == "identity" else _inflated(response.aiter_raw(), most)
    async for part in parts:
        body += part
        if len(body) > most and not whole:
            return bytes(body[:most])
        if len(body) > most:
            raise NoAnswerError(f"the page is larger than {largest:g} MiB; raise 'largest' if that is right")
    return bytes(body)


async def _inflated(parts: AsyncIterator[bytes], most: int) -> AsyncIterator[bytes]:
    """Yield what is packed, at most `most` bytes and one at a time."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        async for part in parts:
            rest = part
            while rest:
                yield unpacker.decompress(rest, most + 1)
                rest = unpacker.unconsumed_tail
                if unpacker.eof:
                    rest = unpacker.unused_data
                    unpacker = zlib.decompressobj(_GZIP) if rest else unpacker
    except zlib.error as error:
        raise NoAnswerError("the answer is not packed as it says (gzip)") from error
    if not unpacker.eof:
        raise NoAnswerError("the answer was cut off")


def _plain(error: Exception) -> str:
    """Return the words of an error as one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
