"""Notes in parts: an introduction, sections, and the light items in them."""

from generator.model import LightItem, Note, Section, SourceFile
from generator.source.addresses import address_key
from generator.source.parse import ParseSettings, parse


def read(text: str, html: str = "escape") -> tuple[Note, list[str]]:
    """Return a note, and each problem with its line."""
    settings = ParseSettings(html="sanitize" if html == "sanitize" else "escape")
    file = SourceFile("content/weekly/2026-w17.md", "note", len(text), (0, 0, 0))
    document = parse(file, text.encode(), settings)
    assert isinstance(document.content, Note), document.problems
    return document.content, [
        f"{problem.line}:{problem.column} {problem.message} [{problem.name}]" for problem in document.problems
    ]


def items(text: str) -> list[tuple[str, str, str]]:
    note, _ = read(f"## Links\n\n{text}")
    return [(item.title, item.url, item.text) for item in note.items]


def test_a_note_is_an_introduction_and_sections() -> None:
    note, problems = read(
        "---\ntitle: Issue 17\n---\nHello.\n\n## Articles\n\n- [One](https://a.example/one) - by *Ada*\n\n"
        "### Older\n\n* [Two](https://b.example/2)\n\n## Jobs\n\nNone.\n"
    )
    assert problems == []
    assert note.intro_html == "<p>Hello.</p>\n"
    assert note.sections == (
        Section(
            id="h-articles",
            title="Articles",
            title_html="Articles",
            html=(
                '<ul>\n<li><a href="https://a.example/one" rel="noopener">One</a> - by <em>Ada</em></li>\n'
                "</ul>\n"
                '<h3 id="h-older">Older</h3>\n'
                '<ul>\n<li><a href="https://b.example/2" rel="noopener">Two</a></li>\n</ul>\n'
            ),
            items=(
                LightItem("One", "https://a.example/one", address_key("https://a.example/one"), "by Ada"),
                LightItem("Two", "https://b.example/2", address_key("https://b.example/2")),
            ),
        ),
        Section("h-jobs", "Jobs", "Jobs", "<p>None.</p>\n"),
    )
    assert note.places == ((8, 9, 21), (12, 9, 19))


def test_what_begins_with_a_link_to_another_site_is_a_light_item() -> None:
    assert items("- [A](https://a.example/)\n- text, then [B](https://b.example/)\n- [C](/about/)\n") == [
        ("A", "https://a.example/", "")
    ]
    assert items("1. **[A](https://a.example/)**: why\n   - [B](https://b.example/)\n") == [
        ("A", "https://a.example/", "why"),
        ("B", "https://b.example/", ""),
    ]
    assert items("- <https://a.example/x>\n- ![p](/p.png)\n- \n- `code`\n") == [
        ("https://a.example/x", "https://a.example/x", "")
    ]
    assert items("> - [Quoted](https://a.example/)\n") == [("Quoted", "https://a.example/", "")]
    assert items("[No list](https://a.example/)\n") == []


def test_a_heading_may_say_that_its_section_is_sponsored() -> None:
    text = (
        "## Thanks {.sponsored}\n\n- [A](https://a.example/) and [us](/about/)\n\n"
        "## Else {.other}\n\n[B](https://b.example/)\n"
    )
    note, _ = read(text)
    paid, other = note.sections
    assert (paid.sponsored, paid.title, paid.id) == (True, "Thanks", "h-thanks")
    assert paid.html == (
        '<ul>\n<li><a href="https://a.example/" rel="sponsored noopener">A</a> and '
        '<a href="site:/about/">us</a></li>\n</ul>\n'
    )
    assert (other.sponsored, other.title) == (False, "Else {.other}")
    assert 'rel="noopener"' in other.html


def test_titles_of_one_name_have_anchors_of_their_own_and_none_of_the_pages() -> None:
    note, _ = read(
        "# Big\n\n### Small\n\n## Top\n\n# Huge\n\n## Top\n\n## `code` & [link](https://a.example/)\n"
    )
    assert note.intro_html == '<h2 id="h-big">Big</h2>\n<h3 id="h-small">Small</h3>\n'
    assert [section.id for section in note.sections] == ["h-top", "h-top-1", "h-code--link"]
    assert note.sections[0].html == '<h3 id="h-huge">Huge</h3>\n'
    assert note.sections[2].title == "code & link"
    assert note.sections[2].title_html == (
        '<code>code</code> &amp; <a href="https://a.example/" rel="noopener">link</a>'
    )


def test_footnotes_are_at_the_end_and_nobodys_advertisement() -> None:
    note, _ = read("Hi[^1].\n\n## Ads {.sponsored}\n\nBuy.\n\n[^1]: See [A](https://a.example/).\n")
    (section,) = note.sections
    assert section.html.startswith("<p>Buy.</p>\n")
    assert '<a href="https://a.example/" rel="noopener">A</a>' in section.html


def test_raw_html_ends_with_its_section() -> None:
    note, _ = read("<div>open\n\n## One\n\n<b>bold\n\n## Two\n\nplain\n", "sanitize")
    assert note.intro_html.count("<div>") == note.intro_html.count("</div>") == 1
    assert [section.html.count("<b>") - section.html.count("</b>") for section in note.sections] == [0, 0]
    assert note.sections[1].html == "<p>plain</p>\n"


def test_an_address_with_trackers_is_told_where_it_stands() -> None:
    _, problems = read("## Links\n\n- [A](https://a.example/?utm_source=x&id=1)\n")
    assert problems == ["3:7 the address tells who sent a reader [tracker]"]


def test_a_heading_in_a_quote_or_list_begins_no_section() -> None:
    note, _ = read("> ## Quoted\n\n- ## Listed\n")
    assert note.sections == ()
