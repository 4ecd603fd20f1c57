"""Views to render in tests: a site below a path, and an event that says all an event can say."""

from pathlib import Path
from typing import Any

from msgspec.msgpack import encode

from generator.digest import digest
from generator.model import (
    Correction,
    Coverage,
    Event,
    Heading,
    Image,
    Implication,
    Insight,
    Location,
    Outlet,
    Takeaway,
    TimelineEntry,
    Tldr,
)
from generator.render.renderer import Renderer
from generator.theme.files import find_theme
from generator.views import (
    Card,
    EventPage,
    FeedLink,
    FeedPage,
    FullEvent,
    Head,
    Link,
    Publisher,
    RecapCard,
    SiteFrame,
    StoredEvent,
)

BASE = "https://example.org/team/digest/"
SOURCE = Outlet("scmp-tech", "SCMP Technology", "https://www.scmp.com/tech", "HK", "SCMP")
OTHER = Outlet("reuters", "Reuters", "https://www.reuters.com/", "GB", "Thomson Reuters")
ASSETS = ("style.css", "print.css", "theme.js", "scheme.js", "search.js", "favicon.svg", "feed.css")

EVENT = Event(
    title="White House warns of covert distillation",
    published="2026-04-23T18:30:00+02:00",
    url="https://www.scmp.com/tech/memo",
    collected="2026-04-23T18:35:00+02:00",
    hook_html="A memo names <em>distillation</em>.",
    tldr=Tldr("A <strong>memo</strong>.", "It matters &amp; more.", "Read it."),
    origin="ai",
    model="a model",
    audience=("Founders",),
    insight=Insight(
        origin="ai-reviewed",
        model="a model",
        reviewed_by="Jo Doe",
        takeaways=(Takeaway("First", ("source",)), Takeaway("Second", ("reuters",))),
        implications=(Implication("It will happen", "Because", ("source",), "2026-12", "open"),),
        timeline=(TimelineEntry("2025-03", "Science adviser"), TimelineEntry("2025", "A year")),
    ),
    coverage=(
        Coverage("reuters", "reuters", "Memo on models", "https://www.reuters.com/memo", "2026-04-24"),
    ),
    corrections=(Correction("2026-04-25", "The date was <b>wrong</b>.", "major"),),
    image=Image("/images/memo.svg", "A memo", "The Office"),
    body_html=(
        '<h2 id="more">More</h2>\n<p>See <a href="event:other-memo">this</a>, <a href="site:/about/">us</a>'
        ' and <a href="#more">above</a>.</p>\n<p><img src="site:/images/x.svg" alt=""></p>'
    ),
    headings=(Heading(2, "more", "More"),),
    words=420,
)


def make_frame(**changes: Any) -> SiteFrame:
    """Return the settings of a site at ``BASE``."""
    settings: dict[str, Any] = {
        "title": "The AI Week",
        "base_url": BASE,
        "base_path": "/team/digest/",
        "language": "en",
        "timezone": "Europe/Berlin",
        "recap_name": "Weekly AI Recap",
        "tagline": "Week by week",
        "author": "Ada Example",
        "publisher": Publisher("The AI Week", BASE, "/images/logo.png"),
        "event_url": "/team/digest/events/{slug}/",
        "search_url": "/team/digest/search/",
        "nav": (Link("Weekly", "/team/digest/weekly/"),),
        "feeds": (FeedLink("The AI Week", "/team/digest/feed.xml", "application/atom+xml"),),
        "assets": {name: f"/team/digest/assets/{name}" for name in ASSETS},
        "generator": "Weekmark",
        **changes,
    }
    return SiteFrame(**settings)


def make_card(slug: str = "memo", **changes: Any) -> Card:
    """Return the card of ``EVENT``."""
    fields: dict[str, Any] = {
        "slug": slug,
        "title": EVENT.title,
        "url": f"/team/digest/events/{slug}/",
        "day": "2026-04-23",
        "published": EVENT.published,
        "source": SOURCE,
        "source_url": "/team/digest/sources/scmp-tech/",
        "original_url": EVENT.url,
        "week": "2026-w17",
        "hook_html": EVENT.hook_html,
        "topics": (Link("Policy", "/team/digest/topics/policy/"),),
        "audience": (Link("Founders", "/team/digest/audience/founders/"),),
        "latency": 300,
        "fresh": True,
        "origin": "ai",
        "insight_origin": "ai-reviewed",
        "publishers": 2,
        "corrected": "major",
        "modified": "2026-04-25T00:00:00+02:00",
        "minutes": 2,
        **changes,
    }
    return Card(**fields)


def make_event(slug: str = "memo", event: Event = EVENT, **changes: Any) -> FullEvent:
    """Return ``EVENT`` in full; the changes are those of its card."""
    return FullEvent(make_card(slug, **changes), event, (OTHER,) * len(event.coverage))


def store(full: FullEvent) -> StoredEvent:
    """Return an event as it is planned; the cache has it nowhere."""
    return StoredEvent(full.card, Location(0, 0, digest(encode(full.event))), full.outlets)


def make_head(path: str = "events/memo/", title: str = EVENT.title, **changes: Any) -> Head:
    """Return the head of a page of the site."""
    return Head(title, f"/team/digest/{path}", f"{BASE}{path}", **changes)


def make_week(**changes: Any) -> RecapCard:
    """Return the card of the event's week."""
    fields: dict[str, Any] = {
        "rhythm": "weekly",
        "id": "2026-w17",
        "title": "Weekly AI Recap, week 17 of 2026",
        "url": "/team/digest/weekly/2026-w17/",
        "first_day": "2026-04-20",
        "last_day": "2026-04-26",
        "events": 1,
        "headlines": (Link(EVENT.title, "/team/digest/events/memo/"),),
        **changes,
    }
    return RecapCard(**fields)


def make_event_page(**changes: Any) -> EventPage:
    """Return the page of ``EVENT``."""
    return EventPage(make_head(**changes), make_week(), (make_card("other-memo"),))


def make_renderer(root: Path, **frame: Any) -> Renderer:
    """Return the renderer of a site whose own files of the theme are in ``root/themes/default``."""
    theme, problems = find_theme(root, "default")
    assert theme is not None, problems
    return Renderer(theme, make_frame(**frame))


def make_feed(count: int = 1, **changes: Any) -> FeedPage:
    """Return a feed of ``count`` entries."""
    fields: dict[str, Any] = {
        "title": "The AI Week",
        "id": "urn:uuid:feed",
        "url": f"{BASE}feed.xml",
        "html_url": BASE,
        "updated": "2026-04-25T00:00:00+02:00",
        "entry_ids": tuple(f"urn:uuid:{number}" for number in range(count)),
        "subtitle": "Week by week",
        **changes,
    }
    return FeedPage(**fields)


def render_feed(renderer: Renderer, kind: str, feed: FeedPage, events: tuple[FullEvent, ...] = ()) -> bytes:
    """Render a feed whose events are fetched from memory."""
    stored = {store(full): full for full in events}
    return renderer.render_feed(kind, feed, tuple(stored), stored.__getitem__)
