"""Collecting from feeds that behave: what is kept, when it is asked again, and that twice is once."""

from datetime import UTC, datetime

from generator.desk.records import Validators
from tests.desk.curator import MORNING, Curator
from tests.desk.host import FeedHost, rss, stories, story

NOON = "Thu, 23 Apr 2026 12:00:00 GMT"


def at(hour: int, minute: int = 0) -> int:
    return int(datetime(2026, 4, 23, hour, minute, tzinfo=UTC).timestamp())


def test_what_a_feed_holds_first_was_there_before_and_has_no_latency(
    curator: Curator, host: FeedHost
) -> None:
    curator.subscribes(host.serves("/feed", stories([1, 2])))
    found = curator.collects()
    assert (found.new, curator.titles()) == (2, ["Rates are raised 1", "A bridge is opened 2"])
    assert [(item.published, item.collected) for item in curator.items()] == [
        ("2026-04-23T09:00:00+00:00", "")
    ] * 2


def test_what_comes_later_is_collected_when_it_was_seen_first(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    host.serves("/feed", rss(story(1), story(2, date="Thu, 23 Apr 2026 10:00:00 GMT")))
    assert curator.waits().asked().new == 1
    new = curator.items()[-1]
    assert (new.title, new.collected) == ("A bridge is opened 2", "2026-04-23T10:05:00+00:00")


def test_collecting_twice_changes_nothing(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/a", stories([1, 2])), host.serves("/b", stories([3]), ETag='"1"'))
    curator.collects()
    before = curator.items()
    again = curator.collects()
    assert (again.new, [one.was_asked for one in again.feeds], curator.items()) == (0, [False] * 2, before)
    later = curator.waits().collects()
    assert (later.new, [one.was_asked for one in later.feeds], curator.items()) == (0, [True] * 2, before)


def test_validators_go_back_as_the_pair_they_came_as(curator: Curator, host: FeedHost) -> None:
    old = "Wed, 22 Apr 2026 10:00:00 GMT"
    curator.subscribes(host.serves("/feed", stories([1]), ETag='W/"1"', Last_Modified=old))
    curator.collects()
    assert "if-none-match" not in host.asked[0].headers
    # A new tag with an old date: both are taken as they are.
    host.serves("/feed", stories([1, 2]), ETag='"2"', Last_Modified=old)
    curator.waits().collects()
    asked = host.asked[1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('W/"1"', old)
    assert curator.state().validators == Validators('"2"', old)
    # A response without a date drops the old one.
    host.serves("/feed", stories([1, 2, 3]), ETag='"3"')
    curator.waits().collects()
    assert curator.state().validators == Validators('"3"')
    assert curator.waits().asked().new == 0
    assert host.asked[3].headers["if-none-match"] == '"3"'


def test_a_feed_that_was_modified_in_2041_does_not_stand_still_until_then(
    curator: Curator, host: FeedHost
) -> None:
    curator.subscribes(host.serves("/feed", stories([1]), Last_Modified="Thu, 25 Apr 2041 10:00:00 GMT"))
    curator.collects()
    assert curator.state().validators == Validators()
    host.serves("/feed", stories([1, 2]), Last_Modified="Thu, 25 Apr 2041 10:00:00 GMT")
    assert curator.waits().asked().new == 1


def test_who_asks_says_who_it_is(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1]))).collects()
    headers = host.asked[0].headers
    assert headers["user-agent"].startswith("weekmark/")
    assert headers["user-agent"].endswith("(+https://digest.example.org/; mailto:ann@example.org)")
    assert headers["accept-encoding"] == "gzip, br"
    assert "cookie" not in headers


def test_a_feed_is_asked_when_its_server_and_itself_wish(curator: Curator, host: FeedHost) -> None:
    hourly = rss(story(1), more="<ttl>60</ttl>")
    quiet = rss(story(1), more="<skipHours><hour>9</hour><hour>10</hour><hour>11</hour></skipHours>")
    friday = rss(story(1), more="<skipDays><day>Thursday</day></skipDays>")
    feeds = {
        "/at once": (host.serves("/plain", stories([1])), at(9, 6)),
        "/max-age": (host.serves("/age", stories([1]), Cache_Control="max-age=1800"), at(9, 35)),
        "/aged": (host.serves("/aged", stories([1]), Cache_Control="max-age=1800", Age="600"), at(9, 25)),
        "/expires": (
            host.serves("/expires", stories([1]), Date=NOON[:17] + "09:00:00 GMT", Expires=NOON),
            at(12, 5),
        ),
        "/year": (host.serves("/year", stories([1]), Cache_Control="max-age=31536000"), MORNING + 86400),
        "/ttl": (host.serves("/ttl", hourly, Cache_Control="max-age=60"), at(10, 5)),
        "/hours": (host.serves("/hours", quiet), at(12)),
        "/days": (host.serves("/days", friday), at(24 - 1) + 3600),
        "/no-cache": (host.serves("/none", stories([1]), Cache_Control="no-cache, max-age=99999"), at(9, 6)),
    }
    curator.subscribes(*(url for url, _ in feeds.values()))
    found = curator.collects()
    assert dict(zip(feeds, (one.health.next for one in found.feeds), strict=True)) == {
        name: then for name, (_, then) in feeds.items()
    }


def test_what_a_feed_wishes_is_kept_while_it_does_not_change(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1), more="<ttl>60</ttl>"), ETag='"1"'))
    curator.collects()
    assert curator.waits().asked().health.next == curator.now + 3600
    assert host.asked[-1].headers["if-none-match"] == '"1"'


def test_a_source_that_is_named_is_asked_at_once(curator: Curator, host: FeedHost) -> None:
    lasting = {"Cache_Control": "max-age=7200"}
    curator.subscribes(host.serves("/a", stories([1]), **lasting), host.serves("/b", stories([2]), **lasting))
    curator.collects()
    assert len(curator.collects("s1").feeds) == 1
    assert [asked.path for asked in host.asked] == ["/a", "/b", "/b"]


def test_items_that_have_left_their_feed_are_forgotten_after_a_while(
    curator: Curator, host: FeedHost
) -> None:
    curator.subscribes(host.serves("/feed", stories([1, 2])))
    curator.collects()
    host.serves("/feed", stories([2, 3]))
    curator.waits(80 * 86400).collects()
    assert len(curator.items()) == 3
    host.serves("/feed", stories([2, 3, 4]))
    curator.waits(20 * 86400).collects()
    assert curator.titles() == ["A bridge is opened 2", "The harvest is late 3", "A memo is published 4"]


def test_a_database_that_is_gone_or_foreign_is_made_anew(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    for content in (b"", b"no database at all, but long enough to look like one" * 50):
        for path in curator.folder.glob("desk.sqlite*"):
            path.unlink()
        (curator.folder / "desk.sqlite").write_bytes(content)
        assert curator.asked().new == 1
        assert curator.item().collected == ""


def test_a_database_of_other_tables_is_made_anew(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    with curator.database() as database:
        database._connection.execute("PRAGMA user_version = 99")  # noqa: SLF001 - what a later version would do
    assert curator.asked().new == 1


def test_many_feeds_without_news_are_asked_once_each(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(*(host.serves(f"/{number}", stories([number]), ETag='"1"') for number in range(30)))
    assert curator.collects().new == 30
    found = curator.waits().collects()
    assert (found.new, sum(one.was_asked for one in found.feeds), len(host.asked)) == (0, 30, 60)
