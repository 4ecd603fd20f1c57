"""A digest with some of everything, and edits of every part of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from generator.config import Cards, Feeds, Mail, NavigationItem, Recaps, RecapSettings
from generator.decode.declared import DeclaredTaxonomy
from generator.model import Asset, LightItem, Outlet, Section, Topic
from tests.site.newsroom import Newsroom, summary

Edit = Callable[[Newsroom], object]

SECTIONS = (
    Section("h-links", "Links", "Links", "<ul></ul>", items=(LightItem("A", "https://a.example/", 1),)),
)


def some_of_everything() -> Newsroom:
    """Return a digest of twelve events over three weeks and two months, on short pages."""
    newsroom = Newsroom().settings(
        page_size=3,
        recap=RecapSettings("Recap", 2),
        feeds=Feeds(4),
        cards=Cards(recent=5),
        taxonomies={"companies": DeclaredTaxonomy("Companies")},
    )
    newsroom.registries["companies"] = {"acme": Topic("acme", "Acme", url="https://acme.example/")}
    days = ("2026-03-30", "2026-03-31", "2026-04-02", "2026-04-04", "2026-04-13", "2026-04-14")
    for number, day in enumerate((*days, *days)):
        newsroom.event(
            f"event-{number}",
            day,
            body=f"Body {number}",
            topics=(("policy", "models")[number % 2],) if number % 5 else (),
            audience=(("Founders", "Builders")[number % 2],),
            own_terms={"companies": ("Acme", "Beta")[: number % 3]} if number % 3 else {},
            source=("scmp", "wire", "scmp-tech")[number % 3],
            coverage=(Outlet("wire", ""),) if number % 4 == 0 else (),
            latency=number * 100 if number % 3 else None,
            predictions=(("2026-06", "open"), ("", "right")) if number % 3 == 0 else (),
            corrections=(("2026-04-20", "minor"),) if number % 4 == 1 else (),
            related=("event-11",) if number == 1 else (),
            recap="exclude" if number == 7 else "auto",
        )
    newsroom.note("2026-w14", title="A title", pin=("event-3",), intro_html="<p>Intro</p>")
    return newsroom.page("about", body_html="<p>We.</p>")


def apply(newsroom: Newsroom, *changes: Edit) -> Newsroom:
    """Return a copy of a digest with some edits made."""
    copy = newsroom.copy()
    for change in changes:
        change(copy)
    return copy


def path_of(number: int) -> str:
    """Return the file of an event."""
    return f"content/events/event-{number}.md"


def field(number: int, **fields: Any) -> Edit:
    """Return the edit that sets fields of an event."""

    def edit(newsroom: Newsroom) -> None:
        event = newsroom.events.get(path_of(number))
        if event:
            newsroom.events[path_of(number)] = msgspec.structs.replace(event, **fields)

    return edit


def body(number: int) -> Edit:
    """Return the edit that changes only what the event's own page shows."""
    return lambda newsroom: newsroom.bodies.update({path_of(number): "Another body"})


def move(number: int, day: str) -> Edit:
    """Return the edit that publishes an event on another day."""
    moved = summary("x", day)
    fields = {name: getattr(moved, name) for name in ("published", "instant", "day", "week")}
    return field(number, **fields)


def remove(number: int) -> Edit:
    """Return the edit that deletes an event."""
    return lambda newsroom: newsroom.events.pop(path_of(number), None)


def outlet(key: str, **fields: Any) -> Edit:
    """Return the edit that sets fields of a source."""
    return lambda newsroom: newsroom.outlets.update(
        {key: msgspec.structs.replace(newsroom.outlets[key], **fields)}
    )


def topic(key: str, **fields: Any) -> Edit:
    """Return the edit that sets fields of a topic."""
    return lambda newsroom: newsroom.topics.update(
        {key: msgspec.structs.replace(newsroom.topics[key], **fields)}
    )


def theme(**fields: Any) -> Edit:
    """Return the edit that changes the theme."""
    return lambda newsroom: setattr(newsroom, "theme", msgspec.structs.replace(newsroom.theme, **fields))


def clock(**time: int) -> Edit:
    """Return the edit that lets time pass."""
    return lambda newsroom: setattr(newsroom, "now", newsroom.now + timedelta(**time))


