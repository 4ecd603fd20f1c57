"""How stories and steps are shown, to people and to machines."""

from typing import Any

import click

from generator.desk.ranking import Offer
from generator.desk.records import Item, Step
from generator.inbox.files import difference


def offer_record(offer: Offer) -> dict[str, Any]:
    """Return a story for ``--json``."""
    return {
        "handle": offer.handle,
        "score": offer.score,
        "publishers": offer.publishers,
        "importance": offer.importance,
        "recency": offer.recency,
        "topics": offer.topics,
        "same": [_item_record(item) for item in offer.story.items],
        "perhaps": [_item_record(item) for item in offer.story.perhaps],
        "events": [{"slug": match.slug, "similarity": match.similarity} for match in offer.matches],
    }


def step_record(step: Step) -> dict[str, Any]:
    """Return a step for ``--json``."""
    return {
        "words": step.words,
        "files": [change.path for change in step.files],
        "difference": "".join(map(difference, step.files)),
    }


def print_offer(offer: Offer) -> None:
    """Print a story: its score and what that is made of, its reports, and events it may belong to."""
    parts = f"{offer.publishers} x {offer.importance:g} x {offer.recency:g}"
    click.secho(f"{offer.handle}  {offer.head.title}", bold=True)
    click.echo(f"          score {offer.score:g} = {parts} (publishers x importance x recency)")
    for label, items in (("same", offer.story.items[1:]), ("perhaps", offer.story.perhaps)):
        for item in items:
            click.echo(f"          {label}: {item.handle}  {item.title}")
    for number, match in enumerate(offer.matches, 1):
        click.echo(f"          {number}: {match.slug} ({match.similarity:g})")


def print_step(step: Step, *, dry_run: bool, quiet: bool) -> None:
    """Print what a step has done, or what it would change."""
    if dry_run:
        click.echo("".join(map(difference, step.files)), nl=False)
        click.echo(f"not done: {step.words}")
    elif not quiet:
        click.echo(step.words)


def _item_record(item: Item) -> dict[str, Any]:
    return {
        "handle": item.handle,
        "title": item.title,
        "url": item.url or None,
        "published": item.published or None,
        "collected": item.collected or None,
        "summary": item.summary,
        "feed": item.feed,
    }
