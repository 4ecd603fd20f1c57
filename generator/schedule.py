"""How long a built site stays true with nobody touching a file."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from generator.model import Document, Site, Summary

NEWS_WINDOW = timedelta(days=2)
"""How long an event stays in the news sitemap."""


def valid_until(documents: Iterable[Document], site: Site, now: datetime, zone: tzinfo) -> int:
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
    for event in site.events:
        if event.instant + window <= moment:
            break
        due.append(event.instant + window)
    due += [
        document.content.instant
        for document in documents
        if isinstance(document.content, Summary) and document.content.instant > moment
    ]
    return min(instant for instant in due if instant > moment)
