"""The site as the preview builds it, again and again, with everything kept in memory."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from generator.diagnostics import Problem
from generator.live.session import Committing, Entry, Overview
from generator.memory import BuildMemory
from generator.model import BuildReport, Site, Summary
from generator.options import BuildOptions
from generator.output.lock import build_lock
from generator.pipeline import Surroundings, build
from generator.plan.urls import Urls, event_path, own_page_path
from generator.publish.hosting import security_headers
from generator.source.theme import theme_folders


class PreviewSession:
    """Supplies :class:`generator.live.session.Session`."""

    def __init__(self, options: BuildOptions, *, fixed_clock: bool) -> None:
        """Preview the site of ``options``; the clock goes on unless it is fixed."""
        self._options = options
        self._fixed_clock = fixed_clock
        self._memory = BuildMemory(options)
        self._report: BuildReport | None = None
        self._now = options.now

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self._options.root

    @property
    def output(self) -> Path:
        """The folder that is served."""
        return self._options.output

    @property
    def base_path(self) -> str:
        """The path of the site's URL, with a slash at both ends."""
        return self._memory.config.base_path if self._memory.config else "/"

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the published site."""
        return security_headers(self._memory.config.content_security_policy) if self._memory.config else {}

    def watched(self) -> Iterable[Path]:
        """Return the files and folders that a build reads."""
        return [self._options.config, self.root / "content", *theme_folders(self.root)]

    def build(self, committing: Committing) -> BuildReport:
        """Build the site; see :meth:`generator.live.session.Session.build`."""
        if not self._fixed_clock:
            self._now = datetime.now(UTC).replace(microsecond=0)
        options = msgspec.structs.replace(self._options, now=self._now)
        self._report = build(options, self._memory, Surroundings(committing=committing))
        return self._report

    def overview(self) -> Overview:
        """Return what an editor still has to look after."""
        site, report, config = self._memory.site, self._report, self._memory.config
        if site is None or report is None or config is None:
            return Overview()
        urls = Urls(config.base_url)
        pages = {path: urls.url(event_path(slug)) for slug, path in site.event_files.items()}
        own_pages = {path: urls.url(own_page_path(slug)) for slug, path in site.page_files.items()}
        now = int(self._now.timestamp())
        drafts = [_entry(site, pages, event, "") for event in site.events if event.draft]
        files = site.page_files
        drafts += [
            Entry(files[page.slug], page.title, own_pages[files[page.slug]])
            for page in site.pages
            if page.draft
        ]
        return Overview(
            drafts=tuple(drafts),
            scheduled=tuple(
                _entry(site, pages, event, event.published) for event in site.events if event.instant > now
            ),
            warnings=tuple(_warning(problem, pages | own_pages) for problem in report.problems),
            uncited=tuple(
                _entry(site, pages, event, str(event.uncited)) for event in site.events if event.uncited
            ),
        )

    def close(self) -> None:
        """Write the caches to disk, so that the next preview starts as quickly."""
        with build_lock(self._options.cache, lambda _message: None):
            self._memory.save()


def _entry(site: Site, pages: dict[str, str], event: Summary, detail: str) -> Entry:
    path = site.event_files[event.slug]
    return Entry(path, event.title, pages[path], detail)


def _warning(problem: Problem, pages: dict[str, str]) -> Entry:
    place = f"{problem.path}:{problem.line}"
    return Entry(place, problem.message, pages.get(problem.path, ""), problem.remedy)
