"""One document while it is read: its front matter, and where its problems and links go."""

import re
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec

from generator.decode.findings import Findings, Place, Refused
from generator.decode.yaml_document import Decoded
from generator.model import ReferenceKind
from generator.problems import Name
from generator.source.markdown.links import Links
from generator.source.markdown.render import has_markup, render_inline, render_text
from generator.source.settings import ParseSettings
from generator.source.times import Time, localize

_LINK = re.compile(
    r'<a (?P<attributes>(?:[^<>"]|"[^"]*")*\bhref="https?:[^"]*"(?:[^<>"]|"[^"]*")*)>', re.IGNORECASE
)
_REL = re.compile(r'\s*\brel="[^"]*"')

Matter = TypeVar("Matter", bound=msgspec.Struct)


class Reading(Generic[Matter]):
    """The decoded front matter of a document, with all that is found on the way to its meaning.

    Values of front matter are named by their paths, such as ``"coverage", 1, "url"``.
    """

    def __init__(
        self, decoded: Decoded[Matter], links: Links, findings: Findings, settings: ParseSettings
    ) -> None:
        self.matter = decoded.value
        self.links = links
        self.settings = settings
        self.dialect = settings.dialect(getattr(decoded.value, "lang", ""))
        self._is_sponsored: bool = getattr(decoded.value, "sponsored", False)
        self._decoded = decoded
        self._findings = findings

    def is_sound(self, *keys: str) -> bool:
        """Say whether these keys of the top level had no problem so far, so that one may build on them."""
        return self._decoded.broken.isdisjoint(keys)

    def is_complete(self, entries: tuple[object, ...], *path: str | int) -> bool:
        """Say whether these are all entries of a list, those that are broken included."""
        return len(entries) == self._decoded.length(*path)

    def place(self, *path: str | int) -> Place:
        """Return where a value is."""
        return self._decoded.place(*path)

    def report(self, name: Name, message: str, remedy: str, *path: str | int) -> None:
        """Report a problem at a value."""
        self._findings.report(self._decoded.place(*path), name, message, remedy, where=_written(path))

    def refer(self, kind: ReferenceKind, target: str, *path: str | int) -> None:
        """Remember that a value names something that lives in another file."""
        self.links.refer(kind, target, self._decoded.place(*path))

    def html(self, text: str, *path: str | int) -> str:
        """Return the inline Markdown of a value as HTML."""
        if not has_markup(text):
            return render_text(text, self.dialect)
        html = render_inline(text, self.links, self.dialect, self._decoded.place(*path).line)
        return mark_sponsored(html) if self._is_sponsored else html

    def time(self, moment: date | datetime | None, *path: str | int) -> Time | None:
        """Return a value as a time in the site's zone; none where it has none or an impossible one."""
        if not moment:
            return None
        try:
            return localize(moment, self.settings.zone)
        except Refused as refused:
            self.report(refused.name, refused.message, refused.remedy, *path)
            return None


def mark_sponsored(html: str) -> str:
    """Return safe HTML in which every link to another site says that it was paid for."""
    return _LINK.sub(_sponsored_link, html)


def _sponsored_link(found: re.Match[str]) -> str:
    return f'<a {_REL.sub("", found["attributes"]).strip()} rel="sponsored noopener">'


def _written(path: tuple[str | int, ...]) -> str:
    """Return a path as authors read it: ``coverage[1].url``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
