"""Sources and topics of events, by the ids of the registries."""

from collections.abc import Iterable
from functools import partial

import msgspec

from generator.config import SiteConfig
from generator.importing import keys
from generator.importing.account import Account
from generator.importing.drafts import Draft
from generator.importing.places import new_path
from generator.importing.records import OldSite
from generator.importing.registries import Hosts, Registry, host_of
from generator.importing.request import Request
from generator.plan.urls import Urls
from generator.source.markdown.links import is_external
from generator.source.registry import SourceEntry, TopicEntry


def name_sources(
    drafts: Iterable[Draft],
    site: OldSite,
    request: Request,
    config: SiteConfig,
    sources: Registry,
) -> None:
    """Give each event the address of its original, and the id of its source.

    An event without an address of its own is its own original: that is where the old site showed it, or its
    page here.
    """
    hosts = Hosts(sources.groups)
    own = Urls(config.base_url)
    for draft in drafts:
        if draft.record.target:
            continue
        url = keys.plain_text(draft.values.get("url", ""))
        if not is_external(url):
            if url:
                draft.rest["url"] = url
            url = next((one for one in draft.addresses if "://" in one), "") or own.absolute(new_path(draft))
        draft.values["url"] = url
        given = draft.values.get("source", "")
        if isinstance(given, dict):
            if set(given) <= {"name", "url", "country"} and given.get("name"):
                continue
            given = given.get("name", "")
        given = keys.plain_text(given)
        home = _home(url)
        if is_external(given):
            home, given = _home(given), hosts.name(given)
        is_own = host_of(url) in {host_of(site.base_url), host_of(config.base_url)}
        title = site.title or config.title
        name = given or request.mapping.source or (title if is_own else hosts.name(url))
        draft.values["source"] = sources.count(name, partial(SourceEntry, url=home))


def name_outlets(site: OldSite, sources: Registry, account: Account) -> None:
    """Put the sources that the old site names itself into the registry, with their feeds."""
    feeds: dict[str, list[str]] = {}
    for outlet in site.outlets:
        key = sources.count(outlet.name, partial(SourceEntry, url=outlet.url))
        if outlet.feed:
            feeds.setdefault(key, []).append(outlet.feed)
    for key, found in feeds.items():
        entry = sources.groups[key].entry
        new = [
            feed
            for feed in dict.fromkeys(found)
            if isinstance(entry, SourceEntry) and feed not in entry.feeds
        ]
        if sources.groups[key].is_new:
            sources.groups[key].entry = msgspec.structs.replace(entry, feeds=tuple(new))
        elif new:
            account.ask("content/sources.yaml", f"{key} is there already; add to its feeds: {', '.join(new)}")


def name_topics(drafts: Iterable[Draft], topics: Registry) -> None:
    """Give each event the ids of its topics."""
    for draft in drafts:
        if draft.record.target:
            continue
        names = keys.split_list(draft.values.get("topics", []))
        if names:
            ids = [topics.count(name, TopicEntry) for name in names]
            draft.values["topics"] = list(dict.fromkeys(ids))


def _home(url: str) -> str:
    """Return the root of an address's host."""
    return "/".join(url.split("/", 3)[:3]) + "/" if is_external(url) else ""
