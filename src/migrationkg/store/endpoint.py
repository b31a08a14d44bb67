"""A SPARQL 1.1 endpoint over HTTP: what it is asked, what it is told to change, and what it may say instead.

Queries and updates go as the SPARQL 1.1 Protocol has them, in the body of a POST. Who asks is told by environment
variables (`MIGRATIONKG_USER` and `MIGRATIONKG_PASSWORD`, or `MIGRATIONKG_TOKEN`) or by a netrc file, never on the
command line, where others can read it. Whether the server wants Basic or Digest, it says itself.
"""

import io
import netrc
import os
import re
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlencode, urlsplit, urlunsplit

from pyoxigraph import QueryResultsFormat, QuerySolution, QuerySolutions, parse_query_results

from migrationkg.errors import InputError

if TYPE_CHECKING:
    import httpx

#: Seconds before each further try where a server is busy, or cannot be reached.
_PAUSES = (0.5, 2.0, 5.0)
_BUSY = frozenset({429, 502, 503, 504})
_CONNECTING = 10.0
_TOLD = 200  # characters of what a server says that a line for people holds
_NO_ROWS = "the server does not answer as a SPARQL endpoint does"

#: Media types of answers.
JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"


class RefusedError(InputError):
    """What an endpoint was asked or told is not carried out, and the server says why."""


class Endpoint:
    """One place that answers queries, and perhaps takes updates.

    Args:
        url: where queries go; `?default-graph-uri=…` in it says which graph is asked.
        update: where updates go.
        timeout: seconds that one answer may take.

    Raises:
        InputError: the address is none of a web server, or holds a password.

    Example:
        >>> Endpoint("http://localhost:7878/query").url
        'http://localhost:7878/query'
    """

    def __init__(self, url: str, update: str | None = None, timeout: float = 60.0) -> None:
        self.url = _checked(url)
        self.update_url = _checked(update) if update else None
        self.timeout = timeout
        self._client: httpx.Client | None = None

    def select(self, query: str, dataset: Sequence[tuple[str, str]] = ()) -> Iterator[QuerySolution]:
        """Yield the rows of a SELECT, as they come.

        Args:
            query: its text, with all prefixes.
            dataset: parameters of the protocol that name graphs.

        Raises:
            InputError: there is no such answer.
        """
        with self.asked(query, dataset, JSON) as stream:
            try:
                results = parse_query_results(stream, QueryResultsFormat.JSON)
                if not isinstance(results, QuerySolutions):
                    raise InputError(f"{self.url}: {_NO_ROWS}")
                yield from results
            except (SyntaxError, ValueError) as error:
                raise InputError(f"{self.url}: {_NO_ROWS} ({_line(str(error))}); give the address of one") from error

    @contextmanager
    def asked(self, query: str, dataset: Sequence[tuple[str, str]], form: str) -> Iterator[BinaryIO]:
        """Ask a query, and give the answer as a stream of bytes that ends in time.

        Args:
            query: its text, with all prefixes.
            dataset: parameters of the protocol that name graphs.
            form: media type of the answer.
        """
        words = urlencode([("query", query), *dataset])
        with self._sent(self.url, words, "application/x-www-form-urlencoded", form) as response:
            end = time.monotonic() + self.timeout
            yield io.BufferedReader(_Body(self, response, end), 2**18)

    def update(self, *operations: str) -> None:
        """Carry out operations of SPARQL 1.1 Update, in one request.

        Args:
            operations: each complete, with full IRIs.

        Raises:
            InputError: they are refused, or nobody answers.
        """
        if self.update_url is None:
            raise InputError(f"{self.url}: is only asked")
        words = " ;\n".join(operations)  # as they are: to write them as a form takes as long as all the rest
        with self._sent(self.update_url, words, "application/sparql-update; charset=utf-8", "*/*") as response:
            response.read()

    @contextmanager
    def _sent(self, url: str, words: str, kind: str, form: str) -> Iterator["httpx.Response"]:
        """Send a request, again where the server is busy: all that we send may be sent twice."""
        import httpx

        client = self._client = self._client or _client(url, self.timeout)
        headers = {"Accept": form, "Content-Type": kind}
        response = None
        for pause in (*_PAUSES, None):
            try:
                request = client.build_request("POST", url, content=words.encode(), headers=headers)
                response = client.send(request, stream=True)
                if response.status_code not in _BUSY or pause is None:
                    break
                response.close()
            except httpx.ConnectError as error:
                if pause is None:
                    raise InputError(f"{url}: cannot be reached ({_line(str(error))}); does the server run?") from error
            except httpx.TimeoutException as error:
                raise self.late() from error
            except httpx.HTTPError as error:
                if pause is None:
                    raise InputError(f"{url}: {_line(str(error)) or 'the connection broke'}; try again") from error
            time.sleep(pause or 0)
        assert response is not None  # noqa: S101
        try:
            if response.status_code >= 300:
                raise _refusal(url, response)
            yield response
        finally:
            response.close()

    def late(self) -> InputError:
        """Return the error of an answer that takes too long."""
        return InputError(
            f"{self.url}: no answer within {self.timeout:g} s; ask for less (a parameter, LIMIT) or allow more time "
            "(--timeout)"
        )


