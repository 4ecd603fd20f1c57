"""Which story comes first in the inbox, and why. Pure.

The score is ``publishers x importance x recency``: how many publishers report, how much weight the site has
given to the topics that the words suggest, and how fresh the newest report is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from generator.desk.content import KnownFile
from generator.desk.matching import Match
from generator.desk.offers import appeared
from generator.desk.plain import folded
from generator.desk.records import Item, Story
from generator.model import Topic

HALF_LIFE = 24 * 3600
"""After how many seconds a story counts half as much; after twice as many a third, and so on."""
_USUAL = 3.0
"""The importance of an event about which nothing is said."""


class Offer(msgspec.Struct, frozen=True):
    """A story as it waits in the inbox."""

    story: Story
    publishers: int
    """How many distinct publishers report; all copies of agencies' reports together count as one."""
    importance: float
    """That of earlier events with its topics, in the mean; 1 is usual."""
    recency: float
    """From 1, for what appeared just now, to 0."""
    topics: tuple[str, ...] = ()
    """Ids of topics that its words suggest."""
    matches: tuple[Match, ...] = ()
    """Events that it may belong to, likeliest first."""

    @property
    def head(self) -> Item:
        """The report that is likest to all others."""
        return self.story.items[0]

    @property
    def handle(self) -> str:
        """What commands call it; the handle of each of its reports means it too."""
        return self.head.handle

    @property
    def score(self) -> float:
        """What stories are ordered by."""
        return round(self.publishers * self.importance * self.recency, 4)


class Ranking:
    """Weighs stories by what the site has published so far."""

    def __init__(
        self,
        publisher_of: Callable[[Item], str],
        topics: Mapping[str, Topic],
        known: Iterable[KnownFile],
        topic_of: Callable[[str], str],
    ) -> None:
        """Take the registry of topics and all events.

        :param publisher_of: gives what tells the publishers of reports apart; nothing for a news agency.
        :param topic_of: gives the id of a topic that an event writes.
        """
        self._publisher_of = publisher_of
        self._words = _phrases(topics)
        given: defaultdict[str, list[int]] = defaultdict(list)
        for event in known:
            for topic in event.topics:
                given[topic_of(topic) or topic].append(event.importance)
        self._importance = {topic: sum(found) / len(found) / _USUAL for topic, found in given.items()}

    def weigh(self, story: Story, now: int, matches: tuple[Match, ...]) -> Offer:
        """Return a story with its score and what that is made of.

        :param now: in seconds since 1970 UTC.
        """
        topics = self.topics(story)
        weights = [self._importance.get(topic, 1.0) for topic in topics]
        newest = max(map(appeared, story.items))
        return Offer(
            story=story,
            publishers=len({self._publisher_of(item) for item in story.items}),
            importance=round(sum(weights) / len(weights), 2) if weights else 1.0,
            recency=round(HALF_LIFE / (HALF_LIFE + max(0, now - newest)), 4),
            topics=topics,
            matches=matches,
        )

    def topics(self, story: Story) -> tuple[str, ...]:
        """Return the ids of topics of which a name stands in a title or in the first report's summary."""
        text = f" {' | '.join([*(item.folded for item in story.items), folded(story.items[0].summary)])} "
        return tuple(topic for topic, names in self._words if any(name in text for name in names))


def ranked(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return offers, best first."""
    return tuple(sorted(offers, key=lambda offer: (-offer.score, -appeared(offer.head), offer.head.key)))


def _phrases(topics: Mapping[str, Topic]) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Return what each topic is called, folded; with spaces around what scripts with spaces write."""
    found = []
    for key, topic in topics.items():
        names = {folded(name.replace("-", " ")) for name in (key, topic.name, *topic.aliases)}
        found.append((key, tuple(f" {name} " if name.isascii() else name for name in sorted(names - {""}))))
    return found
