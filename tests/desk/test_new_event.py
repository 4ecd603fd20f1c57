"""An event is begun with an address, and its page says the rest: nothing of it is made up."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import weekmark as program
from generator.desk import extra
from generator.desk.articles import fetching
from generator.desk.articles.extraction import Article
from generator.inbox.page_facts import page_facts
from tests.desk.articles import page
from tests.desk.home import Home
from tests.desk.host import FeedHost
from tests.whole.commands import Result

HTML = "text/html; charset=utf-8"
HEAD = (
    '<meta property="article:published_time" content="2026-04-22T23:30:00-05:00">'
    '<meta property="og:site_name" content="The Eastport Post"><link rel="canonical" href="/cranes">'
    '<meta name="description" content="A contract for 320 cranes.">'
)


@pytest.fixture
def desk(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    return home


def begin(home: Home, url: str, *options: str) -> Result:
    ran = CliRunner().invoke(
        program, ["-C", str(home.site.root), "new", "event", url, *options], standalone_mode=False
    )
    if ran.exception:
        raise ran.exception
    return Result(ran.return_value or 0, ran.stdout, ran.stderr)


def made(home: Home, url: str, *options: str) -> Path:
    ran = begin(home, url, *options)
    assert (ran.code, ran.errors) == (0, "")
    return home.site.root / ran.output.removeprefix("made ").strip()


def values(path: Path, *keys: str) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.split(":")[0] in keys]


def test_a_page_says_what_a_draft_needs(desk: Home, host: FeedHost) -> None:
    path = made(desk, host.serves("/a?utm_source=x", page(head=HEAD), Content_Type=HTML))

    assert path == desk.site.root / "content/events/2026/w17/harbour-orders-electric-cranes.md"
    text = path.read_text("utf-8")
    assert re.sub(r"(?m)^collected: .*$", "collected: NOW", text) == (
        "---\n"
        'title: "Harbour orders electric cranes"\n'
        f"url: {host.base}/cranes\n"
        'source: {name: "The Eastport Post"}\n'
        "published: 2026-04-22T23:30:00-05:00\n"
        "collected: NOW\n"
        "draft: true\n"
        "hook:\n"
        "# The page says: A contract for 320 cranes.\n"
        "topics: []\n"
        "---\n"
    )
    assert datetime.fromisoformat(values(path, "collected")[0][11:]) > datetime.now(UTC) - timedelta(
        minutes=2
    )
    path.write_text(text.replace("draft: true\n", ""), "utf-8")
    desk.site.build()
    assert "The Eastport Post" in desk.site.page("/events/harbour-orders-electric-cranes/")


def test_the_registry_knows_the_outlet_by_its_host_or_its_name(desk: Home, host: FeedHost) -> None:
    url = host.serves("/a", page(head=HEAD), Content_Type=HTML)
    desk.site.with_file("content/sources.yaml", "post: {name: The Eastport Post}\nmine: {name: Mine}\n")
    assert values(made(desk, url), "source") == ["source: post"]
    assert values(made(desk, url, "--source", "Mine"), "source") == ["source: mine"]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("", "published: TODAY  # the page says nothing: this is today"),
        ('<meta name="date" content="2026-04-22">', "published: 2026-04-22"),
        (
            '<meta itemprop="datePublished" content="2026-04-22T10:00:00">',
            'published: 2026-04-22T10:00:00+00:00  # no zone, read as UTC; the page says "DAYT10:00:00"',
        ),
        (
            '<meta itemprop="datePublished" content="2041-04-22T10:00:00Z">',
            "published: TODAY  # the page says nothing: this is today",
        ),
    ],
)
def test_no_time_is_made_up(desk: Home, host: FeedHost, head: str, published: str) -> None:
    path = made(desk, host.serves("/a", page(head=head), Content_Type=HTML))
    today = datetime.now(UTC).date().isoformat()
    assert values(path, "published") == [published.replace("TODAY", today).replace("DAY", "2026-04-22")]
    desk.site.build(drafts=True)


def test_a_page_without_an_article_still_has_a_title(desk: Home, host: FeedHost) -> None:
    film = '<!doctype html><html lang="en"><head><title>Cranes, the film</title>' + HEAD
    path = made(
        desk, host.serves("/a", f"{film}</head><body><video></video></body></html>", Content_Type=HTML)
    )
    assert values(path, "title", "published") == [
        'title: "Cranes, the film"',
        "published: 2026-04-22T23:30:00-05:00",
    ]


def test_a_page_that_cannot_be_read(desk: Home, host: FeedHost) -> None:
    url = host.serves("/2026/night-boat.html", "", 403)
    ran = begin(desk, url)
    assert (ran.code, ran.errors) == (0, f"{url}: 403: refused; begun with its address alone\n")
    path = desk.site.root / ran.output.removeprefix("made ").strip()
    assert path.name == "night-boat.md"
    assert values(path, "title", "url") == ['title: "Replace me"', f"url: {url}"]


def test_nothing_is_asked_for_without_the_extra_nor_where_it_is_not_wanted(
    desk: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = host.serves("/a", page(head=HEAD), Content_Type=HTML)
    made(desk, url, "--no-fetch")
    made(desk, "Cranes are ordered")
    monkeypatch.setattr(extra, "MODULES", ("not_there",))
    assert values(made(desk, url), "title") == ['title: "Replace me"']
    assert host.asked == []


def test_a_hostile_page_says_nothing_but_texts(desk: Home, host: FeedHost) -> None:
    title = "A: &quot;b&quot; # c $url \u202e\n---\ninsight: {}"
    head = (
        '<meta name="description" content="x\u2028hook: evil\n\x1b[31m---\ndraft: false">'
        '<meta property="og:site_name" content="O\n}: &#10;draft: false">'
        '<link rel="canonical" href="/x: {draft: false}#:">'
    )
    path = made(desk, host.serves("/a", page(head=head, title=title), Content_Type=HTML), "--full")
    desk.site.build(drafts=True)
    text = path.read_text("utf-8")
    assert f"url: {host.base}/x:%20%7Bdraft:%20false%7D#:" in text.replace('"', "")
    assert text.count("\ndraft: true\n") == 1
    assert not re.search(r"(?m)^(draft: false|insight:|hook: evil|\}:)|\x1b|\u2028|\u202e", text)


HERE = "https://example.com/2026/memo"


@pytest.mark.parametrize(
    ("url", "canonical", "cited"),
    [
        (f"{HERE}?utm_source=x", "", HERE),
        (f"{HERE}?id=7", HERE, HERE),
        ("https://m.example.com/2026/memo", HERE, "https://m.example.com/2026/memo"),
        (f"{HERE}/amp/", HERE, HERE),
        (HERE, "https://example.com/", HERE),
        (HERE, "https://example.org/2026/memo", HERE),
        (HERE, "http://example.com/memo", HERE),
        (HERE, "https://www.example.com/memo?utm_source=canonical", "https://www.example.com/memo"),
    ],
)
def test_the_address_that_a_page_calls_its_own(url: str, canonical: str, cited: str) -> None:
    assert page_facts(Article(url, "", canonical=canonical, site="example.com")).url == cited
    assert page_facts(Article(url, "", canonical=canonical, site="Example.com")).outlet == ""
