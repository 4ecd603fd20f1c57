"""Events that a model may draft for: those that are named, or those of a week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from generator.decode.findings import did_you_mean
from generator.desk.content import KnownFile, known_files
from generator.desk.drafting.writing import Wanted, wanted
from generator.diagnostics import Problem
from generator.editing.front_matter import read_keys
from generator.errors import ContentError, WeekmarkError
from generator.inbox.desk_site import DeskSite
from generator.inbox.events import read_event
from generator.model import Event, SourceFile, Summary
from generator.rhythms import RHYTHMS, WEEKLY
from generator.source.coverage import ORIGINAL
from generator.source.scan import scan
from generator.source.settings import parse_settings


class Report(msgspec.Struct, frozen=True):
    """An article on an event."""

    id: str
    """What cites call it."""
    name: str
    """Who published it."""
    url: str
    published: str


class Candidate(msgspec.Struct, frozen=True):
    """An event that a model may draft for."""

    file: SourceFile
    data: bytes
    slug: str
    title: str
    lang: str
    reports: tuple[Report, ...]
    """The original first."""
    there: Mapping[str, Any]
    """Its front matter as it is."""
    wanted: Wanted


class Chosen(msgspec.Struct, frozen=True):
    """The events that were meant."""

    events: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    """Errors of files that are left out for them."""


def choose(site: DeskSite, slugs: Sequence[str], week: str, model: str) -> Chosen:
    """Return the events with these slugs, and those of a week, each once.

    :param week: ``2026-w17``, or nothing.
    :param model: as readers are told.
    :raises WeekmarkError: there is no event with such a slug.
    """
    files = {file.path: file for file in scan(site.root).files}
    known = known_files(site.root, files.values(), site.folder)
    by_slug = {one.slug: one for one in known}
    for slug in slugs:
        if slug not in by_slug:
            raise WeekmarkError(f'there is no event "{slug}"', did_you_mean(slug, by_slug))
    others = [one.slug for one in known if week and one.slug not in slugs and _may_be_of(site, one, week)]
    events: list[Candidate] = []
    problems: list[Problem] = []
    for slug in dict.fromkeys([*slugs, *others]):
        try:
            found, its_week = _candidate(site, files[by_slug[slug].path], model)
        except ContentError as error:
            problems += error.problems
            continue
        if slug in slugs or its_week == week:
            events.append(found)
    return Chosen(tuple(events), tuple(problems))


def _may_be_of(site: DeskSite, known: KnownFile, week: str) -> bool:
    """Say whether an event may be of a week, without reading all that it says."""
    last = RHYTHMS[WEEKLY].last_day(week)
    first = last - timedelta(days=6)
    try:
        day = date.fromisoformat(known.day)
    except ValueError:
        day = last
    around = first - timedelta(days=1) <= day <= last + timedelta(days=1)
    return around or week.encode() in (site.root / known.path).read_bytes().lower()


def _candidate(site: DeskSite, file: SourceFile, model: str) -> tuple[Candidate, str]:
    """Return an event, and the week that it belongs to.

    :raises ContentError: its file has errors.
    """
    data, summary, event = read_event(site.root, file, parse_settings(site.config))
    there = read_keys(data)
    found = Candidate(
        file=file,
        data=data,
        slug=summary.slug,
        title=event.title,
        lang=event.lang or site.config.language,
        reports=tuple(reports_of(site, summary, event)),
        there=there,
        wanted=wanted(there, model, has_body=bool(event.body_html)),
    )
    return found, summary.week


def reports_of(site: DeskSite, summary: Summary, event: Event) -> list[Report]:
    """Return the articles on an event, the original first."""

    def name(source: str) -> str:
        return site.outlets[source].name if source in site.outlets else source

    original = summary.inline.name if summary.inline else name(summary.source)
    return [
        Report(ORIGINAL, original, event.url, event.published),
        *(
            Report(one.id, one.inline.name if one.inline else name(one.source), one.url, one.published)
            for one in event.coverage
        ),
    ]
