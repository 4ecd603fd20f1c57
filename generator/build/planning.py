"""Documents to a planned site with all its problems, without files that have errors where these may go."""

import msgspec

from generator.build.deliverables import Deliverables, plan_files
from generator.build.memory import BuildMemory
from generator.build.options import BuildOptions
from generator.build.preparation import Preparation
from generator.diagnostics import Problem, judge
from generator.model import Document, Site
from generator.plan.urls import event_slug
from generator.problems import Name
from generator.site.assemble import AssembleOptions, assemble

_OF_ONE_FILE: frozenset[Name] = frozenset(
    {"symbolic-link", "too-many-folders", "unreadable-file", "unusable-file"}
)
"""Errors of files and folders that no build takes in, whatever becomes of the rest."""


class Planned(msgspec.Struct, frozen=True):
    """A site that can be rendered, unless it is refused."""

    site: Site
    files: Deliverables
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    """The files with errors, where the rest shall be built."""
    is_refused: bool
    """Whether there are errors of more than files that were left out."""


def plan_site(
    prepared: Preparation, documents: list[Document], options: BuildOptions, memory: BuildMemory
) -> Planned:
    """Return what is to be rendered.

    Where files with errors may be left out, those that another file's content proves wrong are taken away
    until none is left; each keeps the problems it was taken away for.
    """
    may_leave_out = options.leave_out or prepared.config.leave_out
    paths = {document.path for document in documents}
    kept: set[Problem] = set()
    left_out: set[str] = set()
    records = memory.week_records(prepared.fingerprint)
    while True:
        site = _assemble(prepared, documents, options, memory)
        files = plan_files(site, prepared, options, memory.planning, memory.pictures, records)
        cached = (problem for document in documents for problem in document.problems)
        found = judge(
            (*prepared.problems, *cached, *site.problems, *files.problems), prepared.config.problems
        )
        errors = [problem for problem in found if problem.severity == "error"]
        if not may_leave_out:
            return Planned(site, files, tuple(sorted(found)), (), bool(errors))
        of_files = [problem for problem in errors if problem.path in paths]
        wrong = {problem.path for problem in of_files} - left_out
        kept.update(of_files)
        left_out |= wrong
        if all(document.content is None for document in documents if document.path in wrong):
            break
        documents = [
            _without_content(document) if document.path in wrong else document for document in documents
        ]
    passed_over = {problem.path for problem in errors if _is_of_one_file(problem)}
    is_refused = any(problem.path not in left_out | passed_over for problem in errors)
    return Planned(
        site, files, tuple(sorted({*found, *kept})), tuple(sorted(left_out | passed_over)), is_refused
    )


def _is_of_one_file(problem: Problem) -> bool:
    return problem.path.startswith("content/") and problem.name in _OF_ONE_FILE


def _without_content(document: Document) -> Document:
    slug = getattr(document.content, "slug", "")  # a note of a week has none
    return msgspec.structs.replace(document, content=None, event=None, lost_slug=slug)


def _assemble(
    prepared: Preparation, documents: list[Document], options: BuildOptions, memory: BuildMemory
) -> Site:
    assembling = AssembleOptions(
        now=options.now,
        drafts=options.drafts,
        future=options.future,
        leave_out=options.leave_out or prepared.config.leave_out,
        recaps=prepared.config.rhythms,
        zone=prepared.config.zone,
        unjudged=prepared.unjudged,
        beside=frozenset([file.path for file in prepared.beside]),
        slug_of=event_slug,
    )
    return assemble(
        documents, prepared.outlets, prepared.registries, assembling, memory.related, memory.assembling
    )
