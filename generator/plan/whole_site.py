"""Plan every file of a site: its path, what it shows, and the key that tells when it must be made again."""

from collections.abc import Iterator

from generator.plan.archive import plan_archive
from generator.plan.corrections import plan_corrections, plan_corrections_feed
from generator.plan.data import plan_data
from generator.plan.edition import Edition, PlanOptions
from generator.plan.events import plan_events
from generator.plan.feeds import plan_feeds
from generator.plan.home import plan_home
from generator.plan.mail import plan_mail
from generator.plan.outputs import Output
from generator.plan.pages import plan_pages, plan_redirects
from generator.plan.predictions import plan_predictions
from generator.plan.recaps import plan_recaps
from generator.plan.search import plan_search
from generator.plan.sitemaps import plan_sitemaps
from generator.plan.social_cards import plan_social_cards
from generator.plan.subscribe import plan_subscribe
from generator.plan.terms import plan_terms
from generator.plan.texts import plan_texts

__all__ = ["Edition", "PlanOptions", "plan"]


def plan(edition: Edition) -> list[Output]:
    """Return every file that the content of a site makes; those copied as they are come elsewhere.

    Nothing is composed yet: an output knows how to, and its key says whether it must.
    """
    pages = list(_plan_pages(edition))
    return [
        *plan_events(edition),
        *pages,
        *plan_feeds(edition),
        *plan_corrections_feed(edition),
        *plan_sitemaps(edition, pages),
        *plan_texts(edition),
        *plan_search(edition),
        *plan_data(edition),
        *plan_social_cards(edition),
        *plan_mail(edition),
    ]


def _plan_pages(edition: Edition) -> Iterator[Output]:
    """Yield every page that people read, beside those of events."""
    yield from plan_home(edition)
    yield from plan_recaps(edition)
    yield from plan_terms(edition)
    yield from plan_archive(edition)
    yield from plan_predictions(edition)
    yield from plan_corrections(edition)
    yield from plan_subscribe(edition)
    yield from plan_pages(edition)
    yield from plan_redirects(edition)
