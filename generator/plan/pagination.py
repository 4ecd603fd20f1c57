"""Long lists cut into pages."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.plan.urls import Urls, numbered_path
from generator.views import Pagination

Item = TypeVar("Item")


def paginate(items: Sequence[Item], size: int) -> Iterator[tuple[int, Sequence[Item]]]:
    """Yield the number of each page, from 1, and its items; an empty list has one empty page."""
    for number in range(1, count_pages(len(items), size) + 1):
        yield number, items[(number - 1) * size : number * size]


def count_pages(items: int, size: int) -> int:
    """Return how many pages a list has."""
    return max(1, -(-items // size))


def pagination(places: Urls, first: str, number: int, total: int) -> Pagination:
    """Return where a page stands in the list whose first page is at the site path ``first``."""
    return Pagination(
        number=number,
        total=total,
        previous=places.url(numbered_path(first, number - 1)) if number > 1 else "",
        next=places.url(numbered_path(first, number + 1)) if number < total else "",
        first=places.url(first),
        last=places.url(numbered_path(first, total)),
    )