EVENT_EDITS: tuple[Callable[[int], Edit], ...] = (
    body,
    remove,
    lambda number: field(number, title="New title"),
    lambda number: field(number, title_words=("event", "new")),
    lambda number: field(number, hook_html="<em>New</em>"),
    lambda number: field(number, topics=("models", "policy")),
    lambda number: field(number, topics=("brand-new",)),
    lambda number: field(number, audience=("founders",)),
    lambda number: field(number, own_terms={"companies": ("acme", "Beta")}),
    lambda number: field(number, source="wire"),
    lambda number: field(number, importance=5),
    lambda number: field(number, latency=10),
    lambda number: field(number, recap="pin"),
    lambda number: field(number, recap="exclude"),
    lambda number: field(number, recap_week="2026-w16"),
    lambda number: field(number, sponsored=True),
    lambda number: field(number, draft=True),
    lambda number: field(number, lang="de"),
    lambda number: field(number, url="https://other.example/"),
    lambda number: field(number, image="/a.svg"),
    lambda number: field(number, image="/a.png", image_alt="A picture"),
    lambda number: field(number, words=2000),
    lambda number: field(number, origin="ai"),
    lambda number: field(number, related=("event-5", "event-6")),
    lambda number: field(number, aliases=("/events/old/", "/gone.html")),
    lambda number: field(number, coverage=(Outlet("scmp-tech", ""),)),
    lambda number: field(number, predictions=(("2026-05", "open"),)),
    lambda number: field(number, predictions=(("2026-06", "wrong"), ("", "open"))),
    lambda number: field(number, corrections=(("2026-04-21", "major"),)),
    lambda number: field(number, modified="2026-04-30T10:00:00+00:00"),
    lambda number: move(number, "2026-04-14"),
    lambda number: move(number, "2026-03-25"),
)

OTHER_EDITS: tuple[Edit, ...] = (
    lambda newsroom: newsroom.event("new-event", "2026-04-15", topics=("policy",)),
    lambda newsroom: newsroom.event("old-event", "2026-03-02", topics=("policy",)),
    lambda newsroom: newsroom.note("2026-w16", title="Second", exclude=("event-4",)),
    lambda newsroom: newsroom.note("2026-w14", intro_html="<p>Other</p>", pin=("event-9",)),
    lambda newsroom: newsroom.page("about", body_html="<p>They.</p>", aliases=("/who/",)),
    lambda newsroom: newsroom.page("imprint"),
    outlet("wire", name="Wire Two"),
    outlet("wire", publisher="SCMP Group"),
    outlet("scmp", country="CN"),
    topic("policy", name="Politics"),
    topic("policy", description="Other laws."),
    lambda newsroom: newsroom.settings(title="Another week"),
    lambda newsroom: newsroom.settings(tagline="A tagline"),
    lambda newsroom: newsroom.settings(base_url="https://host.example/team/"),
    lambda newsroom: newsroom.settings(recap=RecapSettings("Digest", 3)),
    lambda newsroom: newsroom.settings(
        recaps=Recaps(RecapSettings(), RecapSettings(), None, RecapSettings(top=2, rest=3))
    ),
    lambda newsroom: newsroom.settings(recaps=Recaps(quarterly=RecapSettings("Quarter", 1, 1))),
    lambda newsroom: newsroom.note("2026-q1", sections=SECTIONS, places=((1, 1, 1),), pin=("event-1",)),
    lambda newsroom: newsroom.note("2026", title="A year", sections=SECTIONS, places=((1, 1, 1),)),
    lambda newsroom: newsroom.settings(page_size=4),
    lambda newsroom: newsroom.settings(feeds=Feeds(2)),
    lambda newsroom: newsroom.settings(freshness=60),
    lambda newsroom: newsroom.settings(feed_id="tag:other"),
    lambda newsroom: newsroom.settings(search=False),
    lambda newsroom: newsroom.settings(cards=Cards(recent=2)),
    lambda newsroom: newsroom.settings(cards="all"),
    lambda newsroom: newsroom.settings(cards="off"),
    lambda newsroom: newsroom.settings(mail=Mail(unsubscribe="https://digest.example/leave")),
    lambda newsroom: newsroom.settings(mail=Mail(enabled=False)),
    lambda newsroom: newsroom.settings(nav=(NavigationItem("About", "/about/"),)),
    lambda newsroom: newsroom.settings(extra={"x-slogan": "Hello"}),
    lambda newsroom: newsroom.settings(timezone="Asia/Tokyo"),
    theme(digest=b"other"),
    theme(pictures=b"other"),
    theme(assets={"style.css": Asset("style.css", "1" * 32, 1)}),
    clock(days=40),
    clock(days=70),
    clock(days=-17),
)
