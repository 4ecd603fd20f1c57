"""The sample digest is light, strict, and loads nothing from elsewhere."""

import gzip
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.whole.host import read_headers
from tests.whole.pages import Page, read_pages

WEIGHT_OF_STYLES = 24_000
WEIGHT_OF_SEARCH = 6_000
"""Bytes of the scripts of the search, as they travel."""
WEIGHT_OF_AN_EVENT = 40_000
"""Bytes of an event page with its style sheets and scripts, as they travel (gzip)."""


@pytest.fixture(scope="module")
def pages(sample: Path) -> dict[str, Page]:
    return read_pages(sample)


def test_pages_hold_neither_inline_scripts_nor_inline_styles(pages: dict[str, Page]) -> None:
    wrong = []
    for path, page in pages.items():
        for name, attributes in page.elements:
            is_data = attributes.get("type") == "application/ld+json"
            if (
                (name == "script" and "src" not in attributes and not is_data)
                or name == "style"
                or "style" in attributes
                or any(attribute.startswith("on") for attribute in attributes)
            ):
                wrong.append(f"{path}: <{name}>")
    assert wrong == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page]) -> None:
    loading = {"src", "srcset", "poster", "data"}
    wrong = []
    for path, page in pages.items():
        for name, attributes in page.elements:
            urls = [value for key, value in attributes.items() if key in loading]
            if name == "link" and attributes.get("rel") in {"stylesheet", "icon", "preload", "preconnect"}:
                urls.append(attributes["href"])
            wrong += [f"{path}: {url}" for url in urls if not url.startswith("/") or url.startswith("//")]
    assert wrong == []


def test_style_sheets_weigh_little(sample: Path) -> None:
    styles = {path.name: path.stat().st_size for path in (sample / "assets").glob("*.css")}

    assert styles
    assert {name for name, size in styles.items() if size >= WEIGHT_OF_STYLES} == set()


def test_the_search_travels_light(sample: Path) -> None:
    scripts = [path.read_bytes() for path in (sample / "assets").glob("search*.js")]

    assert len(scripts) == 2
    assert sum(len(gzip.compress(script)) for script in scripts) < WEIGHT_OF_SEARCH


def test_an_event_travels_light(sample: Path, pages: dict[str, Page]) -> None:
    heavy = {}
    for path, page in pages.items():
        if path.startswith("events/"):
            parts = [link["href"] for link in page.all("link") if link.get("rel") == "stylesheet"]
            parts += [script["src"] for script in page.all("script") if "src" in script]
            files = [path, *(part.lstrip("/") for part in parts)]
            weight = sum(len(gzip.compress((sample / file).read_bytes(), 6)) for file in files)
            if weight > WEIGHT_OF_AN_EVENT:
                heavy[path] = weight
    assert heavy == {}


def test_pictures_say_what_they_show_and_how_large_they_are(pages: dict[str, Page]) -> None:
    pictures = [picture for page in pages.values() for picture in page.all("img")]

    assert pictures
    assert [picture for picture in pictures if not {"alt", "width", "height"} <= picture.keys()] == []


def test_the_headers_for_hosts_are_strict(sample: Path) -> None:
    rules = dict(read_headers((sample / "_headers").read_text("utf-8")))
    policy = dict(
        directive.strip().split(" ", 1) for directive in rules["/*"]["Content-Security-Policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert not any(word in value for value in policy.values() for word in ("unsafe", "*", "http"))
    assert rules["/assets/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


def test_xml_files_are_well_formed_and_nothing_is_empty(sample: Path) -> None:
    files = [path for path in sample.rglob("*") if path.is_file()]
    roots = [ET.parse(path).getroot().tag for path in files if path.suffix in {".xml", ".opml", ".svg"}]  # noqa: S314 - of our own making

    assert len(roots) > 15
    assert [path for path in files if not path.stat().st_size] == []
