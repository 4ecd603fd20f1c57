"""Comparing what the web serves: a folder behind nginx, as in the documentation."""

import gzip
import re
import urllib.request
from pathlib import Path

import pytest

from generator.config import SiteConfig
from generator.digest import hexadecimal_digest
from generator.errors import PublishError
from generator.publish.folder import FolderTarget
from generator.publish.publication import read_manifest
from generator.publish.verify import Mismatch, address, choose_files, verify
from generator.targets import FolderOptions
from tests.publish.built import BuiltSite
from tests.publish.conftest import Server, StartServer, free_port, require
from tests.publish.test_command import weekmark

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "publish-nginx.md"


@pytest.fixture
def www(built: BuiltSite) -> Path:
    """A published folder."""
    text = built.files["index.html"] * 100
    built.put(**{"index.html": text})
    packed = gzip.compress(text.encode(), mtime=0)
    built.publish(FolderTarget(FolderOptions("folder", "../www"), built.root, built.tree))
    folder = built.root.parent / "www"
    (folder / "index.html.gz").write_bytes(packed)
    return folder


@pytest.fixture
def nginx(start_server: StartServer, www: Path, tmp_path: Path) -> Server:
    """An nginx that serves the folder with the very configuration of the guide."""
    block = re.search(r"```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert block
    port = free_port()
    server = block[1].replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    server = server.replace("/srv/www/digest", str(www))
    for parent in www.parents[:-1]:
        parent.chmod(parent.stat().st_mode | 0o011)
    (tmp_path / "nginx.conf").write_text(
        f"user root;\ndaemon off;\nmaster_process off;\npid {tmp_path}/pid;\nerror_log /dev/null;\n"
        "events {}\nhttp { access_log off; include /etc/nginx/mime.types; "
        f"client_body_temp_path {tmp_path}/t;\n{server}\n}}\n"
    )
    return start_server([require("nginx"), "-c", str(tmp_path / "nginx.conf")], port)


def get(url: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:  # noqa: S310 - loopback
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def test_every_file_is_served_as_it_was_sent(built: BuiltSite, nginx: Server) -> None:
    manifest = read_manifest(built.tree)

    assert {path: hexadecimal_digest(get(address(nginx.url, path))[0]) for path in manifest.files} == {
        path: entry.digest for path, entry in manifest.files.items()
    }
    assert verify(manifest, choose_files(manifest, manifest.files), nginx.url, 0, lambda *_: None) == ()


def test_the_guide_sets_types_caching_and_compression(nginx: Server) -> None:
    page, sent = get(nginx.url + "/", **{"Accept-Encoding": "gzip"})
    plain, _ = get(nginx.url + "/")
    _, style = get(nginx.url + "/assets/style.0a1b2c3d.css")
    _, feed = get(nginx.url + "/feed.xml")

    assert gzip.decompress(page) == plain
    assert (sent["content-encoding"], sent["cache-control"]) == ("gzip", "public, max-age=300")
    assert sent["content-security-policy"] == SiteConfig("", "").content_security_policy
    assert sent["x-content-type-options"] == "nosniff"
    assert style["cache-control"] == "public, max-age=31536000, immutable"
    assert feed["content-type"] == "application/xml; charset=utf-8"
    with pytest.raises(urllib.request.HTTPError) as hidden:
        get(nginx.url + "/.weekmark-manifest.json")
    with hidden.value as answer:
        assert (answer.code, answer.read()) == (404, b"<title>Not found</title>")


def test_the_command_verifies_after_publishing(built: BuiltSite, nginx: Server, www: Path) -> None:
    (built.root / "site.yaml").write_text(
        "title: x\nbase_url: https://x.example.org/\n"
        "publish: {targets: {web: {type: folder, path: ../www}}}\n"
    )
    built.put(**{"about/index.html": "new", "index.html": built.files["index.html"]})
    fine = weekmark(built.root, "publish", "--no-build", "--verify", nginx.url)
    (www / "feed.xml").write_text("old")
    stale = weekmark(
        built.root, "publish", "--no-build", "--verify", f"{nginx.url}/", "--verify-patience", "0"
    )

    assert (fine.returncode, fine.stdout.splitlines()[-1]) == (0, f"verified 4 files at {nginx.url}")
    assert stale.returncode == 1
    assert stale.stderr == (
        "error: published, but the web shows other content for 1 file of 3: "
        f"{nginx.url}/feed.xml (other content)\n"
        "  wait for the host or its cache, then run it again with --verify; or check the address\n"
    )


def test_what_differs_is_named(built: BuiltSite, nginx: Server, www: Path) -> None:
    manifest = read_manifest(built.tree)
    (www / "index.html").write_text("old")
    (www / "about" / "index.html").unlink()
    (www / "feed.xml").write_text("old")

    found = verify(manifest, choose_files(manifest, ["about/index.html"]), nginx.url, 0, lambda *_: None)

    assert found == (
        Mismatch("index.html", f"{nginx.url}/", "other content"),
        Mismatch("about/index.html", f"{nginx.url}/about/", "404"),
        Mismatch("feed.xml", f"{nginx.url}/feed.xml", "other content"),
    )


def test_it_waits_for_a_slow_cache(built: BuiltSite, nginx: Server, www: Path) -> None:
    manifest = read_manifest(built.tree)
    new = (www / "index.html").read_text()
    (www / "index.html").write_text("old")
    rounds = []

    def update(_step: str, done: int, total: int) -> None:
        rounds.append((done, total))
        (www / "index.html").write_text(new)

    assert verify(manifest, ["index.html", "feed.xml"], nginx.url, 20, update) == ()
    assert rounds == [(1, 2), (2, 2)]


def test_a_server_that_is_away_and_an_address_that_is_none(built: BuiltSite) -> None:
    manifest = read_manifest(built.tree)

    away = verify(manifest, ["feed.xml"], "http://127.0.0.1:1/", 0, lambda *_: None)
    with pytest.raises(PublishError, match="is no address to verify"):
        verify(manifest, ["feed.xml"], "file:///etc/", 0, lambda *_: None)

    assert away == (Mismatch("feed.xml", "http://127.0.0.1:1/feed.xml", "no answer"),)


def test_a_sample_is_spread_and_has_every_feed() -> None:
    from generator.model import Manifest, ManifestEntry

    entry = ManifestEntry("", 0)
    pages = [f"events/{number:03}/index.html" for number in range(100)]
    feeds = ["feed.json", "feed.xml", "topics/a/feed.xml"]
    manifest = Manifest(dict.fromkeys(["index.html", *pages, *feeds, "images/feed.xml.png"], entry))

    chosen = choose_files(manifest, [*pages, "images/feed.xml.png", "removed/index.html"])

    assert chosen == ("index.html", *pages[::5], *feeds)
