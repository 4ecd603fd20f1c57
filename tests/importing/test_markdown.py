"""Any folder of Markdown: what becomes of keys, dates, links, pictures and text."""

import subprocess

import pytest

from generator.errors import WeekmarkError
from tests.importing.old_site import OldFolder, told

PERMALINK = "https://old.example.org/:year/:slug/"


def test_a_post_becomes_an_event_that_builds_and_its_old_address_leads_on(old: OldFolder) -> None:
    old.having(
        "posts/2017-03-24-first.md",
        "---\ntitle: 'First: a post'\ntags: [C++, Launches]\nauthor: Ann\ndescription: What it is.\n"
        "---\nHello.\n",
    )

    account = old.imported(permalink=PERMALINK)

    assert old.file("events/2017/w12/first.md") == (
        "---\n"
        "title: 'First: a post'\n"
        "published: 2017-03-24\n"
        "url: https://old.example.org/2017/first/\n"
        "source: my-digest\n"
        "aliases:\n"
        "- /2017/first/\n"
        "hook: What it is.\n"
        "topics:\n"
        "- c-plus-plus\n"
        "- launches\n"
        "x-author: Ann\n"
        "---\n"
        "\n"
        "Hello.\n"
    )
    assert old.file("topics.yaml") == "c-plus-plus: {name: C++}\nlaunches: {name: Launches}\n"
    assert old.file("sources.yaml") == "my-digest: {name: My digest, url: 'https://old.example.org/'}\n"
    assert (account.taken, told(account)) == ({"events": 1}, [])
    assert old.site.warnings() == ""
    assert "/events/first/" in old.site.page("/2017/first/")


@pytest.mark.parametrize(
    "matter",
    [
        '+++\ntitle = "One"\ndate = 2018-01-02T10:00:00Z\ntags = ["a"]\n+++\n',
        '{"title": "One", "date": "2018-01-02T10:00:00Z", "tags": ["a"]}\n\n',
        '---json\n{"title": "One", "date": "2018-01-02T10:00:00Z", "tags": "a"}\n---\n',
        "---\ntitle: One\npubDate: Jan 2, 2018 10:00 UTC\ntags: a\n---\n",
        "Title: One\nDate: 2018-01-02 10:00:00+00:00\nCategory: a\n\n",
    ],
)
def test_front_matter_is_read_however_it_is_written(old: OldFolder, matter: str) -> None:
    old.having("one.md", f"{matter}Text.\n").imported()

    assert old.file("events/2018/w01/one.md") == (
        "---\ntitle: One\npublished: 2018-01-02 10:00:00+00:00\nurl: https://digest.example.org/events/one/\n"
        "source: my-digest\ntopics:\n- a\n---\n\nText.\n"
    )
    assert old.site.warnings() == ""


