"""Safe markup as plain text of many lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.plain_text import plain
from generator.render.blocks import KEPT, plain_blocks, plain_with_links
from generator.render.mail import to_plain_text

TAGS = [
    *("p", "h2", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody", "tr", "th", "td"),
    *("dl", "dt", "dd", "a", "img", "br", "hr", "div", "details", "summary", "b"),
]
ATTRIBUTES = [
    *("", ' href="https://x.example/"', ' alt="x"', ' start="7"', ' start="x"', ' class="footnote-backref"')
]
tags = st.builds(
    "<{}{}{}>".format, st.sampled_from(("", "/")), st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        (
            '<ul><li><label><input checked> a</label></li><li><input type="checkbox">b</li></ul>',
            "- [x] a\n- [ ] b",
        ),
        ("a<br>b<hr>c", "a\nb\n\n* * *\n\nc"),
        ("<ol start=9><li>a</li><li>b</li></ol>", "9. a\n10. b"),
        ("<ul><li><p>a</p><pre>b\n c</pre></li></ul>", f"- a\n\n  {KEPT}    b\n  {KEPT}     c"),
        ("<table><tr><td><p>a</p></td><td>b<br>c</td></tr></table>", "a | b c"),
        ('<a href="/p/#x">a</a> <a href="/q/">b</a>', "a b (/q/)"),
        ('<a href="https://x.example/">https://x.example/</a>', "https://x.example/"),
        ('<a href="mailto:a@x.example">a@x.example</a>', "a@x.example"),
        ('<p>a <img src="x" alt="the  <b>"> b <img src="y" alt=""></p>', "a [the <b>] b"),
        ("<script>a</script>b<style>c</style>", "b"),
        ("<pre>a<br>b</pre>", f"{KEPT}    a\n{KEPT}    b"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<blockquote><blockquote>a</blockquote>b</blockquote>c", "> > a\n>\n> b\n\nc"),
    ],
)
def test_blocks_are_lines(html: str, text: str) -> None:
    assert plain_blocks(html, "/p/") == text


def test_a_text_on_one_line_keeps_links_and_alternative_texts() -> None:
    html = 'a <a href="https://x.example/?a=1&amp;b">b</a> <img src="c" alt="d"> <code>e</code>'

    assert plain_with_links(html) == "a b (https://x.example/?a=1&b) [d] e"
    assert plain(html) == "a b d e"


@settings(max_examples=100, deadline=2000)
@given(st.lists(tags | st.sampled_from(("word ", "\n", "&amp;", "long" * 30)), max_size=30).map("".join))
def test_whatever_is_open_no_word_is_lost(html: str) -> None:
    text = to_plain_text(plain_blocks(html))

    assert KEPT not in text
    if "footnote-backref" not in html:
        assert text.count("word") == html.count("word")
