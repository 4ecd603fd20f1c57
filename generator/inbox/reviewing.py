"""Reviews: which events wait for a reader's eye, what speaks for their claims, and what a reader decides.

A review is bound to the file as it was shown: whoever has changed it meanwhile, no step is taken.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from generator.decode.cutting import cut
from generator.decode.findings import Findings, did_you_mean
from generator.decode.text import read_text
from generator.decode.yaml_document import decode
from generator.desk.articles.extraction import Article
from generator.desk.articles.texts import read_articles
from generator.desk.content import KnownFile, known_files
from generator.desk.database import Database
from generator.desk.records import FileChange, Step
from generator.diagnostics import has_errors
from generator.digest import hexadecimal_digest
from generator.errors import EditError, WeekmarkError
from generator.inbox.candidates import Report, reports_of
from generator.inbox.claims import BODY, Claim, Claims, claims_of
from generator.inbox.desk_site import DeskSite
from generator.inbox.events import read_event
from generator.inbox.evidence import Evidence, Shown, Text
from generator.inbox.review_edits import vouched_for, with_texts, without_claim, without_quote
from generator.inbox.steps import take_back, take_step
from generator.model import Event
from generator.source.front_matter import EventMatter
from generator.source.parse import parse
from generator.source.scan import scan
from generator.source.settings import parse_settings

_SPACE = re.compile(r"[ \t\r\n]+")
_LONGEST = 4_000
_LONGEST_NAME = 120


class Reviewed(NamedTuple):
    """An event as it is reviewed."""

    known: KnownFile
    data: bytes
    event: Event
    matter: EventMatter
    claims: Claims
    reports: tuple[Report, ...]

    @property
    def version(self) -> str:
        """What tells the file from what it is after an edit."""
        return hexadecimal_digest(self.data)

    @property
    def path(self) -> str:
        """The file, relative to the site's folder."""
        return self.known.path

    def claim(self, id_: str) -> Claim:
        """Return the claim with an id.

        :raises WeekmarkError: there is none that waits.
        """
        for claim in self.claims.claims:
            if claim.id == id_:
                return claim
        raise WeekmarkError(f'"{self.event.title}" has no claim "{id_}" that waits', "load the page again")