def test_what_the_front_matter_lacks_comes_from_heading_name_or_commit_and_is_told(old: OldFolder) -> None:
    old.having("2019-05-06-named.md", "# From the *heading*\n\nText.\n").having(
        "committed.md", "Only text.\n"
    )
    git = ("git", "-C", str(old.root), "-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "committed.md"], check=True)
    subprocess.run([*git, "commit", "-qm", "x", "--date", "2019-05-07T12:00:00Z"], check=True)
    old.having("undated.md", "---\ntitle: Undated\n---\nAbout us.\n")

    account = old.imported()

    assert old.documents() == ["events/2019/w19/committed.md", "events/2019/w19/named.md", "pages/undated.md"]
    assert old.file("events/2019/w19/named.md").endswith("---\n\nText.\n")
    assert [f"{remark.path}: {remark.message}" for remark in account.mended] == [
        "2019-05-06-named.md: published 2019-05-06, after its name",
        '2019-05-06-named.md: titled "From the heading", after its first heading',
        "committed.md: published 2019-05-07, when git first had it",
        'committed.md: titled "Committed", after its name',
    ]
    assert told(account) == [
        "undated.md:0: it has no date; it becomes a page (give it one, or say --set published=…)"
    ]


def test_links_between_documents_lead_to_events_and_pictures_come_along(old: OldFolder) -> None:
    old.having("posts/2020-01-02-second.md", "---\ntitle: Second\n---\n## Part\n")
    old.having("about.md", "---\ntitle: About\n---\nUs.\n").having("static/img/cat.gif", b"GIF89a")
    old.having("posts/my photo.gif", b"GIF89a")
    old.having(
        "posts/2020-01-01-first.md",
        "---\ntitle: First\ncover: /img/cat.gif\n---\n"
        "[a](2020-01-02-second.md) [b](/2020/second/#part) "
        "[c](https://old.example.org/2020/second/index.html)\n"
        "[d](../about.md) [e][ref] `[f](/not/me)` [g](/gone/) [h](mailto:a@example.org)\n"
        '![cat](/img/cat.gif "A cat") ![photo](<my photo.gif>) [![i](/img/cat.gif)](/2020/second/)\n\n'
        "```\n[j](/2020/second/)\n```\n\n"
        "[ref]: /2020/second/\n",
    )

    account = old.imported(permalink=PERMALINK)

    assert old.file("events/2020/w01/first.md").split("---\n\n")[1] == (
        "[a](event:second) [b](/events/second/#part) [c](event:second)\n"
        "[d](/about/) [e][ref] `[f](/not/me)` [g](https://old.example.org/gone/) [h](mailto:a@example.org)\n"
        '![cat](/img/cat.gif "A cat") ![photo](/media/first/my%20photo.gif) '
        "[![i](/img/cat.gif)](event:second)\n\n"
        "```\n[j](/2020/second/)\n```\n\n"
        "[ref]: event:second\n"
    )
    assert account.taken == {"events": 2, "pages": 1, "files": 2}
    assert "src: /img/cat.gif\n  alt: First\n" in old.file("events/2020/w01/first.md")
    assert old.site.warnings() == ""


def test_links_that_lead_nowhere_leave_their_text_and_address(old: OldFolder) -> None:
    old.having(
        "2020-01-01-first.md",
        "---\ntitle: First\n---\n[a](/gone/) and ![b](missing.png)\n\n"
        "[c]((https://example.com/x)), [d](hhttps://example.com/y), [e](ftp://example.com/z).\n",
    )

    account = old.imported()

    assert old.file("events/2020/w01/first.md").split("---\n\n")[1] == (
        "a (`/gone/`) and b (`missing.png`)\n\n"
        "[c](https://example.com/x), [d](https://example.com/y), e (`ftp://example.com/z`).\n"
    )
    assert told(account) == [
        "2020-01-01-first.md:4: /gone/ leads nowhere",
        "2020-01-01-first.md:4: missing.png leads nowhere",
        "2020-01-01-first.md:6: ftp://example.com/z leads nowhere",
    ]
    assert old.site.warnings() == ""


def test_values_that_a_build_would_refuse_are_kept_as_own_keys(old: OldFolder) -> None:
    old.having(
        "2020-01-01-first.md",
        "---\ntitle: First\nimportance: high\nlang: not a language\nurl: ftp://x.example/\n"
        "x-y: {a: [1, 2.5]}\n---\n",
    )

    account = old.imported()

    matter = old.file("events/2020/w01/first.md")
    assert "x-url: ftp://x.example/\n" in matter
    assert "x-y:\n  a:\n  - 1\n  - 2.5\n" in matter
    assert "x-lang: not a language\nx-importance: high\n" in matter
    assert [line.partition(" kept")[2] for line in told(account)] == [" as x-importance", " as x-lang"]
    assert old.site.warnings() == ""


def test_front_matter_that_is_no_yaml_is_read_line_by_line_and_kept(old: OldFolder) -> None:
    old.having("a.md", "---\ntitle: Foo: bar\ndate: 2020-01-01\ntags: [x, y]\n---\nBody\n")

    account = old.imported()

    matter = old.file("events/2020/w01/a.md")
    assert matter.startswith("---\ntitle: 'Foo: bar'\npublished: 2020-01-01\n")
    assert "topics:\n- x\n- y\n" in matter
    assert "x-front-matter: 'title: Foo: bar" in matter
    assert told(account) == [
        'a.md:2: front matter that can\'t be read: a ": " in text that has no quotes; read line by line'
    ]


def test_html_and_mdx_come_as_markdown_and_what_can_not_is_told(old: OldFolder) -> None:
    old.having(
        "2020-01-01-page.html",
        "<h1>Title</h1><p>One <b>two</b> &lt;x&gt;<sup><a href='#fn:1'>1</a></sup></p>"
        "<table><tr><th>A</th></tr><tr><td>1</td></tr></table><pre><code class='language-js'>let "
        "x;</code></pre>"
        "<figure><img src='/a.png' alt='A'><figcaption>Cap</figcaption></figure>"
        "<iframe src='https://video.example/1'></iframe><script>evil()</script>"
        "<div class='footnotes'><ol><li id='fn:1'>Note <a href='#fnref:1'>back</a></li></ol></div>",
    )
    old.having("a.png", b"PNG")
    old.having(
        "2020-01-02-mdx.mdx",
        "---\ntitle: M\n---\nimport X from './x'\n\n<Callout type='a'>\nHello\n</Callout>\n\n```jsx\n"
        "<Callout/>\n```\n",
    )

    account = old.imported()

    assert old.file("events/2020/w01/page.md").split("---\n\n", 1)[1] == (
        "One **two** \\<x>[^1]\n\n| A |\n| --- |\n| 1 |\n\n```js\nlet x;\n```\n\n![A](/a.png)\n\n*Cap*\n\n"
        "[video](https://video.example/1)\n\n[^1]: Note\n"
    )
    assert old.file("events/2020/w01/mdx.md").endswith("---\n\nHello\n\n```jsx\n<Callout/>\n```\n")
    assert [remark.message for remark in account.dropped] == ["HTML: <script>", "MDX: import X from './x'"]
    assert old.site.warnings() == ""


def test_keys_are_mapped_set_and_dropped_as_asked(old: OldFolder) -> None:
    old.having("a.md", "---\nheadline: A\nwhen: 2020-01-01\nlayout: post\nauthor: Ann\n---\n")

    old.imported(
        map={"title": "headline", "published": "when"},
        set={"origin": "ai", "topics": "x, y"},
        drop=("layout", "author"),
        source="The Harbour",
    )

    assert old.file("events/2020/w01/a.md") == (
        "---\ntitle: A\npublished: 2020-01-01\nurl: https://digest.example.org/events/a/\n"
        "source: the-harbour\n"
        "origin: ai\ntopics:\n- x\n- y\n---\n"
    )


def test_day_and_month_are_swapped_as_the_neighbours_say_or_not_at_all(old: OldFolder) -> None:
    old.having("a.md", "---\ntitle: A\ndate: 03/04/2017\n---\n")
    with pytest.raises(WeekmarkError) as refused:
        old.imported()
    assert refused.value.message == (
        "day and month could be swapped in 1 dates, and no neighbour tells: a.md: published 03/04/2017"
    )
    assert not (old.site.root / "site.yaml").exists()

    old.having("b.md", "---\ntitle: B\ndate: 24-03-2017\n---\n").imported()
    assert "published: 2017-04-03\n" in old.file("events/2017/w14/a.md")

    old.having("c.md", "---\ntitle: C\ndate: 03/24/2017\n---\n")
    with pytest.raises(WeekmarkError, match="its neighbours have both orders"):
        old.imported()
    old.imported(dates="mdy")
    assert "published: 2017-03-04\n" in old.file("events/2017/w14/a.md")


def test_drafts_stay_drafts_and_links_to_them_are_no_links(old: OldFolder) -> None:
    old.having("2020-01-01-a.md", "---\ntitle: A\n---\n[b](2020-01-02-b.md)\n")
    old.having("2020-01-02-b.md", "---\ntitle: B\npublished: false\n---\n[a](2020-01-01-a.md)\n")

    old.imported()

    assert "b (`2020-01-02-b.md`)" in old.file("events/2020/w01/a.md")
    assert "draft: true\n" in old.file("events/2020/w01/b.md")
    assert old.site.warnings() == ""


def test_published_may_be_yes_or_no_beside_the_date_and_a_footnote_leads_nowhere(old: OldFolder) -> None:
    matter = "---\ntitle: One\ndate: Mar 24, 2017\npublished: {}\n---\nText[^1].\n\n[^1]: Footnote one.\n"
    old.having("shown.md", matter.format("true")).having("hidden.md", matter.format("false"))

    account = old.imported()

    assert (account.taken, told(account)) == ({"events": 2}, [])
    assert "draft" not in old.file("events/2017/w12/shown.md")
    assert "\ndraft: true\n" in old.file("events/2017/w12/hidden.md")
    assert "published: 2017-03-24\n" in old.file("events/2017/w12/hidden.md")


def test_a_heading_that_says_the_title_again_is_left_out(old: OldFolder) -> None:
    head = "---\ntitle: How we work\ndate: 2020-01-01\n---\n\n"
    old.having("a.md", f"{head}# How *we* work #\n\n## Consensus\n\nAll agree.\n")
    old.having("b.md", f"{head}# How we rest\n\nAll sleep.\n")
    old.having("2020-01-01-c.md", "Underlined\n==========\n\nAll read.\n")

    account = old.imported()

    assert old.file("events/2020/w01/a.md").endswith("---\n\n## Consensus\n\nAll agree.\n")
    assert old.file("events/2020/w01/b.md").endswith("---\n\n# How we rest\n\nAll sleep.\n")
    assert old.file("events/2020/w01/c.md").endswith("---\n\nAll read.\n")
    assert "a.md:6: its heading says the title again, and was left out" in [
        f"{remark.path}:{remark.line}: {remark.message}" for remark in account.mended
    ]


def test_comments_need_no_hands(old: OldFolder) -> None:
    old.having(
        "a.md", "---\ntitle: A\ndate: 2020-01-01\n---\n<!-- mode: plain -->Hello.\n\n## <!-- id -->Head\n"
    )

    assert told(old.imported()) == []
    old.site.build()
    page = old.site.page("/events/a/")
    assert ("Hello." in page, "Head</h" in page, "mode: plain" in page) == (True, True, False)


def test_boxes_become_alerts(old: OldFolder) -> None:
    old.having(
        "a.md",
        "---\ntitle: A\ndate: 2020-01-01\n---\n\n:::tip\n\nSave *often*.\n\n- One\n\n:::\n\n"
        ":::danger[Mind the gap]\nDeep.\n:::\n\n```\n:::note\nCode.\n:::\n```\n\n"
        ":::spoiler\nKept.\n:::\n\n:::info\nOpen.\n",
    )

    old.imported()

    assert old.file("events/2020/w01/a.md").split("---\n\n")[1] == (
        "> [!TIP]\n> Save *often*.\n>\n> - One\n\n"
        "> [!CAUTION]\n> **Mind the gap**\n>\n> Deep.\n\n"
        "```\n:::note\nCode.\n:::\n```\n\n:::spoiler\nKept.\n:::\n\n:::info\nOpen.\n"
    )
    assert old.site.warnings() == ""
