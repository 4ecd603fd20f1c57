"""Whatever bytes an event holds: nothing live and no foreign address in pages, feeds and mails."""

import html
import json
import re
from pathlib import Path
from time import monotonic
from typing import Any

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.config import HtmlMode
from generator.errors import ContentError
from tests.sites import EVENT, SETTINGS, SiteFolder

CAP = 4
"""After so many seconds no more sites are built."""
SEVERAL = 40
"""How many events a site has, each of bytes of its own."""

SCHEMES = ("javascript:x", "JaVa\tScript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x")
PLACES = (
    "//evil.example/x",
    "\\\\evil.example\\x",
    "https://evil.example/x",
    "/../x",
    "/about/",
    "#x",
    "x",
    "",
)
ADDRESSES = [f"{prefix}{place}" for prefix in ("", "site:", "event:") for place in SCHEMES + PLACES]
MARKUP = r"""
<script>x</script>|<script>|</script>|<style>|<img src=|<a href=|<a href='|<a href="|<iframe src=|<base href=
<svg onload=x>|<math><mtext>|<form action=|onerror=x|onclick="x"|style="x:url(|srcset=|'>|">|>|<!--|-->
<![CDATA[|]]>|</title>|</textarea>|<noscript>|<template>|<p title="|<h2 id="h-x">|<div>|</div>|[x](|![x](
[x]: |<|)|`|```|\\|*|_|[^1]|[^1]: |:|~|> |- |# x|href="site:|src="event:|&#106;avascript:|&colon;|&lt;|&quot;
{{ 7 }}|{% raw %}|%22|%3A|%00|---
""".replace("\n", "|").split("|")
ODD = ["\n", "\n\n", " ", "|", "|-|", "\x00", "\ufeff", "\u2028", "\u202e", "\ud7ff"]

LINKS = [
    '<a href="{}">x</a>',
    "<img src='{}' alt=x>",
    "<a href={}>x</a>",
    "[x](<{}>)",
    "![x]({})",
    "<{}>",
    "[x]\n\n[x]: {}",
]
links = st.builds(str.format, st.sampled_from(LINKS), st.sampled_from(ADDRESSES))
texts = st.lists(links | st.sampled_from(ADDRESSES + MARKUP + ODD) | st.text(max_size=6), max_size=3).map(
    "".join
)
matters = st.dictionaries(
    st.sampled_from(
        ["title", "hook", "url", "audience", "topics", "image", "aliases", "slug", "insight", "x-a"]
    ),
    texts
    | st.lists(texts, max_size=2)
    | st.fixed_dictionaries({"src": st.sampled_from(ADDRESSES), "alt": texts})
    | st.fixed_dictionaries({"origin": st.just("ai"), "takeaways": st.lists(texts, max_size=2)}),
    max_size=3,
)


def document(matter: dict[str, Any], hook: str, body: str, noise: bytes) -> bytes:
    """Return the bytes of an event: what is needed, what may break out, and what is no text."""
    front = yaml.safe_dump(dict(EVENT) | {"hook": hook, **matter}, allow_unicode=True, width=1000)
    return f"---\n{front}---\n{body}\n".encode("utf-8", "replace") + noise


documents = st.builds(
    document,
    st.just({}) | matters,
    st.just("x") | texts,
    texts,
    st.just(b"") | st.just(b"") | st.binary(max_size=8),
)


@pytest.mark.parametrize("mode", ["escape", "sanitize"])
def test_no_way_to_write_a_link_leads_where_none_may(mode: HtmlMode, tmp_path: Path) -> None:
    bodies = [link.format(address) for link in LINKS for address in ADDRESSES]
    files = [document({"title": f"Event {number}"}, "x", body, b"") for number, body in enumerate(bodies)]

    site = built_from(files, tmp_path, mode)

    assert found_in(site) == {}
    assert len(list((site.output / "events").iterdir())) > len(LINKS) * len(PLACES) / 4


@pytest.mark.parametrize("mode", ["escape", "sanitize"])
def test_no_bytes_of_an_event_come_alive(mode: HtmlMode, tmp_path: Path) -> None:
    end = monotonic() + CAP
    built: list[int] = []

    @settings(
        max_examples=8,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(documents, min_size=SEVERAL, max_size=SEVERAL))
    def build_and_look(files: list[bytes]) -> None:
        if monotonic() > end:
            return
        site = built_from(files, tmp_path / str(len(built)), mode)
        built.append(len(list((site.output / "events").iterdir())))
        assert found_in(site) == {}

    build_and_look()
    assert sum(built) > len(built)


