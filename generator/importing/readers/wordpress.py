"""Exports of WordPress (WXR): posts, pages and drafts; what else there is, is told."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.records import Found, OldSite, Record
from generator.importing.request import Request

LARGEST = 256 << 20
"""The most bytes of an export."""

_MOST_ELEMENTS = 200_000
"""The most elements of one post with its comments."""

_DEEPEST = 32
_CHANNEL = 2
_DRAFTS = frozenset({"draft", "pending", "private", "future"})
_PLAIN = re.compile(r"\{[^}]*\}")
_PRE = re.compile(r"<pre\b(?:[^<]|<(?!pre\b)){0,100000}?</pre>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|table|pre|blockquote|div|figure|hr|section|iframe|dl|form|script|style)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\[caption[^\[\]]{0,500}\]((?:(?!\[caption).){0,2000}?<img[^>]{0,2000}>(?:\s*</a>)?)"
    r"((?:(?!\[caption).){0,2000}?)\[/caption\]",
    re.DOTALL,
)
_EMBED = re.compile(r"\[(embed|youtube|video)[^\[\]]{0,500}\]([^\[]{0,2000})\[/\1\]", re.DOTALL)
_CODE = re.compile(
    r"\[(?:source)?code(?:\s+(?:lang(?:uage)?=)?[\"']?(\w+)[\"']?)?[^\[\]]{0,500}\]"
    r"((?:(?!\[(?:source)?code).){0,100000}?)\[/(?:source)?code\]",
    re.DOTALL,
)
_SHORTCODE = re.compile(r"\[/?([a-z][\w-]*)(?:\s[^\[\]\n]{0,500})?/?\](?!\()")


def read(place: str, request: Request, account: Account) -> Found:  # noqa: ARG001 - as all readers
    """Read an export as a stream: no entities, no document type, never more than one post at a time."""
    path = Path(place)
    if not path.is_file():
        raise WeekmarkError(f"there is no file {place}", "name the file that Tools > Export has made")
    if path.stat().st_size > LARGEST:
        raise WeekmarkError(f"{place} has more than {LARGEST:,} bytes", "export it in parts, by year")
    site = OldSite()
    records = list(_records(path, site, account))
    return Found(site, records)


def _records(path: Path, site: OldSite, account: Account) -> Iterator[Record]:
    others: Counter[str] = Counter()
    pictures: dict[str, str] = {}
    waiting: list[tuple[Record, str]] = []
    for element in _channel(path):
        if _name(element) != "item":
            _read_site(element, site)
            continue
        parts = _parts(element)
        if parts.get("post_type") == "attachment":
            pictures[parts.get("post_id", "")] = parts.get("attachment_url", "")
        elif (record := _record(element, parts, path.name, others, account)) is not None:
            waiting.append((record, _meta(element, "_thumbnail_id")))
    for record, picture in waiting:
        if pictures.get(picture):
            record.matter["image"] = pictures[picture]
        yield record
    for name, count in sorted(others.items()):
        account.drop(path.name, f"{count} of the kind {name}")


def _read_site(element: Element, site: OldSite) -> None:
    """Take what the channel says of the site itself."""
    name, text = _name(element), _text(element)
    if name == "title":
        site.title = text
    elif name == "language":
        site.language = text
    elif name in {"link", "base_blog_url"} and text:
        site.base_url = text.rstrip("/") + "/"


def _channel(path: Path) -> Iterator[Element]:
    """Yield what stands in the channel, one after the other; each is forgotten when the next is asked for."""
    depth = elements = 0
    try:
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                elements += 1
                if depth > _DEEPEST or elements > _MOST_ELEMENTS:
                    raise WeekmarkError(f"{path.name} nests too deeply, or has too much in one post")
                continue
            depth -= 1
            if depth == _CHANNEL:
                yield element
                element.clear()
                elements = 0
            elif depth == 1:
                element.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise WeekmarkError(
            f"{path.name} can't be read: {str(error) or type(error).__name__}",
            "export it again; it may have no document type, no entities and no stray characters",
        ) from None


def _record(
    element: Element, parts: dict[str, str], file: str, others: Counter[str], account: Account
) -> Record | None:
    """Return a record of a post or a page; none, and counted, for anything else."""
    kind, status = parts.get("post_type", "post"), parts.get("status", "publish")
    others["comment"] += sum(_name(child) == "comment" for child in element)
    others += Counter()
    if kind not in {"post", "page"} or status in {"trash", "auto-draft", "inherit"}:
        others[kind if status not in {"trash", "auto-draft"} else f"{kind} in the {status}"] += 1
        return None
    link, title = parts.get("link", ""), parts.get("title", "")
    label = f"{file} {link or title}"
    moment = parts.get("post_date_gmt", "")
    moment = f"{moment}Z" if moment and not moment.startswith("0000") else parts.get("post_date", "")
    terms = [
        _text(child)
        for child in element
        if _name(child) == "category" and child.get("domain") != "post_format"
    ]
    matter = {
        "title": title,
        "published": "" if moment.startswith("0000") else moment,
        "topics": [term for term in dict.fromkeys(terms) if term.casefold() != "uncategorized"],
        "author": parts.get("creator", ""),
        "hook": parts.get("excerpt/encoded", ""),
        "draft": status in _DRAFTS,
    }
    return Record(
        origin=parts.get("post_id") or link or title,
        matter=matter,
        body=_html(parts.get("content/encoded", ""), label, account),
        markup="html",
        path=label,
        line=0,
        addresses=(link,) if "?" not in link and link else (),
        name=parts.get("post_name", ""),
        kind="pages" if kind == "page" else "events",
    )


def _parts(element: Element) -> dict[str, str]:
    """Return the texts of an item; what is encoded twice over is told apart by its namespace."""
    parts: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if name == "encoded":
            name = f"{'excerpt' if 'excerpt' in child.tag else 'content'}/encoded"
        parts.setdefault(name, _text(child) if name != "content/encoded" else child.text or "")
    return parts


def _meta(element: Element, key: str) -> str:
    for child in element:
        if _name(child) == "postmeta":
            texts = {_name(part): _text(part) for part in child}
            if texts.get("meta_key") == key:
                return texts.get("meta_value", "")
    return ""


def _name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return _PLAIN.sub("", str(element.tag))


def _text(element: Element) -> str:
    return " ".join((element.text or "").split())


def _html(text: str, label: str, account: Account) -> str:
    """Return the content of a post as HTML: shortcodes written out, blank lines as paragraphs."""
    text = text.replace("\r\n", "\n")
    text = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)
    text = _EMBED.sub(lambda match: f'<p><a href="{match[2].strip()}">{match[2].strip()}</a></p>', text)
    text = _CODE.sub(
        lambda match: (
            f'<pre><code class="language-{match[1] or ""}">{match[2].replace("<", "&lt;")}</code></pre>'
        ),
        text,
    )
    for name in dict.fromkeys(match[1] for match in _SHORTCODE.finditer(_PRE.sub("", text))):
        account.ask(label, f"the shortcode [{name}] stays as text")
    return text if re.search(r"<p\b", text) else _paragraphs(text)


def _paragraphs(text: str) -> str:
    """Return text with blank lines between paragraphs as HTML, as WordPress shows it; ``pre`` stays."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\n\n\0{len(kept) - 1}\0\n\n"

    chunks = re.split(r"\n[ \t]*\n+", _PRE.sub(keep, text))
    written = [
        chunk
        if _BLOCK.match(chunk.lstrip()) or "\0" in chunk
        else f"<p>{chunk.strip().replace(chr(10), '<br>')}</p>"
        for chunk in chunks
        if chunk.strip()
    ]
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], "\n".join(written))
