"""The mail edition of a recap, as HTML and as plain text."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "</style><script>alert(1)</script> & \"quotes\" 'single' %s {{ 7 * 7 }}"

NOTE = """\
One [link](https://example.com/x) and `code`[^1].\\
A new line.

### What we saw

- An item that is so long that it has to go on in the next line of the text
- Another
  - below it
    1. and deeper
- The last

> A quotation that is so long that it has to go on in the next line of a text.
>
> > Of a quotation

| Model | Price |
|:------|------:|
| Alpha | 12    |
| Beta  | [3](/archive/) |

```
def f(x):
    return "a line of code that is longer than any line of a mail can be, but stays one"

f(1)
```

![A *seal*](/images/seal.svg "Title")

---

Term
: What it means

<https://example.com/>

[^1]: A note.
"""
NOTE_AS_TEXT = """\
One link (https://example.com/x) and code[1].
A new line.

## What we saw

- An item that is so long that it has to go on in the next line of the
  text
- Another
  - below it
    1. and deeper
- The last

> A quotation that is so long that it has to go on in the next line of a
> text.
>
> > Of a quotation

Model | Price
-------------
Alpha | 12
Beta | 3 (https://digest.example.org/archive/)

    def f(x):
        return "a line of code that is longer than any line of a mail can be, but stays one"

    f(1)

[A seal]

* * *

Term
  What it means

https://example.com/

* * *

1. A note.
"""


@pytest.fixture
def week(site: SiteFolder) -> SiteFolder:
    """A week with an intro, an event in full and one in the list of the rest."""
    site.with_settings(recap={"top": 1, "name": "The Recap"}, mail={"unsubscribe": "https://x.example/leave"})
    site.with_event(
        "memo",
        hook="A memo *names* it.",
        tldr={
            "what_changed": "A memo & a [list](https://example.com/list?a=1&b=2).",
            "why_it_matters": "It does.",
        },
        importance=5,
    )
    site.with_event("chip", title="新しいチップ", lang="ja", published="2026-04-24")
    return site.with_file(
        "content/weekly/2026-w17.md",
        "---\ntitle: A week of memos\n---\nSee [the memo](event:memo) and [us](/archive/).\n\nThen more.\n",
    )


def test_the_plain_text_says_all_that_the_recap_does(week: SiteFolder) -> None:
    week.build()

    assert week.page("/weekly/2026-w17/mail.txt") == (
        "The Test Week\n"
        "A week of memos\n"
        "Apr 20\u2009\u2013\u200926, 2026 · 2 events\n"
        "https://digest.example.org/weekly/2026-w17/\n"
        "\n"
        "See the memo (https://digest.example.org/events/memo/) and us\n"
        "(https://digest.example.org/archive/).\n"
        "\n"
        "Then more.\n"
        "\n"
        "== The events that mattered ==\n"
        "\n"
        "1. A memo is published\n"
        "   Example News · April 23\n"
        "   https://digest.example.org/events/memo/\n"
        "\n"
        "   A memo names it.\n"
        "\n"
        "   What changed: A memo & a list (https://example.com/list?a=1&b=2).\n"
        "\n"
        "   Why it matters: It does.\n"
        "\n"
        "== Also this week ==\n"
        "\n"
        "Other\n"
        "\n"
        "- 新しいチップ (Example News)\n"
        "  https://digest.example.org/events/chip/\n"
        "\n"
        "--\n"
        "All rights to the reports belong to their original publishers.\n"
        "The Test Week: https://digest.example.org/\n"
        "Unsubscribe: https://x.example/leave\n"
    )


def test_the_plain_text_keeps_the_shape_of_a_note(week: SiteFolder) -> None:
    week.with_file("content/static/images/seal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    week.with_file("content/weekly/2026-w17.md", f"---\ntitle: A week\n---\n{NOTE}").build()

    text = week.page("/weekly/2026-w17/mail.txt")
    assert text.partition("/2026-w17/\n\n")[2].partition("\n== The events")[0] == NOTE_AS_TEXT


def test_pictures_tables_and_code_fit_a_narrow_window(week: SiteFolder, browser: "Browser") -> None:
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='300'/>"
    week.with_file("content/static/images/seal.svg", picture)
    week.with_file("content/static/images/icon.svg", picture.replace("1600", "20").replace("300", "20"))
    cells = "| " + " | ".join(["averyverylongword" * 3] * 6) + " |\n"
    table = cells + "|---|---:|:---:|:---|---|---|\n" + cells
    body = f"{NOTE}\n![](/images/icon.svg)\n\n{table}\n    {'code ' * 60}{'x' * 300}\n"
    week.with_file("content/weekly/2026-w17.md", f"---\ntitle: A week\n---\n{body}").build()
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.route(
        "https://digest.example.org/**",
        lambda route: route.fulfill(path=week.output / route.request.url.split("/", 3)[3]),
    )

    page.goto((week.output / "weekly/2026-w17/mail.html").as_uri())
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth)")

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate("[...document.images].map(image => image.width)") == [324, 20]
    alignments = (
        "[...document.querySelectorAll('.intro table:last-of-type td')].map(cell => cell.style.textAlign)"
    )
    assert page.evaluate(alignments)[-6:] == ["start", "right", "center", "left", "start", "start"]
    page.close()


def test_outlook_is_told_how_wide_a_picture_may_be(week: SiteFolder) -> None:
    week.with_settings(markdown={"html": "sanitize"}, recap={"top": 1})
    week.with_file("content/static/a.png", b"")
    pictures = "".join(
        f'<img src="/a.png" alt="{alt}"{size}>'
        for alt, size in (
            ("plain", ""),
            ("small", ' width="40" height="30"'),
            ("huge &gt; &quot; width=&quot;5", ' width="1200" height="225"'),
        )
    )
    week.with_file("content/weekly/2026-w17.md", f"---\ntitle: A week\n---\n<p>{pictures}</p>\n").build()

    found = re.findall(r'<img src="[^"]*" ?(.*?)>(?=<|$)', week.page("/weekly/2026-w17/mail.html"))
    fitted = "max-width:100%;height:auto"
    assert found == [
        f'alt="plain" style="{fitted};width:auto" width="544"',
        f'alt="small" width="40" height="30" style="{fitted}"',
        f'alt="huge > &quot; width=&quot;5" style="{fitted}" width="544"',
    ]


def test_the_html_stands_alone(week: SiteFolder) -> None:
    week.with_settings(base_url="https://host.example/team/digest/").build()

    html = week.page("/weekly/2026-w17/mail.html")
    links = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert [link for link in links if not link.startswith(("https://", "http://"))] == []
    assert "https://host.example/team/digest/events/memo/" in links
    assert re.findall("<(?:img|script|link rel=.stylesheet)", html) == []
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme: dark)" in html
    kept = re.findall('<style data-css-inline="keep">(.*?)</style>', html, re.DOTALL)
    assert [("[data-ogsb] .sheet" in sheet, "[data-ogsc] .sheet" in sheet) for sheet in kept] == [
        (True, True)
    ]
    assert not re.search(r'class="hook"[^>]*italic', html), "emphasis in a hook could not be seen"
    assert re.search(r'<p class="answer" style="[^"]*padding-top: ?8px', html)
    assert len(html.encode()) < 20_000


def test_search_engines_are_not_sent_to_mails(week: SiteFolder) -> None:
    week.build()

    assert "mail" not in week.page("/sitemap.xml")


def test_mails_can_be_turned_off(week: SiteFolder) -> None:
    week.with_settings(mail={"enabled": False}).build()

    assert [path for path in week.files() if "mail" in path] == []


def test_hostile_texts_stay_texts(week: SiteFolder) -> None:
    week.with_settings(title=HOSTILE, recap={"top": 1}).with_event(
        "memo", title=HOSTILE, hook=HOSTILE, importance=5
    ).build()

    html, text = week.page("/weekly/2026-w17/mail.html"), week.page("/weekly/2026-w17/mail.txt")
    assert "<script" not in html
    # One for all, and one for Outlook.
    assert html.count("<style") == html.count("</style>") == 3
    assert f"1. {HOSTILE}" in " ".join(text.split())


def test_long_lines_are_wrapped_and_addresses_are_not(week: SiteFolder) -> None:
    path = "very-long-" * 15
    week.with_event(
        "memo",
        importance=5,
        tldr={
            "what_changed": f"{'word ' * 60}[x](https://example.com/{path})",
            "why_it_matters": "蒸留" * 60,
        },
    )
    week.build()

    lines = week.page("/weekly/2026-w17/mail.txt").splitlines()
    assert [line for line in lines if len(line) > 72] == [f"   (https://example.com/{path})"]
    assert [len(line) for line in lines if "蒸留蒸留" in line] == [45, 37, 37, 29]


@pytest.mark.parametrize("width", [600, 360])
@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 253, 248)"), ("dark", "rgb(23, 22, 20)")])
def test_a_mail_reads_well_in_a_browser(
    week: SiteFolder, browser: "Browser", width: int, scheme: str, paper: str
) -> None:
    week.with_event("memo", title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3).build()
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals

    page.goto((week.output / "weekly/2026-w17/mail.html").as_uri())

    sheet = "document.querySelector('.sheet')"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(f"getComputedStyle({sheet}).backgroundColor") == paper
    assert page.evaluate(f"{sheet}.getBoundingClientRect().width") == min(width, 600)
    page.close()
