"""An event's file in, all that it says out."""

import msgspec

from generator.model import (
    Address,
    Correction,
    Coverage,
    Document,
    Event,
    Heading,
    Image,
    Implication,
    Insight,
    Outlet,
    SourceFile,
    Summary,
    Takeaway,
    TimelineEntry,
    Tldr,
)
from generator.source.addresses import address_key
from generator.source.parse import parse
from generator.source.settings import ParseSettings

BERLIN = ParseSettings(timezone="Europe/Berlin", origin="ai-reviewed")

MEMO = """\
---
title: "White House memo: a rule against *covert* distillation"
published: 2026-04-23 18:00
source: scmp-tech
url: https://www.scmp.com/tech/memo
collected: 2026-04-23T16:05:00Z
updated: 2026-04-25T09:00:00-04:00
aliases: [/old/memo/, older-memo]
lang: en-us
hook: A memo of **three pages** names [a rival](event:deepseek-v4).
tldr:
  what_changed: The memo asks for a list.
  why_it_matters: 5 > 4 & "so on"
origin: human
reviewed_by: Ann Editor
audience: [Founders & Product Leaders, Founders & Product Leaders]
topics: [policy, us-china]
importance: 5
recap: pin
insight:
  origin: ai
  model: lumen-4
  takeaways:
    - text: Three agencies report.
      cites: [source, axios, source]
    - No word on fines.
  implications:
    - prediction: A rule follows.
      rationale: The memo *says* so.
      cites: [the-post]
      due: 2026-12
      outcome: open
  timeline:
    - {date: 2026-02, text: A surge, cites: [axios]}
    - {date: 2025, text: An adviser, cites: [source]}
coverage:
  - {source: axios, title: no, url: "https://www.axios.com/a", published: 2026-04-24}
  - id: the-post
    source: {name: The Ünited Post, url: "https://post.example/", country: gb}
    title: 12:30
    url: https://post.example/1_000
related: [deepseek-v4]
corrections:
  - {date: 2026-04-24, text: One number}
  - {date: 2026-05-02, text: "A *name*", severity: major}
image: {src: images/memo.svg, alt: The memo, credit: Ann}
x-desk: {priority: 0x10, tags: [a, 2.5, true, null]}
---

# Behind the memo

See [the imprint](/imprint/#us), ![a seal](/images/seal.svg "Seal") and [below](#what-next).

## What next?

It is out.
"""


def read(text: str, path: str = "content/events/2026/memo.md", settings: ParseSettings = BERLIN) -> Document:
    data = text.encode()
    return parse(SourceFile(path, "event", len(data), (0, 0, 0)), data, settings)


def summary(text: str, **changes: object) -> Summary:
    document = read(text, settings=msgspec.structs.replace(BERLIN, **changes))
    assert document.problems == ()
    assert isinstance(document.content, Summary)
    return document.content


def event(keys: str = "", body: str = "", published: str = "2026-04-23") -> str:
    head = f"title: A title\npublished: {published}\nsource: axios\nurl: https://www.axios.com/a\n"
    return f"---\n{head}{keys}---\n{body}"


