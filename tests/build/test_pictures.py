"""Pictures tell their size, so that nothing moves while a page loads."""

import struct
import zlib
from pathlib import Path

import pytest

from tests.sites import SiteFolder


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site").with_settings(search=False, cards="off", mail={"enabled": False})


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def test_pictures_have_their_size_wherever_they_lie(site: SiteFolder) -> None:
    site.with_event("memo", "![a](a.png) ![b](/b.svg) ![c](broken.png)\n", image={"src": "a.png", "alt": "A"})
    site.with_file("content/events/a.png", png(60, 40))
    site.with_file("content/events/broken.png", b"\x89PNG no picture at all")
    site.with_file("content/static/b.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"/>')
    site.with_file("content/pages/about.md", "---\ntitle: About\n---\n![b](/b.svg)\n")
    assert site.warnings() == ""

    page = site.page("/events/memo/")
    assert 'src="/events/memo/a.png" alt="A" width="60" height="40"' in page
    assert (
        '<img src="/events/memo/a.png" alt="a" loading="lazy" decoding="async" width="60" height="40">'
        in page
    )
    assert '<img src="/b.svg" alt="b" loading="lazy" decoding="async" width="24" height="16">' in page
    assert '<img src="/events/memo/broken.png" alt="c" loading="lazy" decoding="async">' in page
    assert 'width="24" height="16"' in site.page("/about/")
    assert '<meta property="og:image:width" content="60">' in page


def test_a_size_that_the_author_gives_stays(site: SiteFolder) -> None:
    site.with_settings(search=False, cards="off", mail={"enabled": False}, markdown={"html": "sanitize"})
    site.with_event("memo", '<img src="a.png" alt="a" width="6">\n')
    site.with_file("content/events/a.png", png(60, 40))
    assert site.warnings() == ""
    assert 'width="6"' in site.page("/events/memo/")
    assert 'width="60"' not in site.page("/events/memo/")


def test_a_picture_that_is_replaced_changes_the_pages_that_show_it(site: SiteFolder) -> None:
    site.with_event("memo", "![a](a.png)\n").with_event("other", "![b](/b.png)\n")
    site.with_file("content/events/a.png", png(60, 40)).with_file("content/static/b.png", png(8, 8))
    site.build()
    site.with_file("content/events/a.png", png(30, 40)).with_file("content/static/b.png", png(9, 8))
    site.build()

    incremental = site.files()
    assert 'width="30" height="40"' in site.page("/events/memo/")
    assert 'width="9" height="8"' in site.page("/events/other/")
    site.without("public").without(".weekmark").build()
    assert site.files() == incremental


def test_wide_pictures_have_smaller_copies_and_feeds_do_not_name_them(site: SiteFolder) -> None:
    site.with_event("memo", "![a](a.png)\n", image={"src": "/b.png", "alt": "B"})
    site.with_file("content/events/a.png", png(1000, 10)).with_file("content/static/b.png", png(800, 10))
    assert site.warnings() == ""

    page = site.page("/events/memo/")
    widths = "/events/memo/a.480w.png 480w, /events/memo/a.800w.png 800w, /events/memo/a.png 1000w"
    assert f'srcset="{widths}"' in page
    assert 'srcset="/b.480w.png 480w, /b.png 800w"' in page
    assert 'srcset="/b.480w.png 480w, /b.png 800w"' in site.page("/")
    assert site.files()["events/memo/a.800w.png"][16:24] == struct.pack(">II", 800, 8)
    assert "srcset" not in site.page("/feed.xml")

    files = site.files()
    kept = {path.name for path in (site.root / ".weekmark" / "copies").iterdir()}
    site.without("public").build()
    assert site.files() == files
    assert len(kept) == 3
    site.with_file("content/events/a.png", png(900, 10)).build()
    assert len(list((site.root / ".weekmark" / "copies").iterdir())) == 3
    incremental = site.files()
    site.without("public").without(".weekmark").build(jobs=2)
    assert site.files() == incremental


def test_a_wide_picture_that_is_broken_goes_out_as_it_is(site: SiteFolder) -> None:
    broken = png(1000, 10)[:60]
    site.with_event("memo", "![a](a.png)\n").with_file("content/events/a.png", broken)
    assert site.warnings() == ""
    assert site.files()["events/memo/a.480w.png"] == broken
