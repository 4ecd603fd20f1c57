"""Names that become parts of URLs and file names: slugs, ids and paths. None can leave its folder."""

import re
import unicodedata
from urllib.parse import unquote

from generator.decode.findings import Refused, shown
from generator.decode.invisible import drop_invisible, name_character

LONGEST_NAME = 200
"""In bytes of UTF-8, so that a file system takes it with an ending."""

_PLAIN_SLUG = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?", re.IGNORECASE)
_RULE = "use letters, digits, - and _; dots inside only"


def check_slug(text: str) -> str:
    """Return a slug in NFC: letters of any script, digits, ``-``, ``_`` and inner ``.``.

    :raises Refused: where another character is in it, or it begins with ``.`` or ``-``, ends in ``.``, or is
        longer than a file system takes.
    """
    if _PLAIN_SLUG.fullmatch(text) and len(text) <= LONGEST_NAME:
        return text
    if len(text.encode()) > LONGEST_NAME:
        raise Refused(f"{shown(text)} is longer than {LONGEST_NAME} bytes", "shorten it")
    wrong = next((character for character in text if not _may_be_in_slug(character)), "")
    if wrong:
        message = f"{name_character(wrong)} can't be in {shown(text)}, which becomes part of a URL"
        raise Refused(message, _suggest(text))
    if text[0] in ".-":
        raise Refused(f"{shown(text)} begins with {shown(text[0])}", _RULE)
    if text[-1] == ".":
        raise Refused(f"{shown(text)} ends in a dot", _RULE)
    return text


def slugify(text: str) -> str:
    """Return a slug made of the text's letters and digits in lower case: ``SCMP Tech`` is ``scmp-tech``."""
    if text.isascii():
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME]
    folded = drop_invisible(text.casefold())
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in folded)
    slug = re.sub("-+", "-", unicodedata.normalize("NFC", kept)).strip("-")
    return slug.encode()[:LONGEST_NAME].decode("utf-8", "ignore")


def check_site_path(text: str) -> str:
    """Return a path below the site's root, with a leading slash.

    :raises Refused: where it has an empty, ``.`` or ``..`` step (percent-encoded ones too), a backslash,
        white space, a query or a fragment, or is a URL.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        raise Refused(
            f"{shown(text)} is not a path of this site", 'write it from the site\'s root: "/about/"'
        )
    path = text if text.startswith("/") else f"/{text}"
    wrong = re.search(r"[\s\\?#\"'<>|*:`^{}]", path)
    if wrong:
        raise Refused(f"{name_character(wrong[0])} can't be in a path of this site")
    steps = unquote(path).removesuffix("/").split("/")[1:]
    if any(step in {"", ".", ".."} or "\\" in step or not step.isprintable() for step in steps):
        raise Refused(f"{shown(text)} is not a plain path", 'no empty, "." or ".." steps')
    if len(path) > 1000 or any(len(step.encode("utf-8", "replace")) > LONGEST_NAME for step in steps):
        raise Refused(f"{shown(text)} is too long a path", f"{LONGEST_NAME} bytes a step is the most")
    return path


def _may_be_in_slug(character: str) -> bool:
    """Say whether a slug may hold the character: letters with their marks, digits, ``-``, ``_``, ``.``."""
    return character in "-_." or character.isalnum() or unicodedata.category(character)[0] == "M"


def _suggest(text: str) -> str:
    """Return a remedy with a slug that is near the text."""
    slug = slugify(text)
    return f'write "{slug}"' if slug else _RULE
