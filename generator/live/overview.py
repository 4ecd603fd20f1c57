"""What an editor has to look after: drafts, what is scheduled, warnings, claims without cites or readers."""

from urllib.parse import quote

import msgspec

from generator.diagnostics import Problem
from generator.live.script import PREFIX
from generator.model import BuildReport, Site, Summary
from generator.plan.urls import Urls, event_path, own_page_path
from generator.words import count_words


class Entry(msgspec.Struct, frozen=True):
    """A line of the overview."""

    path: str
    """The file, relative to the site's folder, with its line (``:12``) where one is meant."""
    title: str
    url: str = ""
    """The page's path from the host's root; empty when there is no page."""
    detail: str = ""
    """What there is to say: when it is due, what is wrong, how many claims cite nothing."""


class Overview(msgspec.Struct, frozen=True):
    """What an editor still has to look after, each list in the order it is shown."""

    drafts: tuple[Entry, ...] = ()
    scheduled: tuple[Entry, ...] = ()
    warnings: tuple[Entry, ...] = ()
    uncited: tuple[Entry, ...] = ()
    unreviewed: tuple[Entry, ...] = ()
    """Texts of a machine that nobody has reviewed; each leads to its review."""


def look_over(site: Site, report: BuildReport, urls: Urls, now: int) -> Overview:
    """Return what there is to look after in a site that was built.

    :param now: the time of the build, in seconds since 1970 UTC.
    """
    pages = {path: urls.url(event_path(slug)) for slug, path in site.event_files.items()}
    own_pages = {path: urls.url(own_page_path(slug)) for slug, path in site.page_files.items()}
    files = site.page_files
    drafts = [_entry(site, pages, event, "") for event in site.events if event.draft]
    drafts += [
        Entry(files[page.slug], page.title, own_pages[files[page.slug]]) for page in site.pages if page.draft
    ]
    scheduled = [event for event in site.events if event.instant > now]
    uncited = [event for event in site.events if event.uncited]
    return Overview(
        drafts=tuple(drafts),
        scheduled=tuple(_entry(site, pages, event, event.published) for event in scheduled),
        warnings=tuple(_warning(problem, pages | own_pages) for problem in report.problems),
        unreviewed=tuple(_unreviewed(site, event) for event in site.events if _is_unreviewed(event)),
        uncited=tuple(_entry(site, pages, event, str(event.uncited)) for event in uncited),
    )


def _entry(site: Site, pages: dict[str, str], event: Summary, detail: str) -> Entry:
    path = site.event_files[event.slug]
    return Entry(path, event.title, pages[path], detail)


def _is_unreviewed(event: Summary) -> bool:
    return event.insight_origin == "ai" or (event.origin == "ai" and event.words > count_words(event.title))


def _unreviewed(site: Site, event: Summary) -> Entry:
    address = f"{PREFIX}desk/review/?event={quote(event.slug, safe='')}"
    return Entry(site.event_files[event.slug], event.title, address)


def _warning(problem: Problem, pages: dict[str, str]) -> Entry:
    place = f"{problem.path}:{problem.line}"
    return Entry(place, problem.message, pages.get(problem.path, ""), problem.remedy)
