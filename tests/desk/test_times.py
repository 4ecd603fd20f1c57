"""Times are what a feed tells, and never invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.desk.records import Published
from generator.desk.times import instant, read_date
from tests.desk.curator import MORNING, Curator
from tests.desk.host import FeedHost, rss, story

SEEN = "2026-04-23T09:05:00+00:00"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Thu, 23 Apr 2026 09:00:00 GMT", Published("2026-04-23T09:00:00+00:00", "told")),
        ("Thu, 23 Apr 2026 11:00:00 +0200", Published("2026-04-23T11:00:00+02:00", "told")),
        ("Thu, 23 Apr 2026 05:00:00 EDT", Published("2026-04-23T05:00:00-04:00", "told")),
        ("Thu, 23 Apr 2026 09:00:00 -0000", Published("2026-04-23T09:00:00+00:00", "told")),
        ("2026-04-23T09:00:00Z", Published("2026-04-23T09:00:00+00:00", "told")),
        ("2026-04-23T09:00:00.123+00:00", Published("2026-04-23T09:00:00+00:00", "told")),
        ("2026-04-23 11:00:00 +0200", Published("2026-04-23T11:00:00+02:00", "told")),
        ("2026-04-23", Published("2026-04-23", "day")),
        ("23 Apr 2026", Published("2026-04-23", "day")),
        ("Thu, 23 Apr 2026", Published("2026-04-23", "day")),
        ("2026-04-23T09:00:00", Published("2026-04-23T09:00:00+00:00", "zoneless", "2026-04-23T09:00:00")),
        (
            "Thu, 23 Apr 2026 09:00:00 CEST",
            Published("2026-04-23T09:00:00+00:00", "zoneless", "Thu, 23 Apr 2026 09:00:00 CEST"),
        ),
        ("2026-04-23T12:00:00", Published(SEEN, "future", "2026-04-23T12:00:00")),
        ("Thu, 23 Apr 2026 09:05:01 GMT", Published(SEEN, "future", "Thu, 23 Apr 2026 09:05:01 GMT")),
        ("2041-04-23T09:00:00Z", Published(SEEN, "future", "2041-04-23T09:00:00Z")),
        ("2026-04-25", Published(SEEN, "future", "2026-04-25")),
        ("", Published()),
        ("soon", Published(told="soon")),
        ("0001-01-01T00:00:00Z", Published(told="0001-01-01T00:00:00Z")),
        ("1970-01-01T00:00:00Z", Published(told="1970-01-01T00:00:00Z")),
        ("2026-02-30T09:00:00Z", Published(told="2026-02-30T09:00:00Z")),
    ],
)
def test_a_date_is_read_as_it_is_told(text: str, published: Published) -> None:
    assert read_date(text, MORNING) == published


def test_what_another_reader_makes_of_a_date_counts_where_no_standard_does() -> None:
    text = "23. April 2026 um 9 Uhr"
    assert read_date(text, MORNING, MORNING - 300) == Published("2026-04-23T09:00:00+00:00", "zoneless", text)


@given(st.text(max_size=40), st.integers(-(2**40), 2**40))
def test_no_date_raises_or_is_later_than_now(text: str, guess: int) -> None:
    published = read_date(text, MORNING, guess)
    assert published.dating == "day" or (instant(published.moment) or 0) <= MORNING


def collected(curator: Curator, host: FeedHost, date: str) -> tuple[str, str, str]:
    """Return when a new entry with this date appeared, was collected, and what its feed says of it."""
    curator.subscribes(host.serves("/feed", rss(story(1))))
    curator.collects()
    host.serves("/feed", rss(story(1), story(2, date=date)))
    curator.waits(60).collects()
    item = curator.items()[-1]
    return item.published, item.collected, item.told


def test_latency_is_told_where_it_is_known(curator: Curator, host: FeedHost) -> None:
    assert collected(curator, host, "Thu, 23 Apr 2026 09:05:30 GMT") == (
        "2026-04-23T09:05:30+00:00",
        "2026-04-23T09:06:00+00:00",
        "",
    )


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Thu, 23 Apr 2026 09:05:30", "2026-04-23T09:05:30+00:00"),
        ("Thu, 23 Apr 2026 19:05:30 GMT", "2026-04-23T09:06:00+00:00"),
        ("", ""),
        ("whenever", ""),
    ],
)
def test_latency_is_not_told_where_it_is_not_known(
    curator: Curator, host: FeedHost, date: str, published: str
) -> None:
    assert collected(curator, host, date) == (published, "", date)


def test_a_date_that_moves_stays_where_it_was_first(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1))))
    curator.collects()
    host.serves("/feed", rss(story(1, date="Thu, 23 Apr 2026 09:30:00 GMT")))
    assert curator.waits().asked().new == 0
    assert curator.item().published == "2026-04-23T09:00:00+00:00"


def test_a_date_that_is_told_later_is_taken(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1, date=""))))
    curator.collects()
    host.serves("/feed", rss(story(1)))
    curator.waits().collects()
    assert curator.item().published == "2026-04-23T09:00:00+00:00"
