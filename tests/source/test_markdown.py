"""Markdown in, HTML out: what each construct of a body becomes."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
from pygments.lexers import get_all_lexers

from generator.config import HtmlMode
from generator.decode.findings import Findings, Place
from generator.source.markdown.code import LANGUAGES, OTHER_NAMES, highlight
from generator.source.markdown.dialect import Dialect
from generator.source.markdown.headings import is_theme_id
from generator.source.markdown.links import Links
from generator.source.markdown.render import render_body, render_inline
from generator.typography import quotes_of
from tests.source.markup import faults

BODIES = {
    "a table": (
        "| Model | Price |\n|:--|--:|\n| A | 1 |\n",
        (
            "<table>\n<thead>\n<tr>\n"
            '<th class="align-left">Model</th>\n<th class="align-right">Price</th>\n</tr>\n'
            '</thead>\n<tbody>\n<tr>\n<td class="align-left">A</td>\n<td class="align-right">1</td>\n</tr>\n'
            "</tbody>\n</table>\n"
        ),
    ),
    "a list": (
        "- a\n- **b**\n\n3. c\n4. d\n",
        (
            "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>\n"
            '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'
        ),
    ),
    "nested lists": ("- a\n  - b\n", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
    "code": (
        "```py x\nif a < b: pass\n```\n\n    <b>\n",
        (
            '<pre><code class="language-py"><span class="k">if</span> a &lt; b: <span class="k">pass</span>\n'
            "</code></pre>\n"
            "<pre><code>&lt;b&gt;\n</code></pre>\n"
        ),
    ),
    "a footnote": (
        "It rose[^1].\n\n[^1]: By half.\n",
        (
            '<p>It rose<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p>\n'
            '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'
            '<li id="fn1" class="footnote-item"><p>By half. '
            '<a href="#fnref1" class="footnote-backref">\u21a9\ufe0e</a></p>\n</li>\n</ol>\n</div>\n'
        ),
    ),
    "definitions": ("Term\n: What it means\n", "<dl>\n<dt>Term</dt>\n<dd>What it means</dd>\n</dl>\n"),
    "struck out": ("~~one~~ two", "<p><s>one</s> two</p>\n"),
    "a table with a head that says nothing": (
        "| | b |\n|---:|---|\n| c | d |\n",
        (
            '<table>\n<thead>\n<tr>\n<td class="align-right"></td>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n'
            '<tr>\n<td class="align-right">c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n'
        ),
    ),
    "raw HTML": (
        "<b>a</b>\n\n<script>x</script>\n",
        "<p>&lt;b&gt;a&lt;/b&gt;</p>\n<p>&lt;script&gt;x&lt;/script&gt;</p>\n",
    ),
    "headings": (
        "# A\n### B\n# A\n## \n",
        '<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h2 id="a-1">A</h2>\n<h3 id="section"></h3>\n',
    ),
    "links": (
        (
            '[a](https://a.org/ü?b=c&d "T\\"") <https://b.org> <c@d.org> [e](#x) '
            "[f](event:memo) [g](/h/?i#j) [k][l]\n\n[l]: /m\n"
        ),
        (
            '<p><a href="https://a.org/%C3%BC?b=c&amp;d" title="T&quot;" rel="noopener">a</a> '
            '<a href="https://b.org" rel="noopener">https://b.org</a> '
            '<a href="mailto:c@d.org">c@d.org</a> '
            '<a href="#x">e</a> <a href="event:memo">f</a> '
            '<a href="site:/h/?i#j">g</a> <a href="site:/m">k</a></p>\n'
        ),
    ),
    "an alert": (
        "> [!TIP]\n> Do **it**.\n",
        (
            '<div class="markdown-alert markdown-alert-tip">\n<p class="markdown-alert-title">Tip</p>\n'
            "<p>Do <strong>it</strong>.</p>\n</div>\n"
        ),
    ),
    "tasks": (
        "- [x] **a**\n- [ ] b\n- c\n",
        (
            '<ul class="contains-task-list">\n<li class="task-list-item"><label>'
            '<input type="checkbox" disabled checked> <strong>a</strong></label></li>\n'
            '<li class="task-list-item"><label><input type="checkbox" disabled> b</label></li>\n'
            "<li>c</li>\n</ul>\n"
        ),
    ),
    "bare addresses": (
        (
            "See https://a.org/b_c_d?e=f&amp;g (or www.h.org.), **https://i.org/**; j.k@l.org, Booking.com, "
            "git+https://m.org and `https://n.org`\uff0c\u89c1https://o.org/p\u3002"
        ),
        (
            '<p>See <a href="https://a.org/b_c_d?e=f&amp;g" rel="noopener">https://a.org/b_c_d?e=f&amp;g</a> '
            '(or <a href="http://www.h.org" rel="noopener">www.h.org</a>.), '
            '<strong><a href="https://i.org/" rel="noopener">https://i.org/</a></strong>; '
            '<a href="mailto:j.k@l.org">j.k@l.org</a>, Booking.com, git+https://m.org and '
            "<code>https://n.org</code>\uff0c\u89c1"
            '<a href="https://o.org/p" rel="noopener">https://o.org/p</a>\u3002</p>\n'
        ),
    ),
    "comments": (
        "a <!-- b --> c\n\n<!-- d\n\ne -->\n\n<!-- f\n\ng --> h\n\n`<!-- i -->`\n",
        "<p>a  c</p>\n<p>h</p>\n<p><code>&lt;!-- i --&gt;</code></p>\n",
    ),
    "links to headings": (
        (
            "# Die Straße\n## Timeline\n## \u00dcber uns!\n[a](#die-straße) [b](#%C3%9Cber-uns) "
            "[c](#timeline) [d](#h-über-uns) [e](#coverage)"
        ),
        (
            '<h2 id="die-stra\u00dfe">Die Stra\u00dfe</h2>\n<h3 id="h-timeline">Timeline</h3>\n'
            '<h3 id="\u00fcber-uns">\u00dcber uns!</h3>\n<p><a href="#die-stra%C3%9Fe">a</a> '
            '<a href="#%C3%BCber-uns">b</a> <a href="#h-timeline">c</a> <a href="#%C3%BCber-uns">d</a> '
            '<a href="#coverage">e</a></p>\n'
        ),
    ),
    "a word in pointed brackets": ("<std:string> & <a>", "<p>&lt;std:string&gt; &amp; &lt;a&gt;</p>\n"),
    "a picture of the site": (
        "![A *seal*](/images/seal.svg)",
        '<p><img src="site:/images/seal.svg" alt="A seal" loading="lazy" decoding="async"></p>\n',
    ),
    "a picture of another site": (
        "![A seal](https://a.org/seal.png) [![b](https://a.org/c.png)](https://d.org)",
        (
            '<p><a href="https://a.org/seal.png" rel="noopener">A seal</a> '
            '<a href="https://d.org" rel="noopener">b</a></p>\n'
        ),
    ),
}


def render(text: str, mode: HtmlMode = "escape") -> tuple[str, list[str]]:
    findings = Findings()
    body = render_body(text, Links(text, findings), Dialect(mode), 1, findings)
    return body.html, [
        problem.message for problem in findings.problems("a.md") if problem.severity == "error"
    ]


@pytest.mark.parametrize("name", BODIES)
def test_a_body_becomes_html(name: str) -> None:
    text, html = BODIES[name]

    assert render(text) == (html, [])


def test_what_is_not_allowed_is_told_and_leaves_its_text() -> None:
    assert render("[a](javascript:x) ![b](data:c) [d](e.html)") == (
        "<p>a b d</p>\n",
        [
            "a javascript: address is not allowed here",
            "a data: address is not allowed here",
            '"e.html" is not an address',
        ],
    )


def test_raw_html_is_sanitized_where_the_site_wants_it() -> None:
    text = (
        '<div onclick="x"><b>a</b> <a href="/b/" style="c">d</a> <img src="/e.svg" alt="f"></div>\n\n'
        "<details><summary>g</summary>\n\n**h** <script>i</script><kbd>j</kbd>\n"
    )

    assert render(text, "sanitize") == (
        (
            '<div><b>a</b> <a href="site:/b/">d</a> <img src="site:/e.svg" alt="f"></div>\n'
            "<details><summary>g</summary>\n<p><strong>h</strong> <kbd>j</kbd></p>\n</details>"
        ),
        [],
    )


def test_links_of_raw_html_are_judged_as_others_are() -> None:
    assert render(
        '<a href="javascript:x">a</a> <a href="b.html">c</a> <a href="event:../d">e</a>', "sanitize"
    )[1] == [
        '"b.html" is not an address',
        '"/" can\'t be in "../d", which becomes part of a URL',
    ]


def test_a_symbolic_link_of_the_author_is_judged_wherever_it_stands() -> None:
    for written in ("javascript:alert(1)", "//evil.example/t.png", "https://evil.example/", "data:x", "/no/"):
        told = ["a site: address is not allowed here"]
        assert render(f"<a href='site:{written}'>x</a>", "sanitize") == ("<p><a>x</a></p>\n", told)
        assert render(f'<img src="site:{written}" alt="x">', "sanitize") == ('<img alt="x">', told)
    assert render("<a href='event:..//x'>x</a>", "sanitize")[1] == [
        '"/" can\'t be in "..//x", which becomes part of a URL'
    ]
    html = render("<div><a href='//evil.example/\n\n[x](/about/)\n\n<p>'>x</a>", "sanitize")[0]
    assert "evil" not in html


def test_an_id_of_the_author_is_never_that_of_a_heading_or_a_footnote() -> None:
    html, told = render('<h2 id="h-x">a</h2>\n\n## x\n\n<a id="fn1">b</a>[^1]\n\n[^1]: c\n', "sanitize")

    assert told == []
    assert '<h2>a</h2>\n<h2 id="x">x</h2>' in html
    assert html.count('id="fn1"') == html.count('id="fnref1"') == 1


def test_quotation_marks_of_texts_begin_no_attribute() -> None:
    text = '<b>a</b> href="site:/b/" `src="event:c"` <i title=\'href="site:/d/"\'>e</i>'

    assert render(text, "sanitize") == (
        (
            "<p><b>a</b> href=&quot;site:/b/&quot; <code>src=&quot;event:c&quot;</code> "
            '<i title="href=&quot;site:/d/&quot;">e</i></p>\n'
        ),
        [],
    )


def test_an_address_in_raw_html_is_told_where_it_stands() -> None:
    text = "a\n\n<div>\n<p>\n<a href=b.html>c</a>\n</div>\n\n> <p>\n> <img src='d&amp;e'>\n\nf\n\ng\n"
    findings = Findings()

    render_body(text, Links(text, findings), Dialect("sanitize"), 1, findings)

    assert [finding.place for finding in findings] == [Place(5, 9, 6), Place(9)]


def test_no_heading_can_have_the_id_of_a_part_of_the_theme() -> None:
    templates = Path("themes/default/templates").rglob("*.html")
    ids = {
        name for template in templates for name in re.findall(r' id="([^"{]+)', template.read_text("utf-8"))
    }

    assert {"timeline", "coverage-"} < ids
    assert [name for name in ids if not is_theme_id(name)] == []


def test_a_fragment_that_no_heading_has_is_told_with_the_nearest() -> None:
    text = "## The team\n\n[a](#the-taem) [b](#the-taem)\n"
    findings = Findings()

    html = render_body(text, Links(text, findings), Dialect(), 1, findings).html

    assert '<a href="#the-taem">a</a>' in html
    assert [(finding.place, finding.message, finding.remedy) for finding in findings] == [
        (Place(3, 5, 9), 'the page has no heading "#the-taem"', 'did you mean "the-team"?')
    ]


def test_a_link_to_a_heading_elsewhere_is_spelled_as_its_id_and_remembered() -> None:
    text = "[a](/about/#The%20Team) [b](/about/?c=d#timeline)\n"
    links = Links(text, Findings())

    html = render_body(text, links, Dialect(), 1, links.findings).html

    assert 'href="site:/about/#the-team"' in html
    assert 'href="site:/about/?c=d#timeline"' in html
    assert [reference.target for reference in links.references] == ["/about/", "/about/#the-team"]


def test_what_is_whole_is_kept_from_the_sanitizer_and_never_put_into_a_tag() -> None:
    html = render("- [x] <b>a</b>\n\n```py\nif b: c\n```\n", "sanitize")[0]

    assert '<input type="checkbox" disabled checked> <b>a</b>' in html
    assert '<span class="k">if</span>' in html

    html = render("<div title='\n\n- [x] a\n\n<p>'>b", "sanitize")[0]

    assert faults(html, sanitized=True) == []
    assert "<input" not in html


def test_pygments_knows_every_language_by_its_name() -> None:
    known = {alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases}

    assert {OTHER_NAMES.get(language, language) for language in LANGUAGES} <= known


@pytest.mark.parametrize("language", ["py", "java", "html", "diff", "console", "nonsuch"])
def test_code_in_colours_keeps_its_text(language: str) -> None:
    code = 'if a < "b": # c\n\n\tpublic int x = 1; // &amp;\n'

    assert unescape(re.sub("</?span[^>]*>", "", highlight(code, language))) == code


def test_code_that_no_person_has_written_stays_plain() -> None:
    for code in ("x " * 6_000, "x" * 501, "a" + " " * 100):
        assert highlight(code, "py") == code
    html = render("```py\nif a: b\n```\n" + "```py\n# c\n```\n" * 8_000)[0]
    assert html.startswith('<pre><code class="language-py"><span class="k">if</span>')
    assert html.endswith('<pre><code class="language-py"># c\n</code></pre>\n')


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en", "\u201c\u201d\u2018\u2019"),
        ("de-AT", "\u201e\u201c\u201a\u2018"),
        ("fr", ("\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d")),
    ],
)
def test_straight_marks_become_those_of_the_language(language: str, marks: Sequence[str]) -> None:
    opened, closed, inner_opened, inner_closed = marks
    text = '"She\'s *\'in\'*", `"x"` \\"5'

    html = render_inline(text, Links("", Findings()), Dialect(quotes=quotes_of(language)), 1)

    assert html == (
        f"{opened}She\u2019s <em>{inner_opened}in{inner_closed}</em>{closed}, "
        "<code>&quot;x&quot;</code> &quot;5"
    )


def test_a_word_with_a_hyphen_beside_a_digit_stays_on_one_line() -> None:
    html = render_inline(
        "GPT-5.5 x-y https://a.org/b-1 `c-1`", Links("", Findings()), Dialect(joined=True), 1
    )

    assert html.startswith('<span class="whole">GPT-5.5</span> x-y <a href="https://a.org/b-1"')
    assert html.endswith(">https://a.org/b-1</a> <code>c-1</code>")


def test_formulas_become_mathml_and_what_is_none_is_told() -> None:
    text = "So $x^2$ for $5 and $10\n\n$$\n\\frac{1}{2}\n$$\n\n$\\nosuch$ $\\text{<script>}$\n"
    findings = Findings()

    html = render_body(text, Links(text, findings), Dialect(math=True), 1, findings).html

    assert (
        '<math display="inline"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math> for $5 and $10' in html
    )
    assert '<p><math display="block"><mrow><mfrac>' in html
    assert "<code>$\\nosuch$</code>" in html
    assert "<code>$\\text{&lt;script&gt;}$</code>" in html
    assert [(finding.place, finding.name) for finding in findings] == [
        (Place(7, 2, 7), "malformed-math"),
        (Place(7, 12, 15), "malformed-math"),
    ]


def test_formulas_beyond_what_can_be_read_in_time_are_shown_as_they_are_typed() -> None:
    text = "$a$ " * 10_000
    findings = Findings()

    html = render_body(text, Links(text, findings), Dialect(math=True), 1, findings).html

    assert (html.count("<math"), html.count("<code>$a$</code>")) == (4761, 5239)
    told = findings.problems("content/events/long.md")
    assert {(problem.line, problem.name) for problem in told} == {(1, "malformed-math")}
    assert {problem.remedy[:14] for problem in told} == {"split the text"}


def test_inline_markdown_has_no_blocks() -> None:
    findings = Findings()

    html = render_inline("# a\n- b [^1] <i> **c**", Links("", findings), Dialect(), 1)

    assert html == "# a\n- b [^1] &lt;i&gt; <strong>c</strong>"
