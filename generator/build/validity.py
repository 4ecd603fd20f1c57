"""How long a built site stays true with nobody touching a file."""

from datetime import datetime, time, timedelta, tzinfo
from itertools import takewhile

from generator.model import Site
from generator.plan.sitemaps import NEWS_WINDOW


def valid_until(site: Site, now: datetime, zone: tzinfo) -> int:
    """Return when a build of the same files gives another site, as seconds since 1970 UTC.

    That is when the next scheduled event comes due, when an event leaves the news sitemap, and at
    midnight in the site's zone, when a prediction may fall due.

    :param now: the time of the build, aware.
    """
    moment = int(now.timestamp())
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone)
    window = int(NEWS_WINDOW.total_seconds())
    due = [int(midnight.timestamp())]
    for event in takewhile(lambda event: event.instant + window > moment, site.events):
        due += [event.instant, event.instant + window]
    if site.next_due is not None:
        due.append(site.next_due)
    return min(instant for instant in due if instant > moment)