class Reviewing:
    """What a reader does with the events of a site."""

    def __init__(self, site: DeskSite, database: Database) -> None:
        self._site = site
        self._database = database
        self._settings = parse_settings(site.config)
        self._files = {file.path: file for file in scan(site.root).files}
        self.known = known_files(site.root, self._files.values(), site.folder)
        """All events of the site."""

    def find(self, slug: str) -> Reviewed:
        """Return an event, whether anything of it waits or not.

        :raises ContentError: its file has errors.
        :raises WeekmarkError: there is no such event.
        """
        known = next((known for known in self.known if known.slug == slug), None)
        if known is None:
            slugs = [known.slug for known in self.known]
            raise WeekmarkError(f'there is no event "{slug}"', did_you_mean(slug, slugs))
        return self.read(known)

    def slug_of(self, path: str) -> str:
        """Return the slug of the event in a file, or nothing."""
        return next((known.slug for known in self.known if known.path == path), "")

    def evidence(self, reviewed: Reviewed) -> tuple[tuple[Shown, ...], tuple[Text, ...]]:
        """Return the claims of an event beside what they rest on, and the texts of its reports."""
        event = reviewed.event
        articles = {
            report.id: article
            for report in reviewed.reports
            if (article := self._database.text(report.url, Article))
        }
        provenance = reviewed.matter.provenance
        evidence = Evidence(
            reviewed.reports,
            articles,
            provenance.sources if provenance else {},
            [event.title],
            event.lang or self._site.config.language,
        )
        return tuple(map(evidence.shown, reviewed.claims.claims)), evidence.texts()

    def take(self, step: Step) -> Step:
        """Take a step, and remember it.

        :raises EditError: a file was changed meanwhile; nothing was written.
        """
        return take_step(self._site.root, self._database, step, self._site.manner.clock())

    def take_back(self) -> Step:
        """Take the last step back.

        :raises WeekmarkError: it was not one of a review, or a file of it was touched since.
        """
        last = self._database.last_step()
        if last and not last[1].is_review:
            raise WeekmarkError(
                f"the last step was none of a review: {last[1].words}", "take it back in the inbox"
            )
        return take_back(self._site.root, self._database)

    def fetch(self, reviewed: Reviewed) -> tuple[str, ...]:
        """Fetch the texts that are not kept, or all of them again, and say of which none came, in words.

        It runs an event loop of its own, so it can't be called from within one.
        """
        urls = [report.url for report in reviewed.reports]
        is_lacking = any(self._database.text(url, Article) is None for url in urls)
        readings = read_articles(urls, self._database, self._site.manner, again=not is_lacking)
        return tuple(f"{one.url}: {one.failure}" for one in readings.values() if one.article is None)

    def edit(self, reviewed: Reviewed, id_: str, texts: Mapping[str, str]) -> Step:
        """Return the step that gives a claim other texts, by their paths.

        :raises WeekmarkError: they are none, or can't stand there.
        """
        claim = self._own(reviewed, id_)
        wanted = {path: _SPACE.sub(" ", text).strip() for path, text in texts.items()}
        if not all(wanted.values()):
            raise WeekmarkError("a claim without a text is none", "drop it instead")
        if any(len(text) > _LONGEST for text in wanted.values()):
            raise WeekmarkError(f"a text of a claim has at most {_LONGEST:,} letters here")
        data = with_texts(reviewed.data, claim, wanted)
        if data == reviewed.data:
            raise WeekmarkError("nothing was changed")
        return self._step(reviewed, data, f"edited {claim.label.lower()}")

    def drop(self, reviewed: Reviewed, id_: str) -> Step:
        """Return the step that takes a claim out of its file, with the words under it."""
        claim = self._own(reviewed, id_)
        return self._step(reviewed, without_claim(reviewed.data, claim), f"dropped {claim.label.lower()}")

    def unquote(self, reviewed: Reviewed, id_: str, number: int) -> Step:
        """Return the step that takes one quote of a claim out of its file.

        :param number: from 0.
        """
        claim = self._own(reviewed, id_)
        if not 0 <= number < len(claim.quotes):
            raise WeekmarkError(f"{claim.label} has no such quote", "load the page again")
        data = without_quote(reviewed.data, claim, number)
        return self._step(reviewed, data, f"took a quote out of {claim.label.lower()}")

    def vouch(self, reviewed: Reviewed, accepted: Collection[str], by: str) -> Step:
        """Return the step that says that a person answers for what is left.

        :param accepted: the digests of all claims that were read.
        :param by: that person's name.
        :raises WeekmarkError: a claim was not accepted, or nobody answers.
        """
        by = " ".join(by.split())
        if not by or len(by) > _LONGEST_NAME:
            raise WeekmarkError("nobody answers for it", "give the name of the person who has read it")
        if not reviewed.claims.parts:
            raise WeekmarkError(f'nothing of "{reviewed.event.title}" waits for a review')
        left = [claim.label for claim in reviewed.claims.claims if claim.digest not in accepted]
        if left:
            raise WeekmarkError(f"not accepted yet: {', '.join(left)}", "accept, edit or drop each")
        now = datetime.fromtimestamp(self._site.manner.clock(), UTC).astimezone(self._site.config.zone)
        data = vouched_for(reviewed.data, reviewed.claims, by, now.date().isoformat())
        return self._step(reviewed, data, "reviewed the claims")

    def _own(self, reviewed: Reviewed, id_: str) -> Claim:
        """Return a claim that a step here may change.

        :raises WeekmarkError: it is the body.
        """
        if id_ == BODY:
            raise WeekmarkError("the body is edited in its file", reviewed.path)
        return reviewed.claim(id_)

    def _step(self, reviewed: Reviewed, data: bytes, words: str) -> Step:
        """Return the step that makes these bytes of a file.

        :raises EditError: it would have an error then.
        """
        file = self._files[reviewed.path]
        document = parse(file, data, self._settings)
        if has_errors(document.problems):
            problem = next(one for one in document.problems if one.severity == "error")
            raise EditError(f"{reviewed.path} would have an error: {problem.message}", problem.remedy)
        change = FileChange(reviewed.path, reviewed.data, data)
        words = f'{words} of "{reviewed.event.title}" in {reviewed.path}'
        return Step(words, (change,), is_review=True)

    def read(self, known: KnownFile) -> Reviewed:
        """Return an event as it is reviewed.

        :raises ContentError: its file has errors.
        """
        data, summary, event = read_event(self._site.root, self._files[known.path], self._settings)
        matter, body = self._matter(data)
        claims = claims_of(matter, body, self._settings.origin)
        return Reviewed(known, data, event, matter, claims, tuple(reports_of(self._site, summary, event)))

    def _matter(self, data: bytes) -> tuple[EventMatter, str]:
        """Return front matter and body as they are written, of a file without errors."""
        findings = Findings()
        text = read_text(data, findings, self._settings.largest)
        parts = cut(text or "", findings)
        decoded = decode(self._settings.event_matter, parts.matter, findings, first_line=1) if parts else None
        if parts is None or decoded is None:
            raise WeekmarkError("the file can't be read")
        return decoded.value, parts.body
