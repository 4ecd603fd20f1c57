"""What a review tells of claims, and the texts that it fetches, behind the same walls as any."""

import pytest

from generator.desk.articles import fetching
from generator.desk.database import Database
from generator.inbox.desk_site import load_desk_site
from generator.inbox.evidence import Shown
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
  timeline:
  - {{date: 2026-05-14, text: Signed., quotes: [{{cite: source, text: said on 14 May that it had signed}}]}}
  - {{date: 2026-05-15, text: Told., quotes: [{{cite: source, text: declined to comment}}]}}
  - {{date: 2026-05-16, text: See www.post.example., quotes: [{{cite: source, text: since 1998. “We will}}]}}
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


def looked_at(home: Home, *, fetch: bool) -> tuple[tuple[str, ...], tuple[Shown, ...]]:
    """Return which texts could not be had, and the claims."""
    site = load_desk_site(home.site.root, home.site.root / "site.yaml")
    with Database.open(site.folder) as database:
        reviewing = Reviewing(site, database)
        reviewed = reviewing.find("memo")
        failures = reviewing.fetch(reviewed) if fetch else ()
        shown, _ = reviewing.evidence(reviewed)
    return failures, shown


def troubles(home: Home, *, fetch: bool) -> tuple[tuple[str, ...], list[str]]:
    """Return which texts could not be had, and what is odd about the quotes of the takeaways."""
    failures, shown = looked_at(home, fetch=fetch)
    return failures, [words.trouble for one in shown[1:3] for words in one.words]


def test_what_is_odd_about_a_claim_is_told(texts: Home) -> None:
    _, shown = looked_at(texts, fetch=True)
    assert {one.claim.label: one.doubts for one in shown if one.doubts} == {
        "Timeline 2026-05-16": (
            "2026-05-16 is neither in its words nor the day of its report.",
            "Gives an address.",
        )
    }
    assert [words.trouble for words in shown[-1].words] == ["these words join two paragraphs"]


def test_texts_are_fetched_when_they_are_asked_for(texts: Home, host: FeedHost) -> None:
    not_kept = "the text of this report is not kept"
    assert troubles(texts, fetch=False) == ((), [not_kept, not_kept])
    missing = (f"{host.base}/wire: 404: there is nothing",)
    assert troubles(texts, fetch=True) == (missing, [not_kept, ""])
    host.serves("/wire", page("We will close a berth. " * 20), Content_Type="text/html")
    elsewhere = "these words are not in this report, but in that of Post"
    assert troubles(texts, fetch=True) == ((), [elsewhere, ""])
    host.serves("/post", page("Nothing of it is true any more. " * 20), Content_Type="text/html")
    gone = "these words are not in the text of this report"
    assert troubles(texts, fetch=True) == ((), [gone, gone])
    texts.with_own_settings("contact: mailto:ann@example.org\n")
    failures, _ = troubles(texts, fetch=True)
    assert len(failures) == 2
    assert all("127.0.0.1 is a private address" in failure for failure in failures)
