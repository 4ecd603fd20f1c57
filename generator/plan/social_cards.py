"""Social cards: the pictures that other sites show where someone links to an event or a recap.

The newest events and every recap have a card of their own; an older event uses its week's. An event's own
picture goes before its card, where it is of a kind that those sites can show.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from generator.config import SiteConfig
from generator.diagnostics import Problem
from generator.model import Phase, Site, Summary
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.rhythms import WEEKLY, RhythmName
from generator.theme.fonts import fonts_fingerprint, further_fonts
from generator.views import Head, RecapCard, SocialCard

RENDERER = "card.png"
WIDTH = 1200
HEIGHT = 630
"""In pixels: 1.91 to 1, which Open Graph readers show uncropped."""
TOPICS = 3
"""How many topics a card names."""

_FOREIGN = re.compile(r"[^\W\d_\u0000-\u052f\u1d00-\u218f]")
"""A letter that is neither Latin, Greek nor Cyrillic."""
_NOTO_SCRIPTS = ("arabic", "devanagari", "khmer", "tamil", "telugu", "thai")
_FONTS = {
    **dict.fromkeys(("hiragana", "katakana"), "noto-cjk-sans-jp-regular"),
    "hangul": "noto-cjk-sans-kr-regular",
    **{script: f"fontpkg-noto-sans-{script}" for script in _NOTO_SCRIPTS},
}
"""The package of a font for a script, by the word that Unicode's names of its letters begin with."""
_REGIONS = {"ja": "jp", "ko": "kr", "zh-hant": "tc", "zh-tw": "tc", "zh-hk": "tc"}
"""Which font with Chinese letters is for a language, where it isn't the one of simplified Chinese."""

Choice = Literal["", "own", "card", "week"]
"""What illustrates an event: nothing, its own picture, its card, or the card of its week."""


class Picture(NamedTuple):
    """A picture for social media."""

    url: str
    """Absolute."""
    alt: str
    width: int = 0
    height: int = 0
    """In pixels; 0 where they are not known."""


def plan_social_cards(edition: Edition) -> Iterator[Output]:
    """Yield the cards of the newest events and of all recaps, as far as the settings want them."""
    if edition.config.social_cards.mode == "off":
        return
    for place, event in enumerate(edition.site.events[: count_cards(edition)]):
        if choose(edition, place) == "card":
            file = edition.site.event_files.get(event.slug, "")
            yield _plan_card(edition, urls.event_card_path(event.slug), _event_card(edition, event), file)
    for rhythm, recaps in edition.recaps.items():
        for recap in islice(recaps.values(), count_recap_cards(edition, rhythm)):
            path = urls.recap_card_path(rhythm, recap.id)
            yield _plan_card(edition, path, SocialCard(recap.title, recap=recap))


def check_fonts(site: Site, config: SiteConfig) -> tuple[Problem, ...]:
    """Return a warning where a card can't show its title because no font for its script is installed."""
    mode = config.social_cards.mode
    if mode == "off" or further_fonts():
        return ()
    events = site.events if mode == "all" else site.events[: config.social_cards.recent]
    lacking = next((event for event in events if _FOREIGN.search(event.title)), None)
    if lacking is None:
        return ()
    message = "the title can't be drawn on its social card, since no font for it is installed"
    font = _font_for(lacking.title, lacking.lang or config.language)
    remedy = f'install one, such as {font}, with pip; or write "cards: off" in site.yaml'
    return (Problem(site.event_files.get(lacking.slug, ""), 0, 0, "font-missing", message, remedy),)


def _font_for(title: str, language: str) -> str:
    """Return the package of a font that has the letters of a title.

    :param language: of the title, BCP 47; it tells whose shapes Chinese letters have.
    """
    letters = (unicodedata.name(letter, "") for letter in _FOREIGN.findall(title))
    scripts = {name.partition(" ")[0].lower() for name in letters}
    known = next((font for script, font in _FONTS.items() if script in scripts), "")
    if known or "cjk" not in scripts:
        return known or "fontpkg-noto-sans"
    tag = language.lower()
    return f"noto-cjk-sans-{_REGIONS.get(tag) or _REGIONS.get(tag.partition('-')[0], 'sc')}-regular"


