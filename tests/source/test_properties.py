"""Whatever is in a file: no crash, and no markup that Markdown did not make."""

import re
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.config import HtmlMode, load_config
from generator.decode.findings import Findings
from generator.diagnostics import has_firm
from generator.model import Document, SourceFile
from generator.source.front_matter import EventMatter
from generator.source.markdown.autolinks import autolinks_plugin, hosts_plugin
from generator.source.markdown.comments import comments_plugin
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.links import Links
from generator.source.markdown.loose_links import loose_links_plugin
from generator.source.markdown.parser import markdown_parser
from generator.source.markdown.render import (
    has_markup,
    render_body,
    render_inline,
    render_plain,
)
from generator.source.markdown.rules import unneeded_rules
from generator.source.parse import parse
from generator.source.registry import read_sources, read_topics
from generator.source.settings import ParseSettings
from generator.typography import quoted, quotes_of
from tests.source.markup import faults

PIECES = [
    *(
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x'>",
        "</a>",
        "<!--",
        "-->",
        "<?x?>",
    ),
    *(
        "<b onclick=x>",
        "</p>",
        "<div>",
        "<svg/onload=x>",
        "]]>",
        "<![CDATA[",
        "&lt;",
        "&#106;avascript:",
        "&colon;",
    ),
    *(
        "[a](javascript:x)",
        "[a](",
        "](",
        ")",
        "![",
        "![b](/c.svg)",
        "![b](https://x.org/c)",
        "[",
        "]",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "[r]: data:x\n",
        "[r]",
        "<https://x.org>",
        "<javascript:x>",
        "<a@b.cd>",
        "(//x.org)",
        "[a](event:b)",
        "^[",
    ),
    *(
        "[a](/b 'c\"<d>')",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "```<script>\n",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "1. ",
    ),
    *(
        "> [!NOTE]\n",
        "- [x] ",
        "```py\n",
        "www.a.org",
        "https://a.org/",
        "a@b.cd",
        "$x$",
        "$$",
        "<!-- b -->",
        "![c](/d e.png)",
    ),
    *(
        "# ",
        "===\n",
        "---\n",
        "|a|b|\n|-|:-:|\n",
        "|",
        ": ",
        "\\",
        "\t",
        "a",
        "Wort",
        "語",
        "\u202e",
        '"',
        "'",
        "&",
    ),
]
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
markdown = st.lists(st.one_of(st.sampled_from(PIECES), words), max_size=30).map("".join)
modes = st.sampled_from(["escape", "sanitize"])
WELL = "---\ntitle: A\npublished: 2026-04-23\nsource: b\nurl: https://x.org/\n"


def read(kind: str, data: bytes, html: HtmlMode = "escape") -> Document:
    path = {
        "event": "content/events/a.md",
        "page": "content/pages/a.md",
        "note": "content/weekly/2026-w17.md",
    }[kind]
    return parse(SourceFile(path, kind, len(data), (0, 0, 0)), data, ParseSettings(html=html))  # type: ignore[arg-type]


