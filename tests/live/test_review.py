"""The review in the preview: claims beside their sources, what a reader decides, and who is kept out."""

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from generator.desk.articles.extraction import Article
from generator.desk.database import Database
from generator.desk.records import Step
from generator.editing.front_matter import read_keys
from generator.live.review_door import show, take
from generator.reviewed_text import text_digest
from tests.desk.articles import PARAGRAPHS
from tests.live.conftest import Serve
from tests.live.pages import faults, says
from tests.live.preview import PATIENCE
from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Page

REVIEW = "__weekmark/desk/review/"
MEMO = """---
title: Eastport orders cranes  # a working title
url: https://post.example/memo
source: post
published: 2026-04-23
draft: true
hook: Norwich buys <script>alert(1)</script> cranes.
tldr:
  what_changed: 'The board signed for \\*320\\* cranes.'
  why_it_matters: Nothing was ever larger.   # really?
  quotes:
    what_changed:
    - cite: source
      text: contract worth $1.5 billion for 320 electric cranes
origin: ai
model: m-1
insight:
  origin: ai
  model: m-1
  takeaways:
  - text: No berth is closed.
    quotes:
    - {cite: wire, text: We will not close a single berth}
  # keep an eye on this one
  - text: Cranes of Norwich will run in 2031.
    quotes:
    - cite: source
      text: the first 13 cranes will run
  implications:
  - prediction: Ports follow.
    rationale: It is large.
    quotes: [{cite: source, text: the largest order it has placed since 1998}]
coverage:
- {source: wire, title: Cranes, url: "https://wire.example/memo", published: 2026-04-23}
provenance:
  at: '2026-04-24T10:00:00Z'
  sources: {source: 00}
---
"""


