"""What the page of an event shows."""

from datetime import UTC, datetime

from generator.model import Outlet
from generator.views import Card, EventPage, Head, Link, RecapCard, StoredEvent
from tests.site.newsroom import Newsroom


def card(newsroom: Newsroom, slug: str = "memo", *, preview: bool = False) -> Card:
    composed = newsroom.compose(f"events/{slug}/index.html", preview=preview)
    return composed.events[0].card


def test_an_event_has_its_head_week_relatives_and_neighbours() -> None:
    newsroom = Newsroom().event(
        "memo", "2026-04-21", hook_html="A <em>memo</em> &amp; more", topics=("policy",)
    )
    newsroom.event("budget", topics=("policy",)).event("launch", "2026-04-22")
    assert newsroom.view("events/memo/index.html") == EventPage(
        head=Head(
            title="Memo",
            url="/events/memo/",
            canonical="https://digest.example/events/memo/",
            description="A memo & more",
            image="https://digest.example/events/memo/card.png",
            image_alt="Memo (SCMP)",
            image_width=1200,
            image_height=630,
            breadcrumbs=(Link("The AI Week", "/"),),
        ),
        recap=RecapCard(
            rhythm="weekly",
            id="2026-w17",
            title="",
            url="/weekly/2026-w17/",
            first_day="2026-04-20",
            last_day="2026-04-26",
            events=3,
            headlines=(
                Link("Launch", "/events/launch/"),
                Link("Memo", "/events/memo/"),
                Link("Budget", "/events/budget/"),
            ),
        ),
        related=(card(newsroom, "budget"),),
        previous=Link("Budget", "/events/budget/"),
        next=Link("Launch", "/events/launch/"),
    )


def test_an_event_is_stored_with_the_outlets_of_its_coverage() -> None:
    blog = Outlet("blog", "A Blog")
    newsroom = Newsroom().event("memo", body="x", coverage=(Outlet("wire", ""), blog))
    (document,) = newsroom.documents()
    assert document.location
    assert newsroom.compose("events/memo/index.html").events == (
        StoredEvent(card(newsroom), document.location, (newsroom.outlets["wire"], blog)),
    )


def test_a_card_tells_everything_a_list_shows() -> None:
    newsroom = Newsroom().settings(base_url="https://host.example/team/digest/")
    newsroom.now = datetime(2026, 4, 21, tzinfo=UTC)
    newsroom.event(
        "memo",
        hook_html="Hook",
        topics=("regulation", "models"),
        audience=("Founders",),
        latency=300,
        origin="ai",
        insight_origin="ai-reviewed",
        importance=4,
        recap="pin",
        coverage=(Outlet("wire", ""), Outlet("scmp-tech", "")),
        corrections=(("2026-04-21", "minor"), ("2026-04-22", "major")),
        modified="2026-04-22T00:00:00+00:00",
        words=700,
        lang="de",
    )
    assert card(newsroom) == Card(
        slug="memo",
        title="Memo",
        url="/team/digest/events/memo/",
        day="2026-04-20",
        published="2026-04-20T12:00:00+00:00",
        source=newsroom.outlets["scmp"],
        source_url="/team/digest/sources/scmp/",
        original_url="https://scmp.example/memo",
        week="2026-w17",
        lang="de",
        hook_html="Hook",
        topics=(
            Link("Policy", "/team/digest/topics/policy/"),
            Link("Models", "/team/digest/topics/models/"),
        ),
        audience=(Link("Founders", "/team/digest/audience/founders/"),),
        latency=300,
        fresh=True,
        origin="ai",
        insight_origin="ai-reviewed",
        importance=4,
        publishers=2,
        pinned=True,
        corrected="major",
        modified="2026-04-22T00:00:00+00:00",
        minutes=3,
    )


def test_fresh_is_what_was_collected_within_the_time_of_the_settings() -> None:
    newsroom = Newsroom().settings(freshness=60).event("a", latency=60).event("b", latency=61).event("c")
    newsroom.now = datetime(2026, 4, 22, 11, tzinfo=UTC)
    assert [card(newsroom, slug).fresh for slug in "abc"] == [True, False, False]
    newsroom.now = datetime(2026, 4, 22, 12, tzinfo=UTC)  # two days after they were published
    assert [card(newsroom, slug).fresh for slug in "abc"] == [False, False, False]


def test_the_notes_pins_are_marked() -> None:
    newsroom = Newsroom().event("a").event("b").note("2026-w17", pin=("b",))
    assert [card(newsroom, slug).pinned for slug in "ab"] == [False, True]


def test_a_preview_marks_drafts_and_scheduled_events_and_a_build_does_not() -> None:
    newsroom = Newsroom().event("a", draft=True).event("b", "2026-05-02").event("c")
    newsroom.drafts = newsroom.future = True
    assert [card(newsroom, slug, preview=True).status for slug in "abc"] == ["draft", "scheduled", ""]
    assert [card(newsroom, slug).status for slug in "abc"] == ["", "", ""]


def test_an_event_alone_in_a_week_that_leaves_it_out_has_no_recap() -> None:
    view = Newsroom().event("memo", recap="exclude").view("events/memo/index.html")
    assert view.recap is None
    assert [link.name for link in view.head.breadcrumbs] == ["The AI Week"]


def test_news_of_the_last_two_days_are_in_the_news_sitemap() -> None:
    newsroom = Newsroom().event("old", "2026-04-18").event("new", "2026-04-19").event("ahead", "2026-04-21")
    newsroom.now = datetime(2026, 4, 20, 12, tzinfo=UTC)
    newsroom.future = True
    assert [item.slug for item in newsroom.view("news-sitemap.xml").cards] == ["new"]
