"""What an event claims in a machine's words, and what each claim rests on. Pure."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from generator.model import Origin
from generator.reviewed_text import text_at, text_digest
from generator.source.front_matter import EventMatter, InsightMatter, QuoteMatter

Part = Literal["summary", "insight"]
"""What has an ``origin`` of its own: hook, summary and body together, and the insight."""
BODY = "body"


class Text(msgspec.Struct, frozen=True):
    """A text of a claim."""

    path: str
    """As ``reviewed_text`` names it: ``insight.takeaways.0.text``."""
    text: str
    """As it is written: inline Markdown."""
    label: str = ""
    """What tells it from the claim's other text."""
    is_changed: bool = False
    """Whether it is another than was reviewed."""

    @property
    def digest(self) -> str:
        """The digest by which a review vouches for it."""
        return text_digest(self.text)


class Claim(msgspec.Struct, frozen=True):
    """What a reader of the event takes or leaves as one."""

    id: str
    """Its path: ``hook``, ``insight.takeaways.0``."""
    part: Part
    label: str
    texts: tuple[Text, ...]
    quotes: tuple[QuoteMatter, ...] = ()
    needs_words: bool = True
    """Whether it has to rest on words; a hook and advice need none."""
    date: str = ""
    """Of an entry of the timeline."""
    is_reviewed: bool = False
    """Whether every text of it is as it was reviewed."""

    @property
    def digest(self) -> str:
        """What tells it from another, whatever its number: of its texts, and of the words under them."""
        words = [part for quote in self.quotes for part in (quote.cite, quote.text)]
        return text_digest("\0".join([*(text.text for text in self.texts), *words]))


class Claims(msgspec.Struct, frozen=True):
    """What of an event waits for a reader's eye."""

    claims: tuple[Claim, ...]
    parts: frozenset[Part]
    """The parts that wait; of others nothing is to be shown."""
    is_changed: bool
    """Whether there was a review, and a text has changed since."""


def claims_of(matter: EventMatter, body: str, origin: Origin) -> Claims:
    """Return the claims of an event that wait for a review.

    :param body: as it is written.
    :param origin: what the site says of texts that say nothing.
    """
    reviewed = matter.provenance.reviewed_text if matter.provenance else {}
    stale = [path for path, digest in reviewed.items() if _is_stale(matter, path, digest)]
    found: list[Claim] = []
    parts: set[Part] = set()
    is_changed = False
    insight = matter.insight
    of_part: tuple[tuple[Part, Origin, Sequence[Claim]], ...] = (
        ("summary", matter.origin or origin, [*_summary(matter), *_body(body)]),
        ("insight", insight.origin, list(_insight(insight))) if insight else ("insight", "human", ()),
    )
    for part, its_origin, claims in of_part:
        changed = its_origin == "ai-reviewed" and any(_part(path) == part for path in stale)
        if changed or (its_origin == "ai" and claims):
            parts.add(part)
            is_changed |= changed
            found += [_held_against(claim, reviewed, is_again=changed) for claim in claims]
    return Claims(tuple(found), frozenset(parts), is_changed)


def reviewed_text(claims: Claims, there: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return what a review vouches for: the digest of each text, by its path.

    :param there: what an earlier one did; it stays for parts that did not wait.
    """
    kept = {path: digest for path, digest in there if _part(path) not in claims.parts}
    return kept | {
        text.path: text.digest for claim in claims.claims if claim.id != BODY for text in claim.texts
    }


def _held_against(claim: Claim, reviewed: dict[str, str], *, is_again: bool) -> Claim:
    """Return a claim that says what of it was reviewed."""
    texts = tuple(
        msgspec.structs.replace(text, is_changed=is_again and reviewed.get(text.path) != text.digest)
        for text in claim.texts
    )
    is_reviewed = is_again and claim.id != BODY and not any(text.is_changed for text in texts)
    return msgspec.structs.replace(claim, texts=texts, is_reviewed=is_reviewed)


def _is_stale(matter: EventMatter, path: str, digest: str) -> bool:
    text = text_at(matter, path)
    return not text or text_digest(text) != digest


def _part(path: str) -> Part:
    return "insight" if path.startswith("insight.") else "summary"


def _summary(matter: EventMatter) -> Iterator[Claim]:
    tldr = matter.tldr
    if matter.hook:
        yield Claim("hook", "summary", "Hook", (Text("hook", matter.hook),), needs_words=False)
    for name, label, quotes, needs_words in (
        ("what_changed", "What changed", tldr.quotes.what_changed, True),
        ("why_it_matters", "Why it matters", tldr.quotes.why_it_matters, True),
        ("what_to_do_next", "What to do next", (), False),
    ):
        path = f"tldr.{name}"
        if text := getattr(tldr, name):
            yield Claim(path, "summary", label, (Text(path, text),), quotes, needs_words)


def _body(body: str) -> Iterator[Claim]:
    if body.strip():
        yield Claim(BODY, "summary", "Body", (Text(BODY, body.strip()),), needs_words=False)


def _insight(insight: InsightMatter) -> Iterator[Claim]:
    for number, takeaway in enumerate(insight.takeaways):
        path = f"insight.takeaways.{number}"
        is_plain = isinstance(takeaway, str)
        text = takeaway if isinstance(takeaway, str) else takeaway.text
        quotes = () if isinstance(takeaway, str) else takeaway.quotes
        texts = (Text(path if is_plain else f"{path}.text", text),)
        yield Claim(path, "insight", f"Takeaway {number + 1}", texts, quotes)
    for number, one in enumerate(insight.implications):
        path = f"insight.implications.{number}"
        prediction = Text(f"{path}.prediction", one.prediction, "Prediction")
        rationale = (Text(f"{path}.rationale", one.rationale, "Rationale"),) if one.rationale else ()
        yield Claim(path, "insight", f"Prediction {number + 1}", (prediction, *rationale), one.quotes)
    for number, entry in enumerate(insight.timeline):
        path = f"insight.timeline.{number}"
        texts = (Text(f"{path}.text", entry.text),)
        yield Claim(path, "insight", f"Timeline {entry.date}", texts, entry.quotes, date=entry.date)
