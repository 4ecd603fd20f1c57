"""Slugs: how they are made of names, and which of them clash."""

import unicodedata
from collections.abc import Iterable

from generator.decode.names import slugify
from generator.diagnostics import Problem
from generator.digest import hexadecimal_digest
from generator.model import Document, Page, Summary


def slug_of(name: str) -> str:
    """Return a slug made of a name; for one without any letter or digit, of the name's digest."""
    return slugify(name) or hexadecimal_digest(name.encode())[:8]


def fold(slug: str) -> str:
    """Return what two slugs share when a careless file system would take them for one."""
    return slug if slug.isascii() and slug.islower() else unicodedata.normalize("NFC", slug).casefold()


def find_duplicates(documents: Iterable[Document]) -> list[Problem]:
    """Return an error for each event or page whose slug an earlier one has; it names both files.

    :param documents: in the order in which the first one of a slug keeps it.
    """
    seen: dict[str, tuple[str, str]] = {}
    problems = []
    for document in documents:
        if isinstance(document.content, Summary | Page):
            slug = document.content.slug
            earlier_slug, earlier_path = seen.setdefault(fold(slug), (slug, document.path))
            if earlier_path != document.path:
                problems.append(_clash(document.path, slug, earlier_slug, earlier_path))
    return problems


def _clash(path: str, slug: str, earlier_slug: str, earlier_path: str) -> Problem:
    if slug == earlier_slug:
        message = f'the slug "{slug}" is also that of {earlier_path}'
    else:
        message = f'the slug "{slug}" and "{earlier_slug}" of {earlier_path} are one on many file systems'
    remedy = "rename one of the files, or give one of them another `slug`"
    return Problem(path, 0, 0, "error", message, remedy)
