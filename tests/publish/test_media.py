"""What a file is sent as: by hosts, by stores and by the preview alike."""

import pytest

from generator.media import is_fingerprinted, media_type


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("topics/policy/feed.xml", "application/xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json"),
        ("images/memo.SVG", "image/svg+xml"),
        ("images/x.WEBP", "image/webp"),
        ("assets/search.0a1b2c3d.js", "text/javascript; charset=utf-8"),
        ("assets/serif.woff2", "font/woff2"),
        ("assets/serif.otf", "font/otf"),
        ("data/all.csv", "text/csv; charset=utf-8"),
        ("notes/readme.md", "text/markdown; charset=utf-8"),
        ("talk.mp3", "audio/mpeg"),
        ("talk.opus", "audio/ogg"),
        ("backup.tar.gz", "application/gzip"),
        ("x.unheard", "application/octet-stream"),
        ("LICENSE", "text/plain; charset=utf-8"),
        ("_headers", "text/plain; charset=utf-8"),
        (".nojekyll", "text/plain; charset=utf-8"),
        (".well-known/discord", "text/plain; charset=utf-8"),
        (".well-known/apple-app-site-association", "application/json"),
        (".well-known/webfinger", "application/jrd+json"),
        ("events/v1.2/index.html", "text/html; charset=utf-8"),
    ],
)
def test_the_type_of_a_file(path: str, expected: str) -> None:
    assert media_type(path) == expected


def test_fingerprints_are_told_from_other_dots() -> None:
    yes = ["assets/style.0a1b2c3d.css", "search/2026-04.00ff00ff00ff.json", "assets/a/b.12345678.js.br"]
    yes += ["assets/app.12345678.js.map"]
    no = ["assets/style.css", "images/style.0a1b2c3d.css", "assets/v1.2.3.css", "search/index.json"]

    assert [path for path in yes + no if is_fingerprinted(path)] == yes
