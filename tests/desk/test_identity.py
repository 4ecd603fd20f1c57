"""Which entry is which: ids that are renamed, repeated, missing or used again, and entries that change."""

from tests.desk.curator import Curator
from tests.desk.host import FeedHost, rss, stories, story


def test_a_feed_that_renames_its_ids_offers_nothing_and_says_so(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories(range(10))))
    curator.collects()
    before = curator.items()
    host.serves("/feed", stories(range(10), prefix="new-"))
    asked = curator.waits().asked()
    assert (asked.new, asked.health.words) == (0, ("all its ids have changed",))
    assert [(item.title, item.first_seen) for item in curator.items()] == [
        (item.title, item.first_seen) for item in before
    ]
    host.serves("/feed", stories(range(11), prefix="new-"))
    asked = curator.waits().asked()
    assert (asked.new, asked.health.words, curator.items()[-1].is_offered) == (1, (), True)


def test_what_comes_in_the_moment_of_renaming_is_kept_and_not_offered(
    curator: Curator, host: FeedHost
) -> None:
    curator.subscribes(host.serves("/feed", stories(range(10))))
    curator.collects()
    host.serves("/feed", stories(range(11), prefix="new-"))
    words = curator.waits().told()
    assert words == "all its ids have changed; 1 entry not offered"
    assert [item.is_offered for item in curator.items()] == [True] * 10 + [False]


def test_ids_that_change_each_time_count_for_nothing_in_the_end(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories(range(10), prefix="0-")))
    new = [curator.asked().new]
    for run in range(1, 6):
        host.serves("/feed", stories(range(10 + run), prefix=f"{run}-"))
        curator.waits().collects()
        new.append(sum(item.is_offered for item in curator.items()))
    assert new == [10, 10, 10, 10, 11, 12]


def test_a_feed_with_many_new_entries_has_not_renamed_its_ids(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories(range(10))))
    curator.collects()
    host.serves("/feed", stories(range(5, 20)))
    assert curator.waits().asked().new == 10


def test_ids_that_are_repeated_tell_nothing(curator: Curator, host: FeedHost) -> None:
    same = [story(number, guid="news") for number in range(3)]
    curator.subscribes(host.serves("/feed", rss(*same)))
    assert curator.asked().new == 3
    host.serves("/feed", rss(*same, story(3, guid="news")))
    assert curator.waits().asked().new == 1
    assert len(curator.items()) == 4


def test_an_entry_that_is_there_twice_is_taken_once_and_told(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1), story(1), story(2))))
    assert curator.told() == "1 entry twice in the feed: taken once"
    assert len(curator.items()) == 2


def test_entries_without_ids_go_by_their_address(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1, guid=""), story(2, guid=""))))
    curator.collects()
    renamed = (
        story(1, guid="").replace("published", "withdrawn").replace("news.example/1", "www.news.example/1/")
    )
    host.serves("/feed", rss(renamed, story(2, guid="")))
    assert curator.waits().asked().new == 0
    assert curator.titles() == ["Rates are raised 1", "A bridge is opened 2"]


def test_entries_without_ids_and_addresses_go_by_title_and_time(curator: Curator, host: FeedHost) -> None:
    bare = "<title>Status</title><pubDate>Thu, 23 Apr 2026 0{}:00:00 GMT</pubDate>"
    curator.subscribes(host.serves("/feed", rss(bare.format(7), bare.format(8))))
    assert curator.asked().new == 2
    assert [(item.url, item.key) for item in curator.items()] == [("", "status")] * 2


def test_an_entry_that_says_nothing_is_told(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss("<guid isPermaLink='false'>1</guid>", story(1))))
    assert curator.told() == "1 entry with neither address nor title: left out"


def test_a_title_that_an_editor_changes_is_taken_over(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1])))
    curator.collects()
    host.serves(
        "/feed", stories([1]).replace("Rates are raised", "Rates fall").replace("example/1", "example/rates")
    )
    assert curator.waits().asked().new == 0
    assert (curator.item().title, curator.item().url) == ("Rates fall 1", "https://news.example/rates")


def test_an_id_that_is_used_for_another_story_does_not_hide_it(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1, guid="top"))))
    curator.collects()
    host.serves("/feed", rss(story(2, guid="top", date="Thu, 23 Apr 2026 10:00:00 GMT")))
    assert curator.waits().asked().new == 1
    assert curator.titles() == ["Rates are raised 1", "A bridge is opened 2"]
    assert curator.waits(7200).asked().new == 0
