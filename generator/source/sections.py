"""Notes in parts: an introduction, then a section for each heading of level 2, with the light items in it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from generator.addresses import without_trackers
from generator.decode.findings import Findings, Place
from generator.model import LightItem, Section
from generator.source.addresses import address_key
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.headings import order_headings, text_of
from generator.source.markdown.links import Links, is_external
from generator.source.markdown.render import Rendering
from generator.source.reading import mark_sponsored

SPONSORED = "{.sponsored}"
"""What ends the heading of a section that somebody paid for."""

_EMPHASIS = frozenset(("strong_open", "em_open", "s_open"))


class NoteBody(NamedTuple):
    """The body of a note, rendered."""

    intro_html: str
    """What comes before the first heading of level 2."""
    sections: tuple[Section, ...]
    places: tuple[Place, ...]
    """Where the address of each light item stands."""


def render_note(text: str, links: Links, dialect: Dialect, first_line: int, findings: Findings) -> NoteBody:
    """Return the parts of a note's Markdown.

    :param first_line: the line of the file on which the text begins, from 1.
    """
    rendering = Rendering(text, links, dialect, first_line, findings)
    tokens = rendering.tokens
    starts = [index for index, token in enumerate(tokens) if _begins_section(token)]
    sponsored = {start for start in starts if _take_mark(tokens[start + 1])}
    if starts:
        _lower_titles(tokens, starts[0])
    links.anchors = frozenset(heading.id for heading in order_headings(tokens, rendering.seal, apart=True))
    intro = rendering.html(tokens[: starts[0] if starts else len(tokens)])
    places: list[Place] = []
    sections = [
        _read_section(rendering, tokens[start:stop], places, is_sponsored=start in sponsored)
        for start, stop in pairwise([*starts, len(tokens)])
    ]
    return NoteBody(intro, tuple(sections), tuple(places))


def _begins_section(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0 and token.tag == "h2"


def _take_mark(heading: Token) -> bool:
    """Say whether the text of a heading ends with the mark of sponsors, and take it off."""
    last = heading.children[-1] if heading.children else None
    if last is None or last.type != "text" or not last.content.rstrip().endswith(SPONSORED):
        return False
    last.content = last.content.rstrip().removesuffix(SPONSORED).rstrip()
    return True


def _lower_titles(tokens: Sequence[Token], first: int) -> None:
    """Make headings of level 1 such that sections keep theirs: level 2 before the first, 3 in a section."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            token.tag = tokens[index + 2].tag = "h2" if index < first else "h3"


def _read_section(
    rendering: Rendering, tokens: Sequence[Token], places: list[Place], *, is_sponsored: bool
) -> Section:
    """Return a section; footnotes, which come last in a document, are nobody's advertisement.

    :param places: gets where the address of each of its light items stands.
    """
    opening, heading, _, *body = tokens
    end = next((at for at, token in enumerate(body) if token.type == "footnote_block_open"), len(body))
    title_html = rendering.html([heading])
    html = rendering.html(body[:end])
    return Section(
        id=str(opening.attrs["id"]).removeprefix(rendering.seal),
        title=" ".join(text_of(heading.children or ()).split()),
        title_html=mark_sponsored(title_html) if is_sponsored else title_html,
        html=(mark_sponsored(html) if is_sponsored else html) + rendering.html(body[end:]),
        sponsored=is_sponsored,
        items=tuple(_items(rendering, body[:end], places)),
    )


def _items(rendering: Rendering, tokens: Sequence[Token], places: list[Place]) -> Iterator[LightItem]:
    """Yield the items of lists that begin with a link to another site."""
    for index, token in enumerate(tokens):
        if token.type != "list_item_open" or len(tokens) < index + 3 or tokens[index + 2].type != "inline":
            continue
        children = tokens[index + 2].children or []
        start = next((at for at, child in enumerate(children) if not _is_before_text(child)), 0)
        if not children or children[start].type != "link_open":
            continue
        url = str(children[start].attrs["href"])
        if is_external(url):
            place = rendering.links.find(url, rendering.line_of(tokens[index + 2]))
            _check_trackers(rendering.links.findings, url, place)
            places.append(place)
            yield _read_item(url, children[start:])


def _is_before_text(token: Token) -> bool:
    return token.type in _EMPHASIS or (token.type == "text" and not token.content.strip())


def _read_item(url: str, tokens: Sequence[Token]) -> LightItem:
    """Return the item of a link, whose tokens come first, and of the text after it."""
    end = next(at for at, token in enumerate(tokens) if token.type == "link_close")
    return LightItem(
        title=" ".join(text_of(tokens[:end]).split()) or url,
        url=url,
        key=address_key(url),
        text=" ".join(text_of(tokens[end:]).split()).lstrip("-–—:.,· "),  # noqa: RUF001 - dashes are meant
    )


def _check_trackers(findings: Findings, url: str, place: Place) -> None:
    clean = without_trackers(url)
    if clean != url:
        findings.report(place, "tracker", "the address tells who sent a reader", f"write {clean}")