def built_from(files: list[bytes], root: Path, mode: HtmlMode) -> SiteFolder:
    """Return a built site with an event of each of the files that is not refused, and one more."""
    site = SiteFolder(root).with_settings(
        **SETTINGS,
        markdown={"html": mode},
        feeds={"limit": 1000},
        recap={"top": 1000},
        search=False,
        cards="off",
    )
    for number, data in enumerate(files):
        site.with_file(f"content/events/e{number}.md", data)
    build_what_can_be(site.with_event("fine").with_file("content/pages/about.md", "---\ntitle: x\n---\n"))
    return site


def build_what_can_be(site: SiteFolder) -> None:
    """Build the site without the files that are refused."""
    refused: set[str] | None = None
    while refused is None or refused:
        for path in refused or ():
            site.without(path)
        try:
            site.build()
            refused = set()
        except ContentError as error:
            refused = {problem.path for problem in error.problems if problem.severity == "error"}


def found_in(site: SiteFolder) -> dict[str, list[str]]:
    """Return what is live or leads elsewhere than it may, in each file of the output."""
    found = {}
    for path, data in site.files().items():
        if path.endswith(".html"):
            found[path] = faults(data.decode(), is_mail=path.endswith("/mail.html"))
        elif path.endswith(".xml") and "feed" in path:
            feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
            assert not feed.bozo, feed.bozo_exception
            contents = [part.value for entry in feed.entries for part in entry.get("content", ())]
            found[path] = [fault for content in contents for fault in faults(content, is_mail=True)]
        elif path == "feed.json":
            items = json.loads(data)["items"]
            found[path] = [fault for item in items for fault in faults(item["content_html"], is_mail=True)]
    return {path: faulty for path, faulty in found.items() if faulty}


LIVE = frozenset(
    """
    applet audio base embed form frame frameset iframe math object source textarea video
    """.split()  # noqa: SIM905  # easier to read than quoted words
)
ADDRESS = re.compile(r"https?://[^\s/?#\\]|mailto:[^\s@]+@|/(?![/\\])|#|\?", re.IGNORECASE)
ABSOLUTE = re.compile(r"https?://[^\s/?#\\]|mailto:[^\s@]+@|#", re.IGNORECASE)
NAMES_OF_ADDRESSES = frozenset(
    """
    action background cite data formaction href poster src srcset xlink:href
    """.split()  # noqa: SIM905  # see above
)


def faults(markup: str, *, is_mail: bool) -> list[str]:
    """Return each element or attribute that acts or leads where it may not, as a browser reads the markup."""
    soup = BeautifulSoup(markup, "html5lib")
    return [
        fault for element in soup.find_all(True) if isinstance(element, Tag)
        for fault in faults_of(element, is_mail=is_mail)
    ]  # fmt: skip


def faults_of(element: Tag, *, is_mail: bool) -> list[str]:
    """Return what is wrong with an element."""
    attributes = {name: str(value) for name, value in element.attrs.items()}
    is_data = attributes.get("type") == "application/ld+json"
    is_asset = attributes.get("src", "").startswith("/assets/") and not element.get_text()
    found = (
        [element.name]
        if element.name in LIVE or (element.name == "script" and not is_data | is_asset)
        else []
    )
    for name, value in attributes.items():
        allowed = ABSOLUTE if is_mail else ADDRESS
        if name.startswith("on") or (name in NAMES_OF_ADDRESSES and not allowed.match(value)):
            found.append(f"{element.name} {name}={value}")
        if name == "src" and "evil" in value:
            found.append(f"{element.name} loads {value}")
        if name == "http-equiv" and html.unescape(value).lower() == "refresh":
            target = attributes["content"].partition("url=")[2]
            found += [] if re.match(r"/(?!/)", target) else [target]
    return found


def test_the_judge_is_awake() -> None:
    bad = "<a href=javascript:x onclick=x><img src=//evil.example/x><script>x</script><base href=/x>"
    assert faults(bad, is_mail=False) == [
        "a href=javascript:x",
        "a onclick=x",
        "img src=//evil.example/x",
        "img loads //evil.example/x",
        "script",
        "base",
    ]