def html_of(document: Document) -> list[str]:
    """Return every safe text of a document, wherever it is."""
    found: list[str] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(text for key, text in value.items() if key == "html" or key.endswith("_html"))
            for inner in value.values():
                look(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                look(inner)

    look(msgspec.to_builtins((document.content, document.event)))
    return found


@given(st.binary(max_size=300), st.sampled_from(["event", "page", "note"]), st.booleans())
@example(b"---\n- - - - - - - - -\n---", "event", False)
def test_any_bytes_make_a_document_or_a_problem(data: bytes, kind: str, begins_well: bool) -> None:
    document = read(kind, WELL.encode() + data if begins_well else data)

    assert (document.content is None) == has_firm(document.problems)


@given(st.binary(max_size=300))
def test_any_bytes_make_settings_and_registries_or_problems(data: bytes) -> None:
    config, problems = load_config(data, "site.yaml")

    assert (config is None) == bool(problems)
    assert isinstance(read_sources(data, "content/sources.yaml")[0], dict)
    assert isinstance(read_topics(data, "content/topics.yaml")[0], dict)


@settings(max_examples=400)
@given(markdown, modes)
@example("<a href='/b'>c</a> <img src='https://x.org/y'><p id=main>", "sanitize")
@example("<math><mi//xlink:href='data:x,<script>alert(4)</script>'>", "sanitize")
@example('[a](/b"onclick=x)', "escape")
def test_any_markdown_makes_harmless_markup(text: str, mode: HtmlMode) -> None:
    findings = Findings()
    links = Links(text, findings)
    dialect = Dialect(mode, math=True, quotes=quotes_of("de"), joined=True)

    body = render_body(text, links, dialect, 1, findings)
    line = render_inline(text, links, dialect, 1)

    assert faults(body.html, sanitized=mode == "sanitize") == []
    assert faults(line, sanitized=mode == "sanitize") == []


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
@example("5 > 4 & 'so' \"on\"!")
@example("![")
@example("www.example.org https://example.org :smile: (c) ... -- 1) # + = | {x} ^2^")
def test_text_without_markup_is_rendered_just_as_the_parser_does(text: str) -> None:
    plain = re.sub(r"[\\`*_~\[\]<&@$\n]|://|www\.", "", text)

    assert not has_markup(plain)
    assert render_plain(plain) == MarkdownIt("commonmark").enable(["strikethrough"]).renderInline(plain)


@given(st.text(st.sampled_from("\"'ab 9.,-(") | st.characters(categories=["L", "Zs", "P"]), max_size=12))
@example("'a \"b' c\"")
@example('5" 6""')
def test_plain_texts_get_the_quotes_that_the_parser_gives(text: str) -> None:
    quotes = quotes_of("de")
    plain = re.sub(r"[\\`*_~\[\]<&@$\n]|://|www\.", "", text)
    parser = markdown_parser(Dialect(quotes=quotes), ("text_join",))

    (token,) = parser.parseInline(plain)

    assert quoted(plain, quotes) == "".join(child.content for child in token.children or ())


@settings(max_examples=1000)
@given(markdown)
@example("a **b** *c* [d](https://x.org/e) **f**, [*g*](/h) ***i** j* *k**l* **m *n* o**")
@example("[a [b](/c)](/d) [e](https://x.org) [**f**](#g) **h [i](/j) k** *l*m **n**o p**q**")
@example("- a\n  b\n- c\n\n      d\n1. e\n> f\n---\n# g\nh\n===\n[i]: /j\n[i]\n")
@example("- a\n- b\n\n1. c\n2. d\n\n\ne\n- f\n- g\n\n- h\n\n* i\n- j\n\n5) k\n\n  l\n- m\n***\n- n")
@example("Term\n: a\n\n|b|c|\n|-|-|\n|d|e|\n\n[^1]: f\n\ng[^1]")
def test_short_ways_lead_to_what_the_parser_makes(text: str) -> None:
    plain = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": 24})
    plain.options.update({"tasklists": True, "alerts": True})
    plain.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin).use(comments_plugin)
    plain.use(autolinks_plugin).use(hosts_plugin).use(loose_links_plugin)
    plain.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # ours judges later
    plain.normalizeLink = parser_for(text).normalizeLink  # type: ignore[method-assign]  # not what is tested

    assert shape(parser_for(text).parse(text)) == shape(plain.parse(text))


def parser_for(text: str) -> MarkdownIt:
    return markdown_parser(Dialect(), unneeded_rules(text))


def shape(tokens: list[Token]) -> list[tuple[object, ...]]:
    """Return tokens as data, without what no renderer looks at."""
    return [
        (
            token.type,
            token.tag,
            token.attrs,
            token.map,
            token.content,
            token.hidden,
            shape(token.children or []),
        )
        for token in tokens
    ]


values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), markdown, st.dates()
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
names = st.sampled_from([*EventMatter.__struct_fields__, "x-own", "text", "cites"])


@given(st.dictionaries(names, values, max_size=8), modes)
def test_any_front_matter_makes_a_document_or_a_problem(matter: dict[str, Any], mode: HtmlMode) -> None:
    document = read("event", f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n".encode(), mode)

    assert (document.content is None) == has_firm(document.problems)


@given(markdown, modes)
@example("</script><script>alert(1)</script>", "escape")
def test_markup_in_any_text_of_an_event_is_harmless(text: str, mode: HtmlMode) -> None:
    cited = {"text": text, "cites": ["source"]}
    matter = {
        "title": text,
        "published": "2026-04-23",
        "source": {"name": f"B {text}"},
        "url": "https://x.org/",
        "hook": text,
        "tldr": {"what_changed": text, "why_it_matters": text, "what_to_do_next": text},
        "audience": [text],
        "insight": {
            "origin": "ai",
            "takeaways": [text, cited],
            "implications": [{"prediction": text, "rationale": text}],
            "timeline": [{"date": "2026", **cited}],
        },
        "corrections": [{"date": "2026-04-24", "text": text}],
    }
    document = read("event", f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n{text}".encode(), mode)

    assert [fault for html in html_of(document) for fault in faults(html, sanitized=mode == "sanitize")] == []


@pytest.mark.parametrize(
    "unit", ["[", "![", "*a ", "> ", "- a\n", "<!--", "`", "|a", "[^a]: ", "# a\n", "<b>", "\\", "&#"]
)
def test_long_repetition_is_read_to_its_end_and_harmless(unit: str) -> None:
    document = read("event", f"{WELL}---\n{unit * (20_000 // len(unit))}".encode(), "sanitize")

    assert document.content is not None or [problem.severity for problem in document.problems] == ["error"]
    assert [fault for html in html_of(document) for fault in faults(html, sanitized=True)] == []
