"""Topics, sources and audiences: every name resolved to the one place it means."""

from collections.abc import Iterable, Mapping
from itertools import chain

import msgspec

from generator.diagnostics import Problem
from generator.model import Outlet, Summary, Topic
from generator.site.slugs import slug_of


class Topics:
    """The topics of the registry, and those that events name without it."""

    def __init__(self, registry: Mapping[str, Topic]) -> None:
        self.by_id = dict(registry)
        self._ids: dict[str, str] = {
            alias: topic.id for topic in reversed(list(registry.values())) for alias in topic.aliases
        }
        self._ids.update((key, key) for key in registry)
        self._resolved: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.registered = frozenset(self._ids)
        """Every id and alias of the registry."""

    def resolve(self, event: Summary) -> Summary:
        """Return the event with ids for its topics, each once, in its order.

        A topic that the registry does not know gets an id made of its text, which is its name.
        """
        ids = self._resolved.get(event.topics)
        if ids is None:
            known = dict.fromkeys(self._ids.get(topic) or self._add(topic) for topic in event.topics)
            ids = self._resolved[event.topics] = tuple(known)
        return event if ids == event.topics else msgspec.structs.replace(event, topics=ids)

    def _add(self, name: str) -> str:
        slug = slug_of(name)
        key = self._ids.setdefault(name, self._ids.get(slug, slug))
        self.by_id.setdefault(key, Topic(key, name))
        return key


def gather_outlets(
    events: Mapping[str, Summary], registry: Mapping[str, Outlet], problems: list[Problem]
) -> dict[str, Outlet]:
    """Return every source by id: those of ``sources.yaml``, and those that events describe themselves.

    :param events: by the path of their file.
    :param problems: gets an error for each inline source whose id the registry holds already. Of inline
        sources with one id the first counts.
    """
    outlets = dict(registry)
    for path, event in events.items():
        inline = [outlet for outlet in event.coverage if outlet.name]
        for outlet in (event.inline, *inline) if event.inline else inline:
            key = outlet.id or slug_of(outlet.name)
            if key in registry:
                problems.append(_taken(path, outlet, key))
            outlets.setdefault(key, outlet)
    return outlets


def _taken(path: str, outlet: Outlet, key: str) -> Problem:
    message = f'the inline source "{outlet.name}" has the id "{key}", which sources.yaml gives to another'
    remedy = f"write `source: {key}` if that is meant, else give it another name"
    return Problem(path, 0, 0, "error", message, remedy)


def gather_audiences(events: Iterable[Summary]) -> dict[str, str]:
    """Return the id of each audience by its text."""
    texts = dict.fromkeys(chain.from_iterable([event.audience for event in events]))
    return {text: slug_of(text) for text in texts}


def count_publishers(events: Iterable[Summary], outlets: Mapping[str, Outlet]) -> dict[str, int]:
    """Return for each slug how many distinct publishers report on the event, the original included.

    Outlets of one ``publisher`` count once; an outlet without one stands for itself.
    """
    owners = {key: (outlet.publisher or outlet.name).casefold() for key, outlet in outlets.items()}
    counts = {}
    for event in events:
        reporting = {owners.get(outlet.id) for outlet in event.coverage}
        reporting.add(owners.get(event.source))
        counts[event.slug] = len(reporting)
    return counts
