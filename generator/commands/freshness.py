"""Whether a published site still brings something new, by its own feed."""

import http.client
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import msgspec

from generator import __version__
from generator.errors import PublishError
from generator.plan.urls import JSON_FEED

_LARGEST = 20_000_000


class _Item(msgspec.Struct):
    """What an entry of a JSON Feed 1.1 says of its time."""

    date_published: str = ""
    date_modified: str = ""


class _Feed(msgspec.Struct):
    items: list[_Item] = []


def newest_entry(site: str) -> datetime | None:
    """Return when the newest entry of a site's feed appeared, in UTC; None where it has none.

    :param site: the address of the site, or of its JSON Feed.
    :raises PublishError: the feed can't be had, or is none.
    """
    url = site if site.endswith(".json") else f"{site.rstrip('/')}{JSON_FEED}"
    if not url.startswith(("https://", "http://")):
        raise PublishError(f"{site} is no address of a site: write https://…")
    request = urllib.request.Request(url, headers={"User-Agent": f"weekmark/{__version__}"})  # noqa: S310 - its scheme was checked
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - see above
            feed = msgspec.json.decode(answer.read(_LARGEST), type=_Feed)
    except urllib.error.HTTPError as error:
        with error:
            raise PublishError(f"{url} answers {error.code}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        what = "is no JSON Feed" if isinstance(error, ValueError) else "gives no answer"
        raise PublishError(f"{url} {what}") from error
    times = [time for item in feed.items if (time := _read(item.date_published or item.date_modified))]
    return max(times, default=None)


def describe_age(newest: datetime | None, now: datetime, limit: timedelta) -> tuple[bool, str]:
    """Return whether the newest entry is younger than the limit, and a sentence that says how old it is."""
    if newest is None:
        return False, "has no entry at all"
    hours = max(0, round((now - newest).total_seconds() / 3600))
    age = f"{hours // 24} days" if hours >= 48 else f"{hours} h"
    return now - newest <= limit, f"newest entry of {newest:%Y-%m-%d %H:%M} UTC, {age} old"


def _read(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
