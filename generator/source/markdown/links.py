"""Links and pictures in Markdown: what is allowed, what a page gets, and what must be checked elsewhere.

A page gets ``http``, ``https`` and ``mailto`` links as they are, fragments of its own, and symbolic ones for
the site's own places, resolved when a page is rendered: ``event:SLUG``, ``site:/about/``. Everything else is
an error, and nothing of it reaches a page.
"""

import re

from generator.decode.findings import Findings, Place, Refused, did_you_mean, shown
from generator.decode.names import check_site_path, check_slug
from generator.model import Reference, ReferenceKind
from generator.percent import decode_path, encode_path
from generator.source.markdown.headings import PREFIX, find_anchor, is_theme_id
from generator.source.markdown.mending import has_odd_host, mended
from generator.source.markdown.relative import SCHEME, follow, is_relative

_EXTERNAL = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BRACKET = re.compile(r"[(\[<\"'\u201c\u2018]")
SYMBOLIC_SCHEMES = frozenset({"event", "site", SCHEME})
"""The schemes of links into the site, until a page is rendered."""
_ELSEWHERE = frozenset(
    "feed ftp ftps git gopher irc ircs magnet matrix news nntp sftp skype sms ssh svn tel webcal xmpp".split()  # noqa: SIM905 - easier to read than quoted words
)
"""Schemes that browsers leave to other programs: they harm nobody, and lead nowhere for most."""
_WITH_HEADINGS = frozenset[ReferenceKind]({"path", "event", "document"})
"""What may be a page, whose headings are looked for; parts of other files are no headings."""
_WINDOW = 20_000
"""How far below the beginning of its paragraph a link is looked for, in characters."""


class Links:
    """The links of one file: each is judged, and those into the site are remembered."""

    def __init__(self, text: str, findings: Findings, path: str = "") -> None:
        """Take the whole file's text, to find places in, and where problems go.

        :param path: the file's own, from which relative addresses start; without it there are none.
        """
        self.references: list[Reference] = []
        self.path = path
        self._text = text
        self.findings = findings
        self.anchors: frozenset[str] = frozenset()
        """The ids of the body's headings, once they are known."""
        self._known: set[tuple[ReferenceKind, str]] = set()
        self._dead: set[str] = set()
        self._starts: list[int] = []
        self._searched: dict[str, int] = {}

    def refer(self, kind: ReferenceKind, target: str, place: Place) -> None:
        """Remember the first mention of something that lives in another file."""
        if (kind, target) not in self._known:
            self._known.add((kind, target))
            self.references.append(Reference(kind, target, *place))

    def href(self, url: str, line: int) -> str | None:
        """Return the address that a page gets for a link, or none, with a problem told, if it is not allowed.

        :param line: where the paragraph or text with the link begins, from 1.
        """
        if (_EXTERNAL.match(url) and not has_odd_host(url)) or _MAIL.match(url):
            return url
        if url.startswith("#") and len(url) > 1:
            return self._fragment(url, line)
        try:
            is_near = self.path and is_relative(url)
            kind, target, href = follow(url, self.path, "path") if is_near else _inner(url)
        except Refused as refused:
            meant = mended(url)
            if meant is not None:
                self._tell_mended(url, meant, line)
            elif has_odd_host(url) or _BRACKET.match(url) or _scheme(url) in _ELSEWHERE:
                message = f"{shown(url)} is not an address, and only its text is shown"
                self.findings.report(self.find(url, line), "not-an-address", message, "write one, or no link")
            else:
                self._tell_refused(refused, url, line)
            return meant
        self._refer_from_text(kind, target, url, line)
        anchor = find_anchor(url.partition("#")[2])
        if not anchor or kind not in _WITH_HEADINGS:
            return href
        if not is_theme_id(anchor):
            page = f"event:{target}" if kind == "event" else target
            self._refer_from_text("anchor", f"{page}#{anchor}", url, line)
        return f"{href.partition('#')[0]}#{encode_path(anchor)}"

    def without_spaces(self, href: str, url: str, line: int) -> str:
        """Return the address that a page gets for one that has spaces in it, which is told."""
        self._tell_mended(url, url.replace(" ", "%20"), line)
        return href.replace(" ", "%20")

    def src(self, url: str, line: int) -> str | None:
        """Return the address of a picture of the site, or none, with a problem told.

        A picture elsewhere would tell a third party who reads the page: it becomes a link, with a warning.
        """
        if _EXTERNAL.match(url) or mended(url):
            remedy = "save it beside this file, or in content/static, to show it here"
            self.findings.report(
                self.find(url, line),
                "foreign-picture",
                "a picture of another site is shown as a link",
                remedy,
            )
            return None
        try:
            is_near = self.path and is_relative(url, picture=True)
            kind, path, src = follow(url, self.path, "static") if is_near else _picture(url)
        except Refused as refused:
            self._tell_refused(refused, url, line)
            return None
        self._refer_from_text(kind, path, url, line)
        return src

    def find(self, needle: str, line: int) -> Place:
        """Return where the text stands, from the line on; just the line if it stands there in other words."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        begin = self._starts[min(line, len(self._starts)) - 1]
        after = max(begin, self._searched.get(needle, 0))
        at = self._text.find(needle, after, begin + _WINDOW) if needle else -1
        if at < 0 and needle and after > begin:
            at = self._text.find(needle, begin, begin + _WINDOW)
        if at < 0:
            return Place(line)
        self._searched[needle] = at + len(needle)
        start = self._text.rfind("\n", 0, at) + 1
        return Place(line + self._text.count("\n", begin, at), at - start + 1, len(needle))

    def _tell_refused(self, refused: Refused, url: str, line: int) -> None:
        """Report why an address is none; a path that can't be one of this site is a dead one."""
        is_path = refused.name in {"malformed-link", "malformed-path"} and not url.startswith("//")
        name = "dead-link" if is_path else refused.name
        self.findings.report(self.find(url, line), name, refused.message, refused.remedy)

    def _tell_mended(self, url: str, meant: str, line: int) -> None:
        message = f"{shown(url)} is not an address; the link leads to {shown(meant)}"
        self.findings.report(self.find(url, line), "mended-link", message, f"write {meant}")

    def _fragment(self, url: str, line: int) -> str:
        """Return a fragment of the page as its heading spells it."""
        name = find_anchor(url[1:])
        for anchor in (name, f"{PREFIX}{name}", name.removeprefix(PREFIX)):
            if anchor in self.anchors:
                return f"#{encode_path(anchor)}"
        if not is_theme_id(name) and url not in self._dead:
            self._dead.add(url)
            remedy = did_you_mean(name, self.anchors) or "name a heading by its words: #what-it-says"
            message = f"the page has no heading {shown(url)}"
            self.findings.report(self.find(url, line), "dead-anchor", message, remedy)
        return url

    def _refer_from_text(self, kind: ReferenceKind, target: str, url: str, line: int) -> None:
        if (kind, target) not in self._known:
            self.refer(kind, target, self.find(url, line))


