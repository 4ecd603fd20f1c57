"""Terms and sources: every name resolved to the one entry it means."""

from collections.abc import Iterable, Mapping
from operator import itemgetter

import msgspec

from generator.addresses import host_and_path
from generator.decode.names import slug_of, topic_id
from generator.diagnostics import Problem
from generator.model import Outlet, Summary, Topic
from generator.site.names import Hosts, Names, find_shared
from generator.site.week_files import WeekFiles


class Taxonomy:
    """The terms of a registry, and those that events name without it."""

    def __init__(self, key: str, registry: Mapping[str, Topic], weeks: Iterable[WeekFiles] = ()) -> None:
        """Take the registry; a term that it does not know gets an id made of its text, which is its name."""
        make_id = slug_of if key == "audience" else topic_id
        self.by_id = dict(registry)
        self.names = names = Names(registry, make_id)
        """What the terms of the registry are called."""
        self.ids = dict(names.called)
        """The id of every term by what it is called."""
        written: dict[str, str] = {}
        for files in weeks:
            for name, path in files.terms.get(key, {}).items():
                if name not in self.ids:
                    written[name] = min(path, written.get(name, path))
        others = []
        for name, _ in sorted(written.items(), key=itemgetter(1)):
            known = names.find(name)
            if not known:
                others.append(name)
            self.ids[name] = known or make_id(name)
            self.by_id.setdefault(self.ids[name], Topic(self.ids[name], name))
        self.registered = frozenset(self.ids).difference(others)
        """All that a term of the registry is called somewhere."""
        self.shared = find_shared(others, make_id)
        """Terms without an entry that get one id with another, each with the other."""


def resolve_terms(event: Summary, ids: Mapping[str, Mapping[str, str]]) -> Summary:
    """Return the event with ids for its terms, each once, in its order.

    :param ids: by taxonomy the id of each term as it is written.
    """
    written = event.terms
    terms = {key: tuple(dict.fromkeys([ids[key][name] for name in names])) for key, names in written.items()}
    if terms == written:
        return event
    own = {key: terms.pop(key) for key in event.own_terms}
    return msgspec.structs.replace(event, own_terms=own, **terms)


class Sources:
    """The sources of ``sources.yaml``, those that events describe themselves, and those they only name."""

    def __init__(self, registry: Mapping[str, Outlet], weeks: Iterable[WeekFiles] = ()) -> None:
        """Take the registry. What events say of a source is its id, its name or the address of a report.

        Of sources with one id that events describe, the first counts, in the order of the files' paths.
        """
        weeks = list(weeks)
        self.by_id = dict(registry)
        self.problems: list[Problem] = []
        """An error for each source that an event describes and whose id the registry gives to another."""
        self._describe(registry, weeks)
        self.names = Names(self.by_id, slug_of)
        """What the sources of the registry and those that events describe are called."""
        self._hosts = Hosts(registry)
        self.ids: dict[str, str] = {}
        """The id of every source by what events say of it."""
        for written in sorted({source for files in weeks for source in files.sources}):
            self.ids[written] = self.find(written) or self._add(written)
        self.described = frozenset(
            [written for written in self.ids if self.find(written) or "://" in written]
        )
        """What is said of sources that the registry has or that events describe."""

    def find(self, written: str) -> str:
        """Return the id of the source that a name or an address means; empty where it means none."""
        if "://" in written:
            return self._hosts.find(written)
        is_host = "." in written and " " not in written
        return self.names.find(written) or (self._hosts.find(f"https://{written}") if is_host else "")

    def _describe(self, registry: Mapping[str, Outlet], weeks: Iterable[WeekFiles]) -> None:
        described = [outlet for files in weeks for outlet in files.inline]
        for path, outlet in sorted(described, key=itemgetter(0)):
            key = outlet.id or slug_of(outlet.name)
            if key in registry:
                self.problems.append(_taken(path, outlet, key))
            earlier = self.by_id.setdefault(key, outlet)
            if key not in registry and find_shared((earlier.name, outlet.name), slug_of):
                self.problems.append(_shared(path, outlet, earlier))

    def _add(self, written: str) -> str:
        """Make an outlet of a name, or of the host of an address, and return its id."""
        host = host_and_path(written)[0] if "://" in written else ""
        key = slug_of(host or written)
        self.by_id.setdefault(key, Outlet(key, host or written, f"https://{host}/" if host else ""))
        return key


def resolve_sources(event: Summary, ids: Mapping[str, str]) -> Summary:
    """Return the event with ids for its source and those of its coverage.

    :param ids: of the sources that are called otherwise, by what events say of them.
    """
    coverage = tuple(
        [
            outlet if outlet.name or outlet.id not in ids else Outlet(ids[outlet.id], "")
            for outlet in event.coverage
        ]
    )
    source = event.source if event.inline else ids.get(event.source, event.source)
    return msgspec.structs.replace(event, source=source, coverage=coverage)


def _taken(path: str, outlet: Outlet, key: str) -> Problem:
    message = f'the inline source "{outlet.name}" has the id "{key}", which sources.yaml gives to another'
    remedy = f"write `source: {key}` if that is meant, else give it another name"
    return Problem(path, 0, 0, "name-clash", message, remedy)


def _shared(path: str, outlet: Outlet, earlier: Outlet) -> Problem:
    message = f'the sources "{outlet.name}" and "{earlier.name}" have one id, "{earlier.id}"'
    remedy = "add both to sources.yaml, each with an id of its own"
    return Problem(path, 0, 0, "shared-id", message, remedy)


def owners(outlets: Mapping[str, Outlet]) -> dict[str, str]:
    """Return whom each outlet belongs to: its ``publisher``; an outlet without one stands for itself."""
    return {key: (outlet.publisher or outlet.name).casefold() for key, outlet in outlets.items()}


def count_publishers(event: Summary, owner: Mapping[str, str | None]) -> int:
    """Return how many distinct publishers report on an event, the original included.

    :param owner: of each outlet, by its id.
    """
    reporting = {owner.get(outlet.id) for outlet in event.coverage}
    reporting.add(owner.get(event.source))
    return len(reporting)
