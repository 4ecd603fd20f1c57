"""Hostile content from end to end: refused with its place, or shown as the harmless text it is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from markdown_it import MarkdownIt

from tests.sites import EVENT, SiteFolder
from tests.whole.host import Host
from tests.whole.hostile import SHOWN, hostile_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


CANARY = "window.fired = 0; window.canary = () => { window.fired += 1; }"
SEARCH = """
() => {
  const bad = [];
  const scripts = [...document.scripts].filter(s => s.type !== "application/ld+json");
  bad.push(...scripts.filter(s => !s.src.startsWith(`${location.origin}/assets/`)).map(s => s.outerHTML));
  for (const data of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(data.text);
  bad.push(...[...document.querySelectorAll("iframe,object,embed,base,form:not(#search),math,video")]
    .map(e => e.outerHTML));
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      const isAddress = /^(href|src|action|formaction|data|xlink:href|srcset|poster)$/.test(name);
      if (name.startsWith("on") || (isAddress && !/^(https?:|mailto:|[/#?])/.test(value)))
        bad.push(`${element.localName} ${name}=${value}`);
    }
  }
  if (window.fired) bad.push("a script ran");
  return bad;
}
"""


@pytest.fixture(scope="module", params=["escape", "sanitize"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = hostile_site(tmp_path_factory.mktemp("hostile"), request.param)
    told = {problem.name for problem in site.build().problems}
    removed = {"escape": "raw-markup", "sanitize": "removed-html"}[request.param]
    assert told == {removed, "broken-table", "same-address"}
    return site


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page in which a script of the content would be noticed, on a host that does not forbid it."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(CANARY)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()
    assert dialogs == []


def test_no_page_runs_what_its_content_says(site: SiteFolder, page: "Page") -> None:
    found = {}
    with Host(site.output, strict=False) as host:
        for path in site.files():
            if path.endswith(".html") and not path.startswith("old/"):
                page.goto(f"{host.url}/{path}")
                found[path] = page.evaluate(SEARCH)
    assert len(found) > 15
    assert {path: bad for path, bad in found.items() if bad} == {}


def test_the_policy_of_a_page_stands_in_it_for_hosts_that_send_no_headers(
    site: SiteFolder, browser: "Browser"
) -> None:
    """A script that came into a page all the same is held there, and the page's own scripts run."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    with Host(site.output, strict=False) as host:
        for path in ("", "events/hostile/", "404.html"):
            page.goto(f"{host.url}/{path}")
            assert told == []
            page.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: 'fired = 1'}))"
            )
            assert page.evaluate("[typeof fired, document.querySelector('.scheme').hidden]") == [
                "undefined",
                False,
            ]
            assert [text for text in told if "Content Security Policy" not in text] == []
            told.clear()
    page.close()


def test_an_old_address_leads_on_with_query_and_fragment_on_the_host_at_hand(
    site: SiteFolder, browser: "Browser"
) -> None:
    with Host(site.output, strict=False) as host:
        for scripts in (True, False):
            context = browser.new_context(java_script_enabled=scripts)
            page = context.new_page()
            page.goto(f"{host.url}/old/?from=//evil.example#h-x")
            page.wait_for_url("**/about/**")
            assert page.url == f"{host.url}/about/" + ("?from=//evil.example#x" if scripts else "")
            context.close()


def test_the_search_runs_nothing_either(site: SiteFolder, page: "Page") -> None:
    with Host(site.output, strict=False) as host:
        page.goto(f"{host.url}/search/?q=canary")
        page.locator("#search-results li").first.wait_for()
        assert page.locator("#search-results li").count() == 2
        assert page.evaluate(SEARCH) == []


def test_nothing_of_a_text_is_lost(site: SiteFolder, page: "Page") -> None:
    with Host(site.output, strict=False) as host:
        page.goto(f"{host.url}/events/hostile/")
        assert page.locator("h1").inner_text() == SHOWN
        assert page.evaluate("document.querySelector('.picture img').alt") == SHOWN
        article = page.evaluate("JSON.parse(document.querySelector('[type$=ld\\\\+json]').text)['@graph'][0]")
        assert article["headline"] == SHOWN
        page.goto(f"{host.url}/")
        assert page.title() == SHOWN


def test_entries_of_feeds_are_harmless_where_they_are_read(site: SiteFolder, page: "Page") -> None:
    files = site.files()
    contents = [item["content_html"] for item in json.loads(files["feed.json"])["items"]]
    for path in ("feed.xml", "weekly/feed.xml", "topics/policy/feed.xml"):
        feed = feedparser.parse(files[path], sanitize_html=False)
        assert not feed.bozo, feed.bozo_exception
        contents += [entry.content[0].value for entry in feed.entries]
    assert len(contents) == 7
    page.goto("about:blank")
    for content in contents:
        page.set_content(f"<!doctype html><title>A reader</title>{content}")
        assert page.evaluate(SEARCH) == []


def test_files_for_machines_keep_their_form(site: SiteFolder) -> None:
    files = site.files()
    for path, data in files.items():
        if path.endswith((".xml", ".opml")):
            ET.fromstring(data)  # noqa: S314 - of our own making
        elif path.endswith(".json"):
            json.loads(data)
    assert [line.split(" ") for line in files["_redirects"].decode().splitlines()] == [
        ["/old/", "/about/", "301"]
    ]
    assert ET.fromstring(files["feed.xml"]).findtext("{http://www.w3.org/2005/Atom}title") == SHOWN  # noqa: S314 - see above
    guide = MarkdownIt().parse(files["llms.txt"].decode())
    assert [token.type for token in guide[:2]] == ["heading_open", "inline"]
    assert [(part.type, part.content) for part in guide[1].children or ()] == [("text", SHOWN)]


