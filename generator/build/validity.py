"""How long a built site stays true with nobody touching a file."""

from datetime import datetime, time, timedelta, tzinfo
from itertools import takewhile

from generator.model import Site
from generator.plan.cards import FRESH_WINDOW
from generator.plan.sitemaps import NEWS_WINDOW


def valid_until(site: Site, now: datetime, zone: tzinfo) -> int:
    """Return when a build of the same files gives another site, as seconds since 1970 UTC.

    That is when the next scheduled event comes due, when an event leaves the news sitemap or ceases to be
    fresh, and at midnight in the site's zone, when a prediction may fall due.

    :param now: the time of the build, aware.
    """
    moment = int(now.timestamp())
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone)
    windows = {int(window.total_seconds()) for window in (NEWS_WINDOW, FRESH_WINDOW)}
    due = [int(midnight.timestamp())]
    for event in takewhile(lambda event: event.instant + max(windows) > moment, site.events):
        due += [event.instant, *[event.instant + window for window in windows]]
    if site.next_due is not None:
        due.append(site.next_due)
    return min(instant for instant in due if instant > moment)
