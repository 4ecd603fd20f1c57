"""Texts of feeds as plain text: no markup, no control characters, of limited length. Pure."""

import re
import unicodedata
from html import unescape
from urllib.parse import urljoin

import nh3

from generator.decode.scalars import is_url
from generator.decode.text import ANY_CONTROL
from generator.words import without_marks

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_HALVES = re.compile("[\ud800-\udfff]")
"""Surrogates: halves of characters, which no encoding can write."""
_WORD = re.compile(r"[^\W_]+")
_ENCODED = str.maketrans({character: f"%{ord(character):02X}" for character in ' <>"`{}|\\^'})
MOST_TITLE = 400
MOST_SUMMARY = 1200
_MOST_MARKUP = 50_000
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f])"
)
"""What nobody sees, or only by what it does to other text: Unicode's Default_Ignorable_Code_Point. Joiners
stay where letters change by them, and so does what makes an emoji of a sign."""


def plain_text(text: str, most: int, *, is_markup: bool) -> str:
    """Return a text on one line, cut to at most ``most`` characters.

    :param is_markup: take tags off, scripts and styles with all that is in them, and resolve entities.
    """
    if is_markup and ("<" in text or "&" in text):
        whole = _HALVES.sub("", text[:_MOST_MARKUP])
        text = unescape(nh3.clean(_spaced(whole), tags=set()))
    if not text.isascii():
        text = _UNSEEN.sub("", ANY_CONTROL.sub(" ", text))
    kept = "".join(character if _is_shown(character) else " " for character in text)
    line = " ".join(kept.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def folded(title: str) -> str:
    """Return a title by which equal ones are told: case, accents, punctuation and white space folded."""
    text = title if title.isascii() else without_marks(unicodedata.normalize("NFKC", title))
    return " ".join(_WORD.findall(text.casefold()))


def web_address(text: str, base: str) -> str:
    """Return an absolute address of the web that front matter may hold, or nothing.

    Characters that browsers encode, such as a space, are encoded, and the scheme is in lower case.
    """
    if not text.strip():
        return ""
    try:
        address = urljoin(base, "".join(text.split()) if "\n" in text else text.strip().translate(_ENCODED))
    except ValueError:
        return ""
    scheme, colon, rest = address.partition(":")
    address = scheme.lower() + colon + rest
    return address if is_url(address) and address.isprintable() and len(address) <= 4000 else ""


def short_title(summary: str) -> str:
    """Return a title for an entry without one: the beginning of what it says."""
    return summary if len(summary) <= 100 else summary[:99].rsplit(" ", 1)[0] + "…"


def language_tag(text: str) -> str:
    """Return a language as BCP 47 writes it, or nothing where it is no such tag."""
    return text if _LANGUAGE.fullmatch(text) else ""


def _spaced(markup: str) -> str:
    """Keep words apart that only tags keep apart."""
    for tag in ("</p>", "<br", "</li>", "</div>", "</h"):
        markup = markup.replace(tag, " " + tag)
    return markup


def _is_shown(character: str) -> bool:
    if character < "\x7f":
        return character >= " "
    return unicodedata.category(character) not in ("Cc", "Cs")
