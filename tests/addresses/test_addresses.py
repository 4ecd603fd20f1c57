"""When two web addresses are one."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import canonical_address, is_tracker, same_address, without_trackers

ARTICLE = "https://example.org/2026/04/memo"


@pytest.mark.parametrize(
    "written",
    [
        ARTICLE,
        "http://example.org/2026/04/memo",
        "https://www.example.org/2026/04/memo",
        "https://m.example.org/2026/04/memo",
        "https://www.m.example.org/2026/04/memo",
        "https://mobile.example.org/2026/04/memo",
        "https://amp.example.org/2026/04/memo",
        "HTTPS://WWW.EXAMPLE.ORG/2026/04/memo",
        "https://example.org./2026/04/memo",
        "https://example.org:443/2026/04/memo",
        "http://example.org:80/2026/04/memo",
        "https://ann:secret@example.org/2026/04/memo",
        "https://example.org/2026/04/memo/",
        "https://example.org/2026/04/memo#comments",
        "https://example.org/2026/04/memo#:~:text=Memory",
        "https://example.org/2026/04/memo?",
        "https://example.org/2026/04/memo?utm_source=rss&utm_medium=feed",
        "https://example.org/2026/04/memo?UTM_Source=rss&fbclid=1&at_medium=RSS",
        "https://example.org/2026/04/memo?%75tm_source=rss",
        "https://example.org/2026/./03/../04/memo",
        "https://example.org/2026/04/%6Demo",
        "  https://example.org/2026/04/memo\n",
    ],
)
def test_one_article_has_one_address_however_it_is_written(written: str) -> None:
    assert canonical_address(written) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=7", "https://example.org/a?id=8"),
        ("https://example.org/a?id=7", "https://example.org/a"),
        ("https://example.org/a?ref=main", "https://example.org/a"),
        ("https://example.org/a?tag=x&tag=y", "https://example.org/a?tag=y&tag=x"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("https://blog.example.org/a", "https://example.org/a"),
        ("https://m.example.org/", "https://example.org/"),
        ("https://amp.example.org/?utm_source=a", "https://example.org/"),
        ("https://m.me/page", "https://me/page"),
        ("https://m.co.uk/page", "https://mobile.co.uk/page"),
        ("https://groups.example.org/#!/topic/1", "https://groups.example.org/#!/topic/2"),
        ("https://straße.example/a", "https://strasse.example/a"),
        ("mailto:ann@example.org", "https://example.org"),
    ],
)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert not same_address(one, other)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://example.org", "https://example.org"),
        ("https://www.example.org/?utm_source=a", "https://example.org"),
        ("https://en.m.wikipedia.org/wiki/Memory", "https://en.wikipedia.org/wiki/Memory"),
        ("https://www.gov.uk/guidance", "https://www.gov.uk/guidance"),
        ("https://www.bbc.co.uk/news/1", "https://bbc.co.uk/news/1"),
        ("https://Bücher.example/Käse", "https://xn--bcher-kva.example/K%C3%A4se"),
        ("https://xn--bcher-kva.example/K%c3%a4se", "https://xn--bcher-kva.example/K%C3%A4se"),
        ("https://新闻。example/a b", "https://xn--efvy88h.example/a%20b"),
        ("https://example.org/?b=2&utm_id=1&a=1", "https://example.org?a=1&b=2"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
    ],
)
def test_the_key_is_in_normal_form(written: str, key: str) -> None:
    assert (canonical_address(written), canonical_address(key)) == (key, key)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "not an address",
        "mailto:ann@example.org",
        "https://",
        "https://[x/",
        "https://a:b/",
        "http://a..b/",
        "/a/",
    ],
)
def test_what_is_no_web_address_is_its_own_key(written: str) -> None:
    assert canonical_address(f" {written} ") == written


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("http://WWW.example.org/a/?id=7&utm_source=rss#b", "http://WWW.example.org/a/?id=7#b"),
        ("https://example.org/a?utm_source=rss", "https://example.org/a"),
        ("https://example.org/a?&x=%7e", "https://example.org/a?&x=%7e"),
        ("https://example.org/a#?utm_source=rss", "https://example.org/a#?utm_source=rss"),
    ],
)
def test_trackers_are_taken_off_and_nothing_else_is_touched(written: str, clean: str) -> None:
    assert without_trackers(written) == clean


PIECES = [
    "http://",
    "https://",
    "www.",
    "m.",
    "mobile.",
    "amp.",
    "en.",
    "example.org",
    "bücher.de",
    "co.uk",
    ".",
    ":",
    ":80",
    "@",
    "/",
    "//",
    "/../",
    "/./",
    "?",
    "&",
    "#",
    "#!",
    "%2e",
    "%2F",
    "%zz",
    "%",
    "utm_source=a",
    "id=1",
    "=",
    ";",
    "[",
    "]",
    "::1",
    "℀",
    "İ",
    "。",
]
PARTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([*PIECES, "\t", "\n", "\x00", "\ud800"]),
)
ADDRESSES = st.lists(PARTS, max_size=8).map("".join)


@given(st.one_of(ADDRESSES, ADDRESSES.map("https://example.org".__add__), ADDRESSES.map("http://".__add__)))
def test_the_key_of_a_key_is_itself_and_nothing_raises(address: str) -> None:
    key = canonical_address(address)
    assert canonical_address(key) == key
    assert same_address(address, key)
    assert without_trackers(without_trackers(address)) == without_trackers(address)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8), st.text(max_size=8))
def test_a_parameter_counts_unless_it_is_a_tracker(name: str, value: str) -> None:
    assert same_address(f"{ARTICLE}?{name}", ARTICLE) == is_tracker(name)
    assert same_address(f"{ARTICLE}?utm_{name}={value.replace('&', '').replace('#', '')}", ARTICLE)


def test_comparing_addresses_loads_nothing_heavy() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, generator.addresses; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {name for name in loaded if name.startswith("generator")} == {"generator", "generator.addresses"}
    assert not {"msgspec", "click", "yaml", "idna", "httpx"} & set(loaded)