@pytest.fixture
def memo(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An event that a machine has written, with two reports whose texts are kept."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(site.root.parent / "settings"))
    site.with_settings().with_file("content/sources.yaml", "post: {name: Post}\nwire: {name: Wire}\n")
    site.with_event("mine", title="Written by hand", published="2026-04-22")
    site.with_file("content/events/memo.md", MEMO)
    with Database.open(site.root / ".weekmark") as database:
        for host in ("post", "wire"):
            url = f"https://{host}.example/memo"
            article = Article(url, "\n".join(PARAGRAPHS), lang="en-GB" if host == "post" else 'x"_y')
            database.keep_text(url, int(time.time()), article)
    return site.root / "content/events/memo.md"


class Reader:
    """Whoever reviews, over HTTP."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.shown = ""
        self.opens()

    def opens(self, slug: str = "memo") -> str:
        """Open the page of an event."""
        answer = httpx2.get(f"{self.base}{REVIEW}", params={"event": slug} if slug else {})
        self.shown = answer.text
        return self.shown

    def does(self, action: str, **more: Any) -> tuple[int, dict[str, Any]]:
        """Ask for a step, as the page that is open does."""
        wish = {"action": action, "event": "memo", "version": self.found("data-version"), **more}
        own = {"origin": self.base.rstrip("/"), "x-weekmark-token": self.found('"weekmark-token" content')}
        answer = httpx2.post(f"{self.base}{REVIEW}step", json=wish, headers=own, timeout=PATIENCE)
        return answer.status_code, answer.json()

    def found(self, attribute: str) -> str:
        """Return the value of an attribute."""
        found = re.search(f'{attribute}="([^"]*)"', self.shown)
        assert found, attribute
        return found[1]

    def digests(self) -> list[str]:
        """Return what tells each claim apart."""
        return re.findall('data-digest="([^"]+)"', self.shown)


def keys(memo: Path) -> dict[str, Any]:
    return read_keys(memo.read_bytes())


def test_each_claim_stands_beside_its_words_and_is_vouched_for(memo: Path, serve: Serve) -> None:
    reader = Reader(serve().url)
    listed = reader.opens("")
    assert "1 event waits" in listed
    assert "Eastport orders cranes" in listed
    assert "Written by hand" not in listed
    shown = reader.opens()
    assert "<script>alert" not in shown
    assert "The board signed for *320* cranes." in shown
    assert "signed a <mark>contract worth $1.5 billion for 320 electric cranes</mark>, the largest" in shown
    assert "“<mark>We will not close a single berth</mark>,” said Maria Keller" in shown
    assert shown.count('<blockquote dir="auto" lang="en-GB">') == 2
    assert "x&#34;_y" not in shown
    assert "No words of a source are given for it." in shown
    assert "Stands in no text that is kept: 2031, Norwich." in shown
    assert "Look twice: these words are not in the text of this report." in shown
    assert "another text than the draft was made from" in shown
    accepted = reader.digests()

    assert reader.does("drop", claim="insight.takeaways.1") == (
        200,
        {
            "ok": True,
            "words": 'dropped takeaway 2 of "Eastport orders cranes" in content/events/memo.md',
            "to": "?event=memo",
        },
    )
    gone = MEMO[MEMO.index("  - text: Cranes of") : MEMO.index("  implications")]
    assert memo.read_text() == MEMO.replace(gone, "")
    status, answer = reader.does("drop", claim="hook")  # by the page from before
    assert (status, answer["words"]) == (
        409,
        "content/events/memo.md was changed meanwhile. load the page again",
    )
    reader.opens()
    assert (
        reader.does("edit", claim="tldr.why_it_matters", texts={"tldr.why_it_matters": "It's\nlarge."})[0]
        == 200
    )
    assert "  why_it_matters: It's large.   # really?\n" in memo.read_text()
    reader.opens()
    status, answer = reader.does("reviewed", accepted=accepted, by="Ada Example")
    assert (status, answer["words"]) == (409, "not accepted yet: Why it matters. accept, edit or drop each")
    assert reader.does("reviewed", accepted=reader.digests(), by=" ")[0] == 409
    before = memo.read_bytes()
    status, answer = reader.does("reviewed", accepted=reader.digests(), by="Ada Example")
    assert (status, answer["to"]) == (200, "./")
    found = keys(memo)
    day = time.strftime("%Y-%m-%d", time.gmtime())
    for part in (found, found["insight"]):
        assert [part[key] for key in ("origin", "reviewed_by", "reviewed")] == [
            "ai-reviewed",
            "Ada Example",
            day,
        ]
    texts = {
        "hook": found["hook"],
        "tldr.what_changed": "The board signed for \\*320\\* cranes.",
        "tldr.why_it_matters": "It's large.",
        "insight.takeaways.0.text": "No berth is closed.",
        "insight.implications.0.prediction": "Ports follow.",
        "insight.implications.0.rationale": "It is large.",
    }
    assert found["provenance"]["reviewed_text"] == {path: text_digest(text) for path, text in texts.items()}
    assert "Nothing waits" in reader.opens("")

    reader.opens()
    assert reader.does("undo")[1]["to"] == "?event=memo"
    assert memo.read_bytes() == before
    reader.does("undo")
    reader.does("undo")
    assert memo.read_text() == MEMO
    status, answer = reader.does("undo")
    assert (status, answer["words"]) == (409, "there is nothing to take back")
    with Database.open(memo.parents[2] / ".weekmark") as database:
        database.add_step(Step('took "Cranes" as cranes.md'), 0)
    assert reader.does("undo")[1]["words"] == (
        'the last step was none of a review: took "Cranes" as cranes.md. take it back in the inbox'
    )


def test_what_has_changed_since_its_review_waits_again(memo: Path, serve: Serve) -> None:
    reader = Reader(serve().url)
    assert reader.does("reviewed", accepted=reader.digests(), by="Ada Example")[0] == 200
    memo.write_bytes(memo.read_bytes().replace(b"Ports follow.", b"No port follows."))
    assert "changed since its review" in reader.opens("")
    shown = reader.opens()
    assert "It was reviewed by Ada Example and has changed since" in shown
    assert shown.count("Not the text that was reviewed.") == 1
    assert shown.count(" data-reviewed>") == len(reader.digests()) - 1
    before = memo.read_bytes().splitlines()
    assert reader.does("reviewed", accepted=reader.digests(), by="Ben Example")[0] == 200
    after = memo.read_bytes().splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    digest = text_digest("No port follows.").encode()
    assert changed == [
        b"reviewed_by: Ben Example",
        b"    insight.implications.0.prediction: " + digest,
    ] or changed == [
        b"  reviewed_by: Ben Example",
        b"    insight.implications.0.prediction: " + digest,
    ]
    assert "Nothing waits" in reader.opens("")


def test_no_other_page_can_take_a_step_of_a_review(memo: Path, serve: Serve) -> None:
    base = serve().url
    reader = Reader(base)
    own = {"origin": base.rstrip("/"), "x-weekmark-token": reader.found('"weekmark-token" content')}
    wish = {"action": "drop", "event": "memo", "claim": "hook", "version": reader.found("data-version")}

    def status(headers: dict[str, str], **more: str) -> int:
        return httpx2.post(f"{base}{REVIEW}step", json={**wish, **more}, headers=headers).status_code

    assert status(own | {"origin": "https://evil.example"}) == 403
    assert status(own | {"host": "evil.example"}) == 421
    assert status(own | {"x-weekmark-token": "guess"}) == 403
    assert status({"x-weekmark-token": own["x-weekmark-token"]}) == 403
    assert httpx2.post(f"{base}{REVIEW}step", content="[]", headers=own).status_code == 400
    assert status(own, action="explode") == 409
    assert status(own, claim="title") == 409
    assert status(own, event="../../site") == 409
    assert httpx2.get(f"{base}{REVIEW}", params={"event": "no<b>"}).status_code == 409
    assert memo.read_text() == MEMO


def test_beyond_this_machine_the_review_is_shut(memo: Path, serve: Serve) -> None:
    preview = serve("--host", "0.0.0.0")  # noqa: S104 - what a user may do is what this is about
    assert httpx2.get(preview.url + REVIEW).status_code == 403
    link = preview.said("the desk, for you alone: ").rpartition(" ")[2]
    with httpx2.Client() as client:
        client.get(link)
        assert "1 event waits" in client.get(preview.url + REVIEW).text
    assert memo.read_text() == MEMO


EVIL = '<img src=x onerror="document.title=1">'


@pytest.mark.usefixtures("memo")
def test_hostile_words_are_only_words(site: SiteFolder, serve: Serve) -> None:
    """With the line breaks of Windows, in a site whose texts are a machine's unless they say otherwise."""
    site.with_settings(origin="ai").with_file("content/sources.yaml", f"post: {{name: '{EVIL}'}}\n")
    text = f"He said: {EVIL} </mark></p><script>alert(1)</script> is fine.\n{'long ' * 30_000}end"
    evil = "https://post.example/evil"
    with Database.open(site.root / ".weekmark") as database:
        database.keep_text(evil, int(time.time()), Article(evil, text))
    lines = (
        f"title: '{EVIL}'",
        f"url: {evil}",
        "source: post",
        "published: 2026-04-24",
        "insight:",
        "  origin: ai",
        "  takeaways:",
        f"  - 'plain\u202e {EVIL}'",
        "  - text: two",
        "    quotes: [{cite: source, text: '</mark></p><script>alert(1)</script> is fine'}]",
        "  - text: three",
        f"    quotes: [{{cite: source, text: '{EVIL} is fine'}}, {{cite: Source, text: is fine}}]",
    )
    file = site.root / "content/events/evil.md"
    before = ("---\r\n" + "\r\n".join(lines) + f"\r\n---\r\nA body {EVIL}\r\n").encode()
    file.write_bytes(before)
    reader = Reader(serve().url)
    assert "2 events wait" in reader.opens("")  # the one by hand says nothing that could be a machine's
    assert EVIL not in reader.shown
    shown = reader.opens("evil")
    assert EVIL not in shown
    assert shown.count("<script") == 1
    assert "<mark>&lt;/mark&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; is fine</mark>" in shown
    assert "Has characters that nobody sees: U+202E." in shown
    assert "It goes on." in shown
    assert len(shown) < 120_000
    assert reader.does("drop", event="evil", claim="body")[0] == 409
    assert reader.does("unquote", event="evil", claim="insight.takeaways.2", quote=2)[0] == 409
    assert reader.does("unquote", event="evil", claim="insight.takeaways.2", quote=0)[0] == 200
    assert file.read_bytes() == before.replace(f"{{cite: source, text: '{EVIL} is fine'}}, ".encode(), b"")
    reader.opens("evil")
    texts = {"insight.takeaways.0": "He said:\n'x'"}
    assert reader.does("edit", event="evil", claim="insight.takeaways.0", texts=texts)[0] == 200
    assert b"  - He said: 'x'\r\n" not in file.read_bytes()  # that would be a mapping
    reader.opens("evil")
    status, answer = reader.does("reviewed", event="evil", accepted=reader.digests(), by="- Ada: <b>")
    assert (status, answer["to"]) == (200, "?event=memo")  # which waits next
    after = read_keys(file.read_bytes())
    assert [after["origin"], after["insight"]["reviewed_by"]] == ["ai-reviewed", "- Ada: <b>"]
    assert list(after["provenance"]["reviewed_text"]) == [
        "insight.takeaways.0",
        "insight.takeaways.1.text",
        "insight.takeaways.2.text",
    ]
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")
    for _ in range(3):
        assert reader.does("undo")[0] == 200
    assert file.read_bytes() == before


def test_an_event_without_claims_is_left_alone_and_a_broken_one_is_told(
    memo: Path, site: SiteFolder, serve: Serve
) -> None:
    site.with_file("content/events/broken.md", "---\ntitle: A\norigin: ai\nhook: [\n---\n")
    reader = Reader(serve().url)
    assert "its file has errors" in reader.opens("")
    assert "content/events/broken.md:4: " in reader.opens("broken")
    reader.opens()
    for claim in ("takeaways.1", "takeaways.0", "implications.0"):
        assert reader.does("drop", claim=f"insight.{claim}")[0] == 200
        reader.opens()
    assert "insight" not in keys(memo)
    for claim in ("hook", "tldr.what_changed", "tldr.why_it_matters"):
        assert reader.does("drop", claim=claim)[0] == 200
        reader.opens()
    assert keys(memo).keys() == {
        "title",
        "url",
        "source",
        "published",
        "draft",
        "origin",
        "model",
        "coverage",
        "provenance",
    }
    assert "Eastport" not in reader.opens("")


def test_a_reader_reviews_by_keys_and_by_touch(phone: "Page", memo: Path, serve: Serve) -> None:
    phone.goto(serve().url + REVIEW)
    assert faults(phone) == []
    phone.keyboard.press("Enter")
    claims = phone.locator("article")
    claims.nth(5).wait_for()
    assert faults(phone) == []
    phone.keyboard.press("a")  # the hook
    phone.locator("article", has_text="The board signed").get_by_role("button", name="Accept").tap()
    assert phone.locator("#accepted").text_content() == "2"
    phone.keyboard.press("e")
    field = phone.get_by_role("textbox", name="Why it matters")
    field.fill("It is the largest since 1998.")
    assert faults(phone) == []
    field.press("Control+Enter")
    says(phone, "edited why it matters")
    assert phone.locator("#accepted").text_content() == "2"
    phone.locator("article", has_text="It is the largest since 1998.").get_by_role(
        "button", name="Accept"
    ).tap()
    phone.locator("article", has_text="Norwich will run").get_by_role("button", name="Drop").tap()
    says(phone, "dropped takeaway 2")
    phone.keyboard.press("u")
    says(phone, "taken back: dropped takeaway 2")
    phone.locator("article", has_text="Norwich will run").get_by_role("button", name="Drop").tap()
    phone.locator("article", has_text="Norwich will run").wait_for(state="detached")
    phone.keyboard.press("R")
    says(phone, "Say who has reviewed it.")
    phone.get_by_label("Reviewed by").fill("Ada Example")
    phone.get_by_role("button", name="Reviewed").tap()
    says(phone, "not accepted yet: Takeaway 1, Prediction 1")
    for text in ("No berth is closed.", "Ports follow."):
        phone.locator("article", has_text=text).get_by_role("button", name="Accept").tap()
    says(phone, "All is accepted")
    phone.locator("article", has_text="Ports follow.").get_by_role("link", name="Post").tap()
    assert phone.locator("#t-source mark").all_text_contents() == [
        "contract worth $1.5 billion for 320 electric cranes",
        "the largest order it has placed since 1998",
    ]
    phone.keyboard.press("R")
    says(phone, "reviewed the claims of")
    assert phone.get_by_text("Nothing waits").is_visible()
    assert keys(memo)["insight"]["reviewed_by"] == "Ada Example"


def test_without_the_extra_a_review_says_what_to_install(memo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    place = (memo.parents[2], memo.parents[2] / "site.yaml")
    page, status = show("memo", *place, "/", "")
    assert status == 500
    assert b"pip install &#39;weekmark[desk]&#39;" in page
    words = "the desk needs trafilatura, which the base install leaves out. install it with: "
    assert take(*place, b"{}") == ({"ok": False, "words": f"{words}pip install 'weekmark[desk]'"}, 409)