def test_every_key_of_an_event_arrives() -> None:
    document = read(MEMO)

    hook = 'A memo of <strong>three pages</strong> names <a href="event:deepseek-v4">a rival</a>.'
    post = Outlet(id="the-ünited-post", name="The Ünited Post", url="https://post.example/", country="GB")
    assert document.event == Event(
        title="White House memo: a rule against *covert* distillation",
        published="2026-04-23T18:00:00+02:00",
        url="https://www.scmp.com/tech/memo",
        collected="2026-04-23T18:05:00+02:00",
        updated="2026-04-25T15:00:00+02:00",
        lang="en-US",
        hook_html=hook,
        tldr=Tldr("The memo asks for a list.", "5 &gt; 4 &amp; \u201cso on\u201d", ""),
        origin="human",
        reviewed_by="Ann Editor",
        audience=("Founders & Product Leaders",),
        insight=Insight(
            origin="ai",
            model="lumen-4",
            takeaways=(
                Takeaway("Three agencies report.", ("source", "axios")),
                Takeaway("No word on fines."),
            ),
            implications=(
                Implication(
                    "A rule follows.", "The memo <em>says</em> so.", ("the-post",), "2026-12", "open"
                ),
            ),
            timeline=(
                TimelineEntry("2025", "An adviser", ("source",)),
                TimelineEntry("2026-02", "A surge", ("axios",)),
            ),
        ),
        coverage=(
            Coverage("axios", "axios", "no", "https://www.axios.com/a", "2026-04-24"),
            Coverage("the-post", post.id, "12:30", "https://post.example/1_000", inline=post),
        ),
        corrections=(
            Correction("2026-05-02", "A <em>name</em>", "major"),
            Correction("2026-04-24", "One number"),
        ),
        image=Image("beside:content/events/2026/images/memo.svg", "The memo", "Ann"),
        body_html=(
            '<h2 id="behind-the-memo">Behind the memo</h2>\n'
            '<p>See <a href="site:/imprint/#us">the imprint</a>, '
            '<img src="site:/images/seal.svg" alt="a seal" title="Seal" loading="lazy" decoding="async"> '
            'and <a href="#what-next">below</a>.</p>\n'
            '<h3 id="what-next">What next?</h3>\n'
            "<p>It is out.</p>\n"
        ),
        headings=(
            Heading(2, "behind-the-memo", "Behind the memo"),
            Heading(3, "what-next", "What next?"),
        ),
        words=68,
        extra={"x-desk": {"priority": 16, "tags": ["a", 2.5, True, None]}},
    )
    assert document.content == Summary(
        slug="memo",
        title=document.event.title,
        published="2026-04-23T18:00:00+02:00",
        instant=1776960000,
        day="2026-04-23",
        week="2026-w17",
        source="scmp-tech",
        url="https://www.scmp.com/tech/memo",
        latency=300,
        modified="2026-05-02T00:00:00+02:00",
        lang="en-US",
        hook_html=hook,
        topics=("policy", "us-china"),
        audience=("Founders & Product Leaders",),
        importance=5,
        recap="pin",
        origin="human",
        insight_origin="ai",
        coverage=(Outlet(id="axios", name=""), post),
        related=("deepseek-v4",),
        aliases=("/old/memo/", "/older-memo"),
        image="beside:content/events/2026/images/memo.svg",
        image_alt="The memo",
        predictions=(("2026-12", "open"),),
        corrections=(("2026-05-02", "major"), ("2026-04-24", "minor")),
        uncited=1,
        words=68,
        brief_words=28,
        anchors=("behind-the-memo", "what-next"),
        title_words=("white", "house", "memo", "rule", "against", "covert", "distillation"),
        addresses=(
            Address(address_key("https://scmp.com/tech/memo"), 5),
            Address(address_key("https://axios.com/a"), 37),
            Address(address_key("https://post.example/1_000"), 41),
        ),
    )


def test_what_an_event_names_of_other_files_is_remembered_with_its_place() -> None:
    lines = MEMO.split("\n")

    found = {
        (reference.kind, reference.target): (
            reference.line,
            lines[reference.line - 1][reference.column - 1 :][: reference.length],
        )
        for reference in read(MEMO).references
    }

    assert found == {
        ("source", "scmp-tech"): (4, "scmp-tech"),
        ("event", "deepseek-v4"): (42, "deepseek-v4"),
        ("topic", "policy"): (17, "policy"),
        ("topic", "us-china"): (17, "us-china"),
        ("source", "axios"): (37, "axios"),
        ("file", "content/events/2026/images/memo.svg"): (46, "images/memo.svg"),
        ("path", "/imprint/"): (52, "/imprint/#us"),
        ("anchor", "/imprint/#us"): (52, "/imprint/#us"),
        ("static", "/images/seal.svg"): (52, "/images/seal.svg"),
    }


def test_an_uncited_claim_is_told_at_its_place() -> None:
    document = read(event("insight: {origin: ai, takeaways: [A claim]}\n"))

    assert document.content is not None
    assert [(problem.name, problem.line, problem.column) for problem in document.problems] == [
        ("uncited-claim", 6, 35)
    ]


def test_an_event_without_a_time_has_a_day_and_no_latency() -> None:
    content = summary(event("collected: 2026-04-24 10:00\n"))

    assert (content.published, content.instant, content.latency) == ("2026-04-23", 1776895200, None)


