"""How feeds and their health are shown, to people and to machines."""

from datetime import UTC, datetime
from typing import Any

import click

from generator.desk.records import FeedHealth


def feed_record(health: FeedHealth) -> dict[str, Any]:
    """Return a feed for ``--json``; instants in UTC, none where there is none."""
    return {
        "source": health.subscription.source,
        "url": health.subscription.url,
        "failing": health.is_failing,
        "words": health.words,
        "moved_to": health.moved_to or None,
        "items": health.items,
        "newest": _iso(health.newest),
        "next": _iso(health.next),
    }


def print_feed(health: FeedHealth, *more: str) -> None:
    """Print a line for a feed: whose it is, its address, and what there is to say."""
    words = "; ".join([*filter(None, more), *health.words]) or "fine"
    line = f"{health.subscription.source}  {health.subscription.url}  {words}"
    if health.is_failing:
        click.secho(line, fg="red", err=True)
    else:
        click.echo(line)


def _iso(instant: int) -> str | None:
    return datetime.fromtimestamp(instant, UTC).isoformat() if instant else None
