"""Slugs: how they are made of names, and which of them clash."""

import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from generator.decode.names import slugify
from generator.diagnostics import Problem
from generator.digest import hexadecimal_digest
from generator.model import Page, Summary

Content = TypeVar("Content", Summary, Page)


def slug_of(name: str) -> str:
    """Return a slug made of a name; for one without any letter or digit, of the name's digest."""
    return slugify(name) or hexadecimal_digest(name.encode())[:8]


def fold(slug: str) -> str:
    """Return what two slugs share when a careless file system would take them for one."""
    return slug if slug.isascii() and slug.islower() else unicodedata.normalize("NFC", slug).casefold()


def drop_duplicates(contents: Mapping[str, Content], problems: list[Problem]) -> dict[str, Content]:
    """Return the events or pages, by path, whose slug no earlier one has.

    :param problems: gets an error for each clash, at the later file, that names the earlier one.
    """
    slugs = [content.slug for content in contents.values()]
    if len({fold(slug) for slug in slugs}) == len(slugs):
        return dict(contents)
    seen: dict[str, tuple[str, str]] = {}
    unique = {}
    for path, content in contents.items():
        earlier_slug, earlier_path = seen.setdefault(fold(content.slug), (content.slug, path))
        if earlier_path == path:
            unique[path] = content
        else:
            problems.append(_clash(path, content.slug, earlier_slug, earlier_path))
    return unique


def _clash(path: str, slug: str, earlier_slug: str, earlier_path: str) -> Problem:
    if slug == earlier_slug:
        message = f'the slug "{slug}" is also that of {earlier_path}'
    else:
        message = f'the slug "{slug}" and "{earlier_slug}" of {earlier_path} are one on many file systems'
    remedy = "rename one of the files, or give one of them another `slug`"
    return Problem(path, 0, 0, "error", message, remedy)