def is_external(url: str) -> bool:
    """Say whether an address leads to another site."""
    return _EXTERNAL.match(url) is not None


def _scheme(url: str) -> str:
    """Return the scheme of an address in small letters; empty where it has none."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def _inner(url: str) -> tuple[ReferenceKind, str, str]:
    """Return what an address into the site refers to, and the address that a page gets."""
    if url.startswith("event:") and (name := url[6:].partition("#")[0]):
        slug = check_slug(_decoded(name))
        return "event", slug, f"event:{encode_path(slug)}"
    if not url.startswith("/") or url.startswith("//"):
        raise _refusal(url)
    address, rest = _split(url)
    path = check_site_path(address)
    return "path", path, f"site:{encode_path(path)}{rest}"


def _picture(url: str) -> tuple[ReferenceKind, str, str]:
    """Return what a picture of the static folder refers to, and the address that a page gets."""
    if not url.startswith("/") or url.startswith("//"):
        raise _refusal(url, picture=True)
    path = check_site_path(url)
    return "static", path, f"site:{encode_path(path)}"


def _decoded(slug: str) -> str:
    """Return the slug that an address means; one that is no UTF-8 stays as it is."""
    try:
        return decode_path(slug)
    except UnicodeDecodeError:
        return slug


def _split(url: str) -> tuple[str, str]:
    """Cut a path from its query and fragment."""
    match = re.search("[?#]", url)
    return (url[: match.start()], url[match.start() :]) if match else (url, "")


def _refusal(url: str, *, picture: bool = False) -> Refused:
    """Say why an address is not allowed."""
    scheme = _scheme(url)
    if url in {"", "#", "event:"}:
        return Refused("empty-link", "the link leads nowhere", "write an address between the parentheses")
    if url.startswith("//"):
        return Refused("malformed-link", f"{shown(url)} lacks its scheme", f"write https:{url}")
    if scheme:
        allowed = (
            "show a picture of content/static: /images/name.svg"
            if picture
            else "use http, https, mailto or event"
        )
        return Refused("forbidden-scheme", f"a {scheme}: address is not allowed here", allowed)
    if picture:
        return Refused(
            "malformed-link",
            f"{shown(url)} is not a path of this site",
            "put it into content/static: /images/name.svg",
        )
    if url.endswith(".md"):
        slug = url.rpartition("/")[2].removesuffix(".md")
        return Refused(
            "malformed-link",
            f"{shown(url)} is a file, not an address",
            f"link an event as event:{slug}, a page as /{slug}/",
        )
    return Refused(
        "malformed-link",
        f"{shown(url)} is not an address",
        'begin it with https://, or with "/" for this site',
    )
