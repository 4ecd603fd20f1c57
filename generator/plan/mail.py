"""The mail edition of each recap: one file as HTML for mail clients, one as plain text."""

from collections.abc import Iterator
from functools import partial

from generator.model import Phase
from generator.plan import urls
from generator.plan.edition import Edition, plain
from generator.plan.outputs import Output
from generator.plan.urls import output_path
from generator.plan.weeks import count_numbers, group_by_topic
from generator.views import Composition, MailEdition

RENDERER = "mail.html"
TEXT_RENDERER = "mail.txt"


def plan_mail(edition: Edition) -> Iterator[Output]:
    """Yield the mail edition of each week, unless the site has none."""
    if not edition.config.mail.enabled:
        return
    for place, week in enumerate(edition.site.recaps):
        intro = week.note.intro_html if week.note else ""
        parts = (
            edition.recaps[week.id],
            week.median_latency,
            intro,
            edition.config.mail.unsubscribe,
            [edition.cards.full_digests[event.slug] for event in week.top],
            edition.cards.joined([event.slug for event in week.rest]),
        )
        compose = partial(compose_mail, place=place)
        for renderer, path in (
            (RENDERER, urls.mail_path(week.id)),
            (TEXT_RENDERER, urls.mail_text_path(week.id)),
        ):
            file = output_path(path)
            key = edition.keys.key(renderer, file, *parts)
            yield Output(file, renderer, key, compose, Phase.PAGES, listed=False)


def compose_mail(edition: Edition, place: int) -> Composition:
    """Return what the mail edition of a week shows.

    :param place: of the week in the site, newest first.
    """
    week = edition.site.recaps[place]
    card = edition.recaps[week.id]
    intro = week.note.intro_html if week.note else ""
    cards = edition.cards.cards(event.slug for event in week.ranked)
    head = edition.head(
        urls.week_path(week.id),
        card.title,
        description=plain(intro, 150) or " · ".join(link.name for link in card.headlines),
        noindex=True,
    )
    view = MailEdition(
        head=head,
        week=card,
        numbers=count_numbers(week, cards),
        intro_html=intro,
        rest=group_by_topic(cards[len(week.top) :]),
        unsubscribe=edition.config.mail.unsubscribe,
    )
    return Composition(view, tuple(edition.cards.stored(event.slug) for event in week.top))
