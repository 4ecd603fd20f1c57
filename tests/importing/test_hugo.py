"""A Hugo site, its pages listed by Hugo itself: every old address of a document answers."""

import shutil
from pathlib import Path

from tests.importing.old_site import OldFolder, told

SITE = Path(__file__).parent / "hugo"
LISTS = ("/tags/", "/categories/", "/fr/tags/", "/fr/categories/")


def test_every_address_of_ten_posts_answers(old: OldFolder) -> None:
    shutil.copytree(SITE, old.root, dirs_exist_ok=True)

    account = old.imported("hugo")
    warnings = old.site.warnings()

    assert (account.taken, warnings) == ({"events": 10, "pages": 1, "files": 2}, "")
    addresses = (SITE / "addresses.txt").read_text().split("\n")[:-1]
    lists = {"/index.html", "/en/index.html", "/fr/index.html"} | {
        address
        for address in addresses
        if address.startswith(LISTS) or address.endswith(("/posts/index.html", "/notes/index.html"))
    }
    asked = [address for address in addresses if address not in lists]
    assert len(asked) == 12
    assert [address for address in asked if not (old.site.output / address[1:]).is_file()] == []


def test_references_figures_and_bundles_come_along_and_the_rest_is_told(old: OldFolder) -> None:
    shutil.copytree(SITE, old.root, dirs_exist_ok=True)

    account = old.imported("hugo")

    assert old.file("events/2021/w05/post-2.md") == (
        "---\ntitle: 'Post 2: What?'\npublished: 2021-02-03 10:00:00+01:00\n"
        "url: https://old.example.org/blog/2021/02/post-2-what/\nsource: harbour-notes\n"
        "aliases:\n- /2021/02/post-2-what/\ntopics:\n- ships\n- c-plus-plus\n---\n\n"
        "Text 2 with [link](event:the-second).\n\n![A cat](</img/cat.gif>)\n\n*The cat*\n\n"
        "[Youtube](https://www.youtube.com/watch?v=abc123)\n"
    )
    assert "![pic](/media/bundle/pic.gif) and [two](event:the-second)" in old.file(
        "events/2021/w22/bundle.md"
    )
    assert "\nInside *note*.\n" in old.file("events/2021/w17/the-second.md")
    assert "[b](event:bundle)" in old.file("events/2021/w35/deep.md")
    assert "lang: fr\n" in old.file("events/2021/w39/bonjour.md")
    assert told(account) == ["content/posts/two.md:9: the shortcode note is gone, what it held stays"]
    assert [f"{remark.path}: {remark.message}" for remark in account.dropped] == [
        "content/posts/_index.md: a list page without a text of its own"
    ]
    assert (
        old.site.root.joinpath("site.yaml")
        .read_text()
        .startswith(
            "# Made by an import. Every key is explained in the configuration reference.\n"
            "title: Harbour Notes\nbase_url: https://old.example.org/blog/\nlanguage: en-gb\ntimezone: UTC\n"
        )
    )


def test_settings_in_yaml_and_ugly_addresses_are_understood(old: OldFolder) -> None:
    old.having("config/_default/hugo.yaml", "baseURL: https://old.example.org\nuglyURLs: true\ntitle: T\n")
    old.having("config/_default/permalinks.yaml", "page: {news: '/:section/:yearday/:slugorfilename'}\n")
    old.having("content/news/A Big Day.md", "---\ntitle: A\ndate: 2020-02-01\n---\n{{< chart id=3 >}}\n")
    old.having(
        "content/other/b.md",
        "---\ntitle: B\ndate: 2020-02-02\n---\n{{</* x */>}} {{% highlight go %}}x{{% /highlight %}}\n",
    )

    account = old.imported("hugo")

    first = old.file("events/2020/w05/a-big-day.md")
    assert "aliases:\n- /news/32/a-big-day/\n" in first.replace(".html", "/")
    assert "`{{< chart id=3 >}}`\n" in first
    assert "aliases:\n- /other/b.html\n" in old.file("events/2020/w05/b.md")
    assert "\n{{< x >}} \n```go\nx\n```\n" in old.file("events/2020/w05/b.md")
    assert told(account) == ["content/news/A Big Day.md:5: the shortcode chart stays as code"]
