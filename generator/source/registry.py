"""The registries of sources and of the terms of taxonomies."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from generator.decode.findings import Findings, shown
from generator.decode.names import fold, slug_of, topic_id
from generator.decode.scalars import Country, Domain, Line, SitePath, Slug, Url
from generator.decode.text import read_text
from generator.decode.yaml_document import Decoded, decode
from generator.diagnostics import Problem
from generator.model import Outlet, Reference, Topic

Entry = TypeVar("Entry", bound=msgspec.Struct)


class SourceEntry(msgspec.Struct, frozen=True):
    """A source of news."""

    name: Line
    """What readers see."""
    url: Url = ""
    """Its home page."""
    country: Country = ""
    """Two letters of ISO 3166, such as HK; gives the flag."""
    publisher: Line = ""
    """The owner; sources of one publisher count once where coverage is counted."""
    domains: tuple[Domain, ...] = ()
    """Hosts that are this source's beside that of ``url``, with all hosts below them."""
    feeds: tuple[Url, ...] = ()
    """The feeds it offers, for ``weekmark collect`` and for the list of sources; no page shows them."""
    wire: bool = False
    """A news agency: copies of its reports by others confirm nothing."""


class TopicEntry(msgspec.Struct, frozen=True):
    """A topic, or a term of another taxonomy."""

    name: Line
    """What readers see."""
    description: Line = ""
    """One sentence for its page."""
    aliases: tuple[Line, ...] = ()
    """Other names, or ids, that lead to it."""
    url: Url = ""
    """The home page of what it names."""
    picture: SitePath = ""
    """A picture of content/static, such as /images/logo.svg."""


SourceRegistry = dict[Slug, SourceEntry]
TopicRegistry = dict[Slug, TopicEntry]


def read_sources(data: bytes, path: str) -> tuple[dict[str, Outlet], tuple[Problem, ...]]:
    """Decode ``sources.yaml``; an entry with errors is left out.

    :returns: the sources by id, and all problems.
    """
    findings = Findings()
    decoded = _read(data, SourceRegistry, findings)
    if decoded and not findings:
        _check_names(decoded, slug_of, findings)
    outlets = {
        name: Outlet(
            id=name,
            name=entry.name,
            url=entry.url,
            country=entry.country,
            publisher=entry.publisher,
            domains=entry.domains,
            feeds=entry.feeds,
            wire=entry.wire,
        )
        for name, entry in (decoded.value if decoded else {}).items()
    }
    return outlets, findings.problems(path)


def read_topics(data: bytes, path: str) -> tuple[dict[str, Topic], tuple[Problem, ...]]:
    """Decode ``topics.yaml``, or the registry of another taxonomy; an entry with errors is left out.

    No alias may lead to two terms.

    :returns: the terms by id, and all problems.
    """
    findings = Findings()
    decoded = _read(data, TopicRegistry, findings)
    if decoded is None:
        return {}, findings.problems(path)
    taken = {fold(topic_id(name)): name for name in decoded.value}
    for name, entry in decoded.value.items():
        for number, alias in enumerate(entry.aliases):
            owner = taken.setdefault(fold(topic_id(alias)), name)
            if owner != name or alias == name:
                findings.report(
                    decoded.place(name, "aliases", number),
                    "alias-clash",
                    f'"{alias}" already leads to "{owner}"',
                    "remove it from one of them",
                    where=f"{name}.aliases[{number}]",
                )
    if not findings:
        _check_names(decoded, topic_id, findings)
    topics = {
        name: Topic(name, entry.name, entry.description, entry.aliases, entry.url, entry.picture)
        for name, entry in decoded.value.items()
    }
    return topics, findings.problems(path)


def pictures_of(data: bytes, terms: Mapping[str, Topic]) -> tuple[Reference, ...]:
    """Return where the registry of a taxonomy names pictures.

    :param data: the bytes that the terms were decoded from.
    """
    pictured = [term for term in terms.values() if term.picture]
    decoded = _read(data, TopicRegistry, Findings()) if pictured else None
    if decoded is None:
        return ()
    return tuple(Reference("static", term.picture, *decoded.place(term.id, "picture")) for term in pictured)


def _check_names(
    decoded: Decoded[dict[str, Entry]], make_id: Callable[[str], str], findings: Findings
) -> None:
    """Warn of a name that means an earlier entry too, or is its id or alias: events can't tell them apart."""
    owners: dict[str, str] = {}
    for key, entry in decoded.value.items():
        for called in (key, *getattr(entry, "aliases", ())):
            owners.setdefault(fold(make_id(called)), key)
    for key, entry in decoded.value.items():
        name: str = getattr(entry, "name", "")
        owner = owners.setdefault(fold(make_id(name)), key) if name else key
        if owner != key:
            findings.report(
                decoded.place(key, "name"),
                "shared-id",
                f'the name {shown(name)} means "{owner}" too, and events that write it mean that one',
                "give one of them another name, or write its id in events",
                where=f"{key}.name",
            )


def _read(data: bytes, kind: type[dict[str, Entry]], findings: Findings) -> Decoded[dict[str, Entry]] | None:
    text = read_text(data, findings)
    return None if text is None else decode(kind, text, findings)