def test_the_week_is_that_of_the_day_in_the_sites_zone() -> None:
    late_on_sunday = event(published="2026-04-26T23:30:00Z")

    assert (summary(late_on_sunday).day, summary(late_on_sunday).week) == ("2026-04-27", "2026-w18")
    assert summary(late_on_sunday, timezone="America/New_York").week == "2026-w17"


def test_of_a_time_shown_twice_the_first_is_meant() -> None:
    assert summary(event(published="2026-10-25 02:30")).published == "2026-10-25T02:30:00+02:00"


def test_old_times_have_offsets_that_feeds_can_write() -> None:
    assert summary(event(published="1880-01-01 12:00")).published == "1880-01-01T11:06:32+00:00"


def test_a_correction_on_the_day_of_publication_is_no_change_before_it() -> None:
    content = summary(
        event("corrections: [{date: 2026-04-23, text: A number}]\n", published="2026-04-23T12:00:00+02:00")
    )

    assert content.modified == "2026-04-23T12:00:00+02:00"


def test_text_means_what_the_author_sees() -> None:
    keys = "audience: [no, 12:30, 1_000, 2026-04-23, 0777, null_, ~x, True, 1e3]\nhook: off\n"

    content = summary(event(keys))

    assert content.audience == ("no", "12:30", "1_000", "2026-04-23", "0777", "null_", "~x", "True", "1e3")
    assert content.hook_html == "off"


def test_what_is_left_empty_is_as_if_it_were_not_there() -> None:
    assert summary(event("hook:\ntopics: ~\nimportance: null\ninsight:\ncollected:\nlang: ''\n")) == summary(
        event()
    )


def test_a_file_looks_the_same_however_it_was_saved() -> None:
    plain = event("hook: Café\n", "Ü\n")
    saved = [
        plain,
        "\N{ZERO WIDTH NO-BREAK SPACE}" + plain,
        plain.replace("\n", "\r\n"),
        plain.replace("\n", "\r"),
        plain.replace("é", "e\N{COMBINING ACUTE ACCENT}").replace("Ü", "U\N{COMBINING DIAERESIS}"),
        plain.replace("---\n", "--- \t\n"),
    ]

    contents = [(document.content, document.event) for document in map(read, saved)]

    assert contents == [contents[0]] * len(saved)
    assert contents[0][1] is not None


def test_a_slug_may_be_of_any_script() -> None:
    slugs = [
        document.content.slug
        for name in ("wörter-zählen", "日本語", "हिन्दी-समाचार", "cafe\N{COMBINING ACUTE ACCENT}", "v1.2_b")
        if isinstance((document := read(event(), f"content/events/{name}.md")).content, Summary)
    ]

    assert slugs == ["wörter-zählen", "日本語", "हिन्दी-समाचार", "café", "v1.2_b"]


def test_a_file_name_that_makes_no_slug_needs_one() -> None:
    path = "content/events/My event.md"

    problems = [(problem.line, problem.message, problem.remedy) for problem in read(event(), path).problems]

    assert problems == [
        (
            0,
            (
                "the name of the file can't be a slug: "
                'a space can\'t be in "My event", which becomes part of a URL'
            ),
            'rename the file, or give the page a slug; write "my-event"',
        )
    ]
    assert read(event("slug: my-event\n"), path).problems == ()


def test_words_of_cjk_titles_are_pairs() -> None:
    text = event().replace("A title", "OpenAI発表、新しいモデルGPT-5の論文と中国企業")

    assert summary(text).title_words[:5] == ("発表", "openai", "新し", "しい", "いモ")


def test_a_large_file_is_refused_whole() -> None:
    document = read(event(body="word " * 220_000))

    assert [(problem.line, problem.message) for problem in document.problems] == [
        (0, "the file has 1,100,088 bytes; 1,048,576 is the most")
    ]


def test_a_text_of_marks_alone_is_refused_before_it_is_read() -> None:
    document = read(event(body="[" * 200_000))

    assert [(problem.name, problem.message) for problem in document.problems] == [
        ("too-much-markup", "the text has 200,006 marks of Markdown; 120,000 is the most")
    ]


def test_how_much_a_file_may_have_is_a_setting() -> None:
    text = event(body="word " * 1000)

    assert read(text, settings=ParseSettings(largest=1000)).content is None
    assert read(text, settings=ParseSettings(largest=10_000)).content is not None
