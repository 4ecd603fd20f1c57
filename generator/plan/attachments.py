"""What texts lead to by where it lies: files beside documents, other documents, and pictures.

Texts are cached with their file, so they hold ``beside:PATH``. Where that is published depends on other files
too; it is filled in when a text is shown.
"""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import escape, unescape
from itertools import chain
from typing import NamedTuple, TypeVar

import msgspec

from generator.model import Event, Page, Recap, Reference, Site, SourceFile
from generator.percent import decode_path, encode_path
from generator.plan import urls
from generator.views import Attachment

Attached = tuple[Attachment, ...]
Value = TypeVar("Value")

_SCHEME = "beside:"
_STATIC = "content/static"
_WIDTHS = (480, 800, 1200, 1600)
"""How wide smaller copies of pictures are, in pixels."""
_SIZES = "auto, (max-width: 800px) 100vw, 800px"
_ADDRESS = re.compile(r'\b(href|src)="(beside|site):([^"?#]*)([^"]*)"')
_PICTURE = re.compile(r'<img [^>]*?\bsrc="(?:beside|site):([^"?#]*)[^>]*>')


class AttachedFile(NamedTuple):
    """A file that a document brings along."""

    path: str
    """The site path at which it is published."""
    file: str
    """The path from the site's folder."""


class SmallerCopy(NamedTuple):
    """A smaller copy of a picture."""

    path: str
    """The site path at which it is published."""
    file: str
    """The path of the picture from the site's folder."""
    width: int
    digest: bytes
    """That of the picture's bytes."""


class Attachments:
    """All attachments of a site.

    :param beside: the files that lie beside documents, by their paths in NFC; ``static`` are those of
        ``content/static``.
    :param measure: returns the size of a picture, if it has one, and the digest of its bytes if smaller
        copies of it may be made.
    :param has_copies: whether they are made.
    """

    def __init__(
        self,
        site: Site,
        beside: Mapping[str, SourceFile],
        static: Mapping[str, SourceFile],
        measure: Callable[[SourceFile], tuple[int, int, bytes] | None] = lambda _: None,
        *,
        has_copies: bool = False,
    ) -> None:
        self._has_copies = has_copies
        self.copies: dict[str, SmallerCopy] = {}
        """All smaller copies of pictures, by their site paths."""
        self._site = site
        self._measure = measure
        self._beside = beside
        self._static = static
        self.events: dict[str, Attached] = {}
        """Those of each event that has any, by slug."""
        self._documents: dict[str, Attached] = {}
        self.files: list[AttachedFile] = []
        """All files that are published because a document leads to them."""
        for slug, references in self._of_events():
            self.events[slug] = self._attach(urls.event_path(slug), site.event_files[slug], references)
        for path, references in site.attachments.items():
            if place := self._addresses.get(path):
                self._documents[path] = self._attach(place, path, references)

    def attach_site(self) -> Site:
        """Return the site with own pages and notes that lead to where things are published."""
        if not self._documents:
            return self._site
        pages = tuple([self._page(page) for page in self._site.pages])
        recaps = {
            rhythm: tuple([self._recap(recap) for recap in found])
            for rhythm, found in self._site.recaps.items()
        }
        return msgspec.structs.replace(self._site, pages=pages, recaps=recaps)

    def is_there(self, document: str, target: str) -> bool:
        """Say whether there is a file that a document calls by its place."""
        return target in self._beside or self._in_static(document, target) in self._static

    def _of_events(self) -> Iterator[tuple[str, tuple[Reference, ...]]]:
        for week in self._site.weeks:
            yield from week.attachments.items()

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Where each published document is seen, by its file in NFC."""
        site = self._site
        found = [(file, urls.event_path(slug)) for slug, file in site.event_files.items()]
        found += [(file, urls.own_page_path(slug)) for slug, file in site.page_files.items()]
        found += [
            (site.note_files[recap.id], urls.recap_path(recap.rhythm, recap.id))
            for recap in chain(*site.recaps.values())
            if recap.note and recap.id in site.note_files
        ]
        return {unicodedata.normalize("NFC", file): path for file, path in found}

    def _attach(self, place: str, document: str, references: Iterable[Reference]) -> Attached:
        """Return the attachments of a document, and note the files that come along.

        :param place: the site path of the document.
        """
        attached = []
        for reference in references:
            target = reference.target
            if reference.kind == "document":
                attached.append(Attachment(target, self._addresses.get(target, place)))
            elif reference.kind == "file":
                path = self._publish(place, document, target)
                file = self._beside.get(target) or self._static.get(_STATIC + path)
                attached.append(self._attachment(target, path, file))
            elif file := self._static.get(_STATIC + target):
                attached.append(self._attachment(target, target, file))
        return tuple(attached)

    def _publish(self, place: str, document: str, target: str) -> str:
        """Return the site path at which a file is published: in the document's place, unless it is static."""
        in_static = self._in_static(document, target)
        if target not in self._beside and in_static in self._static:
            return in_static.removeprefix(_STATIC)
        folder = posixpath.dirname(document) + "/"
        name = target.removeprefix(folder) if target.startswith(folder) else posixpath.basename(target)
        if target in self._beside:
            self.files.append(AttachedFile(place + name, target))
        return place + name

    def _attachment(self, target: str, path: str, file: SourceFile | None) -> Attachment:
        size = self._measure(file) if file else None
        if file is None or size is None:
            return Attachment(target, path)
        width, height, digest = size
        copies = []
        for smaller in _WIDTHS if digest and self._has_copies else ():
            if smaller < width:
                stem, dot, ending = path.rpartition(".")
                copy = SmallerCopy(f"{stem}.{smaller}w{dot}{ending}", file.path, smaller, digest)
                self.copies[copy.path] = copy
                copies.append((smaller, copy.path))
        return Attachment(target, path, width, height, tuple(copies))

    @staticmethod
    def _in_static(document: str, target: str) -> str:
        """Return the file of the static folder that a path without a slash at its head may mean."""
        return posixpath.join(_STATIC, posixpath.relpath(target, posixpath.dirname(document)))

    def _page(self, page: Page) -> Page:
        attached = self._documents.get(self._site.page_files[page.slug], ())
        return msgspec.structs.replace(page, body_html=attach_markup(page.body_html, attached))

    def _recap(self, recap: Recap) -> Recap:
        attached = self._documents.get(self._site.note_files.get(recap.id, ""), ())
        if not attached or recap.note is None:
            return recap
        return msgspec.structs.replace(recap, note=_attach_texts(recap.note, "", attached))


