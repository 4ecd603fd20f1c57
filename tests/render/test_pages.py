"""Pages of the default theme hold nothing but what the theme put there, whatever the texts say."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.views import FullEvent, HomePage, Link, Pagination
from tests.render.views import make_event, make_event_page, make_frame, make_head, make_renderer

HOSTILE = "</title></script><script>alert(1)</script>\" onload='x' {{ site }} & 100% %(site)s"


def poison(value: Any) -> Any:
    """Return a view with a hostile text in every field that is plain text for people to read."""
    names = (
        "title",
        "name",
        "alt",
        "credit",
        "model",
        "reviewed_by",
        "text",
        "description",
        "tagline",
        "author",
    )
    if isinstance(value, tuple):
        return tuple(poison(item) for item in value)
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: poison(getattr(value, name)) for name in value.__struct_fields__}
    return type(value)(
        **{name: HOSTILE if name in names and fields[name] else fields[name] for name in fields}
    )


class Shape(HTMLParser):
    """Collects the elements of a page with the names of their attributes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))


def render(root: Path, template: str, page: Any, *events: FullEvent, **frame: Any) -> bytes:
    return make_renderer(root, **frame).render(template, page, events)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_hostile_texts_change_no_element_and_no_attribute_of_an_event_page(
    tmp_path: Path, language: str
) -> None:
    page, event = make_event_page(), make_event()
    clean = Shape(render(tmp_path, "event.html", page, event, language=language))
    frame = dict.fromkeys(("title", "tagline", "author", "recap_name"), HOSTILE)
    poisoned = render(tmp_path, "event.html", poison(page), poison(event), language=language, **frame)
    assert Shape(poisoned).elements == clean.elements
    assert b"<script>alert" not in poisoned


def test_hostile_texts_change_no_element_of_a_list(tmp_path: Path) -> None:
    page = HomePage(
        make_head("", "Home"), (make_event().card,) * 2, Pagination(1, 2, next="/team/digest/page/2/")
    )
    nav = make_frame().nav
    clean = Shape(render(tmp_path, "home.html", page))
    hostile_nav = tuple(Link(HOSTILE, link.url) for link in nav)
    assert Shape(render(tmp_path, "home.html", poison(page), nav=hostile_nav)).elements == clean.elements
