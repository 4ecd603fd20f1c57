"""Topics, sources and audiences: every name resolved to the one place it means."""

from collections.abc import Iterable, Mapping
from operator import itemgetter

import msgspec

from generator.decode.names import slug_of
from generator.diagnostics import Problem
from generator.model import Outlet, Summary, Topic
from generator.site.week_files import WeekFiles


class Topics:
    """The topics of the registry, and those that events name without it."""

    def __init__(self, registry: Mapping[str, Topic], weeks: Iterable[WeekFiles] = ()) -> None:
        """Take the registry; a topic that it does not know gets an id made of its text, which is its name."""
        self.by_id = dict(registry)
        self.ids: dict[str, str] = {
            alias: topic.id for topic in reversed(list(registry.values())) for alias in topic.aliases
        }
        """The id of every topic by what it is called."""
        self.ids.update((key, key) for key in registry)
        self.registered = frozenset(self.ids)
        """Every id and alias of the registry."""
        named = [mention for files in weeks for mention in files.topics.items() if mention[0] not in self.ids]
        for name, _ in sorted(named, key=itemgetter(1)):
            slug = slug_of(name)
            key = self.ids.setdefault(name, self.ids.get(slug, slug))
            self.by_id.setdefault(key, Topic(key, name))


def resolve_topics(event: Summary, ids: Mapping[str, str]) -> Summary:
    """Return the event with ids for its topics, each once, in its order."""
    topics = tuple(dict.fromkeys([ids[topic] for topic in event.topics]))
    return event if topics == event.topics else msgspec.structs.replace(event, topics=topics)


def gather_outlets(
    weeks: Iterable[WeekFiles], registry: Mapping[str, Outlet], problems: list[Problem]
) -> dict[str, Outlet]:
    """Return every source by id: those of ``sources.yaml``, and those that events describe themselves.

    :param problems: gets an error for each inline source whose id the registry holds already. Of inline
        sources with one id the first counts, in the order of the files' paths.
    """
    outlets = dict(registry)
    inline = [described for files in weeks for described in files.inline]
    for path, outlet in sorted(inline, key=itemgetter(0)):
        key = outlet.id or slug_of(outlet.name)
        if key in registry:
            problems.append(_taken(path, outlet, key))
        outlets.setdefault(key, outlet)
    return outlets


def _taken(path: str, outlet: Outlet, key: str) -> Problem:
    message = f'the inline source "{outlet.name}" has the id "{key}", which sources.yaml gives to another'
    remedy = f"write `source: {key}` if that is meant, else give it another name"
    return Problem(path, 0, 0, "name-clash", message, remedy)


def owners(outlets: Mapping[str, Outlet]) -> dict[str, str]:
    """Return whom each outlet belongs to: its ``publisher``; an outlet without one stands for itself."""
    return {key: (outlet.publisher or outlet.name).casefold() for key, outlet in outlets.items()}


def count_publishers(event: Summary, owner: Mapping[str, str | None]) -> int:
    """Return how many distinct publishers report on an event, the original included.

    :param owner: of each outlet, by its id.
    """
    reporting = {owner.get(outlet.id) for outlet in event.coverage}
    return len(reporting | {owner.get(event.source)})
