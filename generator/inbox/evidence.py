"""What speaks for each claim of an event, and what should make its reader look twice. Pure.

None of it is about whether a claim follows from its words: see :mod:`generator.desk.grounding`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.decode.names import fold, slugify
from generator.desk.articles.extraction import Article
from generator.desk.drafting.holding import gives_address
from generator.desk.drafting.strangers import Known
from generator.desk.drafting.told_dates import is_told
from generator.desk.excerpts import Excerpt, Piece, excerpt, paragraphs
from generator.desk.grounding import Located, Source, is_short_enough
from generator.desk.plain import language_tag
from generator.inbox.candidates import Report
from generator.inbox.claims import Claim
from generator.source.front_matter import QuoteMatter

MOST_SHOWN = 60_000
"""So many letters of an article are shown."""
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]<>&~$^|])")
_JOINERS = "\u200c\u200d"


class Words(msgspec.Struct, frozen=True):
    """A quote, and where it stands."""

    cite: str
    name: str
    """Who published the report."""
    text: str
    """As the event has it."""
    excerpt: Excerpt | None = None
    trouble: str = ""
    """Why there is none; or what is odd about it."""
    lang: str = ""
    """The language that the page of the report names."""


class Shown(msgspec.Struct, frozen=True):
    """A claim as its reader sees it."""

    claim: Claim
    words: tuple[Words, ...]
    doubts: tuple[str, ...]
    """What should make one look twice, in words."""


class Text(msgspec.Struct, frozen=True):
    """A report, and its text where that is kept."""

    report: Report
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    is_kept: bool = False
    is_cut: bool = False
    trouble: str = ""
    lang: str = ""


class Evidence:
    """The texts of an event's reports, and what they say of its claims."""

    def __init__(
        self,
        reports: Sequence[Report],
        articles: Mapping[str, Article],
        digests: Mapping[str, str],
        known: Sequence[str],
        lang: str,
    ) -> None:
        """Take what is kept.

        :param articles: by what cites call their reports.
        :param digests: of the texts that a draft was made from, by what cites call them.
        :param known: further texts whose numbers and names are not strange, such as the event's title.
        :param lang: the language of the claims.
        """
        self._reports = {report.id: report for report in reports}
        self._folded = {fold(report.id): report for report in reversed(reports)}
        self._articles = articles
        self._digests = digests
        self._lang = lang
        self._sources: dict[str, Source] = {}
        names = [f"{report.name} {report.published[:10]}" for report in reports]
        self._known = Known([*(article.text for article in articles.values()), *known, *names])
        self._located: dict[str, list[Located]] = {}

    def shown(self, claim: Claim) -> Shown:
        """Return a claim beside the words that it rests on."""
        return Shown(claim, tuple(map(self._words, claim.quotes)), tuple(self._doubts(claim)))

    def texts(self) -> tuple[Text, ...]:
        """Return the reports with their texts, in which the quotes are marked that were shown before."""
        return tuple(map(self._text, self._reports.values()))

    def _words(self, quote: QuoteMatter) -> Words:
        report = self._report(quote.cite)
        if report is None:
            return Words(quote.cite, quote.cite, quote.text, trouble="no report of this event is called so")
        source = self._source(report.id)
        if source is None:
            return Words(report.id, report.name, quote.text, trouble="the text of this report is not kept")
        located = source.locate(quote.text)
        if located is None:
            return Words(report.id, report.name, quote.text, trouble=self._elsewhere(quote.text, report.id))
        self._located.setdefault(report.id, []).append(located)
        trouble = "" if is_short_enough(quote.text) else "longer than a quote may be"
        if "\n" in source.text[located.start : located.end]:
            trouble = "these words join two paragraphs"
        lang = language_tag(self._articles[report.id].lang)
        return Words(report.id, report.name, quote.text, excerpt(source, located), trouble, lang)

    def _elsewhere(self, words: str, cite: str) -> str:
        for name in self._articles:
            source = self._source(name)
            if source and name != cite and source.locate(words):
                return f"these words are not in this report, but in that of {self._reports[name].name}"
        return "these words are not in the text of this report"

    def _source(self, cite: str) -> Source | None:
        """Return a text as quotes are looked for in it; those that nobody cites are never folded."""
        article = self._articles.get(cite)
        if article is not None and cite not in self._sources:
            self._sources[cite] = Source(article.text)
        return self._sources.get(cite)

    def _doubts(self, claim: Claim) -> Iterator[str]:
        """Tell what is odd about a claim."""
        if claim.needs_words and not claim.quotes:
            yield "No words of a source are given for it."
        texts = [readable(text.text) for text in claim.texts]
        if self._articles:
            strange = dict.fromkeys(word for text in texts for word in self._known.strange(text, self._lang))
            if strange:
                yield f"Stands in no text that is kept: {', '.join(strange)}."
        if claim.date and claim.quotes and not any(self._tells(claim.date, quote) for quote in claim.quotes):
            yield f"{claim.date} is neither in its words nor the day of its report."
        if any(map(gives_address, texts)):
            yield "Gives an address."
        every = "".join([*texts, *(quote.text for quote in claim.quotes)])
        if unseen := [one for one in every if unicodedata.category(one) == "Cf" and one not in _JOINERS]:
            named = ", ".join(dict.fromkeys(f"U+{ord(one):04X}" for one in unseen))
            yield f"Has characters that nobody sees: {named}."

    def _tells(self, date: str, quote: QuoteMatter) -> bool:
        report = self._report(quote.cite)
        return is_told(date, quote.text, report.published if report else "")

    def _report(self, cite: str) -> Report | None:
        """Return the report that is meant by a cite: case counts as little as in other names."""
        return self._reports.get(cite) or self._folded.get(fold(slugify(cite)))

    def _text(self, report: Report) -> Text:
        article = self._articles.get(report.id)
        if article is None:
            return Text(report)
        digest = self._digests.get(report.id, "")
        is_other = bool(digest) and digest != article.sha256
        return Text(
            report,
            paragraphs(article.text, self._located.get(report.id, ()), MOST_SHOWN),
            is_kept=True,
            is_cut=article.is_cut or len(article.text) > MOST_SHOWN,
            trouble="another text than the draft was made from" if is_other else "",
            lang=language_tag(article.lang),
        )


def readable(text: str) -> str:
    """Return inline Markdown without the backslashes before its marks."""
    return _ESCAPE.sub(r"\1", text)
