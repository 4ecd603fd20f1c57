"""What all pages share."""

import pytest

from generator.config import NavigationItem
from generator.plan.frame import direction, site_frame
from generator.views import FeedLink, Link, SiteFrame
from tests.site.newsroom import Newsroom


def frame_of(newsroom: Newsroom) -> SiteFrame:
    return site_frame(newsroom.config, newsroom.theme)


def test_navigation_feeds_and_assets_are_below_the_base_path() -> None:
    shared = frame_of(Newsroom().settings(base_url="https://host.example/team/digest/"))
    assert (shared.base_url, shared.base_path) == ("https://host.example/team/digest/", "/team/digest/")
    assert shared.nav[0] == Link("Weekly", "/team/digest/weekly/")
    assert shared.nav[-1] == Link("Search", "/team/digest/search/")
    assert shared.feeds[0] == FeedLink("The AI Week", "/team/digest/feed.xml", "application/atom+xml")
    assert shared.assets == {"style.css": "/team/digest/assets/style.000000000000.css"}
    assert (shared.event_url, shared.search_url) == ("/team/digest/events/{slug}/", "/team/digest/search/")


def test_every_page_that_navigation_and_footer_name_is_there() -> None:
    newsroom = Newsroom()
    shared = frame_of(newsroom)
    files = {f"{link.url[1:]}index.html" for link in shared.nav + shared.footer}
    assert files <= newsroom.plan().keys()


def test_a_sites_own_navigation_may_lead_elsewhere() -> None:
    items = (NavigationItem("About", "/about/"), NavigationItem("Code", "https://code.example/x"))
    shared = frame_of(Newsroom().settings(nav=items, base_url="https://host.example/d/"))
    assert shared.nav == (Link("About", "/d/about/"), Link("Code", "https://code.example/x"))


def test_a_site_without_search_does_not_name_it() -> None:
    shared = frame_of(Newsroom().settings(search=False))
    assert "Search" not in [link.name for link in shared.nav]
    assert shared.search_url == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("HE", "rtl"), ("zh-Hans", "ltr")],
)
def test_the_direction_follows_the_language(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("policy", "policies"),
    [
        ("", ()),
        (" ; ", ()),
        ("default-src 'self';  IMG-SRC * ;", ("default-src 'self'; IMG-SRC *",)),
        ("sandbox; frame-ancestors 'none'; Report-URI /x; report-to x", ()),
        (
            "script-src 'none'; frame-ancestors 'self', img-src 'self'",
            ("script-src 'none'", "img-src 'self'"),
        ),
    ],
)
def test_pages_say_of_the_policy_what_a_meta_element_can_say(policy: str, policies: tuple[str, ...]) -> None:
    assert frame_of(Newsroom().settings(content_security_policy=policy)).policies == policies
