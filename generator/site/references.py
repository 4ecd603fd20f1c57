"""Mentions of things in other files, held against what there is."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from generator.decode.findings import Suggestions
from generator.decode.names import slugify
from generator.diagnostics import Problem
from generator.model import Document, Note, Reference, ReferenceKind, Summary
from generator.problems import Name
from generator.site.selection import Selection
from generator.site.taxonomy import Sources, Taxonomy
from generator.site.week_files import WeekFiles

_PUBLISH = "publish it, remove the link, or build with --drafts or --future"


@dataclass(frozen=True, slots=True)
class Known:
    """All that a reference may lead to."""

    taxonomies: Mapping[str, Taxonomy]
    """By name; that of ``topics`` is always there."""
    sources: Sources
    slugs: AbstractSet[str]
    selection: Selection
    former: Callable[[], Mapping[str, str]] = dict
    """Returns the slug of the event to which an old address of an event leads, by the old slug."""
    leave_out: bool = False
    """Whether files with errors are left out, so that links to them lead nowhere."""

    @property
    def terms(self) -> AbstractSet[str]:
        """What the terms of the site's own taxonomies are called, each behind its taxonomy and a slash."""
        return {
            f"{key}/{name}"
            for key, taxonomy in self.taxonomies.items()
            for name in (taxonomy.registered if taxonomy.names.names else taxonomy.ids)
        }


def check_references(
    weeks: Sequence[WeekFiles], known: Known, unjudged: AbstractSet[ReferenceKind] = frozenset()
) -> tuple[list[Problem], tuple[tuple[str, Reference], ...]]:
    """Return a problem for each reference that leads nowhere, and those that only the plan can check.

    Unknown topics and sources are warnings: they get pages of their own. Unknown events are errors, but for
    events whose old address leads to another: such a link still leads on. A link to an event that is left out
    would lead nowhere and is an error; in ``related``, ``pin`` and ``exclude`` the event is passed over
    with a warning.

    :param weeks: the events; the other documents are those of the selection, those with errors of their own
        too, so that one run tells all that is wrong with a file.
    :param unjudged: kinds that are not reported.
    """
    targets = {
        "topic": known.taxonomies["topics"].registered,
        "term": known.terms,
        "source": known.sources.described,
        "event": known.slugs,
    }
    nothing: AbstractSet[str] = frozenset()
    documents = known.selection.others + known.selection.failed
    if any("document" in files.references for files in weeks) or _has_links_to_files(documents):
        targets["document"] = known.selection.published
    for files in weeks:
        if any(not names <= targets.get(kind, nothing) for kind, names in files.references.items()):
            documents += files.documents
    judge = _Judge(known)
    problems: list[Problem] = []
    later: list[tuple[str, Reference]] = []
    for document in documents:
        for reference in document.references:
            if reference.target in targets.get(reference.kind, nothing) or reference.kind in unjudged:
                continue
            if reference.kind in targets:
                problems.extend(judge.problems(document, reference))
            else:
                later.append((document.path, reference))
    return problems, tuple(later)


def _has_links_to_files(documents: Iterable[Document]) -> bool:
    return any(reference.kind == "document" for document in documents for reference in document.references)


def find_unused(documents: Iterable[Document], beside: AbstractSet[str]) -> list[Problem]:
    """Return a warning for each file beside documents that none of them names."""
    if not beside:
        return []
    named = {
        reference.target
        for document in documents
        for reference in document.references
        if reference.kind == "file"
    }
    remedy = "name it in the text of a document, as ![](file.png) or [name](file.pdf)"
    return [
        Problem(path, 0, 0, "unused-file", "no document names this file", remedy)
        for path in beside
        if unicodedata.normalize("NFC", path) not in named
    ]


