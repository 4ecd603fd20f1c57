"""The plan, the order, the limits, and the files for hosts: what is computed without a target."""

import gzip

import brotli
import pytest

from generator.errors import PublishError
from generator.model import Manifest, ManifestEntry, Phase
from generator.output.compression import compressed_copies
from generator.plan.hosting import headers_file, redirects_file
from generator.publish.limits import limit_warnings
from generator.publish.object_store.headers import cache_control
from generator.publish.phases import in_phases
from generator.publish.plan import describe, make_plan, readable_size
from generator.publish.publication import ask_about_removals
from generator.publish.state import State, claim, read_state, write_state


def manifest(**files: str) -> Manifest:
    return Manifest({path: ManifestEntry(digest, 100) for path, digest in files.items()})


def test_a_plan_compares_by_digest() -> None:
    there = State({"a": ManifestEntry("1", 100), "b": ManifestEntry("1", 100), "c": ManifestEntry("1", 100)})

    plan = make_plan(manifest(a="1", b="2", d="1"), there)

    assert (plan.added, plan.changed, plan.removed, plan.unchanged) == (("d",), ("b",), ("c",), 1)
    assert describe(plan) == "1 added, 1 changed, 1 removed, 1 unchanged; 200 bytes to send"
    assert make_plan(manifest(a="1"), None).added == ("a",)


def test_an_interrupted_publication_owns_both_sides_and_sends_again() -> None:
    ours, there = manifest(a="1", b="2"), State({"b": ManifestEntry("1", 1), "c": ManifestEntry("1", 1)})
    left = read_state(write_state(claim(there, ours, ("a", "b"), "")), "there")

    plan = make_plan(manifest(b="2"), left)

    assert not left.complete
    assert (plan.changed, plan.removed, plan.is_empty) == (("b",), ("a", "c"), False)
    assert not make_plan(Manifest({}), State({}, complete=False)).is_empty


@pytest.mark.parametrize(("removed", "question"), [(2, ""), (3, "3 of the 10 pages there would be removed")])
def test_more_than_a_quarter_of_the_pages_is_asked_about(removed: int, question: str) -> None:
    pages = {f"{number}.html": "1" for number in range(10)}
    there = State(manifest(**pages, **{f"{number}.css": "1" for number in range(100)}).files)
    kept = dict.fromkeys(list(pages)[removed:], "1")

    assert ask_about_removals(make_plan(manifest(**kept), there)) == question


def test_new_files_go_before_changed_ones_and_entrances_last() -> None:
    added = [
        "index.html",
        "events/a/index.html",
        "topics/new/index.html",
        "assets/x.00112233.css",
        "feed.xml",
    ]
    changed = [
        "events/b/index.html",
        "topics/old/index.html",
        "sitemap.xml",
        "page/2/index.html",
        "images/x.png",
    ]

    ours = Manifest(
        {},
        {
            "index.html": Phase.INDEXES,
            "feed.xml": Phase.INDEXES,
            "sitemap.xml": Phase.INDEXES,
            "topics/new/index.html": Phase.LISTS,
            "topics/old/index.html": Phase.LISTS,
            "page/2/index.html": Phase.LISTS,
            "assets/x.00112233.css": Phase.ASSETS,
            "images/x.png": Phase.ASSETS,
        },
    )

    assert in_phases(added, changed, ours) == (
        ("assets/x.00112233.css", "images/x.png"),
        ("events/a/index.html", "topics/new/index.html", "events/b/index.html"),
        ("page/2/index.html", "topics/old/index.html"),
        ("feed.xml", "index.html", "sitemap.xml"),
    )


def test_cache_rules_by_path() -> None:
    assert cache_control("images/x.png", {}) == "public, max-age=3600"
    assert cache_control("images/x.png", {"*.gif": "a", "images/*": "b", "*": "c"}) == "b"


def test_a_manifest_of_a_target_is_checked() -> None:
    for data in (b"{", b"[]", b'{"files": {"a": 1}}', b"\xff"):
        with pytest.raises(PublishError, match=r"its \.weekmark-manifest\.json can't be read"):
            read_state(data, "there")
    for path in ("../a", "/a", "a/../../b", "a//b", "", ".", "a\\b", "a\nb"):
        with pytest.raises(PublishError, match="which can't be published"):
            read_state(write_state(State({path: ManifestEntry("1", 1)})), "there")


def test_warnings_come_before_limits_are_met() -> None:
    many = Manifest({f"{number}": ManifestEntry("1", 60_000) for number in range(18_000)})
    large = Manifest({"video.mp4": ManifestEntry("1", 25 << 20)})

    assert limit_warnings(many, ["cloudflare-pages", "github-pages"]) == (
        "Cloudflare Pages takes at most 20,000 files; the site has 18000 files",
        "GitHub Pages takes sites of at most 1.0 GB; this one has 1.1 GB",
    )
    assert limit_warnings(large, ["cloudflare-pages"]) == (
        "Cloudflare Pages takes files of at most 26.2 MB; video.mp4 has 26.2 MB",
    )
    assert limit_warnings(large, ["github-pages", "netlify"]) == ()


def test_sizes_are_readable() -> None:
    sizes = [0, 1, 999, 1000, 999_949, 999_950, 1_500_000, 2_000_000_000, 5_000_000_000_000]
    assert [readable_size(size) for size in sizes] == [
        "0 bytes",
        "1 byte",
        "999 bytes",
        "1.0 kB",
        "999.9 kB",
        "1.0 MB",
        "1.5 MB",
        "2.0 GB",
        "5000.0 GB",
    ]


def test_headers_for_hosts_that_route_themselves() -> None:
    assert (
        headers_file("default-src 'self';\n  img-src *")
        == """\
/*
  Content-Security-Policy: default-src 'self'; img-src *
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
  X-Frame-Options: SAMEORIGIN

/assets/*
  Cache-Control: public, max-age=31536000, immutable

/feed.xml
  Content-Type: application/xml; charset=utf-8

/feed.json
  Content-Type: application/feed+json; charset=utf-8

/weekly/feed.xml
  Content-Type: application/xml; charset=utf-8
"""
    )
    assert "Content-Security-Policy" not in headers_file("")


def test_redirects_for_hosts_that_route_themselves() -> None:
    redirects = {
        "/weekly/april/": "/weekly/2026-w17/",
        "/old name/": "/events/é/",
        "/a:b*/": "https://example.com/x?y=1",
    }

    assert redirects_file(redirects, "/team/") == (
        "/a%3Ab%2A/ https://example.com/x?y=1 301\n"
        "/old%20name/ /team/events/%C3%A9/ 301\n"
        "/weekly/april/ /team/weekly/2026-w17/ 301\n"
    )


def test_copies_are_compressed_where_it_helps() -> None:
    text = b"<p>The same sentence again and again.</p>\n" * 50

    copies = dict(compressed_copies("index.html", text, ("gzip", "br")))

    assert list(copies) == ["index.html.gz", "index.html.br"]
    assert (gzip.decompress(copies["index.html.gz"]), brotli.decompress(copies["index.html.br"])) == (
        text,
        text,
    )
    assert dict(compressed_copies("index.html", text, ("gzip", "br"))) == copies
    assert list(compressed_copies("photo.jpg", text, ("gzip",))) == []
    assert list(compressed_copies("tiny.html", b"<p>", ("gzip",))) == []
