"""Safe markup as plain text that keeps its shape: paragraphs, lists, quotations, tables, code.

What is written is what readers of plain text know from mail and from Markdown::

    ## A heading

    - An item, and a link (https://example.org/)
      1. One below it

    > A quotation

    Model | Price
    -------------
    Alpha | 12
"""

import re
from html.parser import HTMLParser
from itertools import takewhile

KEPT = "\x1f"
"""Stands in a line that may not be wrapped, such as one of code; no text of a site can hold it."""

_HEADING = re.compile("h[1-6]").fullmatch
_APART = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "dl", "figure", "hr"),
        *("section", "article", "aside", "details", "address"),
    )
)
"""Elements with an empty line before and after them."""
_LINES = frozenset(
    (
        *("div", "li", "tr", "dt", "dd", "br", "summary", "figcaption", "caption"),
        *("header", "footer", "main", "nav"),
    )
)
"""Elements that begin a line of their own."""
_UNSEEN = frozenset(("script", "style", "template", "title"))
_CODE_INDENT = "    "


def plain_blocks(html: str, page_url: str = "") -> str:
    """Return safe markup as lines of plain text, the address of each link in parentheses after it.

    :param page_url: links to fragments of this page are left out, since nobody can follow them in a text.
    """
    return "\n".join(_read(html, page_url))


def plain_with_links(html: str, page_url: str = "") -> str:
    """Return the same on one line."""
    return " ".join(" ".join(_read(html, page_url)).replace(KEPT, "").split())


def _read(html: str, page_url: str) -> list[str]:
    blocks = _Blocks(page_url)
    blocks.feed(html)
    blocks.close()
    blocks.end_line()
    return blocks.lines


class _Margin:
    """What stands before the lines of an element: an item's mark before the first, spaces after."""

    def __init__(self, tag: str, mark: str, rest: str) -> None:
        self.tag = tag
        self.mark = mark
        self.rest = rest


class _Blocks(HTMLParser):
    """Collects lines; elements that are never closed end with the text."""

    def __init__(self, page_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._fragments = f"{page_url}#" if page_url else "#"
        self._text = ""
        self._margins: list[_Margin] = []
        self._last_rests: list[str] = []
        self._apart = False
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._in_code = False
        self._in_row = self._in_head = False
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a margin or a link."""
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN or "footnote-backref" in values.get("class", ""):
            self._unseen = self._unseen or tag
        elif tag == "img":
            self._text += f"[{alt}]" if (alt := " ".join(values.get("alt", "").split())) else ""
        elif tag == "input":
            self._text += "[x] " if "checked" in values else "[ ] "
        elif tag == "a":
            self._links.append((values.get("href", ""), len(self._text)))
        elif self._in_code:
            self._text += "\n" if tag == "br" else ""
        elif tag in {"td", "th"}:
            self._text += " | " if self._text.strip() else " "
        elif not self._in_row:
            self._begin(tag, values)
        else:
            self._text += " "

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        if self._unseen:
            self._unseen = "" if tag == self._unseen else self._unseen
        elif tag == "a":
            self._end_link()
        elif self._in_code and tag != "pre":
            return
        elif tag == "thead":
            self._in_head = False
        elif self._in_row and tag != "tr":
            self._text += " " if tag in _APART or tag in _LINES else ""
        elif tag in {"ul", "ol"}:
            self.end_line()
            del self._lists[-1:]
            self._apart = self._apart or not self._lists
        elif tag in _APART or tag in _LINES:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        if not self._unseen:
            self._text += data

    def end_line(self) -> None:
        """Write what was collected as one line."""
        text = " ".join(self._text.split())
        self._text = ""
        self._links.clear()
        if text:
            self._write(text)

    def _begin(self, tag: str, values: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            self.end_line()
            self._apart = self._apart or not self._lists
            self._lists.append(_first_number(values.get("start", "")) if tag == "ol" else None)
        elif tag == "thead":
            self._in_head = True
        elif tag in _APART or tag in _LINES:
            self.end_line()
            self._apart = self._apart or tag in _APART
            self._in_code = tag == "pre"
            self._in_row = tag == "tr"
            self._begin_margin(tag)

    def _begin_margin(self, tag: str) -> None:
        if tag == "li":
            mark = self._next_mark()
            self._margins.append(_Margin(tag, mark, " " * len(mark)))
        elif tag == "blockquote":
            self._margins.append(_Margin(tag, "> ", "> "))
        elif tag == "dd":
            self._margins.append(_Margin(tag, "  ", "  "))
        elif _HEADING(tag):
            mark = "#" * int(tag[1]) + " "
            self._margins.append(_Margin(tag, mark, " " * len(mark)))
        elif tag == "hr":
            self._write("* * *")
            self._apart = True

    def _next_mark(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _end(self, tag: str) -> None:
        if tag == "pre":
            self._end_code()
        self.end_line()
        if tag == "tr" and self._in_row:
            self._in_row = False
            if self._in_head and self.lines:
                self._write("-" * min(len(self.lines[-1]), 40))
        self._apart = self._apart or tag in _APART
        if any(margin.tag == tag for margin in self._margins):
            while self._margins.pop().tag != tag:
                pass

    def _end_code(self) -> None:
        code, self._text, self._in_code = self._text.strip("\n"), "", False
        for line in code.split("\n"):
            self._write(f"{KEPT}{_CODE_INDENT}{line}".rstrip())

    def _end_link(self) -> None:
        if not self._links:
            return
        url, start = self._links.pop()
        shown = self._text[start:].strip()
        if url and not url.startswith(self._fragments) and shown not in {url, url.removeprefix("mailto:")}:
            self._text = f"{self._text.rstrip()} ({url})"

    def _write(self, text: str) -> None:
        rests = [margin.rest for margin in self._margins]
        if self._apart and self.lines:
            shared = takewhile(lambda pair: pair[0] == pair[1], zip(self._last_rests, rests, strict=False))
            self.lines.append("".join(rest for rest, _ in shared).rstrip())
        self.lines.append("".join(margin.mark for margin in self._margins) + text)
        for margin in self._margins:
            margin.mark = margin.rest
        self._last_rests, self._apart = rests, False


def _first_number(start: str) -> int:
    return int(start) if re.fullmatch("[0-9]{1,9}", start) else 1
