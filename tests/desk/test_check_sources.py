"""A check goes back to the pages that quotes cite, and tells which words no longer stand there."""

from typing import Any

import pytest

from generator.desk.articles import fetching
from tests.desk.articles import PARAGRAPHS, page
from tests.desk.home import Home
from tests.desk.host import FeedHost
from tests.whole.commands import Result

HTML = "text/html; charset=utf-8"
EVENT = """---
title: Eastport orders cranes
url: {first}
source: {{name: Post}}
published: 2026-05-15
topics: []
tldr:
  what_changed: The board ordered cranes.
  quotes:
    what_changed: [{{cite: source, text: signed a contract worth $1.5 billion}}]
insight:
  origin: human
  takeaways:
    - text: It is the largest order for decades.
      quotes:
        - {{cite: Wire, text: "the largest order it has placed since 1998"}}
        - cite: source
          text: >-
            We will not close
            a single berth
coverage:
  - {{source: {{name: Wire}}, title: Cranes, url: "{second}", published: 2026-05-15}}
---
"""


@pytest.fixture
def desk(home: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A site with an event that quotes two pages."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    first, second = (host.serves(path, page(), Content_Type=HTML) for path in ("/post", "/wire"))
    home.site.with_file("content/events/cranes.md", EVENT.format(first=first, second=second))
    return home


def check(home: Home, *arguments: str) -> Result:
    return home.ran("check", "--sources", *arguments)


def told(home: Home, *arguments: str) -> Any:
    return home.told("check", "--sources", *arguments)


def test_all_quotes_stand(desk: Home, host: FeedHost) -> None:
    ran = check(desk)
    assert ran.code == 0
    assert ran.errors == ""
    assert ran.output.endswith("looked for 3 quotes in 2 pages: 3 there, 0 not, 0 can't be told\n")
    assert [asked.path for asked in host.asked] == ["/robots.txt", "/post", "/wire"]
    assert "public" not in [path.name for path in desk.site.root.iterdir()]


def test_a_quote_that_its_page_has_lost_since(desk: Home, host: FeedHost) -> None:
    assert told(desk)["ok"]
    host.serves("/wire", page(PARAGRAPHS[0].replace("1998", "1989"), *PARAGRAPHS[1:]), Content_Type=HTML)

    ran = check(desk)

    assert ran.code == 1
    assert ran.errors == (
        'content/events/cranes.md:16:30: error: "the largest order it has placed since 1998" does not stand '
        f"in {host.base}/wire [lost-quote]\n"
        '  16 |         - {cite: Wire, text: "the largest order it has placed since 1998"}\n'
        f"     |                              {'^' * 44}\n"
        "  look at the page: bring the words that stand there now, or take the quote and what rests on it "
        "out\n"
        "1 error\n"
    )
    assert ran.output.endswith("looked for 3 quotes in 2 pages: 2 there, 1 not, 0 can't be told\n")


def test_a_page_that_cannot_be_read_is_no_error(desk: Home, host: FeedHost) -> None:
    host.serves("/post", "", 402)

    ran = check(desk, "--strict")

    line = (
        f"content/events/cranes.md:10: can't tell of 2 quotes of {host.base}/post: 402: has to be paid for\n"
    )
    assert (ran.code, ran.errors) == (0, line)
    assert told(desk)["sources"] == {
        "quotes": 3,
        "pages": 2,
        "found": 1,
        "lost": 0,
        "unclear": [
            {
                "path": "content/events/cranes.md",
                "line": 10,
                "url": f"{host.base}/post",
                "quotes": 2,
                "reason": "402: has to be paid for",
            }
        ],
    }


def test_words_of_the_headline_stand_there_too(desk: Home, host: FeedHost) -> None:
    host.serves("/wire", page(title="The largest order it has placed since 1998"), Content_Type=HTML)
    assert told(desk)["sources"]["found"] == 3


def test_a_site_says_how_grave_it_is(desk: Home, host: FeedHost) -> None:
    host.serves("/wire", page("Something else entirely. " * 20), Content_Type=HTML)
    desk.site.with_settings(problems={"lost-quote": "warning", "uncited-claim": "off"})

    found = told(desk)

    assert (found["ok"], found["sources"]["lost"]) == (True, 1)
    assert [one["severity"] for one in found["problems"]] == ["warning"]
    assert not told(desk, "--strict")["ok"]


def test_drafts_are_looked_at_where_they_are_asked_for(desk: Home) -> None:
    event = desk.site.root / "content/events/cranes.md"
    event.write_text(event.read_text().replace("topics:", "draft: true\ntopics:"))
    assert told(desk)["sources"]["quotes"] == 0
    assert told(desk, "--drafts")["sources"]["quotes"] == 3


def test_nothing_is_asked_of_the_web_before_the_content_is_right(desk: Home, host: FeedHost) -> None:
    desk.site.with_event("broken", importance=9)
    found = told(desk)
    assert [one["name"] for one in found["problems"]] == ["wrong-value"]
    assert "sources" not in found
    assert host.asked == []
