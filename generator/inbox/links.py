"""Where the events of a site lead, and what to do about addresses that lead there no longer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.decode.findings import shown
from generator.desk.collect import Manner
from generator.desk.database import Database
from generator.desk.links.answers import LinkAnswer
from generator.desk.links.asking import ask_links, asked_address
from generator.desk.links.judging import TRACKED, Finding, Link, Verdict, judge
from generator.desk.records import FileChange, Step
from generator.diagnostics import Problem, counted
from generator.inbox.desk_site import DeskSite
from generator.inbox.outgoing import Leading, Outgoing, read_outgoing
from generator.inbox.readdressing import readdress
from generator.inbox.steps import take_step
from generator.interrupts import deferred_interrupts
from generator.model import SourceFile
from generator.problems import Name
from generator.source.scan import scan
from generator.source.settings import parse_settings

_NAMES: Mapping[Finding, Name] = {
    "gone": "gone-link",
    "moved": "moved-link",
    "elsewhere": "stray-link",
    "short": "short-link",
    "tracked": "tracker",
}


Spot = tuple[str, Outgoing]
"""An address in a file, which is told by its path."""


class LeadingFile(NamedTuple):
    """The file of an event, and where that leads."""

    file: SourceFile
    data: bytes
    leading: Leading


class Judged(NamedTuple):
    """An address of an event, and what came of asking for it."""

    file: LeadingFile
    outgoing: Outgoing
    link: Link
    verdict: Verdict

    @property
    def spot(self) -> Spot:
        """What tells it from all others."""
        return self.file.file.path, self.outgoing


class LinkReport(msgspec.Struct, frozen=True):
    """What came of asking where events lead."""

    events: int
    judged: tuple[Judged, ...]
    """Every address, in the order of files and places."""
    asked: int
    """How many addresses were asked; of the others it was known."""
    broken: tuple[Problem, ...] = ()
    """Errors of files that are left out for them."""

    @property
    def addresses(self) -> int:
        """How many different addresses there are."""
        return len({asked_address(one.outgoing.url) for one in self.judged})

    @property
    def unclear(self) -> tuple[Judged, ...]:
        """Those of which nothing can be told."""
        return tuple(one for one in self.judged if one.verdict.finding == "unclear")


def read_leading(
    site: DeskSite, manner: Manner, week: str
) -> tuple[tuple[LeadingFile, ...], tuple[Problem, ...]]:
    """Return all events, or those of a week's recap, and the errors of files that can't be read.

    :param week: ``2026-w17``, or nothing.
    """
    settings = parse_settings(site.config)
    found: list[LeadingFile] = []
    broken: list[Problem] = []
    files = [file for file in scan(site.root).files if file.kind == "event"]
    for number, file in enumerate(files, 1):
        manner.progress("read", number, len(files))
        data = (site.root / file.path).read_bytes()
        leading, problems = read_outgoing(file, data, settings)
        if leading is None:
            broken += [problem for problem in problems if problem.severity == "error"]
        elif not week or week == (leading.summary.recap_week or leading.summary.week):
            found.append(LeadingFile(file, data, leading))
    return tuple(found), tuple(broken)


def check_links(
    site: DeskSite, database: Database, manner: Manner, week: str = "", *, again: bool = False
) -> LinkReport:
    """Ask where events lead; what was asked in the last 30 days is not asked again.

    :param week: ``2026-w17``, or nothing for all events.
    :param again: ask all.
    """
    files, broken = read_leading(site, manner, week)
    urls = [outgoing.url for file in files for outgoing in file.leading.addresses]
    answers = ask_links(urls, database, manner, again=again)
    judged = tuple(_judged(files, site.config.language, answers.by_url))
    return LinkReport(len(files), judged, answers.asked, broken)


def problems_of(report: LinkReport, mended: frozenset[Spot] = frozenset()) -> list[Problem]:
    """Return a problem for each address that wants a person.

    :param mended: those that have been put right.
    """
    return [problem for one in report.judged if one.spot not in mended for problem in _problems(one)]


def plan_fixes(
    site: DeskSite, database: Database, manner: Manner, report: LinkReport
) -> tuple[Step | None, frozenset[Spot]]:
    """Return the step that writes better addresses where nobody has to look first, and where that is.

    Both are asked once more before that: nothing is written that rests on what is only remembered, nor an
    address that leads nowhere.
    """
    certain = [one for one in report.judged if one.verdict.is_certain]
    urls = [url for one in certain for url in (one.link.url, one.verdict.better)]
    answers = ask_links(urls, database, manner, again=True).by_url
    wanted: dict[str, dict[Outgoing, str]] = {}
    for one in certain:
        now = judge(one.link, answers[asked_address(one.link.url)])
        better = answers[asked_address(one.verdict.better)]
        leads = better.is_there or (now.finding == "unclear" and not better.is_gone)
        if now.is_certain and now.better == one.verdict.better and leads:
            wanted.setdefault(one.file.file.path, {})[one.outgoing] = now.better
    return _rewritten(site, wanted, {one.file.file.path: one.file for one in certain})


def fix(site: DeskSite, database: Database, step: Step) -> None:
    """Write better addresses, and remember that, so that it can be taken back; Ctrl-C waits for it.

    :raises EditError: a file was changed meanwhile; nothing was written.
    """
    with deferred_interrupts():
        take_step(site.root, database, step, site.manner.clock())


def _judged(
    files: Sequence[LeadingFile], language: str, answers: Mapping[str, LinkAnswer]
) -> Iterator[Judged]:
    for file in files:
        lang = file.leading.summary.lang or language
        for outgoing in file.leading.addresses:
            link = Link(outgoing.url, outgoing.about, lang)
            yield Judged(file, outgoing, link, judge(link, answers[asked_address(outgoing.url)]))


def _problems(one: Judged) -> Iterator[Problem]:
    finding, words, better, is_certain = one.verdict
    url = one.outgoing.url
    if finding == "unclear" and better:
        finding, words = "tracked", TRACKED
    if finding not in _NAMES:
        return
    if finding == "gone":
        words = f"there is nothing at {shown(url)} any more ({words})"
        remedy = f"look for where it has gone; a copy may be at https://web.archive.org/web/{url}"
    elif is_certain:
        remedy = f"write {better}; `weekmark links --fix` does it"
    elif better:
        remedy = f"if that is the same page, write {better}"
    else:
        remedy = "see whether the page is the one that you mean"
    path, place = one.file.file.path, one.outgoing.place
    yield Problem(path, place.line, place.column, _NAMES[finding], words, remedy, place.length)


def _rewritten(
    site: DeskSite, wanted: Mapping[str, Mapping[Outgoing, str]], files: Mapping[str, LeadingFile]
) -> tuple[Step | None, frozenset[Spot]]:
    settings = parse_settings(site.config)
    changes: list[FileChange] = []
    mended: set[Spot] = set()
    for path, better in wanted.items():
        file, data, _ = files[path]
        after, done = readdress(file, data, settings, better)
        mended |= {(path, outgoing) for outgoing in done}
        if done:
            changes.append(FileChange(path, data, after))
    if not changes:
        return None, frozenset()
    addresses = "1 better address" if len(mended) == 1 else f"{len(mended)} better addresses"
    return Step(f"wrote {addresses} into {counted(len(changes), 'file')}", tuple(changes)), frozenset(mended)