def attach_markup(html: str, attached: Attached) -> str:
    """Return safe markup that leads to where things are published."""
    if not attached:
        return html
    places = {attachment.target: attachment for attachment in attached}

    def replace(match: re.Match[str]) -> str:
        attribute, _, address, rest = match.groups()
        found = places.get(decode_path(unescape(address)))
        if found is None:
            return match[0]
        return f'{attribute}="site:{escape(encode_path(found.path))}{rest}"'

    def size(match: re.Match[str]) -> str:
        found = places.get(decode_path(unescape(match[1])))
        if found is None or not found.width or " width=" in match[0] or " height=" in match[0]:
            return match[0]
        return f'{match[0][:-1]} width="{found.width}" height="{found.height}"{_source_set(found)}>'

    return _ADDRESS.sub(replace, _PICTURE.sub(size, html) if "<img " in html else html)


def _source_set(picture: Attachment) -> str:
    """Return the attributes that let a browser choose among the copies of a picture."""
    if not picture.copies:
        return ""
    widths = (*picture.copies, (picture.width, picture.path))
    addresses = ", ".join(f"site:{escape(_in_set(path))} {width}w" for width, path in widths)
    return f' srcset="{addresses}" sizes="{_SIZES}"'


def _in_set(path: str) -> str:
    """Return a path as an address among others, which commas part."""
    return encode_path(path).replace(",", "%2C")


def attach_picture(src: str, attached: Attached) -> Attachment:
    """Return where a picture is published that front matter names."""
    target = src.removeprefix(_SCHEME)
    return next((found for found in attached if found.target == target), Attachment(src, src))


def attach_event(event: Event, attached: Attached) -> Event:
    """Return an event all of whose texts and pictures lead to where things are published."""
    if not attached:
        return event
    event = _attach_texts(event, "", attached)
    if event.image is None:
        return event
    found = attach_picture(event.image.src, attached)
    image = msgspec.structs.replace(
        event.image, src=found.path, width=found.width, height=found.height, copies=found.copies
    )
    return msgspec.structs.replace(event, image=image)


def _attach_texts(value: Value, name: str, attached: Attached) -> Value:
    """Return a value whose markup is attached, whatever holds it: fields whose name ends in ``html``."""
    if isinstance(value, str):
        return attach_markup(value, attached) if name.endswith("html") else value  # type: ignore[return-value]  # text
    if isinstance(value, tuple):
        return tuple(_attach_texts(part, name, attached) for part in value)  # type: ignore[return-value]  # see above
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {field: getattr(value, field) for field in value.__struct_fields__}
    return msgspec.structs.replace(
        value, **{field: _attach_texts(part, field, attached) for field, part in fields.items()}
    )
