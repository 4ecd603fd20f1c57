"""The sample digest as a whole: its pages, every link in every file, and what in it is real."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.whole.conftest import REPOSITORY
from tests.whole.pages import BASE, Page, file_of, read_pages

FICTION = "Fictional, to show what the page can do"
"""The words with which the hook of every made-up event begins."""


@pytest.fixture(scope="module")
def pages(sample: Path) -> dict[str, Page]:
    return read_pages(sample)


def test_every_kind_of_page_is_there(sample: Path) -> None:
    expected = {
        "index.html",
        "page/2/index.html",
        "events/white-house-memo-distillation/index.html",
        "events/us-memo-ai-distillation/index.html",
        "weekly/index.html",
        "weekly/2026-w17/index.html",
        "weekly/latest/index.html",
        "topics/index.html",
        "topics/policy/index.html",
        "topics/policy/feed.xml",
        "sources/index.html",
        "sources/scmp-tech/index.html",
        "audience/index.html",
        "audience/founders-product-leaders/index.html",
        "archive/index.html",
        "archive/2026/04/index.html",
        "predictions/index.html",
        "corrections/index.html",
        "search/index.html",
        "search/manifest.json",
        "about/index.html",
        "404.html",
        "feed.xml",
        "feed.json",
        "weekly/feed.xml",
        "sources.opml",
        "sitemap.xml",
        "news-sitemap.xml",
        "robots.txt",
        "llms.txt",
        "_headers",
        "_redirects",
    }
    assert {path for path in expected if not (sample / path).is_file()} == set()


def test_drafts_and_scheduled_events_are_nowhere(sample: Path) -> None:
    hidden = ("spacex-cursor-option", "editorial-board", "eu-ai-act-annex-x")
    named = [
        path.relative_to(sample).as_posix()
        for path in sample.rglob("*")
        if path.is_file() and any(slug.encode() in path.read_bytes() for slug in hidden)
    ]
    assert named == []


def test_every_link_of_every_page_leads_somewhere(sample: Path, pages: dict[str, Page]) -> None:
    broken = [
        f"{path}: {url}: {fault}"
        for path, page in pages.items()
        for url in page.links
        if (fault := what_is_wrong(url, sample, pages))
    ]
    assert broken == []


def what_is_wrong(url: str, output: Path, pages: dict[str, Page]) -> str:
    """Return what is wrong with an address; nothing for one of another site that is well formed."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http", "mailto"} or re.search(r"\s", url):
        return "not an address"
    file = file_of(url)
    if file is None:
        return ""
    if not (output / file).is_file():
        return "no such file"
    if parts.fragment and unquote(parts.fragment) not in pages[file].ids:
        return "no such id"
    return ""


def test_every_link_in_feeds_and_lists_leads_somewhere(sample: Path, pages: dict[str, Page]) -> None:
    texts = {
        path.relative_to(sample).as_posix(): path.read_text("utf-8")
        for pattern in ("*.xml", "*.json", "*.opml", "*.txt")
        for path in sample.rglob(pattern)
    }
    assert len(texts) > 20
    broken = []
    for path, text in texts.items():
        urls = set(re.findall(re.escape(BASE) + r"[^\s\"'<>()\\]*", text))
        broken += [f"{path}: {url}" for url in urls if what_is_wrong(url.split("&")[0], sample, pages)]
    assert broken == []


def test_the_search_index_leads_to_pages(sample: Path, pages: dict[str, Page]) -> None:
    manifest = json.loads((sample / "search/manifest.json").read_bytes())
    missing = [url for _, url, _ in manifest["shards"] if not (sample / url.lstrip("/")).is_file()]
    events = {path for path in pages if path.startswith("events/")} - set(redirects(pages))

    assert missing == []
    found = [count for _, url, count in manifest["shards"] if "-notes." not in url]
    assert sum(found) == len(events)


def redirects(pages: dict[str, Page]) -> list[str]:
    """Return the pages that lead on."""
    return [
        path
        for path, page in pages.items()
        if any(meta.get("http-equiv") == "refresh" for meta in page.all("meta"))
    ]


def test_old_addresses_lead_to_new_ones_in_pages_and_in_the_list_for_hosts(
    sample: Path, pages: dict[str, Page]
) -> None:
    listed = [line.split(" ") for line in (sample / "_redirects").read_text("utf-8").splitlines()]

    assert {old: new for old, new, _ in listed} == {
        f"/{path.removesuffix('index.html')}": next(
            meta["content"] for meta in pages[path].all("meta") if meta.get("http-equiv") == "refresh"
        ).partition("url=")[2]
        for path in redirects(pages)
    }
    assert {status for *_, status in listed} == {"301"}


