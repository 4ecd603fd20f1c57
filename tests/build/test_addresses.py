"""Addresses as people copy them: decoded once where they enter, encoded once where they leave."""

import json
import unicodedata
from pathlib import Path

import pytest

from tests.sites import EVENT, SiteFolder

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site").with_settings(search=False, cards="off", mail={"enabled": False})


def entry_ids(site: SiteFolder) -> list[str]:
    return [item["id"] for item in json.loads(site.page("/feed.json"))["items"]]


def test_an_old_address_may_be_copied_from_the_address_bar(site: SiteFolder) -> None:
    site.with_event("öl").build()
    ids = entry_ids(site)
    site.without("content/events/öl.md").with_event("oil", aliases=["/events/%C3%B6l/", "/a%20b", "/x y/"])

    assert site.warnings() == ""
    assert entry_ids(site) == ids
    assert {"events/öl/index.html", "a b/index.html", "x y/index.html"} <= site.files().keys()
    assert site.page("/_redirects").splitlines() == [
        "/a%20b/ /events/oil/ 301",
        "/events/%C3%B6l/ /events/oil/ 301",
        "/x%20y/ /events/oil/ 301",
    ]


@pytest.mark.parametrize("src", ["/images/my%20photo%231.png", "images/my photo%231.png"])
def test_a_picture_has_one_address_wherever_it_is_shown(site: SiteFolder, src: str) -> None:
    site.with_file("content/static/images/my photo#1.png", "x")
    site.with_event("memo", "![x](</images/my photo%231.png>)\n", image={"src": src, "alt": "x"})

    assert site.warnings() == ""
    for page in (site.page("/events/memo/"), site.page("/feed.xml"), site.page("/feed.json")):
        assert "/images/my%20photo%231.png" in page
        assert "%25" not in page
        assert "my photo" not in page


def test_every_file_can_be_linked(site: SiteFolder) -> None:
    for name in ("c#.txt", "what?.txt", "100%.txt", "%41.txt", "ü.txt"):
        site.with_file(f"content/static/{name}", "x")
    links = (
        "/c%23.txt#l1",
        "/what%3F.txt?a=%23",
        "/100%25.txt",
        "/100%.txt",
        "/%2541.txt",
        "/%C3%BC.txt",
        "/ü.txt",
    )
    site.with_event("memo", "".join(f"[x]({link})\n" for link in links))

    assert site.warnings() == ""
    page = site.page("/events/memo/")
    for link in (*links[:3], *links[4:6]):
        assert f'href="{link}"' in page
    assert page.count('href="/100%25.txt"') == page.count('href="/%C3%BC.txt"') == 2


def test_settings_and_slugs_are_addresses_too(site: SiteFolder) -> None:
    nav = [{"name": "Us", "url": "/%C3%BCber%20uns/"}]
    publisher = {"name": "x", "logo": "/a%20b.svg"}
    site.with_settings(base_url="https://x.example/d%C3%A9/", nav=nav, publisher=publisher)
    site.with_file("content/static/a b.svg", PICTURE).with_event(
        "öl", "[us](/über%20uns/) [e](event:%C3%B6l)"
    )
    site.with_file("content/pages/us.md", '---\ntitle: Us\nslug: "%C3%BCber%20uns"\n---\n')

    assert site.warnings() == ""
    page = site.page("/events/öl/")
    assert page.count('"/d%C3%A9/%C3%BCber%20uns/"') >= 2
    assert 'href="/d%C3%A9/events/%C3%B6l/"' in page
    assert "https://x.example/d%C3%A9/a%20b.svg" in page
    assert "%25" not in page
    assert "über uns/index.html" in site.files()


def test_names_from_a_mac_are_found_and_published_composed(site: SiteFolder) -> None:
    def decomposed(name: str) -> str:
        return unicodedata.normalize("NFD", name)

    site.with_file(decomposed("content/static/bücher/über.svg"), PICTURE)
    site.with_event(
        decomposed("größe"), "[x](event:größe) ![x](/bücher/über.svg) [x](/bu%CC%88cher/über.svg)"
    )
    site.with_file(decomposed("content/pages/ämter/öl.md"), "---\ntitle: x\n---\n[x](/ämter/öl/)\n")
    site.with_event("memo", related=["größe"], image={"src": decomposed("/bücher/über.svg"), "alt": "x"})

    assert site.warnings() == ""
    files = site.files().keys()
    assert {"bücher/über.svg", "events/größe/index.html", "ämter/öl/index.html"} <= files
    assert [name for name in files if unicodedata.normalize("NFC", name) != name] == []
    assert site.page("/events/größe/").count("/b%C3%BCcher/%C3%BCber.svg") == 2


REFUSED = """
    /.htaccess /.git/x /a/.b/ /.weekmark-manifest.json /.weekmark-lock /.well-known/x /%2ehtaccess /CNAME
    /cname/ /_headers /_redirects /robots.txt /ROBOTS.TXT /git~1/ /weekma~1.jso /con /a/nul.html /COM1/
    /aux.tar.gz /a./ /a%20/ /a%20/b /a%3Fb /a%3Ab /a%22 /%2e%2e/x /%2Fx /a%5Cb /a%00 /%FF/
""".split()  # noqa: SIM905  # easier to read than quoted words


@pytest.mark.parametrize("alias", REFUSED)
def test_an_old_address_can_not_be_a_name_that_servers_and_tools_read(site: SiteFolder, alias: str) -> None:
    site.with_event("memo", aliases=[alias])
    told = site.errors()
    assert told.startswith("content/events/memo.md:")
    assert ": error: aliases[0]: " in told
    site.with_event("memo").with_file("content/pages/p.md", f'---\ntitle: x\nslug: "{alias}"\n---\n')
    assert ": error: slug: " in site.errors()


@pytest.mark.parametrize("slug", ["con", "NUL.html", "lpt9", "CNAME", "_headers", "robots.txt", "x."])
def test_a_slug_can_not_be_such_a_name_either(site: SiteFolder, slug: str) -> None:
    site.with_file("content/events/x.md", f"---\n{json.dumps({**EVENT, 'slug': slug})}\n---\n")
    assert ": error: slug: " in site.errors()
    site.without("content/events/x.md").with_event(slug)
    assert "the name of the file can't be a slug" in site.errors()


@pytest.mark.parametrize("name", ["cname", "CNAME", "con", "legal/nul", "_headers/x"])
def test_nor_can_the_file_of_a_page(site: SiteFolder, name: str) -> None:
    site.with_file(f"content/pages/{name}.md", "---\ntitle: x\n---\n")
    assert site.errors().count("error: the name of the file can't be a slug") == 1
    site.with_file(f"content/pages/{name}.md", "---\ntitle: x\nslug: x\n---\n")
    assert site.warnings() == ""


def test_names_that_only_look_like_those_are_fine(site: SiteFolder) -> None:
    site.with_file("content/static/.well-known/security.txt", "x").with_file(
        "content/static/robots2.txt", "x"
    )
    site.with_event(
        "console", aliases=["/events/cname/", "/contact", "/a.b.html", "/~user/", "/co/n/"], audience=["Con"]
    )

    assert site.warnings() == ""
    assert {".well-known/security.txt", "audience/con-/index.html", "~user/index.html"} <= site.files().keys()
