"""What of a draft holds: claims whose words are in the text that was sent. Pure.

What is dropped is told with the reason, what holds but is odd is flagged. What nobody can tell by this: see
:mod:`generator.desk.grounding`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from generator.desk.drafting.claims import Claim, DatedFact, Draft, Implication, Quote
from generator.desk.drafting.passages import Passages
from generator.desk.drafting.strangers import Known
from generator.desk.drafting.told_dates import is_told
from generator.desk.grounding import LONGEST, is_short_enough
from generator.desk.plain import plain_text

_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*:/|\bwww\.|\b(?:mailto|javascript|data|event|site):|\S@\S+\.\S|\]\(", re.IGNORECASE
)
_MOST = 600


class Dropped(msgspec.Struct, frozen=True):
    """A claim or a quote that does not hold."""

    where: str
    """Its place in the answer: ``takeaways[1]``."""
    text: str
    reason: str


class Flag(msgspec.Struct, frozen=True):
    """A claim that holds, with numbers or names that stand in no text."""

    where: str
    text: str
    words: tuple[str, ...]


class Held(msgspec.Struct, frozen=True):
    """What holds of a draft. A claim with an empty text is none."""

    hook: str = ""
    what_changed: Claim = Claim("", ())
    why_it_matters: Claim = Claim("", ())
    what_to_do_next: str = ""
    takeaways: tuple[Claim, ...] = ()
    implications: tuple[Implication, ...] = ()
    timeline: tuple[DatedFact, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    flags: tuple[Flag, ...] = ()


def hold(draft: Draft, sent: Sequence[Passages], lang: str, known: Sequence[str] = ()) -> Held:
    """Return what holds of a draft, with the sources' own wording in its quotes.

    :param sent: what the model was sent of each article.
    :param lang: the language of the claims.
    :param known: further texts whose numbers and names are not strange, such as the event's title.
    """
    holding = _Holding(sent, lang, known)
    return Held(
        hook=holding.line("hook", draft.hook),
        what_changed=holding.claim("what_changed", draft.what_changed),
        why_it_matters=holding.claim("why_it_matters", draft.why_it_matters),
        what_to_do_next=holding.line("what_to_do_next", draft.what_to_do_next),
        takeaways=tuple(
            claim for claim in map(holding.claim, _places("takeaways"), draft.takeaways) if claim.text
        ),
        implications=tuple(
            filter(None, map(holding.implication, _places("implications"), draft.implications))
        ),
        timeline=tuple(
            sorted(
                filter(None, map(holding.dated_fact, _places("timeline"), draft.timeline)),
                key=lambda fact: fact.date,
            )
        ),
        dropped=tuple(holding.dropped),
        flags=tuple(holding.flags),
    )


def _places(name: str) -> Iterator[str]:
    """Give the places of the entries of a list."""
    return (f"{name}[{number}]" for number in count())


def gives_address(text: str) -> bool:
    """Say whether a text gives an address of the web or of mail, or has a link."""
    return bool(_ADDRESS.search(text))


class _Holding:
    """The articles of an event, and what has been found out so far."""

    def __init__(self, sent: Sequence[Passages], lang: str, known: Sequence[str]) -> None:
        self.dropped: list[Dropped] = []
        self.flags: list[Flag] = []
        self._lang = lang
        self._sources = {one.material.id: one.source() for one in sent}
        self._published = {one.material.id: one.material.published for one in sent}
        self._known = Known([*(source.text for source in self._sources.values()), *known])
        self._said: set[str] = set()

    def line(self, where: str, text: str) -> str:
        """Return a text that needs no quotes, or nothing where it can't be taken."""
        text = plain_text(text, _MOST, is_markup=False)
        return text if text and self._is_fine(where, text) else ""

    def claim(self, where: str, claim: Claim) -> Claim:
        """Return a claim with the quotes that are located; an empty one where there are none."""
        text = self._text(where, claim.text)
        quotes = self._quotes(where, claim.quotes) if text else ()
        return Claim(text, quotes) if self._rests(where, text, quotes) else Claim("", ())

    def implication(self, where: str, one: Implication) -> Implication | None:
        """Return a prediction whose rationale rests on located words."""
        prediction, rationale = (self._text(where, text) for text in (one.prediction, one.rationale))
        quotes = self._quotes(where, one.quotes) if prediction and rationale else ()
        if not self._rests(where, prediction and rationale, quotes):
            return None
        return Implication(prediction, rationale, quotes)

    def dated_fact(self, where: str, one: DatedFact) -> DatedFact | None:
        """Return an entry of the timeline whose date is told by its words, or is its article's."""
        text = self._text(where, one.text)
        quotes = self._quotes(where, one.quotes) if text else ()
        if not self._rests(where, text, quotes):
            return None
        if not any(is_told(one.date, quote.text, self._published[quote.cite]) for quote in quotes):
            self._drop(where, text, f"{one.date} is neither in its words nor the day of its article")
            return None
        return DatedFact(one.date, text, quotes)

    def _text(self, where: str, text: str) -> str:
        """Return a text that may be published, or nothing."""
        text = plain_text(text, _MOST, is_markup=False)
        if not text:
            return ""
        folded = text.casefold()
        if folded in self._said:
            self._drop(where, text, "says the same as another")
            return ""
        return text if self._is_fine(where, text) else ""

    def _is_fine(self, where: str, text: str) -> bool:
        if gives_address(text):
            self._drop(where, text, "gives an address")
            return False
        if words := self._known.strange(text, self._lang):
            self.flags.append(Flag(where, text, words))
        return True

    def _rests(self, where: str, text: str, quotes: Sequence[Quote]) -> bool:
        """Say whether a claim may stay; where its words alone are lacking, it is listed."""
        if text and not quotes:
            self._drop(where, text, "none of its words is in the text")
        if text and quotes:
            self._said.add(text.casefold())
        return bool(text and quotes)

    def _quotes(self, where: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Return the quotes that are located, in their sources' own wording, each once."""
        found: dict[Quote, None] = {}
        for number, quote in enumerate(quotes):
            kept = self._located(f"{where}.quotes[{number}]", quote)
            if kept is not None:
                found[kept] = None
        return tuple(found)

    def _located(self, where: str, quote: Quote) -> Quote | None:
        source = self._sources.get(quote.cite)
        if source is None:
            self._drop(
                where,
                quote.text,
                f'cites "{plain_text(quote.cite, 60, is_markup=False)}", which was not given',
            )
            return None
        located = source.locate(quote.text)
        if located is None:
            self._drop(where, quote.text, self._elsewhere(quote))
        elif "\n" in source.text[located.start : located.end]:
            self._drop(where, quote.text, "joins two paragraphs")
        elif not is_short_enough(located.wording):
            self._drop(where, quote.text, f"has more than {LONGEST} words")
        else:
            return Quote(quote.cite, located.wording)
        return None

    def _elsewhere(self, quote: Quote) -> str:
        """Say why a quote is not in its source, and whether it is in another."""
        for name, source in self._sources.items():
            if name != quote.cite and source.locate(quote.text):
                return f"is not in {quote.cite}, but in {name}"
        return f"is not in {quote.cite}"

    def _drop(self, where: str, text: str, reason: str) -> None:
        self.flags = [flag for flag in self.flags if flag.where != where]
        self.dropped.append(Dropped(where, plain_text(text, _MOST, is_markup=False), reason))
