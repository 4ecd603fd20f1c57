"""``weekmark merge A B``: one event becomes coverage of another, and nobody's words are touched."""

from pathlib import Path

import pytest

from generator.commands import weekmark as run
from generator.errors import WeekmarkError
from tests.sites import SiteFolder
from tests.whole.commands import weekmark

KEPT = """\
---
title: Memo   # a working title
published: 2026-04-20T08:00:00Z
source: {name: Example News}
url: https://example.com/memo
coverage:
  # by hour
  - source: {name: The Wire}
    title: A memo
    url: https://wire.example/memo
topics: [policy]   # more to come
---

The body stays.
"""
MOVED = """\
---
title: "The memo: a reply"
published: 2026-04-21T09:30:00Z
source: {name: The Wire, country: GB}
url: https://wire.example/reply
aliases: [/old/reply/]
coverage:
  - {source: {name: Example News}, title: Seen here too, url: "http://www.example.com/memo/?utm_source=x"}
  - {source: {name: Post}, title: Seen there, url: "https://post.example/reply"}
---
Words that nobody may lose.
"""
MERGED = KEPT.replace(
    "    url: https://wire.example/memo\n",
    """\
    url: https://wire.example/memo
  - id: the-wire-2
    source:
      name: The Wire
      country: GB
    title: 'The memo: a reply'
    url: https://wire.example/reply
    published: '2026-04-21T09:30:00+00:00'
  - source:
      name: Post
    title: Seen there
    url: https://post.example/reply
""",
).replace("# more to come\n", "# more to come\naliases:\n- /events/reply/\n- /old/reply/\n")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path).with_settings()
    return site.with_file("content/events/memo.md", KEPT).with_file("content/events/w17/reply.md", MOVED)


def content(site: SiteFolder) -> dict[str, str]:
    return {path: data.decode() for path, data in site.files(site.root / "content/events").items()}


def test_one_event_becomes_coverage_of_another(site: SiteFolder) -> None:
    shown = weekmark("merge", "memo", "reply", "--dry-run", folder=site.root)
    before = content(site)
    done = weekmark("merge", "memo", "reply", folder=site.root)

    assert before == {"memo.md": KEPT, "w17/reply.md": MOVED}
    assert content(site) == {"memo.md": MERGED, "w17/reply.md.bak": MOVED}
    assert done == (
        0,
        "content/events/memo.md has content/events/w17/reply.md as coverage; it is kept as reply.md.bak\n",
        "",
    )
    lines = shown.output.splitlines()
    assert (shown.code, shown.errors, lines[0]) == (0, "", "--- content/events/memo.md")
    assert "+  - id: the-wire-2" in lines
    assert not [line for line in lines if line.startswith("-") and not line.startswith("---")]
    assert lines[-1] == "content/events/w17/reply.md would be kept as reply.md.bak"


def test_what_named_the_event_still_leads_somewhere(site: SiteFolder) -> None:
    site.with_event("later", "See [it](event:reply).\n", related=["reply"])
    weekmark("merge", "memo", "reply", folder=site.root)

    remedy = 'the event "reply" is part of "memo" now'
    assert remedy in site.warnings()
    assert 'href="/events/reply/"' in site.page("/events/later/")
    assert "/events/memo/" in site.page("/events/reply/")
    assert "The memo: a reply" in site.page("/events/memo/")


def test_cut_short_it_goes_on(site: SiteFolder) -> None:
    site.with_file("content/events/memo.md", MERGED)
    assert weekmark("merge", "memo", "reply", folder=site.root).code == 0
    assert content(site) == {"memo.md": MERGED, "w17/reply.md.bak": MOVED}


@pytest.mark.parametrize(
    ("slugs", "message", "remedy"),
    [
        (("memo", "memo"), '"memo" and "memo" are one event already', ""),
        (("memo", "replay"), 'there is no event "replay"', 'did you mean "reply"?'),
        (
            ("null", "reply"),
            "content/events/null.md: `aliases` is written in a way that can't be added to",
            "write it by hand",
        ),
    ],
)
def test_what_can_not_be_merged_is_told_and_left_as_it_is(
    site: SiteFolder, slugs: tuple[str, str], message: str, remedy: str
) -> None:
    site.with_file("content/events/null.md", KEPT.replace("topics:", "aliases: ~\ntopics:"))
    before = content(site)
    with pytest.raises(WeekmarkError) as failure:
        run.main(["-C", str(site.root), "merge", *slugs], standalone_mode=False)

    assert (failure.value.message, failure.value.remedy) == (message, remedy)
    assert content(site) == before


def test_an_event_with_errors_is_not_merged(site: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    site.with_event("broken", importance=9)
    assert run.main(["-C", str(site.root), "merge", "memo", "broken"], standalone_mode=False) == 1
    assert "content/events/broken.md:7:13: error: importance: " in capsys.readouterr().err
