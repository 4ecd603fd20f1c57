"""Slugs and ids of what is imported: valid ones, each once."""

from generator.decode.findings import Refused
from generator.decode.names import check_slug, slugify
from generator.digest import hexadecimal_digest

LONGEST = 100
"""In characters; a file system and a URL take more, but nobody reads it."""


def slug_for(*names: str) -> str:
    """Return a slug made of the first name that has a letter or digit; a slug stays as it is."""
    for name in names:
        text = name.strip()[: 3 * LONGEST]
        try:
            if text and text.casefold() == text and len(text) <= LONGEST:
                return check_slug(text)
        except Refused:
            pass
        if slug := slugify(text)[:LONGEST].strip("-"):
            return slug
    return hexadecimal_digest("\n".join(names).encode("utf-8", "replace"))[:12]


def source_id(name: str) -> str:
    """Return the id of a source: ``times.example`` is ``times-example``."""
    return slugify(name[: 3 * LONGEST])[:LONGEST].strip("-") or slug_for(name)
