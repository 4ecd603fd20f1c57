"""Each vice of a feed ends in one line that a person can act on, and costs no other feed."""

import gzip
import time

import brotli
import pytest

from generator.desk import web
from tests.desk.curator import Curator
from tests.desk.host import FeedHost, Handler, drips, hangs_up, is_cut_off, never, rss, stories, story

CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking</body></html>"
PAGE = "<!doctype html>\n<html><head>{}</head><body>News</body></html>"
ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="/real.xml">'


@pytest.mark.parametrize(
    ("body", "status", "headers", "words"),
    [
        ("", 304, {}, "304: says that nothing is new, without having been asked, again at 09:10"),
        ("", 429, {"Retry_After": "120"}, "429: too many requests, again at 09:07"),
        ("", 429, {"Retry_After": "Thu, 23 Apr 2026 14:05:00 GMT"}, "429: too many requests, again at 14:05"),
        ("", 429, {"Retry_After": "soon"}, "429: too many requests, again at 09:10"),
        ("", 429, {"Retry_After": "9" * 30}, "429: too many requests, again at 09:05 on 2026-04-30"),
        ("", 503, {"Retry_After": "3600"}, "503: the server fails, again at 10:05"),
        ("", 500, {}, "500: the server fails, again at 09:10"),
        ("", 401, {}, "401: asks for a password, again at 09:10"),
        ("", 403, {}, "403: refuses us, again at 09:10"),
        ("", 404, {}, "404: there is nothing, again at 09:10"),
        ("", 410, {}, "410: gone for good; take it out of sources.yaml, again at 09:10"),
        ("", 418, {}, "418: no feed, again at 09:10"),
        ("", 200, {}, "empty, again at 09:10"),
        (" \n ", 200, {}, "empty, again at 09:10"),
        (CHALLENGE, 403, {}, "403: asks for a browser, again at 09:10"),
        (CHALLENGE, 200, {}, "asks for a browser, again at 09:10"),
        ("no", 403, {"cf-mitigated": "challenge"}, "403: asks for a browser, again at 09:10"),
        (PAGE.format(""), 200, {}, "HTML, no feed, again at 09:10"),
        ('{"items": []}', 200, {}, "JSON, but no feed, again at 09:10"),
        ('{"items": ', 200, {}, "JSON, but no feed, again at 09:10"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", 200, {}, "no feed, again at 09:10"),
        ("\x00\x01\x02 what is this", 200, {}, "no feed, again at 09:10"),
        ("x" * 5_100_000, 200, {}, "larger than 5 MB, again at 09:10"),
        ("text", 200, {"Content_Encoding": "gzip"}, "compressed in a way that can't be read, again at 09:10"),
        (rss(), 200, {}, "no entries"),
    ],
)
def test_it_is_told_in_one_line(  # noqa: PLR0913, PLR0917 - a column each
    curator: Curator, host: FeedHost, body: str, status: int, headers: dict[str, str], words: str
) -> None:
    curator.subscribes(host.serves("/feed", body, status, **headers))
    assert (curator.told(), curator.items()) == (words, ())


def test_a_page_names_the_feed_that_it_has(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/", PAGE.format(ALTERNATE)))
    assert curator.told() == f"HTML, no feed; it names {host.base}/real.xml, again at 09:10"


def test_what_strangers_say_does_nothing_to_a_terminal(curator: Curator, host: FeedHost) -> None:
    evil = ALTERNATE.replace("/real.xml", "/\x1b]0;title\x07\x1b[2J" + "x" * 900)
    curator.subscribes(host.serves("/", PAGE.format(evil)))
    words = curator.told()
    assert words.isprintable()
    assert len(words) < 330


def test_what_hangs_up_or_is_cut_off_is_told(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.behaves("/a", hangs_up), host.behaves("/b", is_cut_off))
    words = [one.health.words for one in curator.collects().feeds]
    assert words == [("hung up, again at 09:10",), ("cut off before its end, again at 09:10",)]


def test_what_drips_is_given_up(curator: Curator, host: FeedHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_SECONDS", 0.3)
    curator.subscribes(host.behaves("/a", drips), host.serves("/b", stories([1])))
    found = curator.collects()
    assert found.feeds[0].health.words == ("no answer in 0 s, again at 09:10",)
    assert found.new == 1


def test_a_host_that_gives_no_answers_costs_little_time(
    curator: Curator, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_SECONDS", 0.2)
    curator.subscribes(*(host.behaves(f"/{number}", never) for number in range(5)))
    words = [one.health.words for one in curator.collects().feeds]
    assert (
        words
        == [("no answer in 0 s, again at 09:10",)] * 2
        + [("not asked: its host gives no answers, again at 09:10",)] * 3
    )


def test_a_host_is_asked_for_one_feed_at_a_time(curator: Curator, host: FeedHost) -> None:
    busy: list[int] = []

    def answer(handler: Handler) -> None:
        busy.append(busy[-1] + 1 if busy else 1)
        time.sleep(0.02)
        handler.send_response(404)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        busy.append(busy[-1] - 1)

    curator.subscribes(*(host.behaves(f"/{number}", answer) for number in range(6))).collects()
    assert (max(busy), len(host.asked)) == (1, 6)


def test_nobody_answers(curator: Curator) -> None:
    with FeedHost() as host:
        gone = host.base
    assert curator.subscribes(f"{gone}/feed").told() == "nobody answers there, again at 09:10"


def test_a_name_that_nobody_has(curator: Curator) -> None:
    words = curator.subscribes("http://nobody.invalid/feed").told()
    assert words == "there is no host nobody.invalid, again at 09:10"


def test_patience_grows_with_every_failure_and_ends_with_an_answer(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", "", 500))
    waits = []
    for _ in range(12):
        asked = curator.asked()
        waits.append((asked.health.next - curator.now) // 60)
        curator.waits(asked.health.next - curator.now)
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]
    host.serves("/feed", stories([1]))
    assert curator.told() == ""


def test_an_order_to_wait_is_heeded_even_when_the_source_is_named(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", "", 429, Retry_After="600"))
    curator.collects()
    assert not curator.collects("s0").feeds[0].was_asked
    assert curator.waits(600).collects("s0").feeds[0].was_asked


def test_a_feed_that_fails_keeps_what_it_had(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", stories([1]), ETag='"1"'))
    curator.collects()
    host.serves("/feed", "", 500)
    assert curator.waits().asked().health.is_failing
    host.serves("/feed", stories([1, 2]), ETag='"2"')
    assert curator.waits().asked().new == 1
    assert host.asked[-1].headers["if-none-match"] == '"1"'
    assert curator.items()[-1].collected != ""


def test_all_others_come_through(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(
        host.behaves("/a", is_cut_off),
        host.serves("/b", stories([1])),
        "http://nobody.invalid/",
        "http://127.0.0.1:1/",
        host.serves("/c", "", 500),
        host.serves("/d", stories([2])),
    )
    found = curator.collects()
    assert [one.health.is_failing for one in found.feeds] == [True, False, True, True, True, False]
    assert len(curator.items()) == 2


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_feeds_come_compressed(curator: Curator, host: FeedHost, coding: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli.compress}[coding]
    curator.subscribes(host.serves("/feed", pack(stories([1]).encode()), Content_Encoding=coding))
    assert curator.asked().new == 1


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_what_grows_when_it_is_unpacked_is_given_up_in_time(
    curator: Curator, host: FeedHost, coding: str
) -> None:
    pack = {"gzip": gzip.compress, "br": lambda data: brotli.compress(data, quality=3)}[coding]
    curator.subscribes(host.serves("/feed", pack(b" " * 50_000_000), Content_Encoding=coding))
    assert curator.told() == "larger than 5 MB, again at 09:10"


def test_nothing_new_for_months_is_told(curator: Curator, host: FeedHost) -> None:
    curator.subscribes(host.serves("/feed", rss(story(1, date="Wed, 14 Jan 2026 09:00:00 GMT"))))
    assert curator.told() == "nothing new since January"
    host.serves("/feed", rss(story(1, date="Wed, 14 Jan 2026 09:00:00 GMT"), more=" "))
    assert curator.waits(400 * 86400).told() == "nothing new since January 2026"


class TestRedirects:
    def test_a_move_for_good_is_offered_as_an_edit(self, curator: Curator, host: FeedHost) -> None:
        new = host.serves("/new", stories([1]))
        host.serves("/newer", "", 308, Location="/new")
        curator.subscribes(host.serves("/old", "", 301, Location="/newer"))
        assert curator.told() == f"moved to {new}; put that into sources.yaml"
        assert len(curator.items()) == 1

    def test_addresses_are_completed_by_the_one_that_answered(self, curator: Curator, host: FeedHost) -> None:
        host.serves("/new/feed", rss("<title>A</title><link>memo</link>"))
        curator.subscribes(host.serves("/old", "", 302, Location="/new/feed")).collects()
        assert curator.item().url == f"{host.base}/new/memo"

    def test_a_move_for_now_is_followed_and_not_told(self, curator: Curator, host: FeedHost) -> None:
        host.serves("/new", stories([1]))
        curator.subscribes(host.serves("/old", "", 302, Location="/new"))
        assert curator.told() == ""
        assert len(curator.items()) == 1

    def test_what_comes_after_a_move_for_now_is_no_move_for_good(
        self, curator: Curator, host: FeedHost
    ) -> None:
        middle = host.serves("/middle", "", 302, Location="/new")
        host.serves("/new", "", 301, Location="/newest")
        host.serves("/newest", stories([1]))
        curator.subscribes(host.serves("/old", "", 301, Location="/middle"))
        assert curator.told() == f"moved to {middle}; put that into sources.yaml"

    def test_a_move_to_nothing_is_no_move(self, curator: Curator, host: FeedHost) -> None:
        curator.subscribes(host.serves("/old", "", 301, Location="/gone"))
        assert curator.told() == "404: there is nothing, again at 09:10"

    def test_a_circle(self, curator: Curator, host: FeedHost) -> None:
        host.serves("/b", "", 302, Location="/a")
        curator.subscribes(host.serves("/a", "", 302, Location="/b"))
        assert curator.told() == "redirects in a circle, again at 09:10"

    def test_too_many(self, curator: Curator, host: FeedHost) -> None:
        for number in range(9):
            host.serves(f"/{number}", "", 302, Location=f"/{number + 1}")
        assert curator.subscribes(f"{host.base}/0").told() == "more than 5 redirects, again at 09:10"
        assert len(host.asked) == 6

    @pytest.mark.parametrize(
        ("location", "words"),
        [
            ("file:///etc/passwd", "leads to file:///etc/passwd, which is no web address"),
            ("ftp://news.example/", "leads to ftp://news.example/, which is no web address"),
            ("http://[x", "leads to http://[x, which is no web address"),
            ("http://ann:secret@127.0.0.1/", "leads to an address with a user name"),
        ],
    )
    def test_out_of_the_web(self, curator: Curator, host: FeedHost, location: str, words: str) -> None:
        curator.subscribes(host.serves("/feed", "", 302, Location=location))
        assert curator.told() == f"{words}, again at 09:10"
