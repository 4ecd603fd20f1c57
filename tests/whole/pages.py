"""HTML as the tests look at it: elements with their attributes, in order."""

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

BASE = "https://weekmark.example.org/"
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Element(NamedTuple):
    name: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """A page of the output: its URL, its elements, and the texts of its scripts and headings."""

    def __init__(self, text: str, url: str = BASE) -> None:
        super().__init__()
        self.url = url
        self.elements: list[Element] = []
        self.texts: list[tuple[str, str]] = []
        """Each piece of text with the name of the element it is in."""
        self._open = [""]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1], data))

    def all(self, *names: str) -> list[dict[str, str]]:
        """Return the attributes of every element with one of the names."""
        return [element.attributes for element in self.elements if element.name in names]

    def text_of(self, name: str) -> list[str]:
        """Return each text directly inside an element of a name."""
        return [text for element, text in self.texts if element == name]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def links(self) -> list[str]:
        """Every address that the page names, absolute."""
        names = ("href", "src", "action", "data-manifest", "poster")
        found = [
            urljoin(self.url, element.attributes[name])
            for element in self.elements
            for name in names
            if name in element.attributes
        ]
        for meta in self.all("meta"):
            if meta.get("property") in {"og:url", "og:image"}:
                found.append(meta["content"])
            if meta.get("http-equiv") == "refresh":
                found.append(urljoin(self.url, meta["content"].partition("url=")[2]))
        return found


def read_pages(output: Path) -> dict[str, Page]:
    """Return every page for a browser of an output folder by its path there; a recap's mail is none."""
    return {
        path: Page((output / path).read_text("utf-8"), url_of(path))
        for path in sorted(file.relative_to(output).as_posix() for file in output.rglob("*.html"))
        if not path.endswith("/mail.html")
    }


def url_of(path: str) -> str:
    """Return the address of a file of the output."""
    return BASE + quote(path.removesuffix("index.html") if path.endswith("index.html") else path)


def file_of(url: str) -> str | None:
    """Return the file that answers an address of the site; none for an address elsewhere."""
    if not url.startswith(BASE):
        return None
    path = unquote(urlsplit(url).path).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path
