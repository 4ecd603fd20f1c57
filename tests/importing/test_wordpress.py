"""Exports of WordPress."""

from pathlib import Path

import pytest

from generator.errors import WeekmarkError
from tests.importing.old_site import OldFolder, told

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour</title>
<link>https://old.example.org</link><language>en-GB</language>
"""


def item(number: int, kind: str = "post", status: str = "publish", content: str = "", more: str = "") -> str:
    return f"""<item><title>Item {number}</title><link>https://old.example.org/2021/item-{number}/</link>
<dc:creator>ann</dc:creator><guid>https://old.example.org/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2021-02-03 11:00:00</wp:post_date>
<wp:post_date_gmt>2021-02-03 10:00:00</wp:post_date_gmt><wp:post_name>item-{number}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"""


def test_posts_and_pages_become_markdown_and_the_rest_is_told(old: OldFolder) -> None:
    content = (
        'First <em>line</em>\nsecond line, <a href="https://old.example.org/2021/item-2/">two</a>.\n\n'
        '[caption id="a"]<img src="https://old.example.org/a.png" alt="A" /> The A[/caption]\n\n'
        '[code lang="js"]if (a < b) {}[/code]\n\n[gallery ids="1"]'
    )
    terms = '<category domain="category" nicename="c">Ships &amp; Sea</category><wp:comment></wp:comment>'
    items = [
        item(1, content=content, more=terms),
        item(2, content="<!-- wp:paragraph -->\n<p>Two.</p>\n<!-- /wp:paragraph -->"),
        item(3, kind="page", content="About."),
        item(4, status="draft", content="Later."),
        item(5, kind="nav_menu_item"),
        item(6, status="trash"),
    ]
    old.having("export.xml", f"{HEAD}{''.join(items)}</channel></rss>")

    account = old.imported("wordpress", "export.xml")

    assert old.file("events/2021/w05/item-1.md") == (
        "---\ntitle: Item 1\npublished: 2021-02-03 10:00:00+00:00\n"
        "url: https://old.example.org/2021/item-1/\n"
        "source: harbour\naliases:\n- /2021/item-1/\ntopics:\n- ships-sea\nx-author: ann\n---\n\n"
        "First *line*\\\nsecond line, [two](event:item-2).\n\n![A](https://old.example.org/a.png)\n\n"
        "*The A*\n\n"
        '```js\nif (a < b) {}\n```\n\n[gallery ids="1"]\n'
    )
    assert old.file("events/2021/w05/item-2.md").endswith("---\n\nTwo.\n")
    assert old.documents() == [
        "events/2021/w05/item-1.md",
        "events/2021/w05/item-2.md",
        "events/2021/w05/item-4.md",
        "pages/2021/item-3.md",
    ]
    assert "draft: true\n" in old.file("events/2021/w05/item-4.md")
    assert [remark.message for remark in account.dropped] == [
        "1 of the kind comment",
        "1 of the kind nav_menu_item",
        "1 of the kind post in the trash",
    ]
    assert told(account) == [
        "export.xml https://old.example.org/2021/item-1/:0: the shortcode [gallery] stays as text"
    ]
    assert "error" not in old.site.warnings()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            "can't be read",
        ),
        ("<rss><channel>" + "<a>" * 100_000, "nests too deeply"),
        ("<rss><channel><item>" + "<a/>" * 300_000, "too much in one post"),
        ("<rss><channel><item>", "can't be read"),
    ],
)
def test_what_would_never_end_is_refused(old: OldFolder, content: str, message: str) -> None:
    old.having("export.xml", content)

    with pytest.raises(WeekmarkError, match=message):
        old.imported("wordpress", "export.xml")


def test_a_file_of_a_gigabyte_is_refused_at_once(old: OldFolder) -> None:
    path = Path(old.root, "export.xml")
    with path.open("wb") as file:
        file.truncate(1 << 30)

    with pytest.raises(WeekmarkError, match="has more than"):
        old.imported("wordpress", "export.xml")
