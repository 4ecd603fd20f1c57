"""The deep insight: claims, and what each rests on."""

from generator.decode.findings import Suggestions, listed
from generator.decode.names import slugify
from generator.model import Implication, Insight, Origin, Takeaway, TimelineEntry
from generator.source.coverage import ORIGINAL
from generator.source.front_matter import EventMatter, InsightMatter
from generator.source.reading import Reading


class Claims:
    """Checks what each claim of an event cites, and counts those that cite nothing."""

    def __init__(self, reading: Reading[EventMatter], citable: tuple[str, ...]) -> None:
        """Take the ids of the coverage, which may be cited."""
        self.uncited = 0
        self._reading = reading
        self._citable = frozenset((ORIGINAL, *citable))
        self._suggestions = Suggestions(self._citable)
        coverage = reading.matter.coverage
        self._is_known = reading.is_sound("coverage") or (
            all(citable) and bool(coverage) and reading.is_complete(coverage, "coverage")
        )

    def check(self, cites: tuple[str, ...], *path: str | int) -> tuple[str, ...]:
        """Return the distinct cites of the claim at the path."""
        if not cites:
            self.uncited += 1
            self._report_uncited(*path)
        elif not self._citable.issuperset(cites):
            cites = tuple([cite if cite in self._citable else slugify(cite) or cite for cite in cites])
            for number, cite in enumerate(cites):
                if self._is_known and cite not in self._citable:
                    self._report_unknown(cite, *path, "cites", number)
        return tuple(dict.fromkeys(cites))

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
            takeaways.append(Takeaway(reading.html(entry, *path), claims.check((), *path)))
        else:
            takeaways.append(
                Takeaway(reading.html(entry.text, *path, "text"), claims.check(entry.cites, *path))
            )
    return tuple(takeaways)


def _read_implications(
    reading: Reading[EventMatter], insight: InsightMatter, claims: Claims
) -> tuple[Implication, ...]:
    implications = []
    for number, entry in enumerate(insight.implications):
        path = ("insight", "implications", number)
        implications.append(
            Implication(
                prediction_html=reading.html(entry.prediction, *path, "prediction"),
                rationale_html=reading.html(entry.rationale, *path, "rationale"),
                cites=claims.check(entry.cites, *path),
                due=entry.due,
                outcome=entry.outcome,
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
        entries.append(TimelineEntry(entry.date, html, claims.check(entry.cites, *path)))
    return tuple(entries)
