"""URLs and output paths."""

import pytest

from generator.plan import urls
from generator.plan.urls import Urls


@pytest.mark.parametrize(
    ("base_url", "url", "absolute"),
    [
        ("https://x.example/", "/events/memo/", "https://x.example/events/memo/"),
        (
            "https://x.example:8080/team/digest/",
            "/team/digest/events/memo/",
            "https://x.example:8080/team/digest/events/memo/",
        ),
    ],
)
def test_urls_are_below_the_base_path(base_url: str, url: str, absolute: str) -> None:
    places = Urls(base_url)
    assert places.url(urls.event_path("memo")) == url
    assert places.absolute(urls.event_path("memo")) == absolute


def test_letters_outside_ascii_are_encoded_in_urls_and_not_in_files() -> None:
    path = urls.event_path("größe-記事")
    assert Urls("https://x.example/").url(path) == "/events/gr%C3%B6%C3%9Fe-%E8%A8%98%E4%BA%8B/"
    assert urls.output_path(path) == "events/größe-記事/index.html"


@pytest.mark.parametrize("path", ["/a b/", "/a?b/", "/a#b/", "/a%b/", "/a\\b/", '/a"b/', "/a<b/"])
def test_a_path_never_ends_early_in_a_url(path: str) -> None:
    url = Urls("https://x.example/").url(path)
    assert set(url) <= set("abcdefghijklmnopqrstuvwxyzABCDEF0123456789%/")


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/page/2/", "page/2/index.html"),
        ("/404.html", "404.html"),
        ("/feed.xml", "feed.xml"),
        ("/events/index.html/", "events/index.html/index.html"),
    ],
)
def test_a_folder_is_answered_by_its_index_and_leads_back(path: str, file: str) -> None:
    assert urls.output_path(path) == file
    assert urls.site_path(file) == path


@pytest.mark.parametrize(
    ("alias", "path"),
    [("/old/", "/old/"), ("/old", "/old/"), ("/old.html", "/old.html"), ("/v1.2/old", "/v1.2/old/")],
)
def test_an_alias_is_a_folder_unless_it_names_a_file(alias: str, path: str) -> None:
    assert urls.alias_path(alias) == path


@pytest.mark.parametrize(
    ("path", "slug"),
    [("/events/memo/", "memo"), ("/events/memo", "memo"), ("/events/a/b/", ""), ("/news/memo/", "")],
)
def test_the_slug_of_an_old_event_address_is_found(path: str, slug: str) -> None:
    assert urls.event_slug(path) == slug


def test_assets_carry_their_fingerprint_before_the_suffix() -> None:
    digest = "0123456789abcdef0123456789abcdef"
    assert urls.asset_path("style.css", digest) == "/assets/style.0123456789ab.css"
    assert urls.asset_path("fonts/serif.woff2", digest) == "/assets/fonts/serif.0123456789ab.woff2"
    assert urls.asset_path("fonts.v2/licence", digest) == "/assets/fonts.v2/licence.0123456789ab"