def count_cards(edition: Edition) -> int:
    """Return how many events, from the newest, may have a card of their own."""
    cards = edition.config.social_cards
    return {"off": 0, "recent": cards.recent, "all": len(edition.site.events)}[cards.mode]


def recent_cards(edition: Edition, start: int, count: int) -> int:
    """Return how many of some events are recent enough for a card of their own; -1 where there are no cards.

    :param start: the place of the first of them in the site; ``count`` is how many they are.
    """
    if edition.config.social_cards.mode == "off":
        return -1
    return min(max(0, count_cards(edition) - start), count)


def choose(edition: Edition, place: int) -> Choice:
    """Return what illustrates the event at a place of the site."""
    event = edition.site.events[place]
    if event.image and event.image.lower().endswith((".png", ".jpg", ".jpeg", ".webp", ".gif")):
        return "own"
    cards = edition.config.social_cards
    if cards.mode == "off":
        return ""
    if cards.mode == "all" or place < cards.recent:
        return "card"
    return "week" if (event.recap_week or event.week) in edition.weeks else ""


def event_picture(edition: Edition, event: Summary, choice: Choice) -> Picture | None:
    """Return what illustrates the page of an event, if anything does."""
    if choice == "own":
        found = edition.cards.picture(event)
        return Picture(edition.urls.absolute(found.path), event.image_alt, found.width, found.height)
    if choice == "card":
        source = edition.cards.card(event.slug).source.name
        url = edition.urls.absolute(urls.event_card_path(event.slug))
        return Picture(url, f"{event.title} ({source})", WIDTH, HEIGHT)
    week = edition.weeks.get(event.recap_week or event.week)
    return recap_picture(edition, week) if choice == "week" else None


def count_recap_cards(edition: Edition, rhythm: RhythmName) -> int:
    """Return how many recaps of a rhythm, from the newest, have a card.

    Every week has one, since older events use it.
    """
    cards = edition.config.social_cards
    every = len(edition.recaps[rhythm])
    return {"off": 0, "recent": every if rhythm == WEEKLY else cards.recent, "all": every}[cards.mode]


def recap_picture(edition: Edition, recap: RecapCard | None) -> Picture | None:
    """Return the card of a recap, unless there is no recap or it has none."""
    if recap is None:
        return None
    place = list(edition.recaps[recap.rhythm]).index(recap.id)
    if place >= count_recap_cards(edition, recap.rhythm):
        return None
    title = recap.title or edition.config.rhythms[recap.rhythm].name
    alt = ": ".join([title, *filter(None, ["; ".join(link.name for link in recap.headlines)])])
    url = edition.urls.absolute(urls.recap_card_path(recap.rhythm, recap.id))
    return Picture(url, alt, WIDTH, HEIGHT)


def illustrate(head: Head, picture: Picture | None) -> Head:
    """Return the head with a picture."""
    if picture is None:
        return head
    return msgspec.structs.replace(
        head,
        image=picture.url,
        image_alt=picture.alt,
        image_width=picture.width,
        image_height=picture.height,
    )


def _event_card(edition: Edition, event: Summary) -> SocialCard:
    card = edition.cards.card(event.slug)
    return SocialCard(
        title=event.title,
        lang=event.lang,
        source=card.source.name,
        country=card.source.country,
        day=event.day,
        topics=tuple(topic.name for topic in card.topics[:TOPICS]),
    )


def _plan_card(edition: Edition, path: str, view: SocialCard, source: str = "") -> Output:
    file = output_path(path)
    headlines = [link.name for link in view.recap.headlines] if view.recap else []
    texts = [edition.config.title, view.title, view.source, *view.topics, *headlines]
    key = edition.keys.picture_key(RENDERER, file, view, fonts_fingerprint(texts))
    return Output(file, RENDERER, key, finished(view), Phase.ASSETS, listed=False, source=source)
