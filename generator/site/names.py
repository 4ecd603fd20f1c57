"""What is meant by a name: an entry of a registry by its id, an alias or its name, whatever their case."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from generator.addresses import host_and_path
from generator.decode.names import fold
from generator.model import Outlet


class Entry(Protocol):
    """An entry of a registry."""

    @property
    def id(self) -> str:
        """What addresses call it."""

    @property
    def name(self) -> str:
        """What readers see."""


class Names:
    """Finds entries of a registry by what they are called.

    What is written as an id or alias stands comes first; then ids, aliases and names are compared by the ids
    that can be made of them, so that neither case nor punctuation counts.

    :param registry: of any kind; an entry may have ``aliases``.
    :param make_id: makes an id of a name.
    """

    def __init__(self, registry: Mapping[str, Entry], make_id: Callable[[str], str]) -> None:
        self._make_id = make_id
        aliases = [(key, alias) for key, entry in registry.items() for alias in getattr(entry, "aliases", ())]
        names = [(key, entry.name) for key, entry in registry.items()]
        self.called: dict[str, str] = {alias: key for key, alias in reversed(aliases)}
        """The id of each entry, by its ids and aliases as they stand there."""
        self.called.update((key, key) for key in registry)
        self.names = [entry.name for entry in registry.values()]
        """What readers see of the entries."""
        self._folded: dict[str, str] = {}
        for key, name in [*((key, key) for key in registry), *aliases, *names]:
            self._folded.setdefault(self._fold(name), key)

    def find(self, name: str) -> str:
        """Return the id of the entry that a name means; empty where it means none."""
        return self.called.get(name) or self._folded.get(self._fold(name), "")

    def _fold(self, name: str) -> str:
        return fold(self._make_id(name))


class Hosts:
    """Finds the outlet to which an address belongs.

    That is the outlet one of whose ``domains`` its host is, or lies below, or whose ``url`` has this host. Of
    several the longest host counts, then the longest path of ``url`` that the address begins with, then the
    order of the registry.
    """

    def __init__(self, registry: Mapping[str, Outlet]) -> None:
        self._places: dict[str, list[tuple[str, str]]] = {}
        self._domains: dict[str, list[tuple[str, str]]] = {}
        for key, outlet in registry.items():
            if outlet.url:
                host, path = host_and_path(outlet.url)
                self._places.setdefault(host, []).append((path, key))
            for domain in outlet.domains:
                self._domains.setdefault(host_and_path(f"https://{domain}")[0], []).append(("", key))

    def find(self, url: str) -> str:
        """Return the id of the outlet; empty where there is none."""
        host, path = host_and_path(url)
        found = self._places.get(host, []) + self._domains.get(host, [])
        parent = host
        while not found and parent:
            parent = parent.partition(".")[2]
            found = self._domains.get(parent, [])
        return max(found, key=lambda place: _likeness(place[0], path), default=("", ""))[1]


def _likeness(begin: str, path: str) -> int:
    """Return how much of a path begins as told, in characters; -1 where it does not."""
    return len(begin) if path == begin or path.startswith(f"{begin}/") else -1


def find_shared(names: Iterable[str], make_id: Callable[[str], str]) -> dict[str, str]:
    """Return names that get the id of an earlier one though they are others, each with the earlier one.

    Names that differ in case alone, and a name and its own id, are one.
    """
    first: dict[str, str] = {}
    shared = {}
    for name in names:
        key = make_id(name)
        earlier = first.setdefault(key, name)
        if earlier.casefold() != name.casefold() and key not in {earlier.casefold(), name.casefold()}:
            shared[name] = earlier
    return shared