class _Body(io.RawIOBase):
    """The body of an answer, read as it comes."""

    def __init__(self, endpoint: Endpoint, response: "httpx.Response", end: float) -> None:
        self._pieces = response.iter_bytes()
        self._endpoint, self._end = endpoint, end
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        import httpx

        try:
            while not self._rest:
                if time.monotonic() > self._end:
                    raise self._endpoint.late()
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except httpx.TimeoutException as error:
            raise self._endpoint.late() from error
        except httpx.HTTPError as error:
            raise InputError(f"{self._endpoint.url}: the answer broke off ({_line(str(error))}); try again") from error
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def asking_address(update: str) -> str:
    """Return where a store is asked that takes updates at an address, as servers have it.

    Args:
        update: where updates go.

    Example:
        >>> asking_address("http://localhost:7878/update")
        'http://localhost:7878/query'
        >>> asking_address("http://localhost:7200/repositories/news/statements")
        'http://localhost:7200/repositories/news'
        >>> asking_address("http://localhost:8890/sparql-auth")
        'http://localhost:8890/sparql-auth'
    """
    parts = urlsplit(update)
    path = re.sub(r"/update$", "/query", parts.path)
    return urlunsplit(parts._replace(path=path.removesuffix("/statements")))


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise InputError(f"{url}: is no address of a server ({error})") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(f"{url}: is no address of a server; give one as http://localhost:7878/query")
    if parts.password is not None or parts.username is not None:
        raise InputError(
            f"{parts.hostname}: a password in an address can be read by others; put it into MIGRATIONKG_USER and "
            "MIGRATIONKG_PASSWORD, or into ~/.netrc"
        )
    return url


def _client(url: str, timeout: float) -> "httpx.Client":
    import httpx

    limits = httpx.Timeout(timeout, connect=min(timeout, _CONNECTING))
    token = os.environ.get("MIGRATIONKG_TOKEN")
    if token:
        return httpx.Client(timeout=limits, headers={"Authorization": f"Bearer {token}"})
    known = _credentials(urlsplit(url).hostname or "")
    return httpx.Client(timeout=limits, auth=_as_wanted(*known) if known else None)


def _credentials(host: str) -> tuple[str, str] | None:
    user, password = os.environ.get("MIGRATIONKG_USER"), os.environ.get("MIGRATIONKG_PASSWORD")
    if user and password is not None:
        return user, password
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError) as error:
        raise InputError(f"the netrc file cannot be read ({error}); mend it") from error
    return (found[0], found[2]) if found and found[2] is not None else None


def _as_wanted(user: str, password: str) -> "httpx.Auth":
    """Return what logs in as the server wants it: nothing at first, then Basic or Digest by its first refusal."""
    import httpx

    class AsWanted(httpx.Auth):
        chosen: httpx.Auth | None = None

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if self.chosen is None:
                response = yield request
                if response.status_code != 401:
                    return
                digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
                self.chosen = (httpx.DigestAuth if digest else httpx.BasicAuth)(user, password)
            yield from self.chosen.auth_flow(request)

    return AsWanted()


def _refusal(url: str, response: "httpx.Response") -> InputError:
    code, said = response.status_code, _line(response.read().decode("utf-8", "replace"))
    if code in {401, 403}:
        return InputError(
            f"{url}: asks who you are, or does not let you ({code}); put MIGRATIONKG_USER and MIGRATIONKG_PASSWORD "
            "into the environment, or a line for the host into ~/.netrc"
        )
    if code in {301, 302, 303, 307, 308}:
        return InputError(f"{url}: has moved to {_line(response.headers.get('location', 'elsewhere'))}; give that")
    if code in {404, 405}:
        return InputError(f"{url}: takes no such request ({code}); give the address of a SPARQL endpoint")
    return RefusedError(f"{url}: the server refuses it ({code}): {said}")


def _line(said: str) -> str:
    """Return the first words of what a server says, on a line."""
    text = " ".join(re.sub(r"<[^<>]*>", " ", said).split())
    return text if len(text) <= _TOLD else f"{text[:_TOLD]} …"
