"""The deep insight: claims, and what each rests on."""

from typing import NamedTuple

from generator.decode.findings import Suggestions, listed
from generator.decode.names import fold, slugify
from generator.model import Implication, Insight, Origin, Quote, Takeaway, TimelineEntry
from generator.source.coverage import ORIGINAL
from generator.source.front_matter import EventMatter, InsightMatter, QuoteMatter
from generator.source.reading import Reading
from generator.words import MOST_QUOTED_WORDS, quoted_words


class Grounds(NamedTuple):
    """What a claim rests on."""

    cites: tuple[str, ...]
    """Distinct; those of the quotes come after the others."""
    quotes: tuple[Quote, ...]


class Claims:
    """Checks what each claim of an event rests on, and counts those that cite nothing."""

    def __init__(self, reading: Reading[EventMatter], citable: tuple[str, ...]) -> None:
        """Take the ids of the coverage, which may be cited."""
        self.uncited = 0
        self._reading = reading
        self._citable = frozenset((ORIGINAL, *citable))
        self._folded = {fold(slugify(id_)): id_ for id_ in (*reversed(citable), ORIGINAL)}
        self._suggestions = Suggestions(self._citable)
        coverage = reading.matter.coverage
        self._is_known = reading.is_sound("coverage") or (
            all(citable) and bool(coverage) and reading.is_complete(coverage, "coverage")
        )

    def check(
        self, cites: tuple[str, ...], quotes: tuple[QuoteMatter, ...], origin: Origin, *path: str | int
    ) -> Grounds:
        """Return what the claim at the path rests on.

        :param origin: who wrote the claim.
        """
        if not cites and not quotes:
            self.uncited += 1
            self._report_uncited(*path)
        cites = tuple([self._cite(cite, *path, "cites", number) for number, cite in enumerate(cites)])
        checked = self.check_quotes(quotes, *path, "quotes")
        if not quotes:
            self.want_quotes(origin, *path)
        return Grounds(tuple(dict.fromkeys([*cites, *(quote.cite for quote in checked)])), checked)

    def check_quotes(self, quotes: tuple[QuoteMatter, ...], *path: str | int) -> tuple[Quote, ...]:
        """Return the quotes of the list at the path."""
        return tuple([self._quote(quote, *path, number) for number, quote in enumerate(quotes)])

    def want_quotes(self, origin: Origin, *path: str | int) -> None:
        """Tell of a claim without quotes, where a machine has written it and the site wants to know."""
        if origin != "human" and self._reading.settings.wants_quotes:
            remedy = "add the source's own words: quotes: [{cite: source, text: ...}]"
            self._reading.report("unquoted-claim", "no words of a source are given for it", remedy, *path)

    def _quote(self, quote: QuoteMatter, *path: str | int) -> Quote:
        words = quoted_words(quote.text)
        if words > MOST_QUOTED_WORDS:
            remedy = "quote the words that the claim rests on, and leave out the others"
            message = f"the quote has {words} words, {MOST_QUOTED_WORDS} are the most"
            self._reading.report("long-quote", message, remedy, *path, "text")
        return Quote(self._cite(quote.cite, *path, "cite"), quote.text)

    def _cite(self, cite: str, *path: str | int) -> str:
        """Return the id that is meant by a cite: case counts as little as in other names."""
        if cite in self._citable:
            return cite
        meant = self._folded.get(fold(slugify(cite)))
        if meant is None and self._is_known:
            self._report_unknown(slugify(cite) or cite, *path)
        return meant or cite

    def _report_unknown(self, cite: str, *path: str | int) -> None:
        source = self._reading.matter.source
        if cite == source:
            remedy = f'cite the original as "{ORIGINAL}"'
        else:
            remedy = self._suggestions.remedy(cite) or f"ids here are: {listed(self._citable)}"
        self._reading.report("unknown-cite", f'no coverage has the id "{cite}"', remedy, *path)

    def _report_uncited(self, *path: str | int) -> None:
        remedy = f'add "cites: [{ORIGINAL}]", or ids of coverage'
        self._reading.report("uncited-claim", "the claim cites nothing", remedy, *path)


def check_reviewer(reading: Reading[EventMatter], origin: Origin, reviewer: str, *path: str | int) -> None:
    """Tell of a review of which the page will say nothing, since the origin says that there was none.

    :param reviewer: who or when.
    """
    if reviewer and origin == "ai":
        remedy = 'write "origin: ai-reviewed" when a person has, otherwise remove it'
        reading.report("reviewer-of-ai", "a text of origin ai was checked by nobody", remedy, *path)


def read_insight(reading: Reading[EventMatter], insight: InsightMatter, claims: Claims) -> Insight:
    """Return the insight with its texts rendered and its claims checked."""
    timeline = _read_timeline(reading, insight, claims)
    check_reviewer(reading, insight.origin, insight.reviewed_by, "insight", "reviewed_by")
    check_reviewer(reading, insight.origin, insight.reviewed, "insight", "reviewed")
    return Insight(
        origin=insight.origin,
        model=insight.model,
        reviewed_by=insight.reviewed_by,
        reviewed=insight.reviewed,
        takeaways=_read_takeaways(reading, insight, claims),
        implications=_read_implications(reading, insight, claims),
        timeline=tuple(sorted(timeline, key=lambda entry: entry.date)),
    )


def insight_texts(insight: InsightMatter) -> list[str]:
    """Return every text of an insight, to count its words."""
    takeaways = [entry if isinstance(entry, str) else entry.text for entry in insight.takeaways]
    implications = [text for entry in insight.implications for text in (entry.prediction, entry.rationale)]
    return takeaways + implications + [entry.text for entry in insight.timeline]


def _read_takeaways(
    reading: Reading[EventMatter], insight: InsightMatter, claims: Claims
) -> tuple[Takeaway, ...]:
    takeaways = []
    for number, entry in enumerate(insight.takeaways):
        path = ("insight", "takeaways", number)
        if isinstance(entry, str):
            html, grounds = reading.html(entry, *path), claims.check((), (), insight.origin, *path)
        else:
            html = reading.html(entry.text, *path, "text")
            grounds = claims.check(entry.cites, entry.quotes, insight.origin, *path)
        takeaways.append(Takeaway(html, *grounds))
    return tuple(takeaways)


def _read_implications(
    reading: Reading[EventMatter], insight: InsightMatter, claims: Claims
) -> tuple[Implication, ...]:
    implications = []
    for number, entry in enumerate(insight.implications):
        path = ("insight", "implications", number)
        grounds = claims.check(entry.cites, entry.quotes, insight.origin, *path)
        implications.append(
            Implication(
                prediction_html=reading.html(entry.prediction, *path, "prediction"),
                rationale_html=reading.html(entry.rationale, *path, "rationale"),
                cites=grounds.cites,
                due=entry.due,
                outcome=entry.outcome,
                quotes=grounds.quotes,
            )
        )
    return tuple(implications)


def _read_timeline(
    reading: Reading[EventMatter], insight: InsightMatter, claims: Claims
) -> tuple[TimelineEntry, ...]:
    entries = []
    for number, entry in enumerate(insight.timeline):
        path = ("insight", "timeline", number)
        html = reading.html(entry.text, *path, "text")
        grounds = claims.check(entry.cites, entry.quotes, insight.origin, *path)
        entries.append(TimelineEntry(entry.date, html, *grounds))
    return tuple(entries)
