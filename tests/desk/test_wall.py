"""No request ever leaves for a private address."""

import asyncio
import ipaddress
import socket
from typing import Any

import httpcore2
import pytest

from generator.desk.wall import PrivateAddressError, Wall, is_public
from tests.desk.curator import Curator
from tests.desk.host import FeedHost, stories


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 - an address that must be refused
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:{port}/feed", "127.0.0.1"),
        ("http://localhost:{port}/feed", "127.0.0.1"),
        ("http://2130706433:{port}/feed", "127.0.0.1"),
        ("http://0x7f000001:{port}/feed", "127.0.0.1"),
        ("http://127.1:{port}/feed", "127.0.0.1"),
        ("http://[::ffff:127.0.0.1]:{port}/feed", "::ffff:127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
    ],
)
def test_a_feed_at_a_private_address_is_not_asked(
    curator: Curator, host: FeedHost, url: str, address: str
) -> None:
    curator.allowed = ()
    words = curator.subscribes(url.format(port=host.base.rpartition(":")[2])).told()
    assert f"{address}" in words
    assert words.endswith("a private address; if you trust it, put it into private_hosts, again at 09:10")
    assert host.asked == []


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/",
        "http://10.0.0.1/",
        "http://localhost:{port}/secret",
        "http://[::1]:{port}/secret",
    ],
)
def test_a_redirect_leads_to_no_private_address(curator: Curator, host: FeedHost, location: str) -> None:
    target = location.format(port=host.base.rpartition(":")[2])
    host.serves("/secret", stories([1]))
    words = curator.subscribes(host.serves("/feed", "", 302, Location=target)).told()
    assert words.endswith("a private address; if you trust it, put it into private_hosts, again at 09:10")
    assert [asked.path for asked in host.asked] == ["/feed"]


def test_who_allows_a_host_by_its_name_allows_no_other(curator: Curator, host: FeedHost) -> None:
    named = host.serves("/feed", stories([1])).replace("127.0.0.1", "localhost")
    curator.allowed = ("localhost",)
    curator.subscribes(named, f"{host.base}/feed")
    assert [one.health.is_failing for one in curator.collects().feeds] == [False, True]


class Resolver:
    """A name server that answers otherwise each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def __call__(self, _host: str, port: int, *_rest: Any, **_more: Any) -> list[Any]:
        addresses = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def connect(wall: Wall, host: str, port: int) -> None:
    async def run() -> None:
        stream = await wall.connect_tcp(host, port, timeout=1)
        await stream.aclose()

    asyncio.run(run())


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["93.184.216.34", "10.0.0.1"]))
    with pytest.raises(PrivateAddressError, match=r"^news\.example leads to 10\.0\.0\.1, a private address"):
        connect(Wall(), "news.example", 80)


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, host: FeedHost
) -> None:
    """A name server that says something else the second time is not asked a second time."""
    port = int(host.base.rpartition(":")[2])
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["192.0.2.1"]))
    monkeypatch.setattr("generator.desk.wall.is_public", lambda _address: True)
    with pytest.raises((httpcore2.ConnectError, httpcore2.ConnectTimeout)):
        connect(Wall(), "rebinding.example", port)
    assert host.asked == []
