"""Pictures of other sites come along when asked for, and nothing leads into a private network."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.desk import web
from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.importer import import_into
from generator.importing.request import Request
from tests.desk.host import FeedHost, drips, rss, story
from tests.importing.old_site import OldFolder, told

PNG = b"\x89PNG\r\n\x1a\n-"


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with FeedHost() as running:
        yield running


@pytest.fixture
def intranet() -> Iterator[FeedHost]:
    """Another host of the same machine, which no settings allow."""
    with FeedHost("127.0.0.2") as running:
        running.serves("/admin.png", PNG, Content_Type="image/png")
        yield running


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own settings, which allow the first host."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "weekmark" / "desk.yaml"
    file.parent.mkdir()
    file.write_text("private_hosts: [127.0.0.1]\n")
    return file


def fetched(old: OldFolder, *pictures: str) -> Account:
    shown = "\n".join(f"![Picture {number}]({url})" for number, url in enumerate(pictures))
    old.having("a.md", f"---\ntitle: A\ndate: 2020-01-01\n---\n{shown}\n")
    return import_into(old.site.root, [str(old.root)], Request("markdown", fetch=True))


def reasons(account: Account, *hosts: FeedHost) -> list[str]:
    """Return what is told of pictures, hosts by their numbers."""
    texts = "\n".join(told(account))
    for number, host in enumerate(hosts, 1):
        texts = texts.replace(host.base, f"http://{number}")
    return texts.replace("a.md:0: the picture ", "").splitlines()


def test_pictures_come_along_each_once_and_are_shown_from_here(old: OldFolder, host: FeedHost) -> None:
    cat = host.serves("/img/Cat%20one.png?size=2", PNG + b"cat", Content_Type="image/png")
    moved = host.serves("/old.gif", status=302, Location="/new.gif")
    host.serves("/new.gif", b"GIF89a", Content_Type="image/gif; charset=binary")

    account = fetched(old, cat, moved, cat)

    assert told(account) == []
    assert old.file("events/2020/w01/a.md").endswith(
        "![Picture 0](/media/a/cat-one.png)\n![Picture 1](/media/a/old.gif)\n"
        "![Picture 2](/media/a/cat-one.png)\n"
    )
    media = old.site.root / "content/static/media/a"
    assert {path.name: path.read_bytes() for path in media.iterdir()} == {
        "cat-one.png": PNG + b"cat",
        "old.gif": b"GIF89a",
    }
    assert [asked.path for asked in host.asked] == ["/img/Cat%20one.png?size=2", "/old.gif", "/new.gif"]


def test_nothing_leads_into_a_private_network(
    old: OldFolder, host: FeedHost, intranet: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = intranet.base + "/admin.png"
    port = secret.split(":")[2]
    real = socket.getaddrinfo

    def resolve(name: str, *rest: object, **more: object) -> object:
        return real("127.0.0.2" if name == "pictures.example" else name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    account = fetched(
        old,
        secret,
        host.serves("/away.png", status=302, Location=secret),
        f"http://pictures.example:{port}",
        f"http://[::ffff:127.0.0.2]:{port}",
        host.serves("/file.png", status=302, Location="file:///etc/passwd"),
        host.base.replace("//", "//me:secret@") + "/a.png",
    )

    trust = "a private address; if you trust it, put it into private_hosts"
    assert reasons(account, host, intranet) == [
        f"http://1/away.png could not be fetched: 127.0.0.2 is {trust}",
        "http://1/file.png could not be fetched: leads to file:///etc/passwd, which is no web address",
        f"http://2/admin.png could not be fetched: 127.0.0.2 is {trust}",
        f"http://[::ffff:127.0.0.2]:{port} could not be fetched: ::ffff:127.0.0.2 is {trust}",
        f"http://me:secret@{host.base[7:]}/a.png could not be fetched: leads to an address with a user name",
        f"http://pictures.example:{port} could not be fetched: pictures.example leads to 127.0.0.2, {trust}",
    ]
    assert intranet.asked == []
    assert not (old.site.root / "content/static").exists()


def test_what_is_too_much_too_slow_or_no_picture_is_told(
    old: OldFolder, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_SECONDS", 0.3)
    around = host.serves("/around.png", status=302, Location="/around.png?again")
    host.serves("/around.png?again", status=302, Location="/around.png")

    account = fetched(
        old,
        host.serves("/huge.png", b"0" * 16_000_001, Content_Type="image/png"),
        host.serves("/gone.png", status=404),
        host.serves("/drawing.svg", "<svg/>", Content_Type="image/svg+xml"),
        host.behaves("/slow.png", drips),
        around,
    )

    assert reasons(account, host) == [
        "http://1/around.png could not be fetched: redirects in a circle",
        "http://1/drawing.svg is image/svg+xml, which is not taken",
        "http://1/gone.png could not be fetched: the server answers 404",
        "http://1/huge.png could not be fetched: larger than 16 MB",
        "http://1/slow.png could not be fetched: no answer in 0 s",
    ]


def test_a_feed_that_is_named_may_be_private_and_leads_nowhere_else(
    old: OldFolder, host: FeedHost, intranet: FeedHost, settings: Path
) -> None:
    settings.unlink()
    feed = host.serves("/feed.xml", rss(story(1)))

    account = import_into(old.site.root, [feed], Request("feed"))

    assert account.taken == {"events": 1}
    away = host.serves("/away.xml", status=301, Location=f"{intranet.base}/feed.xml")
    with pytest.raises(WeekmarkError, match=r"can't fetch .*/away\.xml: 127\.0\.0\.2 is a private address"):
        import_into(old.site.root, [away], Request("feed"))
    assert intranet.asked == []
