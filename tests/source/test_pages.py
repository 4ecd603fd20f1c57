"""Own pages, notes of weeks and registries."""

from generator.model import Document, Heading, Note, Outlet, Page, Reference, SourceFile, Topic
from generator.source.parse import parse
from generator.source.registry import read_sources, read_topics
from generator.source.settings import ParseSettings


def page(path: str, text: str) -> Document:
    return parse(
        SourceFile(f"content/pages/{path}", "page", len(text), (0, 0, 0)), text.encode(), ParseSettings()
    )


def week(name: str, text: str) -> Document:
    return parse(
        SourceFile(f"content/weekly/{name}", "note", len(text), (0, 0, 0)), text.encode(), ParseSettings()
    )


def test_every_key_of_a_page_arrives() -> None:
    document = page(
        "legal/imprint.md",
        "---\ntitle: Imprint\ndescription: Who we are\nlang: de\naliases: [/impressum]\nupdated: 2026-04-23\n"
        "draft: true\n---\n## Address\n",
    )

    assert document.problems == ()
    assert document.content == Page(
        slug="legal/imprint",
        title="Imprint",
        description="Who we are",
        lang="de",
        aliases=("/impressum",),
        updated="2026-04-23",
        draft=True,
        body_html='<h2 id="address">Address</h2>\n',
        headings=(Heading(2, "address", "Address"),),
    )


def test_the_place_of_a_page_is_that_of_its_file_unless_it_says_so() -> None:
    found = [
        document.content.slug
        for path, keys in (("about.md", ""), ("legal/index.md", ""), ("a b.md", "slug: /legal/terms/\n"))
        if isinstance((document := page(path, f"---\ntitle: A\n{keys}---\n")).content, Page)
    ]

    assert found == ["about", "legal", "legal/terms"]


def test_every_key_of_a_note_arrives() -> None:
    document = week(
        "2026-w17.md", "---\ntitle: Copies\npin: [a, b]\nexclude: [c]\ndraft: true\n---\nTo [d](event:d).\n"
    )

    assert document.content == Note(
        period="2026-w17",
        title="Copies",
        pin=("a", "b"),
        exclude=("c",),
        draft=True,
        intro_html='<p>To <a href="event:d">d</a>.</p>\n',
    )
    assert document.references == (
        Reference("event", "d", 7, 8, 7),
        Reference("event", "a", 3, 7, 1),
        Reference("event", "b", 3, 10, 1),
        Reference("event", "c", 4, 11, 1),
    )


def test_a_note_may_be_text_alone() -> None:
    assert week("2026-W53.md", "A long year.\n").content == Note(
        period="2026-w53", intro_html="<p>A long year.</p>\n"
    )


def test_a_note_is_of_a_week_that_exists() -> None:
    told = [
        problem.message
        for name in ("2025-w53.md", "2026-w00.md", "2026-17.md", "week.md", "2026-w5.md")
        for problem in week(name, "Text.\n").problems
    ]

    assert told == [
        f'"{name}" is not a week' for name in ("2025-w53", "2026-w00", "2026-17", "week", "2026-w5")
    ]


def test_registries_are_read() -> None:
    sources = read_sources(b"scmp: {name: SCMP, url: 'https://scmp.com/', country: hk, publisher: P}\n", "s")
    topics = read_topics(b"policy: {name: Policy, description: Laws, aliases: [rules]}\n", "t")

    assert sources == ({"scmp": Outlet("scmp", "SCMP", "https://scmp.com/", "HK", "P")}, ())
    assert topics == ({"policy": Topic("policy", "Policy", "Laws", ("rules",))}, ())
    assert read_sources(b"", "s") == ({}, ())


def test_a_source_says_which_hosts_and_feeds_are_its_own() -> None:
    sources = read_sources(
        b"ap: {name: AP, domains: [APNews.com, news.example], feeds: [https://apnews.com/rss], wire: true}\n",
        "s",
    )
    own = {"domains": ("apnews.com", "news.example"), "feeds": ("https://apnews.com/rss",), "wire": True}
    assert sources == ({"ap": Outlet("ap", "AP", **own)}, ())


def test_a_domain_is_the_name_of_a_host() -> None:
    _, problems = read_sources(b"ap: {name: AP, domains: [https://apnews.com/rss, a b], feeds: [x]}\n", "s")
    assert [(problem.message, problem.remedy) for problem in problems] == [
        ('ap.domains[0]: "https://apnews.com/rss" is not the name of a host', "write apnews.com"),
        ('ap.domains[1]: "a b" is not the name of a host', "write it as scmp.com"),
        ('ap.feeds[0]: "x" is not an http or https URL', 'it begins with "https://"'),
    ]