def test_what_can_not_be_harmless_is_refused_and_costs_nothing_already_built(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site").with_settings().with_event("memo")
    site.build()
    before = site.files()
    (tmp_path / "secret.txt").write_text("a secret")
    add_refused(site)
    told = [line for line in site.errors().splitlines() if ": error: " in line]

    assert told == REFUSED.splitlines()
    assert site.files() == before
    assert not any(b"a secret" in data for data in before.values())


def add_refused(site: SiteFolder) -> None:
    """Add one event for each thing that is refused, and links that lead out or in circles."""
    cases: dict[str, dict[str, Any]] = {
        "slug-up": {"slug": "../../up"},
        "slug-encoded": {"slug": "%2e%2e"},
        "alias-up": {"aliases": ["/../up/"]},
        "alias-encoded": {"aliases": ["/%2e%2e/up/"]},
        "alias-elsewhere": {"aliases": ["//evil.example/"]},
        "picture-up": {"image": {"src": "/../secret.txt", "alt": "x"}},
        "picture-data": {"image": {"src": "data:image/svg+xml,<svg/>", "alt": "x"}},
        "url-script": {"url": "javascript:canary()"},
        "source-script": {"source": {"name": "x", "url": "javascript:canary()"}},
        "coverage-data": {"coverage": [{"source": {"name": "x"}, "title": "x", "url": "data:text/html,x"}]},
        "control": {"title": "a\x07bell"},
        "hook-link": {"hook": "[x](javascript:canary())"},
    }
    for name, values in cases.items():
        site.with_file(f"content/events/{name}.md", f"---\n{json.dumps({**EVENT, **values})}\n---\n")
    site.with_event(
        "body-link", "[x](data:text/html,x)\n\n![x](https://evil.example/x.png)\n\n[x](../../secret)"
    )
    site.with_file("content/events/tag.md", "---\ntitle: !!python/object/apply:os.system [id]\n---\n")
    site.with_file("content/events/bomb.md", "---\na: &a [x]\nb: &b [*a, *a]\ntitle: *b\n---\n")
    site.with_file("content/events/open.md", "---\ntitle: never closed\n")
    site.with_file("content/events/deep.md", f"---\ntitle: {'[' * 1000}\n---\n")
    site.with_file("content/events/long.md", b"---\ntitle: x\n---\n" + b"x" * 10_000_000)
    site.with_file("content/events/bytes.md", b"---\ntitle: \xff\xfe\n---\n")
    secret = site.root.parent / "secret.txt"
    (site.root / "content/events/outside.md").symlink_to(secret)
    (site.root / "content/static").mkdir()
    (site.root / "content/static/outside.txt").symlink_to(secret)
    (site.root / "content/events/circle").symlink_to(site.root / "content/events")


REFUSED = """\
content/events/alias-elsewhere.md:2:154: error: aliases[0]: "//evil.example/" is not a path of this site [malformed-path]
content/events/alias-encoded.md:2:154: error: aliases[0]: "/%2e%2e/up/" is not a plain path [malformed-path]
content/events/alias-up.md:2:154: error: aliases[0]: "/../up/" is not a plain path [malformed-path]
content/events/body-link.md:8:5: error: a data: address is not allowed here [forbidden-scheme]
content/events/body-link.md:12:5: error: "../../secret" leads out of the content folder [dead-link]
content/events/bomb.md:2:4: error: YAML anchors such as "&a" are not supported [yaml-feature]
content/events/bomb.md:3:4: error: YAML anchors such as "&b" are not supported [yaml-feature]
content/events/bomb.md:3:8: error: YAML aliases such as "*a" are not supported [yaml-feature]
content/events/bomb.md:3:12: error: YAML aliases such as "*a" are not supported [yaml-feature]
content/events/bomb.md:4:8: error: YAML aliases such as "*b" are not supported [yaml-feature]
content/events/bytes.md:2:8: error: the byte 0xff is not UTF-8 [not-utf-8]
content/events/circle: error: the symbolic link leads back to a folder above it [symbolic-link]
content/events/control.md:2:11: error: title: an escape names an invisible control character [control-escape]
content/events/coverage-data.md:2:202: error: coverage[0].url: "data:text/html,x" is not an http or https URL [malformed-url]
content/events/deep.md:2:39: error: nested more than 32 levels deep [nested-too-deeply]
content/events/hook-link.md:2:155: error: a javascript: address is not allowed here [forbidden-scheme]
content/events/long.md: error: the file has 10,000,017 bytes; 1,048,576 is the most [file-too-large]
content/events/open.md:1:1: error: the front matter is never closed [open-front-matter]
content/events/outside.md: error: the symbolic link leads out of the content folder [symbolic-link]
content/events/picture-data.md:2:159: error: image.src: "data:image/svg+xml,<svg/>" is not a path of this site [malformed-path]
content/events/picture-up.md:2:159: error: image.src: "/../secret.txt" is not a plain path [malformed-path]
content/events/slug-encoded.md:2:150: error: slug: "%" can't be in "%2e%2e", which becomes part of a URL [malformed-name]
content/events/slug-up.md:2:150: error: slug: "/" can't be in "../../up", which becomes part of a URL [malformed-name]
content/events/source-script.md:2:102: error: source.url: "javascript:canary()" is not an http or https URL [malformed-url]
content/events/tag.md:2:8: error: YAML tags, which begin with !, are not supported [yaml-feature]
content/events/url-script.md:2:114: error: url: "javascript:canary()" is not an http or https URL [malformed-url]
content/static/outside.txt: error: the symbolic link leads out of the content folder [symbolic-link]
"""  # noqa: E501  # a problem is a line