class _Judge:
    """Words the problems of references that lead nowhere."""

    def __init__(self, known: Known) -> None:
        self._selection = known.selection
        self._known = known
        self._terms = {
            key: Suggestions([*taxonomy.names.called, *taxonomy.names.names])
            for key, taxonomy in known.taxonomies.items()
        }
        self._sources = Suggestions([*known.sources.names.called, *known.sources.names.names])
        self._leave_out = known.leave_out
        self._slugs = Suggestions(known.slugs)
        self._documents = Suggestions(known.selection.published)
        self._former = cache(known.former)

    def problems(self, document: Document, reference: Reference) -> list[Problem]:
        """Return the problem of a reference, if it is one."""
        target = reference.target
        if reference.kind == "topic":
            return self._unknown_term(document, reference, "topics", target)
        if reference.kind == "term":
            return self._unknown_term(document, reference, *target.split("/", 1))
        if reference.kind == "source":
            return [] if self._known.sources.find(target) else self._unknown_source(document, reference)
        if reference.kind == "document":
            return self._missing_document(document, reference)
        return self._missing_event(document, reference)

    def _unknown_term(
        self, document: Document, reference: Reference, key: str, written: str
    ) -> list[Problem]:
        taxonomy = self._known.taxonomies[key]
        if taxonomy.names.find(written):
            return []
        remedy = self._terms[key].remedy(written) or f"add it to {key}.yaml, so that it has a name of its own"
        name: Name = "unknown-topic" if key == "topics" else "unknown-term"
        what = "unknown topic" if key == "topics" else f"{key} has no"
        message = f'{what} "{written}", it gets a page of its own'
        problems = [_problem(document, reference, name, message, remedy)]
        if other := taxonomy.shared.get(written):
            message = (
                f'the {key} "{written}" and "{other}" have one id, "{taxonomy.ids[written]}", and one page'
            )
            remedy = f"add both to {key}.yaml, each with an id of its own, or write one name for both"
            problems.append(_problem(document, reference, "shared-id", message, remedy))
        return problems

    def _unknown_source(self, document: Document, reference: Reference) -> list[Problem]:
        """Tell of a source that looks like an id, or like the name of another: any other name is a name."""
        target = reference.target
        near = self._sources.remedy(target)
        if not near and slugify(target) != target:
            return []
        remedy = near or "add it to sources.yaml, or write its name as readers shall see it"
        message = f'unknown source "{target}", it is shown by that name'
        return [_problem(document, reference, "unknown-source", message, remedy)]

    def _missing_document(self, document: Document, reference: Reference) -> list[Problem]:
        target = reference.target
        if target in {failed.path for failed in self._selection.failed}:
            return []
        if target in self._selection.drafts or target in self._selection.scheduled:
            message = f'"{target}" is a draft or scheduled, the link would lead nowhere'
            return [_problem(document, reference, "unpublished-link", message, _PUBLISH)]
        remedy = self._documents.remedy(target)
        return [_problem(document, reference, "dead-link", f'there is no file "{target}"', remedy)]

    def _missing_event(self, document: Document, reference: Reference) -> list[Problem]:
        target = reference.target
        if target in self._selection.broken:
            message = f'the event "{target}" is left out, since its file has errors'
            problem = _problem(document, reference, "link-to-left-out", message, "mend what is told of it")
            return [problem] if self._leave_out else []
        if target not in self._selection.unpublished:
            if now := self._former().get(target):
                return [_moved(document, reference, now)]
            message = f'there is no event "{target}"'
            name: Name = "unknown-event" if _is_listed(document, target) else "dead-link"
            return [_problem(document, reference, name, message, self._slugs.remedy(target))]
        if document.content is None:  # it may be listed, or linked: nobody can tell
            return []
        return [self._unpublished(document, reference)]

    def _unpublished(self, document: Document, reference: Reference) -> Problem:
        message = f'the event "{reference.target}" is {self._selection.unpublished[reference.target]}'
        if _is_listed(document, reference.target):
            return _problem(document, reference, "unpublished-listed", f"{message} and is left out here", "")
        return _problem(
            document, reference, "unpublished-link", f"{message}, the link would lead nowhere", _PUBLISH
        )


def _moved(document: Document, reference: Reference, now: str) -> Problem:
    message = f'the event "{reference.target}" is part of "{now}" now'
    if _is_listed(document, reference.target):
        message += " and is left out here"
    return _problem(document, reference, "moved-event", message, f'write "{now}"')


def _is_listed(document: Document, slug: str) -> bool:
    """Say whether a document names the slug where one more or less makes no dead link."""
    content = document.content
    if isinstance(content, Summary):
        return slug in content.related
    return isinstance(content, Note) and slug in content.pin + content.exclude


def _problem(document: Document, reference: Reference, name: Name, message: str, remedy: str) -> Problem:
    place = (document.path, reference.line, reference.column)
    return Problem(*place, name, message, remedy, reference.length)
