"""Sources and topics that imported documents name: grouped, counted, and put into the registries."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from generator.decode.findings import Findings
from generator.decode.names import topic_id
from generator.decode.text import read_text
from generator.decode.yaml_document import Decoded, decode
from generator.importing.documents import dump
from generator.importing.slugs import source_id
from generator.source.registry import SourceEntry, SourceRegistry, TopicEntry, TopicRegistry

Entry = SourceEntry | TopicEntry

_PLURAL = re.compile(r"(?<=\w{3})(?<!s)(?:(?<=ch|sh)es|(?<=x)es|s)$")
_OF_HOSTS = re.compile(r"^(?:www\d?|m|amp|mobile)\.")


class Group:
    """What has one id in a registry."""

    def __init__(self, key: str, entry: Entry, *, is_new: bool) -> None:
        self.key = key
        self.entry = entry
        self.is_new = is_new
        self.names: Counter[str] = Counter()
        """How often each way to write it was found."""


class Registry:
    """A registry of a site, and what an import adds to it.

    :param data: the bytes of the file, empty where there is none.
    """

    def __init__(self, data: bytes, kind: Any, make_id: Callable[[str], str]) -> None:  # noqa: ANN401 - a dict type
        self._kind = kind
        self._make_id = make_id
        self.text: str = read_text(data, Findings()) or ""
        entries: dict[str, Entry] = _decoded(self.text, kind) or {}
        self.is_sound = not data or (bool(self.text) and _decoded(self.text, kind) is not None)
        self.groups = {key: Group(key, entry, is_new=False) for key, entry in entries.items()}
        self._ids: dict[str, str] = {}
        self._adopted: list[str] = []
        for key, entry in entries.items():
            for name in (key, entry.name, *getattr(entry, "aliases", ())):
                self._ids.setdefault(self.fold(name), key)

    def fold(self, name: str) -> str:
        """Return what near-duplicates of a name share: no case, no punctuation, no plural."""
        return _PLURAL.sub("", self._make_id(name).replace("-", ""))

    def count(self, name: str, make: Callable[..., Entry]) -> str:
        """Return the id of a name, one more time found; a new one gets an entry."""
        folded = self.fold(name)
        key = self._ids.get(folded)
        if key is None:
            key = self._make_id(name)
            while key in self.groups:
                key += "-2"
            self._ids[folded] = key
            self.groups[key] = Group(key, make(name=name), is_new=True)
        self.groups[key].names[name] += 1
        return key

    def adopt(self, entries: Mapping[str, Any]) -> None:
        """Take entries over under their own ids, in their order, where nothing has these ids."""
        read = _decoded(dump(dict(entries)), self._kind) if entries else None
        for key, entry in (read or {}).items():
            if key not in self.groups:
                self.groups[key] = Group(key, entry, is_new=True)
                self._adopted.append(key)

    def counted(self) -> dict[str, int]:
        """Return how often each name was found, the most frequent first."""
        found = [group for group in self.groups.values() if group.names]
        totals = {
            (_named(group) if group.is_new else group.entry).name: group.names.total() for group in found
        }
        return dict(sorted(totals.items(), key=lambda item: (-item[1], item[0])))

    def extended(self) -> bytes | None:
        """Return the file with the new entries below what is there, which stays byte for byte.

        None where nothing is new, or where the result would not be read as it is meant.
        """
        new = {group.key: _named(group) for group in self.groups.values() if group.is_new}
        if not new or not self.is_sound:
            return None
        order = [*self._adopted, *sorted(key for key in new if key not in self._adopted)]
        plain = {key: _plain(new[key]) for key in order}
        text = self.text.rstrip("\n")
        text = (text + "\n" if text else "") + dump(plain, flow=True)
        expected = set(self.groups)
        decoded = _decoded(text, self._kind)
        return text.encode() if decoded is not None and set(decoded) == expected else None


def _named(group: Group) -> SourceEntry | TopicEntry:
    """Return a new entry under the name that is found most often; a topic's other ids become aliases."""
    if not group.names:
        return group.entry
    name = min(group.names, key=lambda name: (-group.names[name], name))
    entry = (
        group.entry
        if group.entry.name not in group.names
        else msgspec.structs.replace(group.entry, name=name)
    )
    if isinstance(entry, TopicEntry):
        others = sorted({topic_id(other) for other in group.names} - {group.key})
        return msgspec.structs.replace(entry, aliases=tuple(others))
    return entry


def _plain(entry: SourceEntry | TopicEntry) -> dict[str, Any]:
    values = msgspec.to_builtins(entry)
    return {key: value for key, value in values.items() if value}


def _decoded(text: str, kind: Any) -> Any:  # noqa: ANN401 - a dict, or none
    findings = Findings()
    decoded: Decoded[Any] | None = decode(kind, text, findings)
    return None if findings or decoded is None else decoded.value


def sources_of(data: bytes) -> Registry:
    """Return the registry of sources."""
    return Registry(data, SourceRegistry, source_id)


def topics_of(data: bytes) -> Registry:
    """Return the registry of topics."""
    return Registry(data, TopicRegistry, topic_id)


class Hosts:
    """The sources of a registry by the hosts of their home pages."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._names: dict[str, str] = {}
        for group in groups.values():
            entry = group.entry
            if not isinstance(entry, SourceEntry):
                continue
            for url in (entry.url, *(f"//{domain}" for domain in entry.domains)):
                if host := host_of(url):
                    self._names.setdefault(host, group.entry.name)

    def name(self, url: str) -> str:
        """Return the name of the source that a host belongs to; the host itself where none is known."""
        host = host_of(url)
        parts = host.split(".")
        known = (".".join(parts[number:]) for number in range(max(1, len(parts) - 1)))
        return next((self._names[one] for one in known if one in self._names), host)


def host_of(url: str) -> str:
    """Return the host of an address, without what says nothing: ``www.``, ``m.``."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _OF_HOSTS.sub("", host.casefold())
