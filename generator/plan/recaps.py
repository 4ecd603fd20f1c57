"""The recaps of every rhythm, their indexes and the copy of the newest at a lasting address."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from generator.model import Phase, Recap, Section
from generator.plan import urls
from generator.plan.edition import Edition, shortened
from generator.plan.frame import RECAPS
from generator.plan.outputs import Output
from generator.plan.pagination import count_pages, paginate, pagination
from generator.plan.social_cards import count_recap_cards, illustrate, recap_picture
from generator.plan.urls import numbered_path, output_path
from generator.rhythms import RHYTHMS, RhythmName
from generator.views import Card, Composition, Group, Link, PartCount, RecapCard, RecapPage, RecapsPage

RENDERER = "recap.html"
INDEX_RENDERER = "recaps.html"
INDEX_SIZE = 520
"""How many recaps a page of an index lists: the weeks of ten years."""

_RHYTHM_OF_UNIT: dict[str, RhythmName] = {"day": "daily", "month": "monthly"}

Neighbours = tuple[RecapCard | None, RecapCard | None]
"""The recap before and the recap after."""


def plan_recaps(edition: Edition) -> Iterator[Output]:
    """Yield the page of each recap, the copy of the newest and the index of each rhythm."""
    for rhythm, recaps in edition.site.recaps.items():
        for place, recap in enumerate(recaps):
            yield _plan_recap(edition, rhythm, place, urls.recap_path(rhythm, recap.id))
        if recaps:
            yield _plan_recap(edition, rhythm, 0, urls.latest_path(rhythm))
        yield from _plan_index(edition, rhythm)


def _plan_recap(edition: Edition, rhythm: RhythmName, place: int, path: str) -> Output:
    recap = edition.site.recaps[rhythm][place]
    return edition.memo.value(
        ("recap", edition.keys.shared, path),
        partial(_recap_page, edition, path),
        recap,
        [edition.cards.full_digests[event.slug] for event in recap.top],
        edition.cards.joined(event.slug for event in recap.rest),
        edition.recaps[rhythm][recap.id],
        _neighbours(edition, rhythm, place),
        _farther(edition, rhythm, place),
        _topics(edition, recap),
        _addresses(edition, recap),
        place < count_recap_cards(edition, rhythm),
    )


def _recap_page(edition: Edition, path: str, recap: Recap, *shown: object) -> Output:
    """Return the page of a recap at a site path; ``shown`` is all else that it depends on."""
    file = output_path(path)
    note = (recap.note.intro_html, recap.note.sections) if recap.note else ()
    key = edition.keys.key(RENDERER, file, note, recap.numbers, list(recap.parts.items()), shown)
    is_copy = path == urls.latest_path(recap.rhythm)
    phase = Phase.INDEXES if is_copy else Phase.PAGES
    compose = partial(compose_recap, rhythm=recap.rhythm, period=recap.id, path=path)
    return Output(file, RENDERER, key, compose, phase, listed=not is_copy)


def _neighbours(edition: Edition, rhythm: RhythmName, place: int) -> Neighbours:
    recaps = edition.site.recaps[rhythm]
    cards = edition.recaps[rhythm]
    before = cards[recaps[place + 1].id] if place + 1 < len(recaps) else None
    after = cards[recaps[place - 1].id] if place else None
    return before, after


def _farther(edition: Edition, rhythm: RhythmName, place: int) -> tuple[Link | None, Link | None]:
    """Return the recap before the one before, and the one after the one after."""
    recaps, cards = edition.site.recaps[rhythm], edition.recaps[rhythm]

    def link(index: int) -> Link | None:
        return Link(recaps[index].id, cards[recaps[index].id].url) if 0 <= index < len(recaps) else None

    return link(place + 2), link(place - 2)


def _topics(edition: Edition, recap: Recap) -> dict[str, Link]:
    """Return the topics of its chart by id, that of events without one too."""
    ids = dict.fromkeys(chain.from_iterable(recap.parts.values()))
    return {
        key: Link(edition.site.topics[key].name, edition.urls.url(urls.term_path("topics", key)))
        if key
        else Link("", "")
        for key in ids
    }


def _addresses(edition: Edition, recap: Recap) -> list[str]:
    """Return the URL of the page of each of its parts, empty where there is none."""
    unit = RHYTHMS[recap.rhythm].unit
    pages = edition.recaps.get(_RHYTHM_OF_UNIT[unit], {}) if unit else {}
    months = edition.shares["archive"] if unit == "month" else {}
    archive = {month: edition.urls.url(urls.month_path(month)) for month in months}
    return [pages[part].url if part in pages else archive.get(part, "") for part in recap.parts]


def compose_recap(edition: Edition, rhythm: RhythmName, period: str, path: str) -> Composition:
    """Return what a recap shows.

    :param period: ``2026-w17``, ``2026-04``.
    :param path: the site path of the page: the recap's own, or that of the newest.
    """
    place = list(edition.recaps[rhythm]).index(period)
    recap = edition.site.recaps[rhythm][place]
    card = edition.recaps[rhythm][period]
    intro, sections = content_of(recap)
    headlines = " · ".join(link.name for link in card.headlines)
    before, after = _neighbours(edition, rhythm, place)
    earlier, later = _farther(edition, rhythm, place)
    index = Link(edition.config.rhythms[rhythm].name, edition.urls.url(urls.recaps_path(rhythm)))
    head = edition.head(
        path,
        card.title,
        index,
        description=shortened(intro) or headlines,
        canonical=urls.recap_path(rhythm, period),
    )
    view = RecapPage(
        head=illustrate(head, recap_picture(edition, card)),
        recap=card,
        numbers=recap.numbers,
        index=index,
        intro_html=intro,
        rest=group_by_topic(edition.cards.cards(event.slug for event in recap.rest)),
        more=recap.numbers.events - len(recap.ranked),
        sections=sections,
        unit=RHYTHMS[rhythm].unit,
        parts=_parts(edition, recap),
        previous=before,
        next=after,
        earlier=earlier,
        later=later,
        latest=path == urls.latest_path(rhythm),
    )
    return Composition(view, tuple(edition.cards.stored(event.slug) for event in recap.top))


def content_of(recap: Recap) -> tuple[str, tuple[Section, ...]]:
    """Return the introduction and the sections of a recap's note, of none nothing."""
    return (recap.note.intro_html, recap.note.sections) if recap.note else ("", ())


