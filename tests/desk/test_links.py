"""Where events lead is asked, told with its place, and put right where nobody has to look first."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from generator.commands import run
from generator.desk import web
from generator.desk.articles import fetching
from generator.desk.database import Database
from generator.desk.links import asking, shorteners
from generator.desk.links.answers import LinkAnswer
from generator.desk.links.judging import Link, Verdict, judge
from generator.errors import WeekmarkError
from generator.reviewed_text import text_digest
from tests.desk.articles import page
from tests.desk.home import Home
from tests.desk.host import FeedHost, Handler, never
from tests.whole.commands import Result

HTML = "text/html; charset=utf-8"
PATH = "content/events/cranes.md"


@pytest.fixture
def desk(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A site whose owner lets two hosts of this machine be asked."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    return home.with_own_settings("private_hosts: [127.0.0.1, 127.0.0.2]\n")


@pytest.fixture
def other() -> Iterator[FeedHost]:
    with FeedHost("127.0.0.2") as host:
        yield host


def there(host: FeedHost, path: str, title: str = "Harbour orders electric cranes") -> str:
    return host.serves(path, page(title=title), Content_Type=HTML)


def with_links(home: Home, url: str, body: str = "", more: str = "") -> None:
    home.site.with_file(
        PATH,
        f"---\ntitle: Eastport orders cranes\nurl: {url}  # the original\nsource: {{name: Post}}\n"
        f"published: 2026-05-15\n{more}---\n{body}",
    )


def links(home: Home, *arguments: str) -> Result:
    return home.ran("links", *arguments)


def told(home: Home, *arguments: str) -> Any:
    return home.told("links", *arguments)


def findings(home: Home, *arguments: str) -> list[tuple[int, str, str]]:
    return [(one["line"], one["finding"], one["words"]) for one in told(home, *arguments)["links"]]


def written(home: Home) -> bytes:
    return (home.site.root / PATH).read_bytes()


def test_every_address_of_an_event_is_asked_once(desk: Home, host: FeedHost) -> None:
    for name in "abcdefghi":
        there(host, f"/{name}")
    base = host.base
    with_links(
        desk,
        f"{base}/a",
        f"See [one]({base}/b#part), <{base}/c>, {base}/d and [two][x].\n\n[x]: {base}/e\n",
        f'hook: "A [link]({base}/f) there."\n'
        f"tldr: {{what_changed: 'Again [one]({base}/b).'}}\n"
        f"insight:\n  origin: human\n  timeline:\n    - {{date: 2026, text: '[Old]({base}/g).'}}\n"
        f"coverage:\n  - {{title: Cranes, url: '{base}/h', source: {{name: Wire, url: {base}/i}}}}\n"
        f"corrections:\n  - {{date: 2026-05-16, text: 'As [said]({base}/a).'}}\n",
    )

    ran = links(desk)

    assert ran == (0, "9 addresses of 1 event (9 asked): all there\n", "")
    assert sorted(asked.path for asked in host.asked) == [
        *(f"/{name}" for name in "abcdefghi"),
        "/robots.txt",
    ]
    assert links(desk).output == "9 addresses of 1 event (0 asked, 9 known): all there\n"
    assert len(host.asked) == 10
    assert told(desk, "--again")["asked"] == 9


def test_what_is_gone_is_an_error_with_its_place(desk: Home, host: FeedHost) -> None:
    with_links(desk, there(host, "/a"), f"It [was here]({host.base}/gone) once.\n")
    host.serves("/gone", page(), 410, Content_Type=HTML)

    ran = links(desk)

    assert ran.code == 1
    assert ran.errors == (
        f'{PATH}:7:15: error: there is nothing at "{host.base}/gone" any more (410: gone) [gone-link]\n'
        f"  7 | It [was here]({host.base}/gone) once.\n"
        f"    |               {'^' * len(host.base + '/gone')}\n"
        f"  look for where it has gone; a copy may be at https://web.archive.org/web/{host.base}/gone\n"
        "1 error\n"
    )
    assert ran.output == "2 addresses of 1 event (2 asked): 1 gone\n"
    desk.site.with_settings(problems={"gone-link": "warning", "uncited-claim": "off"})
    assert links(desk).code == 0


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "401: wants a password"),
        (403, "403: refused"),
        (429, "429: too many requests"),
        (503, "503: the server fails"),
        (418, "418: no page"),
    ],
)
def test_what_cannot_be_told_is_no_error(desk: Home, host: FeedHost, status: int, said: str) -> None:
    url = host.serves("/a", b"", status, Retry_After="3600")
    with_links(desk, url)
    assert links(desk) == (
        0,
        "1 address of 1 event (1 asked): 1 can't be told\n",
        f"{PATH}:3: can't tell of {url}: {said}\n",
    )


def test_a_server_that_is_slow_or_not_there(
    desk: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_SECONDS", 0.3)
    with_links(desk, host.behaves("/a", never), "[x](http://127.0.0.1:9/) [y](http://10.0.0.1/secret)\n")
    assert findings(desk) == [
        (3, "unclear", "no answer in 0 s"),
        (7, "unclear", "nobody answers there"),
        (7, "unclear", "10.0.0.1 is a private address; if you trust it, put it into private_hosts"),
    ]


def test_robots_are_heard(desk: Home, host: FeedHost) -> None:
    host.serves("/robots.txt", "User-agent: *\nDisallow: /a")
    with_links(desk, there(host, "/a"))
    assert findings(desk) == [(3, "unclear", "its robots.txt forbids it")]
    assert [asked.path for asked in host.asked] == ["/robots.txt"]


def test_what_says_nothing_is_asked_again_the_next_day(
    desk: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_links(desk, host.serves("/a", b"", 403))
    assert [told(desk)["asked"], told(desk)["asked"]] == [1, 0]
    monkeypatch.setattr(asking, "KEPT_UNCLEAR", -1)
    there(host, "/a")
    assert told(desk)["links"] == []
    monkeypatch.setattr(asking, "KEPT", -1)
    assert told(desk)["asked"] == 1


def test_a_move_to_the_same_document_is_written(desk: Home, host: FeedHost) -> None:
    old = host.serves("/old", b"", 301, Location="/new?utm_source=moved")
    there(host, "/new?utm_source=moved")
    there(host, "/new")
    with_links(desk, old, f"Told [here]({old}#part) too.\r\n", "x-note: ' a  b'   # stays\n")
    before = written(desk)

    ran = links(desk)
    assert ran.code == 0
    assert f"moved for good to {host.base}/new [moved-link]" in ran.errors
    assert f"write {host.base}/new; `weekmark links --fix` does it" in ran.errors
    dry = links(desk, "--fix", "--dry-run")
    assert f"+url: {host.base}/new  # the original" in dry.output
    assert written(desk) == before

    ran = links(desk, "--fix")

    assert written(desk) == before.replace(f"url: {old}".encode(), f"url: {host.base}/new".encode())
    assert ran.output.startswith("wrote 1 better address into 1 file\n")
    assert [one["fixed"] for one in told(desk, "--fix")["links"]] == [False], (
        "the text says nothing of its page"
    )
    desk.does("inbox", "undo")
    assert written(desk) == before


def test_only_what_is_certain_is_written(desk: Home, host: FeedHost, other: FeedHost) -> None:
    there(host, "/", "The Post")
    there(host, "/login", "Please sign in")
    moves = {
        "/front": "/",
        "/login-first": "/login",
        "/sold": there(other, "/a"),
        "/stays": "/front",
    }
    for path, location in moves.items():
        host.serves(path, b"", 301, Location=location)
    with_links(
        desk,
        host.base + "/front",
        more="coverage:\n"
        + "".join(
            f"  - {{title: Cranes for Eastport, id: c{number}, url: '{host.base}{path}'}}\n"
            for number, path in enumerate(list(moves)[1:])
        ),
    )
    before = written(desk)

    found = told(desk, "--fix")

    assert [(one["finding"], one["words"]) for one in found["links"]] == [
        ("elsewhere", "leads to the front page of 127.0.0.1"),
        ("elsewhere", 'leads to a page with another title, "Please sign in"'),
        ("elsewhere", f"leads to another host, {other.base}/a"),
        ("elsewhere", "leads to the front page of 127.0.0.1"),
    ]
    assert (found["step"], written(desk)) == (None, before)
    assert [one["name"] for one in found["problems"]] == ["stray-link"] * 4
    assert found["problems"][2]["remedy"] == f"if that is the same page, write {other.base}/a"


def test_trackers_are_cut_and_nothing_else(desk: Home, host: FeedHost) -> None:
    for path in ("/a?id=7", "/b"):
        there(host, path)
    there(host, "/a?id=7&utm_source=x")
    there(host, "/b?utm_medium=y&fbclid=1")
    host.serves("/c?gclid=1", b"", 403)
    host.serves("/c", b"", 403)
    base = host.base
    with_links(
        desk,
        f'"{base}/a?id=7&utm_source=x"',
        f"ä [one]({base}/b?utm_medium=y&fbclid=1 'ti'), <{base}/b?utm_medium=y&fbclid=1>, "
        f"`{base}/b?utm_medium=y&fbclid=1`.\n\n[two][2]\n\n[2]: {base}/c?gclid=1\n",
    )
    before = written(desk)

    assert told(desk, "--fix")["problems"] == []

    cut = before.replace(b"&utm_source=x", b"").replace(b"?gclid=1", b"")
    assert written(desk) == cut.replace(b"?utm_medium=y&fbclid=1", b"", 2)
    assert b"`" + base.encode() + b"/b?utm_medium=y&fbclid=1`" in written(desk)


def test_a_better_address_that_leads_nowhere_is_not_written(desk: Home, host: FeedHost) -> None:
    with_links(desk, there(host, "/a?utm_source=x"))
    before = written(desk)
    assert [one["name"] for one in told(desk, "--fix")["problems"]] == ["tracker"]
    assert written(desk) == before


def test_an_address_that_would_say_more_than_an_address_is_not_written(desk: Home, host: FeedHost) -> None:
    evil = "/new)[x](https://evil.example/"
    host.serves("/old", b"", 301, Location=evil)
    there(host, evil)
    with_links(desk, host.base + "/old")
    before = written(desk)

    found = told(desk, "--fix")

    assert [one["finding"] for one in found["links"]] == ["moved"]
    assert (found["step"], written(desk)) == (None, before)


def test_an_address_that_would_write_to_a_terminal(desk: Home, host: FeedHost) -> None:
    url = host.serves("/a", b"", 301, Location="/b\x9b31m")
    host.serves("/b%C2%9B31m", page(title="\x1b[31mred"), Content_Type=HTML)
    with_links(desk, url)
    ran = links(desk)
    assert not any(ord(character) < 32 for character in (ran.errors + ran.output).replace("\n", ""))
    assert "\x9b" not in ran.errors + ran.output


def test_what_was_answered_before_ctrl_c_is_kept(
    desk: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupts(_handler: Handler) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)

    with_links(desk, there(host, "/a"), f"[b]({host.behaves('/b', interrupts)})\n")
    before = written(desk)
    monkeypatch.setattr(sys, "argv", ["weekmark", "-C", str(desk.site.root), "links", "--fix"])

    assert run() == 130

    assert capsys.readouterr().err.strip() == "interrupted"
    assert written(desk) == before
    there(host, "/b")
    assert told(desk)["asked"] == 1


def test_a_text_that_was_reviewed_stays_as_it_was_reviewed(desk: Home, host: FeedHost) -> None:
    hook = f"See [it]({there(host, '/a?utm_source=x')})."
    there(host, "/a")
    digest = text_digest(hook)
    with_links(
        desk,
        f"{host.base}/a?utm_source=x",
        more=f"hook: '{hook}'\norigin: ai-reviewed\nprovenance:\n  reviewed_text: {{hook: {digest}}}\n",
    )
    assert [one["line"] for one in told(desk, "--fix")["problems"]] == [6]
    assert hook.encode() in written(desk)
    assert desk.site.warnings() == ""


def test_no_address_is_written_that_a_clone_remembers(desk: Home, host: FeedHost) -> None:
    url = there(host, "/a/")
    with_links(desk, url)
    before = written(desk)
    forged = LinkAnswer(int(time.time()), 200, f"{host.base}/a", f"{host.base}/a", "Eastport", lang="en")
    with Database.open(desk.site.root / ".weekmark") as database:
        database.keep_answer(asking.answer_key(url), forged.at, forged)

    assert [one["name"] for one in told(desk, "--fix")["problems"]] == ["moved-link"]
    assert written(desk) == before
    assert told(desk)["problems"] == [], "it was asked since"

    forged = msgspec.structs.replace(forged, at=forged.at + 1, failure="\x1b[31m")
    with Database.open(desk.site.root / ".weekmark") as database:
        database.keep_answer(asking.answer_key(url), forged.at, forged)
    with pytest.raises(WeekmarkError, match="it holds what Weekmark did not write"):
        links(desk)


def test_many_that_cannot_be_told_are_told_in_short(desk: Home, host: FeedHost) -> None:
    host.serves("/robots.txt", "User-agent: *\nDisallow: /")
    with_links(desk, host.base + "/0", "".join(f"<{host.base}/{number}>\n" for number in range(1, 14)))
    lines = links(desk).errors.splitlines()
    assert (len(lines), lines[-1]) == (11, "and 4 more; -v shows all")
    assert len(links(desk, "-v").errors.splitlines()) >= 14


def test_a_week_alone_and_a_file_with_errors(desk: Home, host: FeedHost) -> None:
    with_links(desk, there(host, "/a"))
    desk.site.with_event("other", url=host.base + "/other").with_event("broken", importance=9)

    found = told(desk, "--week", "2026-w20")

    assert [asked.path for asked in host.asked] == ["/robots.txt", "/a"]
    assert (found["events"], found["addresses"]) == (1, 1)
    assert [one["name"] for one in found["problems"]] == ["wrong-value"]


def answer(url: str, title: str = "", lang: str = "", moved_to: str = "", summary: str = "") -> LinkAnswer:
    return LinkAnswer(0, 200, url, moved_to, title, summary, lang)


MEMO = "https://example.com/memo"


@pytest.mark.parametrize(
    ("link", "found", "verdict"),
    [
        (Link("http://example.com/memo/"), answer(MEMO, moved_to=MEMO), ("moved", True)),
        (Link("https://m.example.com/memo"), answer(MEMO, moved_to=MEMO), ("moved", True)),
        (Link("https://example.com/memo.html"), answer(MEMO, moved_to=MEMO), ("moved", False)),
        (
            Link("https://example.com/memo"),
            answer("http://example.com/memo", moved_to="http://example.com/memo"),
            ("fine", False),
        ),
        (
            Link("http://example.com/memo"),
            answer("https://example.com/en/memo", moved_to=MEMO),
            ("moved", False),
        ),
        (Link("https://example.com/a"), answer(MEMO), ("fine", False)),
        (Link("https://blog.example.com/memo"), answer(MEMO), ("fine", False)),
        (Link("https://example.org/memo"), answer(MEMO), ("elsewhere", False)),
        (Link("https://bit.ly/x"), answer(MEMO), ("short", False)),
        (
            Link(MEMO, "Rates are raised again", "en"),
            answer(MEMO, "Page not found", "en"),
            ("elsewhere", False),
        ),
        (
            Link(MEMO, "Rates are raised again", "en"),
            answer(MEMO, "Bank raises its rate", "en"),
            ("fine", False),
        ),
        (
            Link(MEMO, "Rates are raised again", "en"),
            answer(MEMO, "What the bank decided", summary="Higher rates from May on."),
            ("fine", False),
        ),
        (Link(MEMO, "Rates are raised again", "en"), answer(MEMO, "央行宣布加息", "zh"), ("fine", False)),
        (Link(MEMO, "央行今天宣布加息", "zh"), answer(MEMO, "宣布加息 央行声明", "zh-CN"), ("fine", False)),
        (Link(MEMO, "Rates are raised again", "en"), answer(MEMO, "Example"), ("fine", False)),
    ],
)
def test_what_an_answer_says(link: Link, found: LinkAnswer, verdict: tuple[str, bool]) -> None:
    judged = judge(link, found)
    assert (judged.finding, judged.is_certain) == verdict


def test_a_short_address_is_told_with_its_target() -> None:
    found = judge(Link("https://bit.ly/x#y"), answer(f"{MEMO}?utm_source=bitly"))
    assert found == Verdict("short", f"a short address that leads to {MEMO}#y", f"{MEMO}#y")
    assert shorteners.is_short("https://www.bit.ly/x")
    assert not shorteners.is_short("https://habit.ly/x")
