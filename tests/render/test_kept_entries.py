"""Entries of feeds are kept: the next feed has the same bytes as one that is rendered from the beginning."""

from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pytest

from generator.model import Outlet, Section
from generator.views import FeedPage, FullEvent, RecapEntry, StoredEvent
from tests.render.views import (
    EVENT,
    make_card,
    make_event,
    make_feed,
    make_renderer,
    make_week,
    render_feed,
    store,
)


@pytest.mark.parametrize("kind", ["atom.xml", "feed.json"])
def test_an_entry_of_an_earlier_feed_is_written_again_byte_for_byte(tmp_path: Path, kind: str) -> None:
    first, second = make_event(), make_event("other", lang="fr")
    renderer = make_renderer(tmp_path)
    render_feed(renderer, kind, make_feed(2), (first, second))
    topic = make_feed(2, title="Policy", id="urn:uuid:policy")
    again = renderer.render_feed(kind, topic, (store(first), store(second)), load_nothing)

    assert again == render_feed(make_renderer(tmp_path), kind, topic, (first, second))


def load_nothing(event: StoredEvent) -> FullEvent:
    raise AssertionError(f"{event.card.slug} was written before")


@pytest.mark.parametrize("kind", ["atom.xml", "feed.json"])
@pytest.mark.parametrize(
    "edited",
    [
        make_event("memo", msgspec.structs.replace(EVENT, body_html="<p>Another body.</p>")),
        make_event("memo", title="Another title"),
        make_event("memo", lang="de"),
        msgspec.structs.replace(make_event(), outlets=(Outlet("reuters", "Another name"),)),
    ],
    ids=["body", "title", "language", "outlet"],
)
def test_an_edited_entry_is_written_anew(tmp_path: Path, kind: str, edited: FullEvent) -> None:
    same = make_event("same")
    renderer = make_renderer(tmp_path)
    before = render_feed(renderer, kind, make_feed(2), (make_event(), same))
    after = render_feed(renderer, kind, make_feed(2), (edited, same))

    assert after == render_feed(make_renderer(tmp_path), kind, make_feed(2), (edited, same))
    assert after != before


def test_an_entry_keeps_the_id_that_its_feed_gives_it(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path)
    feeds = [
        render_feed(renderer, "atom.xml", make_feed(entry_ids=(entry_id,)), (make_event(),))
        for entry_id in ("urn:uuid:one", "urn:uuid:two")
    ]
    assert [feedparser.parse(feed).entries[0].id for feed in feeds] == ["urn:uuid:one", "urn:uuid:two"]


def make_recaps(**changes: Any) -> FeedPage:
    """Return the feed of two recaps; the changes are those of the first."""
    fields: dict[str, Any] = {
        "id": "urn:uuid:17",
        "recap": make_week(),
        "updated": "2026-04-26T18:00:00+02:00",
        "cards": (make_card(),),
        **changes,
    }
    older = RecapEntry(
        "urn:uuid:16",
        make_week(id="2026-w16", title=""),
        "2026-04-19T18:00:00+02:00",
        "<p>Intro</p>",
        (make_card("other"),),
    )
    return make_feed(0, recaps=(RecapEntry(**fields), older))


@pytest.mark.parametrize(
    "edited",
    [
        make_recaps(intro_html="<p>Another</p>"),
        make_recaps(cards=(make_card(title="Another title"),)),
        make_recaps(recap=make_week(events=2)),
        make_recaps(updated="2026-04-27T18:00:00+02:00"),
        make_recaps(sections=(Section("h-jobs", "Jobs", "Jobs"),)),
    ],
    ids=["intro", "card", "week", "update", "section"],
)
def test_the_recap_of_an_edited_week_is_written_anew(tmp_path: Path, edited: FeedPage) -> None:
    renderer = make_renderer(tmp_path)
    before = render_feed(renderer, "recap-atom.xml", make_recaps())
    after = render_feed(renderer, "recap-atom.xml", edited)

    assert after == render_feed(make_renderer(tmp_path), "recap-atom.xml", edited)
    assert after != before
    assert [entry.title for entry in feedparser.parse(after).entries] == [
        "Weekly AI Recap, week 17 of 2026",
        "Week 16 of 2026",
    ]
