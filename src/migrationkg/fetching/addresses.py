"""Where a request may connect to: addresses of the open network, unless the user allows others.

A name is looked up once, what it leads to is checked, and the connection goes to that very address: what the name
leads to a moment later does not matter.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from migrationkg.fetching.outcome import NoAnswerError, NotPermittedError

_Address = IPv4Address | IPv6Address

#: IPv6 addresses whose last 32 bits are the IPv4 address that a gateway translates them to (RFC 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")


async def _look_up(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[4][0]) for place in found]


def is_open(address: str) -> bool:
    """Tell whether an address is one of the open network: not private, loopback, link-local, reserved or multicast.

    An IPv6 address that stands for an IPv4 address is what that is.

    Example:
        >>> is_open("93.184.215.14"), is_open("169.254.169.254"), is_open("::ffff:10.0.0.1")
        (True, False, False)
    """
    return all(one.is_global and not one.is_multicast for one in _meant(ip_address(address)))


def _meant(address: _Address) -> list[_Address]:
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    within: list[_Address] = [address.sixtofour] if address.sixtofour else []
    if address.teredo:
        within += address.teredo
    if address in _TRANSLATED:
        within.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [address, *within]


@dataclass(frozen=True, slots=True)
class Network:
    """How hosts are found, and which addresses may be connected to.

    Attributes:
        permits: tells whether an address may be connected to.
        look_up: host and port → addresses.
        tls: whom to trust; None for the authorities that browsers trust.
    """

    permits: Callable[[str], bool] = is_open
    look_up: Callable[[str, int], Awaitable[Sequence[str]]] = _look_up
    tls: ssl.SSLContext | None = None

    async def places(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host that may be connected to, each once.

        Raises:
            NoAnswerError: there are none.
        """
        try:
            found = list(dict.fromkeys(await self.look_up(host, port)))
        except (OSError, UnicodeError) as error:
            raise NoAnswerError(f"the host {host} is not found; check the address and the network") from error
        permitted = [one for one in found if self.permits(one)]
        if found and not permitted:
            told = f"{host} is" if host == found[0] else f"{host} is {found[0]},"
            told += " an address of a private network or of this machine"
            raise NotPermittedError(f"{told}; if it is meant, use --allow-private")
        return permitted


#: The open network, and nothing else.
NETWORK = Network()
