"""Sites of Eleventy, Astro and Pelican, their pages listed by these themselves: every old address answers."""

import shutil
from pathlib import Path

from generator.importing.account import Account
from generator.importing.importer import import_into
from generator.importing.request import Mapping, Request, combine, read_mapping
from tests.importing.old_site import OldFolder, told

HERE = Path(__file__).parent


def imported(old: OldFolder, tool: str, folder: str, permalink: str) -> Account:
    """Import a site as its how-to says."""
    shutil.copytree(HERE / tool, old.root, dirs_exist_ok=True)
    mapping = combine(read_mapping(tool), Mapping(permalink=permalink))
    return import_into(old.site.root, [str(old.root / folder)], Request("markdown", mapping))


def unanswered(old: OldFolder, tool: str) -> list[str]:
    addresses = (HERE / tool / "addresses.txt").read_text("utf-8").split("\n")[:-1]
    return [address for address in addresses if not (old.site.output / address[1:]).is_file()]


def test_eleventys_addresses_answer_but_one_that_it_computes(old: OldFolder) -> None:
    account = imported(old, "eleventy", "content", "https://old.example.org/:path/")

    assert (account.taken, old.site.warnings()) == ({"events": 11, "pages": 1, "files": 2}, "")
    assert unanswered(old, "eleventy") == ["/2021/by-year/index.html"]
    computed = "{{ page.date | date: '%Y' }}/{{ page.fileSlug }}"
    assert told(account) == [
        "about.md:0: it has no date; it becomes a page (give it one, or say --set published=…)",
        f"blog/by-year.md:0: the old tool computes its address by /{computed}/; write it into aliases",
    ]


def test_what_eleventy_does_not_show_is_a_draft(old: OldFolder) -> None:
    account = imported(old, "eleventy", "content", "https://old.example.org/:path/")

    assert "draft: true\n" in old.file("events/2021/w45/hidden.md")
    assert "a draft, as permalink: false kept it from being shown" in [one.message for one in account.mended]
    assert "[the second](event:second) and [the bundle](event:bundle)" in old.file("events/2020/w53/first.md")
    assert "Deep down, [up](event:second).\n" in old.file("events/2021/w23/deep.md")
    assert "url: https://old.example.org/special/place.html\n" in old.file("events/2021/w09/third.md")
    assert "![pic](/media/bundle/pic.gif)" in old.file("events/2021/w27/bundle.md")


def test_astros_addresses_answer(old: OldFolder) -> None:
    account = imported(old, "astro", "", "https://old.example.org/:path_slug/")

    assert (account.taken, old.site.warnings()) == ({"events": 11, "pages": 1, "files": 2}, "")
    assert unanswered(old, "astro") == []
    assert told(account) == [
        "src/content/blog/first.md:0: the picture has no description; it got the title as its alt",
        "src/pages/about.md:0: it has no date; it becomes a page (give it one, or say --set published=…)",
    ]


def test_an_astro_collection_alone_is_enough(old: OldFolder) -> None:
    imported(old, "astro", "src/content/blog", "https://old.example.org/blog/:path_slug/")
    old.site.build()

    assert unanswered(old, "astro") == ["/about/index.html"]
    assert "draft: true\n" in old.file("events/2021/w45/not-yet.md")


def test_pelicans_addresses_answer_but_lists_and_what_it_keeps_back(old: OldFolder) -> None:
    account = imported(old, "pelican", "content", "https://old.example.org/:title_slug.html")

    old.site.build()
    assert account.taken == {"events": 6, "pages": 1, "files": 1}
    lists = ("/author", "/categor", "/tag", "/archives", "/drafts/", "/hidden")
    assert [address for address in unanswered(old, "pelican") if not address.startswith(lists)] == []
    assert "draft: true\n" in old.file("events/2021/w27/draft.md")
    assert "draft: true\n" in old.file("events/2021/w27/hidden.md")
    assert old.file("events/2020/w53/first.md").split("---\n\n")[1] == (
        "See [the second](event:my-second), [an image](/images/cat.gif) and "
        "[tag](https://old.example.org/tag/ships.html).\n\n![A cat](/images/cat.gif)\n"
    )


def test_what_any_tool_keeps_from_readers_is_a_draft(old: OldFolder) -> None:
    for number, key in enumerate(
        (
            "status: Draft",
            "hidden: true",
            "private: yes",
            "unlisted: 'true'",
            "isDraft: true",
            "publish: false",
        )
    ):
        old.having(f"{number}.md", f"---\ntitle: T\ndate: 2020-01-01\n{key}\n---\nText.\n")
    old.having("shown.md", "---\ntitle: T\ndate: 2020-01-01\nstatus: published\nhidden: false\n---\nText.\n")

    old.imported()

    shown = {place for place in old.documents() if "draft: true\n" not in old.file(place)}
    assert shown == {"events/2020/w01/shown.md"}
