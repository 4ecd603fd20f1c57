"""The mail edition of each recap: one file as HTML for mail clients, one as plain text."""

from collections.abc import Iterator
from functools import partial

from generator.model import Phase, Recap
from generator.plan import urls
from generator.plan.edition import Edition, shortened
from generator.plan.outputs import Output
from generator.plan.recaps import content_of, group_by_topic
from generator.plan.urls import output_path
from generator.rhythms import RhythmName
from generator.views import Composition, MailEdition

RENDERER = "mail.html"
TEXT_RENDERER = "mail.txt"


def plan_mail(edition: Edition) -> Iterator[Output]:
    """Yield the mail edition of each recap, unless the site has none."""
    if edition.config.mail.enabled:
        for rhythm, recaps in edition.site.recaps.items():
            for place, recap in enumerate(recaps):
                yield from _plan_edition(edition, rhythm, place, recap)


def _plan_edition(edition: Edition, rhythm: RhythmName, place: int, recap: Recap) -> Iterator[Output]:
    parts = (
        edition.recaps[rhythm][recap.id],
        recap.numbers,
        content_of(recap),
        edition.config.mail.unsubscribe,
        [edition.cards.full_digests[event.slug] for event in recap.top],
        edition.cards.joined([event.slug for event in recap.rest]),
    )
    compose = partial(compose_mail, rhythm=rhythm, place=place)
    for renderer, path in (
        (RENDERER, urls.mail_path(rhythm, recap.id)),
        (TEXT_RENDERER, urls.mail_text_path(rhythm, recap.id)),
    ):
        file = output_path(path)
        key = edition.keys.key(renderer, file, *parts)
        yield Output(file, renderer, key, compose, Phase.PAGES, listed=False)


def compose_mail(edition: Edition, rhythm: RhythmName, place: int) -> Composition:
    """Return what the mail edition of a recap shows.

    :param place: of the recap among those of its rhythm, newest first.
    """
    recap = edition.site.recaps[rhythm][place]
    card = edition.recaps[rhythm][recap.id]
    intro, sections = content_of(recap)
    head = edition.head(
        urls.recap_path(rhythm, recap.id),
        card.title,
        description=shortened(intro, 150) or " · ".join(link.name for link in card.headlines),
        noindex=True,
    )
    view = MailEdition(
        head=head,
        recap=card,
        numbers=recap.numbers,
        intro_html=intro,
        rest=group_by_topic(edition.cards.cards(event.slug for event in recap.rest)),
        more=recap.numbers.events - len(recap.ranked),
        sections=sections,
        unsubscribe=edition.config.mail.unsubscribe,
    )
    return Composition(view, tuple(edition.cards.stored(event.slug) for event in recap.top))
