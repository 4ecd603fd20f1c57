"""A small digest for tests, made step by step: ``Newsroom().event("memo").note("2026-w17").assemble()``."""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any, Self

import msgspec

from generator.config import SiteConfig
from generator.digest import digest
from generator.memo import Memo
from generator.model import (
    Asset,
    Document,
    Location,
    Note,
    Outlet,
    Page,
    Reference,
    RelatedMemo,
    Site,
    Summary,
    Theme,
    Topic,
)
from generator.plan.outputs import Output
from generator.plan.whole_site import Edition, PlanOptions, plan
from generator.rhythms import rhythm_of
from generator.site.assemble import AssembleOptions, assemble
from generator.views import Composition

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def summary(slug: str, day: str = "2026-04-20", **fields: Any) -> Summary:
    """Return an event published at noon UTC of a day."""
    noon = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    year, week, _ = noon.isocalendar()
    defaults = {
        "title": slug.replace("-", " ").title(),
        "published": noon.isoformat(),
        "instant": int(noon.timestamp()),
        "day": day,
        "week": f"{year}-w{week:02}",
        "source": "scmp",
        "url": f"https://scmp.example/{slug}",
        "title_words": tuple(slug.split("-")),
    }
    return Summary(**{"slug": slug, **defaults, **fields})


class Newsroom:
    """The files of a digest, as the parser would hand them on."""

    def __init__(self) -> None:
        self.events: dict[str, Summary] = {}
        self.bodies: dict[str, str] = {}
        self.links: dict[str, list[Reference]] = {}
        self.broken: list[str] = []
        self.pages: dict[str, Page] = {}
        self.notes: dict[str, Note] = {}
        self.outlets = {
            "scmp": Outlet("scmp", "SCMP", "https://scmp.example/", "HK", "SCMP Group"),
            "scmp-tech": Outlet("scmp-tech", "SCMP Tech", "https://tech.example/", "HK", "SCMP Group"),
            "wire": Outlet("wire", "The Wire", "https://wire.example/", "GB"),
        }
        self.topics = {
            "policy": Topic("policy", "Policy", "Laws and orders.", ("regulation",)),
            "models": Topic("models", "Models"),
        }
        self.registries: dict[str, dict[str, Topic]] = {"topics": self.topics, "audience": {}}
        self.config = SiteConfig(
            title="The AI Week", base_url="https://digest.example/", feed_id="tag:digest.example,2026:x"
        )
        self.theme = Theme({}, {"style.css": Asset("style.css", "0" * 32, 1)}, {}, b"theme", b"pictures")
        self.now = NOW
        self.site_memo: Memo | None = None
        self.drafts = False
        self.future = False

    def event(
        self, slug: str, day: str = "2026-04-20", path: str = "", body: str = "", **fields: Any
    ) -> Self:
        """Add an event, by default in the file of its slug."""
        path = path or f"content/events/{slug}.md"
        self.events[path] = summary(slug, day, **fields)
        self.bodies[path] = body
        return self

    def link(self, path: str, kind: Any, target: str, line: int = 20) -> Self:
        """Let the text of a file lead somewhere, from the fifth column of a line."""
        self.links.setdefault(path, []).append(Reference(kind, target, line, 5, len(target)))
        return self

    def page(self, slug: str, **fields: Any) -> Self:
        """Add one of the site's own pages."""
        self.pages[f"content/pages/{slug}.md"] = Page(slug, slug.title(), **fields)
        return self

    def note(self, period: str, **fields: Any) -> Self:
        """Add the editor's note of a period."""
        rhythm = rhythm_of(period)
        assert rhythm is not None
        self.notes[f"content/{rhythm.name}/{period}.md"] = Note(period, rhythm.name, **fields)
        return self

    def settings(self, **fields: Any) -> Self:
        """Change settings."""
        self.config = msgspec.structs.replace(self.config, **fields)
        return self

    def copy(self) -> "Newsroom":
        """Return a digest of the same files, to be changed on its own."""
        return deepcopy(self)

    def documents(self) -> list[Document]:
        """Return what the parser makes of all files, in the order of their paths."""
        documents = [self._event(path, event) for path, event in self.events.items()]
        documents += [self._document(path, page) for path, page in self.pages.items()]
        for path, note in self.notes.items():
            listed = [Reference("event", slug, 3, 7, len(slug)) for slug in note.pin + note.exclude]
            documents.append(self._document(path, note, listed))
        documents += [Document(path, b"", None) for path in self.broken]
        return sorted(documents, key=lambda document: document.path)

    def assemble(self, memo: RelatedMemo | None = None) -> Site:
        """Return the site."""
        options = AssembleOptions(self.now, self.drafts, self.future, self.config.rhythms, self.config.zone)
        return assemble(self.documents(), self.outlets, self.registries, options, memo, self.site_memo)

    def edition(self, *, preview: bool = False, memo: Memo | None = None) -> Edition:
        """Return what all pages are planned from."""
        today: date = self.now.astimezone(self.config.zone).date()
        options = PlanOptions(today, self.now, preview)
        return Edition(self.assemble(), self.config, self.theme, options, memo)

    def outputs(self, *, preview: bool = False) -> list[Output]:
        """Return all outputs, those that clash too."""
        return plan(self.edition(preview=preview))

    def plan(self, *, preview: bool = False) -> dict[str, Output]:
        """Return all outputs by path."""
        return {output.path: output for output in self.outputs(preview=preview)}

    def compose(self, path: str, *, preview: bool = False) -> Composition:
        """Return what an output shows."""
        edition = self.edition(preview=preview)
        return {output.path: output for output in plan(edition)}[path].compose(edition)

    def view(self, path: str, *, preview: bool = False) -> Any:
        """Return the view of an output."""
        return self.compose(path, preview=preview).view

    def _event(self, path: str, event: Summary) -> Document:
        """The location stands for all that only the event's own page shows, and for nothing else."""
        references = [
            *[Reference("topic", topic, 5, 10, len(topic)) for topic in event.topics],
            *([] if event.inline else [Reference("source", event.source, 4, 9, len(event.source))]),
            *[Reference("source", outlet.id, 8, 13, 1) for outlet in event.coverage if not outlet.name],
            *[Reference("event", slug, 9, 11, len(slug)) for slug in event.related],
        ]
        shown = repr((self.bodies.get(path), event.image, event.predictions, event.corrections))
        location = Location(0, len(shown), digest(shown.encode()))
        return msgspec.structs.replace(self._document(path, event, references), location=location)

    def _document(
        self, path: str, content: Summary | Page | Note, references: list[Reference] | None = None
    ) -> Document:
        return Document(
            path, digest(path.encode()), content, references=(*(references or ()), *self.links.get(path, ()))
        )
