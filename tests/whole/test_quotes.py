"""Claims and the words that they rest on, from front matter to what readers and machines get."""

import json
import re

import pytest

from generator.reviewed_text import text_digest
from tests.sites import SiteFolder

WORDS = {
    "source": 'under the "Apache" <script>alert(1)</script> License',
    "beta": "权重已公开发布",
    "gamma": "\u202eعلى الويب المفتوح",
    "delta": "seit Freitag für alle frei",
}
COVERAGE = [
    {"title": f"{name.title()} reports", "url": f"https://{name}.example/", "source": name.title()}
    for name in ("beta", "gamma", "delta")
]
CLAIM = {
    "text": "The weights are free.",
    "quotes": [{"cite": cite, "text": text} for cite, text in WORDS.items()],
}


def with_claim(site: SiteFolder, **more: object) -> SiteFolder:
    insight = {"origin": "ai-reviewed", "reviewed_by": "Ada Example", "takeaways": [CLAIM]}
    return site.with_event("memo", coverage=COVERAGE, insight=insight, **more)


def test_readers_find_the_words_under_the_claim_and_machines_in_the_data(site: SiteFolder) -> None:
    site.with_settings(problems={"control-character": "off"})
    tldr = {"what_changed": "It is out.", "quotes": {"what_changed": [{"cite": "source", "text": "out now"}]}}
    with_claim(site, tldr=tldr).build()

    page = site.page("/events/memo/")
    folded = re.findall(
        r'<details class="words"><summary>The words this rests on</summary>(.*?)</details>', page, re.DOTALL
    )
    assert [words.count("<blockquote") for words in folded] == [1, 4]
    assert "under the &#34;Apache&#34; &lt;script&gt;alert(1)&lt;/script&gt; License" in folded[1]
    assert '<blockquote cite="https://beta.example/"><q dir="auto">权重已公开发布</q>' in folded[1]
    assert re.findall(r'aria-label="(source \d: [^"]+)"', page) == [
        "source 1: Example News", "source 2: Beta", "source 3: Gamma", "source 4: Delta",
    ]  # fmt: skip
    (linked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    claims = [node for node in _nodes(json.loads(linked)) if node.get("@type") == "Claim"]
    assert [[quote["isBasedOn"] for quote in claim["citation"]] for claim in claims] == [
        ["https://example.com/memo"],
        ["https://example.com/memo", *(f"https://{name}.example/" for name in ("beta", "gamma", "delta"))],
    ]
    (event,) = json.loads(site.page("/data/2026-04.json"))["events"]
    assert event["insight"]["takeaways"][0]["cites"] == ["source", "Beta", "Gamma", "Delta"]
    assert event["tldr"]["what_changed_quotes"] == [{"cite": "source", "text": "out now"}]
    assert "(&lt;bdi&gt;Example News&lt;/bdi&gt;, &lt;bdi&gt;Beta&lt;/bdi&gt;" in site.page("/feed.xml")


def lines_of(told: str) -> list[tuple[str, str]]:
    """Return place and message of each problem of the event."""
    return re.findall(r"^content/events/memo\.md:(\d+:\d+): (?:error|warning): (.*)$", told, re.MULTILINE)


def _nodes(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [node for item in value for node in _nodes(item)]
    return [value, *_nodes(list(value.values()))] if isinstance(value, dict) else []


def test_words_of_nobody_and_too_many_words_are_refused(site: SiteFolder) -> None:
    quotes = [{"cite": "nowhere", "text": "Words."}, {"cite": "source", "text": "word " * 26}]
    tldr = {
        "what_changed": "It is out.",
        "quotes": {"why_it_matters": [{"cite": "source", "text": "Words."}]},
    }
    takeaways = [{"text": "It is free.", "quotes": quotes}]
    told = site.with_event("memo", tldr=tldr, insight={"origin": "ai", "takeaways": takeaways}).errors()

    lost = "there is no tldr.why_it_matters for them, so that they would be shown nowhere [missing-key]"
    quotes_of = "insight.takeaways[0].quotes"
    assert lines_of(told) == [
        ("11:5", f"tldr.quotes.why_it_matters: {lost}"),
        ("18:13", f'{quotes_of}[0].cite: no coverage has the id "nowhere" [unknown-cite]'),
        ("21:13", f"{quotes_of}[1].text: the quote has 26 words, 25 are the most [long-quote]"),
    ]


HIDDEN = {
    "five thousand words": ("word " * 5_000, 5_000),
    "in one word": ("word" * 5_000, 500),
    "joined by what nobody sees": ("word\u200b" * 26, 26),
    "joined by lines": ("word_" * 26, 26),
    "joined by dashes": ("word\u2014" * 26, 26),
    "Chinese": ("\u6743" * 52, 26),
    "Thai, which has no spaces": ("\u0e01" * 126, 26),
}


@pytest.mark.parametrize(("text", "words"), HIDDEN.values(), ids=HIDDEN.keys())
def test_no_way_of_writing_makes_a_long_quote_short(site: SiteFolder, text: str, words: int) -> None:
    takeaways = [{"text": "It is free.", "quotes": [{"cite": "source", "text": text}]}]
    told = site.with_event("memo", insight={"origin": "ai", "takeaways": takeaways}).errors()

    path = "insight.takeaways[0].quotes[0].text"
    (said,) = [message for _, message in lines_of(told) if "long-quote" in message]
    assert said == f"{path}: the quote has {words} words, 25 are the most [long-quote]"


def test_an_empty_quote_is_told_and_one_of_25_words_is_none_too_long(site: SiteFolder) -> None:
    quotes = [{"cite": "source", "text": text} for text in ("word " * 25, "\u6743" * 50, "")]
    takeaways = [{"text": "It is free.", "quotes": quotes}]
    told = site.with_event("memo", insight={"origin": "ai", "takeaways": takeaways}).errors()

    assert [message for _, message in lines_of(told)] == [
        "insight.takeaways[0].quotes[2].text: must have a value [missing-key]"
    ]


def test_a_path_to_no_text_is_told_whatever_it_says(site: SiteFolder) -> None:
    paths = ("insight.takeaways.9", "insight.takeaways.-1", "insight.__class__", "title.upper", "9" * 150)
    with_claim(site, provenance={"reviewed_text": dict.fromkeys(paths, "0")})

    gone = [f"{path} is gone since it was reviewed [changed-since-review]" for path in paths]
    assert [said.split(": ", 1)[1] for _, said in lines_of(site.warnings()) if "review" in said] == gone


def test_a_site_may_ask_for_words_of_every_claim_of_a_machine(site: SiteFolder) -> None:
    takeaways = ["It is free."]
    site.with_event(
        "memo", tldr={"what_changed": "It is out."}, insight={"origin": "ai", "takeaways": takeaways}
    )
    assert "[unquoted-claim]" not in site.warnings()

    site.with_settings(problems={"unquoted-claim": "warning", "uncited-claim": "off"})
    message = "insight.takeaways[0]: no words of a source are given for it [unquoted-claim]"
    assert lines_of(site.warnings()) == [("12:5", message)]
    with_claim(site)
    assert site.warnings() == ""


def test_a_text_that_has_changed_since_its_review_is_told(site: SiteFolder) -> None:
    reviewed = {
        "insight.takeaways.0.text": text_digest("The weights  are\nfree."),
        "tldr.what_changed": text_digest("Gone."),
    }
    with_claim(site, provenance={"reviewed_text": reviewed})

    message = "tldr.what_changed is gone since it was reviewed [changed-since-review]"
    assert ("34:24", f"provenance.reviewed_text.tldr.what_changed: {message}") in lines_of(site.warnings())
    assert "takeaways.0.text has changed" not in site.warnings()
