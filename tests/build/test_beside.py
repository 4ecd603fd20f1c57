"""What lies beside a document belongs to it: pictures, files and links by where things lie."""

from pathlib import Path

import pytest

from tests.sites import SiteFolder

RENAMED = {"slug": "answer"}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x06\x08\x02\x00\x00\x00"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site").with_settings(search=False, cards="off", mail={"enabled": False})


def test_pictures_and_files_beside_an_event_go_to_its_place(site: SiteFolder) -> None:
    site.with_event("2026/w17/memo", "![A map](map.png) [data](./tables/data.csv#row=2) ![x](../near.svg)\n")
    site.with_file("content/events/2026/w17/map.png", PNG)
    site.with_file("content/events/2026/w17/tables/data.csv", "a,b\n")
    site.with_file("content/events/2026/near.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert site.warnings() == ""

    page = site.page("/events/memo/")
    assert 'src="/events/memo/map.png"' in page
    assert 'href="/events/memo/data.csv' not in page
    assert 'href="/events/memo/tables/data.csv#row=2"' in page
    assert 'src="/events/memo/near.svg"' in page
    assert site.files()["events/memo/map.png"] == PNG
    assert {"events/memo/tables/data.csv", "events/memo/near.svg"} <= site.files().keys()
    assert 'src="https://digest.example.org/events/memo/map.png"' in _unescaped(site.page("/feed.xml"))


def test_an_event_may_be_a_folder(site: SiteFolder) -> None:
    site.with_event("w17/memo/index", "![A map](map.png)\n", image={"src": "map.png", "alt": "Map"})
    site.with_file("content/events/w17/memo/map.png", PNG)
    assert site.warnings() == ""

    page = site.page("/events/memo/")
    assert page.count('src="/events/memo/map.png"') == 2
    assert '<meta property="og:image" content="https://digest.example.org/events/memo/map.png">' in page


def test_a_folder_of_one_event_holds_no_other(site: SiteFolder) -> None:
    site.with_event("memo/index").with_event("memo/other").with_event("memo/deep/third")
    assert site.errors() == (
        "content/events/memo/index.md: error: the folder is an event by its index.md, and holds "
        "content/events/memo/deep/third.md too [event-folder]\n"
        "  give each event a folder of its own, or none"
    )


def test_links_to_documents_lead_to_their_pages(site: SiteFolder) -> None:
    site.with_event("w17/memo", "[page](../../pages/about.md#us) [week](../../weekly/2026-w17.md)\n")
    site.with_event("w18/reply", "Body.\n", hook="See [it](../w17/memo.md).", **RENAMED)
    site.with_file(
        "content/pages/about.md", "---\ntitle: About\n---\n## Us\n\n[the reply](../events/w18/reply.md)\n"
    )
    site.with_file("content/weekly/2026-w17.md", "[About](../pages/about.md) ![m](map.png)\n")
    site.with_file("content/weekly/map.png", PNG)
    assert site.warnings() == ""

    memo = site.page("/events/memo/")
    assert 'href="/about/#us"' in memo
    assert 'href="/weekly/2026-w17/"' in memo
    assert 'See <a href="/events/memo/">it</a>' in site.page("/events/answer/")
    assert 'See <a href="/events/memo/">it</a>' in site.page("/")
    assert 'href="/events/answer/"' in site.page("/about/")
    assert '<a href="/about/">About</a> <img src="/weekly/2026-w17/map.png"' in site.page("/weekly/2026-w17/")
    assert "beside:" not in "".join(data.decode("utf-8", "replace") for data in site.files().values())


def test_what_is_not_there_or_not_published_is_told(site: SiteFolder) -> None:
    site.with_event("memo", "[x](gone.pdf) ![y](no.png) [z](idea.md) [u](mem.md) [v](../../../site.yaml)\n")
    site.with_event("idea", draft=True)
    site.with_file("content/events/unused.txt", "nobody names me")
    lead = "the link would lead nowhere [unpublished-link]"
    out = "leads out of the content folder [dead-link]"
    assert [line for line in site.errors().splitlines() if line.startswith("content")] == [
        'content/events/memo.md:8:5: error: there is no file "content/events/gone.pdf" [dead-link]',
        'content/events/memo.md:8:20: error: there is no file "content/events/no.png" [dead-link]',
        f'content/events/memo.md:8:32: error: "content/events/idea.md" is a draft or scheduled, {lead}',
        'content/events/memo.md:8:45: error: there is no file "content/events/mem.md" [dead-link]',
        f'content/events/memo.md:8:57: error: "../../../site.yaml" {out}',
        "content/events/unused.txt: warning: no document names this file [unused-file]",
    ]


def test_a_picture_of_static_may_be_named_from_beside(site: SiteFolder) -> None:
    site.with_event("memo", "![a](../static/images/a.png) ![b](images/a.png)\n")
    site.with_file("content/static/images/a.png", PNG)
    assert site.warnings() == ""
    assert site.page("/events/memo/").count('src="/images/a.png"') == 2


def test_names_need_no_encoding_and_nothing_escapes(site: SiteFolder) -> None:
    site.with_file("content/events/über & so.png", PNG)
    site.with_event("memo", "![a](über%20&%20so.png) ![b](<über & so.png>)\n")
    assert site.warnings() == ""
    assert site.page("/events/memo/").count('src="/events/memo/%C3%BCber%20%26%20so.png"') == 2
    site.with_event("memo", '[b](<a"b.txt>) `![](x.png)`\n')
    assert "can't be in a path of this site" in site.errors()


def test_incremental_builds_equal_clean_ones(site: SiteFolder) -> None:
    site.with_event("w17/memo", "![A map](map.png) [r](reply.md)\n", published="2026-04-23")
    site.with_event("w17/reply", "Body.\n", published="2026-03-23")
    site.with_event("other", "Body.\n")
    site.with_file("content/events/w17/map.png", PNG)
    site.build()
    site.with_file("content/events/w17/map.png", PNG + b"longer")
    site.with_event("w17/reply", "Body.\n", published="2026-03-23", **RENAMED)
    site.build()

    incremental = site.files()
    site.without("public").without(".weekmark").build()
    assert site.files() == incremental
    assert incremental["events/memo/map.png"] == PNG + b"longer"
    assert b'href="/events/answer/"' in incremental["events/memo/index.html"]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')


def test_a_heading_of_another_document_is_found_however_it_is_spelled(site: SiteFolder) -> None:
    site.with_event("memo", "## Über uns!\n\nText.\n\n## What next\n\nText.\n")
    site.with_event(
        "reply",
        "[a](event:memo#What-Next) [b](memo.md#%C3%BCber-uns) [c](/events/memo/#über-uns) "
        "[d](event:memo#coverage)\n",
    )
    assert site.warnings() == ""

    page = site.page("/events/reply/")
    assert 'href="/events/memo/#what-next"' in page
    assert page.count('href="/events/memo/#%C3%BCber-uns"') == 2


def test_a_link_is_told_when_the_heading_of_the_other_document_changes(site: SiteFolder) -> None:
    site.with_event("memo", "## What next\n").with_event(
        "reply", "[a](event:memo#what-next) [b](memo.md#waht-next)\n"
    )
    told = (
        'content/events/reply.md:8:31: warning: "content/events/memo.md" has no heading "#waht-next" '
        "[dead-anchor]\n"
        "  8 | [a](event:memo#what-next) [b](memo.md#waht-next)\n"
        "    |                               ^^^^^^^^^^^^^^^^^\n"
        '  did you mean "what-next"?'
    )
    assert site.warnings() == told

    site.with_event("memo", "## What then\n")
    assert 'warning: "event:memo" has no heading "#what-next" [dead-anchor]' in site.warnings()
    site.with_event("memo", "## What next\n")
    assert site.warnings() == told
