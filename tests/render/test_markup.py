"""Symbolic links become URLs, markup becomes plain text."""

import pytest

from generator.plain_text import plain, without_control_characters
from generator.render.links import SymbolicLinks
from tests.render.views import make_frame

LINKS = SymbolicLinks(make_frame())


def test_symbolic_links_become_paths_from_the_root_of_the_host() -> None:
    html = (
        '<a href="event:memo">a</a> <a href="site:/about/?a=1&amp;b#c">b</a> <img src="site:/images/x.svg">'
    )
    assert LINKS.resolve(html) == (
        '<a href="/team/digest/events/memo/">a</a> <a href="/team/digest/about/?a=1&amp;b#c">b</a> '
        '<img src="/team/digest/images/x.svg">'
    )


def test_symbolic_links_become_absolute_for_feeds() -> None:
    html = '<a href="event:memo">a</a> <a href="#more">b</a> <img src="site:/x.svg"> <a href="//e.org/">c</a>'
    assert LINKS.resolve_absolute(html, "https://example.org/team/digest/events/x/") == (
        '<a href="https://example.org/team/digest/events/memo/">a</a> '
        '<a href="https://example.org/team/digest/events/x/#more">b</a> '
        '<img src="https://example.org/team/digest/x.svg"> <a href="//e.org/">c</a>'
    )


def test_slugs_come_percent_encoded_and_stay_so() -> None:
    assert LINKS.resolve('<a href="event:gr%C3%B6%C3%9Fe">') == (
        '<a href="/team/digest/events/gr%C3%B6%C3%9Fe/">'
    )


def test_what_is_no_slug_leads_home() -> None:
    assert LINKS.resolve('<a href="event:&quot;&gt;&lt;script&gt;">') == '<a href="/team/digest/">'


def test_texts_that_look_like_links_stay_as_they_are() -> None:
    text = "<p>href=&quot;event:memo&quot; event:memo</p>"
    assert LINKS.resolve(text) == text


def test_paths_and_absolute_urls() -> None:
    assert LINKS.path("/about/") == "/team/digest/about/"
    assert LINKS.path("/images/ä b%#.png") == "/team/digest/images/%C3%A4%20b%25%23.png"
    assert LINKS.path("https://other.example/") == "https://other.example/"
    assert LINKS.absolute("/team/digest/about/") == "https://example.org/team/digest/about/"
    assert LINKS.absolute("https://other.example/") == "https://other.example/"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>One</p><p>Two &amp; <em>th</em>ree</p>", "One Two & three"),
        ("a<br>b\n  c", "a b c"),
        ('<a title="a > b" href="x">link</a>', "link"),
        ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_plain_text_of_markup(html: str, text: str) -> None:
    assert plain(html) == text


def test_characters_that_xml_forbids_are_dropped() -> None:
    assert without_control_characters("a\x00b\x0bc\x1f\ufffe\ud800d\te\n🎉") == "abcd\te\n🎉"


@pytest.mark.parametrize(
    "target",
    ["javascript:x", "//evil.example/", "https:x", "/\\evil.example", "/../x", "/a/..", "/%2E./x", "", "x"],
)
def test_a_symbolic_link_leads_below_the_site_whatever_it_says(target: str) -> None:
    root = SymbolicLinks(make_frame(base_url="https://example.org/", base_path="/"))
    for links, home in ((LINKS, "/team/digest/"), (root, "/")):
        assert links.resolve(f'<a href="site:{target}">') == f'<a href="{home}">'
