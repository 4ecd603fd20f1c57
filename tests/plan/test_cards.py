"""The digest of a card stands for the whole card, though the card is made later."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from generator.memo import Memo
from generator.model import Address, Outlet, Summary
from generator.plan.cards import Cards
from generator.plan.urls import Urls
from tests.site.newsroom import Newsroom, summary

ANOTHER: dict[str, Any] = {
    "slug": "other",
    "title": "Other",
    "published": "2026-04-20T13:00:00+00:00",
    "instant": 2_000_000_000,
    "day": "2026-04-21",
    "week": "2026-w18",
    "source": "wire",
    "url": "https://other.example/",
    "inline": Outlet("x", "X"),
    "latency": 60,
    "modified": "2026-04-30T10:00:00+00:00",
    "lang": "de",
    "hook_html": "Hook",
    "topics": ("models",),
    "audience": ("Builders",),
    "importance": 5,
    "recap": "pin",
    "origin": "ai",
    "insight_origin": "ai",
    "coverage": (Outlet("wire", ""),),
    "related": ("budget",),
    "aliases": ("/old/",),
    "image": "/a.svg",
    "predictions": (("2026", "open"),),
    "corrections": (("2026-04-21", "major"),),
    "uncited": 4,
    "words": 4000,
    "brief_words": 100,
    "title_words": ("other",),
    "draft": True,
    "image_alt": "A picture",
    "addresses": (Address(7, 3),),
    "sponsored": True,
    "recap_week": "2026-w20",
    "anchors": ("what-next",),
    "own_terms": {"companies": ("acme",)},
}


def cards(event: Summary) -> Cards:
    newsroom = Newsroom().event("budget", topics=("models",), audience=("Builders",))
    newsroom.registries["companies"] = {}
    newsroom.events["content/events/memo.md"] = event
    newsroom.drafts = newsroom.future = True
    now = datetime(2026, 5, 1, tzinfo=UTC)
    return Cards(newsroom.assemble(), newsroom.config, Urls("https://x.example/"), now, now.timestamp())


def test_every_field_of_an_event_is_tried() -> None:
    assert list(ANOTHER) == list(Summary.__struct_fields__)


@pytest.mark.parametrize("field", ANOTHER)
def test_the_digest_changes_exactly_with_the_card(field: str) -> None:
    event = summary("memo")
    other = msgspec.structs.replace(event, **{field: ANOTHER[field]})
    before, after = cards(event), cards(other)
    same_card = before.card(event.slug) == after.card(other.slug)
    assert (before.digests[event.slug] == after.digests[other.slug]) == same_card


def test_an_event_is_fresh_for_two_days() -> None:
    newsroom = Newsroom().event("memo", "2026-04-30", latency=300).event("late", "2026-04-30", latency=3600)

    def fresh(hours: float) -> dict[str, bool]:
        published = datetime(2026, 4, 30, 12, tzinfo=UTC)
        newsroom.now = published + timedelta(hours=hours)
        events = newsroom.edition().cards
        return {slug: events.card(slug).fresh for slug in ("memo", "late")}

    assert fresh(0) == {"memo": True, "late": False}
    assert fresh(47.9) == {"memo": True, "late": False}
    assert fresh(48) == {"memo": False, "late": False}


def test_the_digest_of_a_card_changes_when_it_ceases_to_be_fresh() -> None:
    newsroom = Newsroom().event("memo", "2026-04-30", latency=300)
    newsroom.now = datetime(2026, 5, 1, tzinfo=UTC)
    memo = Memo()
    before = newsroom.edition(memo=memo).cards.digests["memo"]
    newsroom.now = datetime(2026, 5, 3, tzinfo=UTC)

    assert newsroom.edition(memo=memo).cards.digests["memo"] != before
