"""What a review tells of claims, and the texts that it fetches, behind the same walls as any."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.desk.articles import fetching
from generator.desk.database import Database
from generator.errors import WeekmarkError
from generator.inbox.desk_site import load_desk_site
from generator.inbox.evidence import Shown
from generator.inbox.reviewing import Reviewing
from tests.desk.articles import page
from tests.desk.home import Home
from tests.desk.host import FeedHost

EVENT = """---
title: Eastport orders cranes
url: {first}
source: post
published: 2026-05-15
origin: ai
hook: Norwood buys cranes.
insight:
  origin: ai
  takeaways:
  - {{text: A berth is kept., quotes: [{{cite: Wire, text: not close a single berth}}]}}
  - {{text: It is large., quotes: [{{cite: source, text: the first 12 cranes}}]}}
  timeline:
  - {{date: 2026-05-14, text: Signed., quotes: [{{cite: source, text: said on 14 May that it had signed}}]}}
  - {{date: 2026-05-15, text: Told., quotes: [{{cite: source, text: declined to comment}}]}}
  - {{date: 2026-05-16, text: See www.post.example., quotes: [{{cite: source, text: since 1998. “We will}}]}}
coverage:
- {{source: wire, title: Cranes, url: "{second}"}}
---
"""


@pytest.fixture
def texts(home: Home, host: FeedHost, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A site with an event, and the pages of its two reports."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    first = host.serves("/post", page(), Content_Type="text/html")
    home.site.with_file("content/sources.yaml", "post: {name: Post}\nwire: {name: Wire}\n")
    return (
        home.site.with_file("content/events/memo.md", EVENT.format(first=first, second=f"{host.base}/wire"))
        and home
    )


def looked_at(home: Home, *, fetch: bool) -> tuple[tuple[str, ...], tuple[Shown, ...]]:
    """Return which texts could not be had, and the claims."""
    site = load_desk_site(home.site.root, home.site.root / "site.yaml")
    with Database.open(site.folder) as database:
        reviewing = Reviewing(site, database)
        reviewed = reviewing.find("memo")
        failures = reviewing.fetch(reviewed) if fetch else ()
        shown, _ = reviewing.evidence(reviewed)
    return failures, shown


def troubles(home: Home, *, fetch: bool) -> tuple[tuple[str, ...], list[str]]:
    """Return which texts could not be had, and what is odd about the quotes of the takeaways."""
    failures, shown = looked_at(home, fetch=fetch)
    return failures, [words.trouble for one in shown[1:3] for words in one.words]


def test_what_is_odd_about_a_claim_is_told(texts: Home) -> None:
    _, shown = looked_at(texts, fetch=True)
    assert {one.claim.label: one.doubts for one in shown if one.doubts} == {
        "Timeline 2026-05-16": (
            "2026-05-16 is neither in its words nor the day of its report.",
            "Gives an address.",
        )
    }
    assert [words.trouble for words in shown[-1].words] == ["these words join two paragraphs"]


def test_texts_are_fetched_when_they_are_asked_for(texts: Home, host: FeedHost) -> None:
    not_kept = "the text of this report is not kept"
    assert troubles(texts, fetch=False) == ((), [not_kept, not_kept])
    missing = (f"{host.base}/wire: 404: there is nothing",)
    assert troubles(texts, fetch=True) == (missing, [not_kept, ""])
    host.serves("/wire", page("We will close a berth. " * 20), Content_Type="text/html")
    elsewhere = "these words are not in this report, but in that of Post"
    assert troubles(texts, fetch=True) == ((), [elsewhere, ""])
    host.serves("/post", page("Nothing of it is true any more. " * 20), Content_Type="text/html")
    gone = "these words are not in the text of this report"
    assert troubles(texts, fetch=True) == ((), [gone, gone])
    texts.with_own_settings("contact: mailto:ann@example.org\n")
    failures, _ = troubles(texts, fetch=True)
    assert len(failures) == 2
    assert all("127.0.0.1 is a private address" in failure for failure in failures)


SHAPES = {
    "as a draft is written": EVENT.format(first="https://a.example/1", second="https://a.example/2"),
    "by hand": """---
title: A   # nobody's
url: https://a.example/1
source: post
published: 2026-05-15
hook: >
  Folded and
  long.

# of all
origin: "ai"
reviewed_by:   # who?
tldr: {what_changed: 'It''s new', why_it_matters: 1.50, quotes: {what_changed: [{cite: source, text: n}]}}
insight:
    takeaways: [one, {text: two}, "three: 3"]   # short ones
    implications:
    - prediction: |-
        It comes.
      due: 2027
    -
      # below a comment
      prediction: It goes.
      rationale: So.
    origin: ai
provenance: {prompt: draft}
---
A body.
""",
    "all on one line": """---
{title: A, url: 'https://a.example/1', source: post, published: 2026-05-15, origin: ai,
 tldr: {what_changed: New}, insight: {origin: ai,
  timeline: [{date: 2026, text: One}, {date: 2027, text: Two}], takeaways: [x]}}
---
""",
}
TEXTS = st.text(st.sampled_from("aé中 :#'\"-{}[],\\|>&*!%@`0~\n"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=st.sampled_from(sorted(SHAPES)), is_windows=st.booleans(), data=st.data())
def test_whatever_a_reader_decides_stands_and_goes_back(
    home: Home, shape: str, is_windows: bool, data: st.DataObject
) -> None:
    before = SHAPES[shape].replace("\n", "\r\n" if is_windows else "\n").encode()
    home.site.with_file("content/sources.yaml", "post: {name: Post}\nwire: {name: Wire}\n")
    file = home.site.with_file("content/events/memo.md", "").root / "content/events/memo.md"
    file.write_bytes(before)
    site = load_desk_site(home.site.root, home.site.root / "site.yaml")
    taken = 0
    with Database.open(site.folder) as database:
        for _ in range(data.draw(st.integers(0, 4))):
            reviewed = (reviewing := Reviewing(site, database)).find("memo")
            own = [claim for claim in reviewed.claims.claims if claim.id != "body"]
            if not own:
                break
            claim = data.draw(st.sampled_from(own))
            if data.draw(st.booleans()):
                reviewing.take(reviewing.drop(reviewed, claim.id))
            else:
                text = data.draw(TEXTS)
                try:
                    reviewing.take(reviewing.edit(reviewed, claim.id, {claim.texts[-1].path: text}))
                except WeekmarkError:  # a text of spaces, the same text, or markup that is refused
                    continue
                after = Reviewing(site, database).find("memo").claim(claim.id).texts[-1].text
                assert after == unicodedata.normalize("NFC", " ".join(text.split()))
            taken += 1
        reviewed = (reviewing := Reviewing(site, database)).find("memo")
        if reviewed.claims.parts:
            accepted = [claim.digest for claim in reviewed.claims.claims]
            reviewing.take(reviewing.vouch(reviewed, accepted, "Ada: # Example"))
            taken += 1
        reviewed = (reviewing := Reviewing(site, database)).find("memo")
        assert not reviewed.claims.parts
        for _ in range(taken):
            reviewing.take_back()
    assert file.read_bytes() == before
