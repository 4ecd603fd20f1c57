"""The wall: no connection ever leads to a private address, whatever a feed, a redirect or a name server says.

A name is resolved once, every address of it is checked, and the connection is made to an address that was
checked. So a name can't change its meaning between check and connection (DNS rebinding).
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable
from functools import cache

import httpcore2
import httpx2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16")))
"""Networks of the IANA registries that older Pythons take for public."""


class PrivateAddressError(Exception):
    """A host that leads to a private address, and is not allowed to."""

    def __init__(self, host: str, address: str) -> None:
        leads = "is" if host == address else f"leads to {address},"
        super().__init__(f"{host} {leads} a private address; if you trust it, put it into private_hosts")


def is_public(address: Address) -> bool:
    """Say whether an address belongs to the public internet, and so does the one that it may stand for."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.teredo:
            return False
    is_special = (
        address.is_multicast or address.is_reserved or any(address in network for network in _SPECIAL)
    )
    return address.is_global and not is_special


class Wall(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses, and to hosts that the user's own settings allow."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the name that the interface gives it
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of the host that answers.

        :raises PrivateAddressError: one of its addresses is private.
        :raises httpcore2.ConnectError: there is no such host, or none of its addresses answers.
        """
        failure: Exception | None = None
        for address in await self.resolve(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"there is no host {host}")

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return all addresses of a host, after a look at each.

        :raises PrivateAddressError: see :meth:`connect_tcp`; so does ``httpcore2.ConnectError``.
        """
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"there is no host {host}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if host.lower().rstrip(".") not in self._allowed:
            for address in addresses:
                if not is_public(ipaddress.ip_address(address)):
                    raise PrivateAddressError(host, address)
        return addresses

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@cache
def trusted() -> ssl.SSLContext:
    """Return whom to trust, read once: it takes as long as a request."""
    return httpx2.create_ssl_context()


class WalledTransport(httpx2.AsyncHTTPTransport):
    """Requests over HTTP/1.1 from behind the wall, with one connection a host; no proxy, no cookies."""

    def __init__(self, allowed: Iterable[str], hosts: int) -> None:
        context = trusted()
        super().__init__(verify=context)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=hosts,
            max_keepalive_connections=hosts,
            network_backend=Wall(allowed),
        )
