"""HTML to Markdown, by markdownify.

Of the libraries it is the one whose rules can be replaced tag by tag in Python, so that footnotes, figures
and embeds can be kept or told. html2text has no such rules and is under the GPL; html-to-markdown is faster,
but a closed box in Rust.
"""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import ATX, MarkdownConverter

from generator.importing.account import Account

LARGEST = 2 << 20
"""The most characters of HTML that are converted; what is longer becomes plain text."""

DEEPEST = 100
"""How deep elements may nest; what nests deeper becomes plain text."""

_EMBEDS = ("iframe", "video", "audio", "embed", "object")
_LEFT_OUT = ("script", "style", "noscript", "template", "form", "svg", "canvas", "head")
_FOOTNOTE = re.compile(r"#(?:user-content-)?fn[:_-]?(?!ref)(\w[\w:.-]*)$")
_FOOTNOTE_ID = re.compile(r"(?:user-content-)?fn[:_-]?(?!ref)(\w[\w:.-]*)$")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>])[^<>]*?(/?)>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z])")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
    ]
)


class _Converter(MarkdownConverter):
    """The library's rules, with those of this house in place of some."""

    def escape(self, text: str, parent_tags: Any) -> str:  # noqa: ANN401 - as the library has it
        """Escape what would be markup; angle brackets too, as they would be HTML again."""
        escaped: str = super().escape(text, parent_tags)  # type: ignore[misc]  # its stub lacks the method
        return escaped.replace("<", "\\<") if "_noformat" not in parent_tags else escaped

    def convert_figcaption(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ANN401, ARG002 - see above
        """Put a caption below its picture."""
        return f"\n\n*{' '.join(text.split())}*\n\n" if text.strip() else ""

    def convert_footnote(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ANN401, ARG002 - see above
        """Return a footnote's mark, or the note itself."""
        label = str(el.get("label", ""))
        if el.get("kind") == "mark":
            return f"[^{label}]"
        body = text.strip().replace("\n", "\n    ")
        return f"\n\n[^{label}]: {body}\n\n"


def html_to_markdown(html: str, path: str, line: int, account: Account) -> str:
    """Return HTML as Markdown: tables, code, footnotes, figures and pictures stay, embeds become links.

    Scripts, styles and forms are left out and told. What is too long or nests too deeply becomes plain text.
    """
    if len(html) > LARGEST or _depth(html) > DEEPEST:
        account.ask(path, "its HTML is too long or nests too deeply; it was taken as plain text", line)
        return _plain_text(html)
    soup = BeautifulSoup(_NO_TAG.sub("&lt;", _without_comments(html)), "html.parser")
    _leave_out(soup, path, line, account)
    _link_embeds(soup, path, line, account)
    _mark_footnotes(soup)
    converter = _Converter(
        heading_style=ATX,
        bullets="-",
        newline_style="backslash",
        code_language_callback=_language,
        table_infer_header=True,
        escape_misc=False,
        strong_em_symbol="*",
    )
    try:
        markdown: str = converter.convert_soup(soup)
    except RecursionError:
        account.ask(path, "its HTML nests too deeply; it was taken as plain text", line)
        return _plain_text(html)
    return re.sub(r"\n{3,}", "\n\n", markdown).strip() + "\n"


def _without_comments(html: str) -> str:
    """Return HTML without comments and declarations, in one pass; one that never ends goes to the end."""
    parts, done = list[str](), 0
    while (start := html.find("<!", done)) >= 0:
        parts.append(html[done:start])
        end = "-->" if html.startswith("<!--", start) else ">"
        found = html.find(end, start + 2)
        done = found + len(end) if found >= 0 else len(html)
    return "".join([*parts, html[done:]])


def _depth(html: str) -> int:
    """Return how deep elements may nest, from a count of tags that are opened and not closed."""
    deepest = depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _VOID or match[3]:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _plain_text(html: str) -> str:
    """Return the text of HTML without its tags, escaped."""
    from html import unescape  # noqa: PLC0415 - a rare way

    text = unescape(_TAG.sub(" ", html))
    return re.sub(r"([\\`*_<\[\]#])", r"\\\1", re.sub(r"[ \t]+", " ", text)).strip() + "\n"


def _leave_out(soup: BeautifulSoup, path: str, line: int, account: Account) -> None:
    for element in soup.find_all(_LEFT_OUT):
        if element.name != "head":
            account.drop(path, f"HTML: <{element.name}>", line)
        element.extract()


def _link_embeds(soup: BeautifulSoup, path: str, line: int, account: Account) -> None:
    """Put a link in the place of what would load something of another site."""
    for element in soup.find_all(_EMBEDS):
        inner = element.find("source")
        address = (
            element.get("src") or element.get("data") or (inner.get("src") if isinstance(inner, Tag) else "")
        )
        if not address:
            account.ask(path, f"HTML: <{element.name}> without an address", line)
            element.unwrap()
            continue
        account.mend(path, f"HTML: <{element.name}> became a link to {address}", line)
        link = soup.new_tag("a", href=str(address))
        link.append(NavigableString(str(element.get("title") or element.name.replace("iframe", "video"))))
        paragraph = soup.new_tag("p")
        paragraph.append(link)
        element.replace_with(paragraph)


def _mark_footnotes(soup: BeautifulSoup) -> None:
    """Turn footnotes as Markdown tools render them back into footnotes."""
    notes = {}
    for item in soup.find_all("li", id=_FOOTNOTE_ID):
        if match := _FOOTNOTE_ID.match(str(item["id"])):
            notes[match[1]] = item
    if not notes:
        return
    for link in soup.find_all("a", href=_FOOTNOTE):
        match = _FOOTNOTE.match(str(link["href"]))
        if match and match[1] in notes:
            outer = link.parent if link.parent and link.parent.name == "sup" else link
            outer.replace_with(soup.new_tag("footnote", attrs={"kind": "mark", "label": match[1]}))
    for label, item in notes.items():
        for back in item.find_all("a", href=re.compile("#(?:user-content-)?fnref")):
            back.extract()
        item.name = "footnote"
        item.attrs = {"kind": "note", "label": label}
        if item.parent and item.parent.name == "ol":
            item.parent.name = "div"


def _language(element: Tag) -> str:
    """Return the language of a code block, from the classes that highlighters set."""
    inner = element.find("code")
    for one in (element, *([inner] if isinstance(inner, Tag) else []), *list(element.parents)[:2]):
        for name in one.get("class") or []:
            if match := re.match(r"(?:language|lang|highlight|brush:)-?(?:source-)?([\w+#-]+)$", str(name)):
                return match[1]
    return ""