def test_headings_step_down_one_by_one_from_a_single_first(pages: dict[str, Page]) -> None:
    wrong = {}
    for path, page in pages.items():
        levels = [int(element.name[1]) for element in page.elements if re.fullmatch("h[1-6]", element.name)]
        steps = [later - earlier for earlier, later in zip([0, *levels], levels, strict=False)]
        if levels.count(1) != 1 or max(steps) > 1:
            wrong[path] = levels
    assert wrong == {}


def test_every_page_has_a_title_a_language_and_landmarks(pages: dict[str, Page]) -> None:
    wrong = []
    for path, page in pages.items():
        landmarks = [len(page.all(name)) for name in ("html", "main")]
        if landmarks != [1, 1] or not page.all("html")[0].get("lang") or not "".join(page.text_of("title")):
            wrong.append(path)
        canonical = [link["href"] for link in page.all("link") if link.get("rel") == "canonical"]
        if len(canonical) != 1 or not canonical[0].startswith(BASE):
            wrong.append(path)
    assert wrong == []


def test_no_id_is_used_twice(pages: dict[str, Page]) -> None:
    assert {path for path, page in pages.items() if len(page.ids) != len(set(page.ids))} == set()


def test_the_mail_of_a_recap_leads_to_the_site_and_loads_nothing(
    sample: Path, pages: dict[str, Page]
) -> None:
    mails = {path: Page(path.read_text("utf-8")) for path in sample.rglob("mail.html")}
    broken = [
        f"{path.parent.name}: {url}"
        for path, mail in mails.items()
        for element in mail.all("a")
        if not (url := element["href"]).startswith(("https:", "mailto:")) or what_is_wrong(url, sample, pages)
    ]
    assert len(mails) == 17  # of ten weeks and seven months
    assert broken == []
    assert [name for mail in mails.values() for name, _ in mail.elements if name in {"script", "form"}] == []


def events_of_the_sample() -> dict[str, dict[str, Any]]:
    """Return the front matter of every event by the name of its file."""
    files = (REPOSITORY / "content" / "events").rglob("*.md")
    return {file.stem: yaml.safe_load(file.read_text("utf-8").split("---\n")[1]) for file in files}


def staged(matter: dict[str, Any]) -> Iterator[str]:
    """Yield what of an event takes a past or a person: nobody watched, corrected or reviewed this sample."""
    yield from {"collected", "updated", "corrections", "reviewed_by"} & matter.keys()
    insight = matter.get("insight", {})
    yield from {"reviewed_by"} & insight.keys()
    outcomes = {implication.get("outcome", "open") for implication in insight.get("implications", ())}
    yield from outcomes - {"open"}


def test_only_fiction_was_collected_corrected_reviewed_or_judged() -> None:
    events = events_of_the_sample()
    fictional = {slug for slug, matter in events.items() if matter["hook"].startswith(FICTION)}

    assert {slug for slug, matter in events.items() if set(staged(matter))} == fictional
    assert len(fictional) == 5


def test_fiction_names_no_outlet_that_exists_and_nothing_real_is_at_its_host() -> None:
    for matter in events_of_the_sample().values():
        reports = [matter, *matter.get("coverage", ())]
        hosts = {urlsplit(report["url"]).hostname == "example.org" for report in reports}
        assert hosts == {matter["hook"].startswith(FICTION)}


def test_fiction_says_so_wherever_it_is_told(sample: Path) -> None:
    slugs = [slug for slug, matter in events_of_the_sample().items() if matter["hook"].startswith(FICTION)]
    articles = [(sample / "events" / slug / "index.html").read_text("utf-8") for slug in slugs]
    entries = re.findall(r"<entry>.*?</entry>", (sample / "feed.xml").read_text("utf-8"), re.DOTALL)
    items = [json.dumps(item) for item in json.loads((sample / "feed.json").read_bytes())["items"]]
    lines = [line for line in (sample / "llms.txt").read_text("utf-8").splitlines() if "/events/" in line]
    told = [*articles, *(text for text in (*entries, *items, *lines) if "(fictional)" in text)]

    assert len(told) > 3 * len(slugs)
    assert [text for text in told if FICTION not in text] == []


def test_fiction_does_not_lead_the_front_page(sample: Path) -> None:
    page = (sample / "index.html").read_text("utf-8")
    front = page.partition('class="front"')[2].partition('class="day"')[0]

    assert "/events/" in front
    assert "/events/fiction-" not in front


def test_every_page_says_that_it_is_a_sample_and_leads_to_what_is_real(pages: dict[str, Page]) -> None:
    silent = {
        path
        for path, page in pages.items()
        if not any("A sample of Weekmark" in text for text in page.text_of("p"))
        or f"{BASE}about/" not in page.links
    }
    assert silent == set(redirects(pages))

    for path in ("predictions/index.html", "corrections/index.html"):
        assert [text for text in pages[path].text_of("p") if text.startswith("This is a sample: ")] != []
