"""Texts of a review that are not kept any more are fetched again, behind the same walls as any."""

import pytest

from generator.desk.articles import fetching
from generator.desk.database import Database
from generator.inbox.desk_site import load_desk_site
from generator.inbox.reviewing import Reviewing
from tests.desk.articles import page
from tests.desk.home import Home
from tests.desk.host import FeedHost

EVENT = """---
title: Eastport orders cranes
url: {first}
source: post
published: 2026-05-15
origin: ai
hook: Norwood buys cranes.
insight:
  origin: ai
  takeaways:
  - {{text: A berth is kept., quotes: [{{cite: Wire, text: not close a single berth}}]}}
  - {{text: It is large., quotes: [{{cite: source, text: the first 12 cranes}}]}}
coverage:
- {{source: wire, title: Cranes, url: "{second}"}}
---
"""


@pytest.fixture
def texts(home: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A site with an event, and the pages of its two reports."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    first = host.serves("/post", page(), Content_Type="text/html")
    home.site.with_file("content/sources.yaml", "post: {name: Post}\nwire: {name: Wire}\n")
    return (
        home.site.with_file("content/events/memo.md", EVENT.format(first=first, second=f"{host.base}/wire"))
        and home
    )


def looked_at(home: Home, *, fetch: bool) -> tuple[tuple[str, ...], list[str]]:
    """Return which texts could not be had, and what is odd about each quote."""
    site = load_desk_site(home.site.root, home.site.root / "site.yaml")
    with Database.open(site.folder) as database:
        reviewing = Reviewing(site, database)
        reviewed = reviewing.find("memo")
        failures = reviewing.fetch(reviewed) if fetch else ()
        shown, _ = reviewing.evidence(reviewed)
    return failures, [words.trouble for claim in shown for words in claim.words]


def test_texts_are_fetched_when_they_are_asked_for(texts: Home, host: FeedHost) -> None:
    not_kept = "the text of this report is not kept"
    assert looked_at(texts, fetch=False) == ((), [not_kept, not_kept])
    missing = (f"{host.base}/wire: 404: there is nothing",)
    assert looked_at(texts, fetch=True) == (missing, [not_kept, ""])
    host.serves("/wire", page("We will close a berth. " * 20), Content_Type="text/html")
    elsewhere = "these words are not in this report, but in that of Post"
    assert looked_at(texts, fetch=True) == ((), [elsewhere, ""])
    host.serves("/post", page("Nothing of it is true any more. " * 20), Content_Type="text/html")
    gone = "these words are not in the text of this report"
    assert looked_at(texts, fetch=True) == ((), [gone, gone])
    texts.with_own_settings("contact: mailto:ann@example.org\n")
    failures, _ = looked_at(texts, fetch=True)
    assert len(failures) == 2
    assert all("127.0.0.1 is a private address" in failure for failure in failures)
