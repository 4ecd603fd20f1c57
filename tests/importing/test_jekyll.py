"""A Jekyll site, its pages listed by Jekyll itself: every old address of a document answers."""

import shutil
from pathlib import Path

from tests.importing.old_site import OldFolder, told

SITE = Path(__file__).parent / "jekyll"


def test_every_address_of_posts_pages_and_collections_answers(old: OldFolder) -> None:
    shutil.copytree(SITE, old.root, dirs_exist_ok=True)

    account = old.imported("jekyll")

    assert old.site.warnings() == ""
    assert account.taken == {"events": 11, "pages": 4, "files": 1}
    addresses = (SITE / "addresses.txt").read_text().split("\n")[:-1]
    missing = [address for address in addresses if not (old.site.output / address[1:]).is_file()]
    assert missing == []
    assert told(account) == [
        "_drafts/not-yet.md:0: it has no date; it becomes a page (give it one, or say --set published=…)",
        "_posts/2021-01-02-first.md:14: Liquid stays as code: {% include note.html %}",
    ]


def test_liquid_and_kramdown_become_markdown(old: OldFolder) -> None:
    shutil.copytree(SITE, old.root, dirs_exist_ok=True)

    account = old.imported("jekyll", drop=("layout",))

    assert old.file("events/2020/w53/first.md").split("---\n\n")[1] == (
        "Hello [second](event:second-post) and ![cat](/img/cat.gif)\n\n```ruby\nputs 1\n```\n\n\n"
        "`{% include note.html %}`\n"
    )
    assert old.file("events/2021/w05/second-post.md") == (
        "---\ntitle: Second\npublished: 2021-02-03 10:00:00-07:00\n"
        "url: https://old.example.org/post/news/big%20ships/2021/02/03/second-post.html\n"
        "source: harbour-post\naliases:\n- /news/big ships/2021/02/03/second-post.html\ntopics:\n"
        "- news\n- big-ships\n---\n\n"
        "{{ kept }} [about](/about/) [u](/legal/imprint/)\n"
    )
    assert old.file("events/2021/w27/page.md").endswith("\nA **bold** move.\n")
    assert "[first](event:first)" in old.file("events/2021/w14/other-slug.md")
    assert "draft: true\n" in old.file("pages/not-yet.md")
    assert "index.html: a page that Liquid makes of others" in [
        f"{remark.path}: {remark.message}" for remark in account.dropped
    ]


def test_permalink_styles_give_the_addresses(old: OldFolder) -> None:
    old.having("_posts/2021-02-03-a.md", "---\ntitle: A\ncategories: x\n---\n")
    for style, address in {
        "pretty": "/x/2021/02/03/a/",
        "ordinal": "/x/2021/034/a.html",
        "none": "/x/a.html",
        "/blog/:short_year/:i_month/:title": "/blog/21/2/a",
    }.items():
        old.having("_config.yml", f"permalink: {style}\n").imported("jekyll")
        assert f"aliases:\n- {address}\n" in old.file("events/2021/w05/a.md")


def test_contents_and_named_anchors_of_kramdown_leave_nothing_over(old: OldFolder) -> None:
    old.having(
        "_posts/2021-02-03-a.md",
        "---\ntitle: A\n---\n## Contents\n{: .no_toc }\n\n1. TOC\n{:toc}\n\n"
        "## What is *new*? {#changes-1}\n\nSee [above](#changes-1) and [below](#more).\n\n"
        "### More {#more .small}\n\n```\n## Code {#stays}\n```\n",
    )

    account = old.imported("jekyll")

    assert old.file("events/2021/w05/a.md").split("---\n\n")[1] == (
        "## Contents\n\n\n## What is *new*?\n\nSee [above](#what-is-new) and [below](#more).\n\n"
        "### More\n\n```\n## Code {#stays}\n```\n"
    )
    assert "the anchor #changes-1 is #what-is-new now" in [remark.message for remark in account.mended]
    assert old.site.warnings() == ""
