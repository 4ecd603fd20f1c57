"""How little an event has to say, and what its file, its folder and its address say in its place."""

import pytest

from generator.model import Document, Event, Reference, SourceFile, Summary
from generator.source.parse import parse
from generator.source.settings import ParseSettings
from tests.sites import SiteFolder

TWO_KEYS = "title: A memo\nurl: https://www.gazette.example/memo\n"


def document(matter: str, path: str = "content/events/2026-04-25-memo.md", body: str = "") -> Document:
    data = f"---\n{matter}---\n{body}".encode()
    return parse(SourceFile(path, "event", len(data), (0, 0, 0)), data, ParseSettings("Europe/Berlin"))


def summary(matter: str, path: str = "content/events/2026-04-25-memo.md") -> Summary:
    found = document(matter, path)
    assert isinstance(found.content, Summary), found.problems
    return found.content


def event(matter: str, body: str = "") -> Event:
    found = document(matter, body=body).event
    assert found
    return found


def told(matter: str, path: str = "content/events/2026-04-25-memo.md") -> list[str]:
    return [f"{problem.message} | {problem.remedy}" for problem in document(matter, path).problems]


def test_two_keys_and_a_day_in_the_name_are_an_event() -> None:
    found = summary(TWO_KEYS)

    assert (found.slug, found.published, found.week) == ("2026-04-25-memo", "2026-04-25", "2026-w17")
    assert found.source == "https://www.gazette.example/memo"


def test_what_the_front_matter_says_comes_before_the_name_of_the_file() -> None:
    assert summary(f"{TWO_KEYS}published: 2026-04-26 09:00\n").published == "2026-04-26T09:00:00+02:00"


@pytest.mark.parametrize(
    "name", ["memo", "26-04-25-memo", "2026-04-memo", "memo-2026-04-25", "20260425-memo"]
)
def test_a_day_is_missing_where_the_name_begins_with_none(name: str) -> None:
    remedy = 'write "published: 2026-04-25", or begin the file\'s name with the day: 2026-04-25-memo.md'

    assert told(TWO_KEYS, f"content/events/{name}.md") == [f"published: is missing | {remedy}"]


@pytest.mark.parametrize("name", ["2026-02-30-memo", "0026-01-01-memo"])
def test_a_day_of_the_name_that_never_was_is_told(name: str) -> None:
    assert told(TWO_KEYS, f"content/events/{name}.md") == [
        "published: there is no such day as the one with which the file's name begins | rename the file"
    ]


@pytest.mark.parametrize(
    ("folder", "is_told"),
    [("2026/w17", False), ("2026/W17", False), ("2026-w17", False), ("2026/w18", True), ("2026/04", False)],
)
def test_a_folder_of_another_week_is_told(folder: str, is_told: bool) -> None:
    expected = (
        "published: is of 2026-w17, and the folder says 2026-w18 | "
        'move the file to the folder of 2026-w17, or write "week: 2026-w18"'
    )

    assert told(TWO_KEYS, f"content/events/{folder}/2026-04-25-memo.md") == ([expected] if is_told else [])


def test_an_event_can_be_of_another_week_than_that_of_its_publication() -> None:
    found = summary(f"{TWO_KEYS}week: 2026-W18\n", "content/events/2026/w18/2026-04-25-memo.md")

    assert (found.week, found.recap_week) == ("2026-w17", "2026-w18")
    assert summary(f"{TWO_KEYS}week: 2026-w17\n").recap_week == ""


def test_names_are_references_as_they_are_written() -> None:
    found = document(f"{TWO_KEYS}source: Harbour Gazette\ntopics: [C++, .NET]\n")

    assert found.references == (
        Reference("topic", "C++", 5, 10, 3),
        Reference("topic", ".NET", 5, 15, 4),
        Reference("source", "Harbour Gazette", 4, 9, 15),
    )


def test_reports_are_cited_by_the_id_the_name_or_the_host_of_their_source() -> None:
    found = event(
        f"{TWO_KEYS}coverage:\n"
        "- {source: Evening Star, title: One, url: 'https://star.example/1'}\n"
        "- {title: Two, url: 'https://www.blog.example/2'}\n"
        "- {title: Three, url: 'https://www.blog.example/3'}\n"
        "insight:\n  origin: human\n  takeaways:\n"
        "  - {text: A, cites: [Evening Star, blog-example, blog-example-3]}\n"
    )

    assert [report.id for report in found.coverage] == ["evening-star", "blog-example", "blog-example-3"]
    assert found.insight
    assert found.insight.takeaways[0].cites == ("evening-star", "blog-example", "blog-example-3")


def test_what_was_paid_for_says_so_in_every_link_to_another_site() -> None:
    link = "[x](https://x.example/)"
    found = event(
        f"{TWO_KEYS}sponsored: true\nhook: See {link}\ntldr: {{what_changed: '{link}'}}\n",
        f"{link} [about](/about/) <https://y.example/>\n",
    )

    paid = '<a href="https://x.example/" rel="sponsored noopener">x</a>'
    assert found.sponsored
    assert found.hook_html == f"See {paid}"
    assert found.tldr.what_changed_html == paid
    assert found.body_html.count('rel="sponsored noopener"') == 2
    assert '<a href="site:/about/">about</a>' in found.body_html


def test_links_of_raw_html_say_so_too() -> None:
    data = f'---\n{TWO_KEYS}sponsored: true\n---\n<a rel="author" href="https://x.example/">x</a>\n'.encode()
    file = SourceFile("content/events/2026-04-25-memo.md", "event", len(data), (0, 0, 0))
    found = parse(file, data, ParseSettings(html="sanitize")).event

    assert found
    assert '<a href="https://x.example/" rel="sponsored noopener">x</a>' in found.body_html


def test_the_day_of_a_review_is_kept() -> None:
    found = event(
        f"{TWO_KEYS}origin: ai-reviewed\nreviewed: 2026-04-26\n"
        "insight: {origin: ai-reviewed, reviewed: 2026-04-27, takeaways: [{text: A, cites: [source]}]}\n"
    )

    assert found.insight
    assert (found.reviewed, found.insight.reviewed) == ("2026-04-26", "2026-04-27")


def test_events_of_two_keys_are_a_site(site: SiteFolder) -> None:
    site.with_file(
        "content/sources.yaml", "gazette: {name: Harbour Gazette, url: 'https://gazette.example/'}\n"
    )
    for name in ("2026-04-25-memo", "2026-04-26-budget"):
        site.with_file(f"content/events/{name}.md", f"---\n{TWO_KEYS}---\n")
    site.without("content/events/memo.md").build()

    page = site.page("/events/2026-04-25-memo/")
    assert '<a class="p-publication h-card" href="/sources/gazette/">Harbour Gazette</a>' in page
    assert "sponsored" not in page.lower()


def test_readers_are_told_what_was_paid_for_and_when_it_was_reviewed(site: SiteFolder) -> None:
    site.with_event(
        "memo", sponsored=True, origin="ai-reviewed", reviewed="2026-04-24", tldr={"what_changed": "A memo."},
    ).with_event("other").build()  # fmt: skip

    page = site.page("/events/memo/")
    assert page.count('rel="sponsored noopener"') == 3
    assert "Sponsored</b>" in page
    assert "Written by AI, reviewed by a person. Reviewed on April 24, 2026." in " ".join(page.split())
    assert site.page("/").count("Sponsored</b>") == 1
    assert "<strong>Sponsored</strong>" in site.page("/feed.json").replace("\\u003c", "<")