def group_by_topic(cards: Sequence[Card]) -> tuple[Group, ...]:
    """Return cards by their first topic, in the order of their best; those without a topic last."""
    groups: dict[Link, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.topics[0] if card.topics else Link("", ""), []).append(card)
    ordered = sorted(groups.items(), key=lambda group: group[0].url == "")
    return tuple(
        Group(Link(topic.name, topic.url, len(members)), tuple(members)) for topic, members in ordered
    )


def _parts(edition: Edition, recap: Recap) -> tuple[PartCount, ...]:
    """Return the days or months of a recap with how many events each topic had."""
    named = _topics(edition, recap)
    counts = [
        PartCount(
            part,
            tuple(
                sorted(
                    (Link(named[key].name, named[key].url, count) for key, count in topics.items()),
                    key=lambda link: (link.name, link.url),
                )
            ),
            sum(topics.values()),
            url,
        )
        for (part, topics), url in zip(recap.parts.items(), _addresses(edition, recap), strict=True)
    ]
    return tuple(counts)


def _plan_index(edition: Edition, rhythm: RhythmName) -> Iterator[Output]:
    cards = list(edition.recaps[rhythm].values())
    total = count_pages(len(cards), INDEX_SIZE)
    for number, part in paginate(cards, INDEX_SIZE):
        path = output_path(numbered_path(urls.recaps_path(rhythm), number))
        key = edition.keys.key(INDEX_RENDERER, path, total, part, list(edition.recaps))
        compose = partial(compose_index, rhythm=rhythm, recaps=tuple(part), number=(number, total))
        phase = Phase.INDEXES if number == 1 else Phase.LISTS
        yield Output(path, INDEX_RENDERER, key, compose, phase, listed=True)


def compose_index(
    edition: Edition, rhythm: RhythmName, recaps: tuple[RecapCard, ...], number: tuple[int, int]
) -> Composition:
    """Return what a page of the index of a rhythm's recaps shows.

    :param number: the number of the page, from 1, and how many there are.
    """
    first = urls.recaps_path(rhythm)
    view = RecapsPage(
        head=edition.head(numbered_path(first, number[0]), edition.config.rhythms[rhythm].name),
        rhythm=rhythm,
        recaps=recaps,
        latest_url=edition.urls.url(urls.latest_path(rhythm)),
        pagination=pagination(edition.urls, first, *number),
        others=tuple(
            Link(RECAPS[other], edition.urls.url(urls.recaps_path(other)))
            for other in edition.recaps
            if other != rhythm
        ),
    )
    return Composition(view)
