"""The curator's desk: how fast feeds are asked, what becomes of real ones, how well headlines are grouped.

Figures of grouping are B³ (Bagga and Baldwin, 1998), and of the pairs in a group the share that are of two
stories. Times of grouping are the least of three, by the clock and of the processor.
"""

import argparse
import csv
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import feedparser
from tables import table

from generator.desk.groups import PERHAPS, SAME, group_titles
from generator.desk.offers import appeared
from generator.errors import WeekmarkError
from generator.inbox.desk_site import load_desk_site
from generator.inbox.session import opened
from generator.words import telling_words
from tests.desk.curator import Curator
from tests.desk.host import FeedHost, stories
from tests.sites import SiteFolder
from tests.whole.commands import weekmark

FEEDS = 200
LARGE = 20_000
SHARED = 6
"""A word that so many stories have is the same in every copy of the headlines; others are made distinct."""


def main() -> None:
    """Print what is measured; without DATA only what needs none."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", nargs="?", type=Path, help="a folder with feeds/ and headlines.csv")
    data: Path | None = arguments.parse_args().data
    measure_quiet_feeds()
    if data is not None:
        collect_real_feeds(sorted((data / "feeds").iterdir()))
        take_newest(sorted((data / "feeds").iterdir()))
        measure_grouping(data / "headlines.csv")


@contextmanager
def desk() -> Iterator[tuple[Curator, FeedHost]]:
    """Give a curator with an empty database, and a host on loopback."""
    with tempfile.TemporaryDirectory() as folder, FeedHost() as host:
        curator = Curator(Path(folder))
        curator.now = int(time.time())
        yield curator, host


def measure_quiet_feeds() -> None:
    """Ask feeds that have nothing new, by their validators."""
    with desk() as (curator, host):
        for number in range(FEEDS):
            curator.subscribes(host.serves(f"/{number}", stories(range(10)), ETag='"1"'))
        curator.collects()
        seconds = [curator.waits().collects().seconds for _ in range(3)]
        print(f"{FEEDS} feeds without news: {min(seconds):.2f} s\n")


def collect_real_feeds(paths: Sequence[Path]) -> None:
    """Collect real feeds twice, and count what became of every entry."""
    with desk() as (curator, host):
        for path in paths:
            curator.subscribes(host.serves(f"/{path.name}", path.read_bytes()))
        first, second = curator.collects(), curator.waits().collects()
        entries = sum(len(feedparser.parse(str(path)).entries) for path in paths)
        told = [
            words
            for asked in first.feeds
            for words in asked.health.words
            if not words.startswith("nothing new since")
        ]
        datings = Counter(item.dating for item in curator.items())
        bare = sum(not item.url for item in curator.items())
    print(f"{len(paths)} real feeds: {first.new} items of {entries} entries in {first.seconds:.1f} s")
    print(f"again: {second.new} new items in {second.seconds:.1f} s")
    print(f"failing: {sum(asked.health.is_failing for asked in first.feeds)}; told: {told or 'nothing'}")
    print(f"times: {dict(datings)}; without an address: {bare}\n")


def take_newest(paths: Sequence[Path]) -> None:
    """Take the newest entry of each feed that has an address, and check the drafts."""
    with desk() as (curator, host):
        site = SiteFolder(curator.folder / "site").with_settings()
        curator.folder = site.root / ".weekmark"
        feeds = [host.serves(f"/{path.name}", path.read_bytes()) for path in paths]
        curator.subscribes(*feeds).collects()
        lines = [f"s{number}: {{name: S{number}, feeds: ['{feed}']}}\n" for number, feed in enumerate(feeds)]
        site.with_file("content/sources.yaml", "".join(lines))
        newest = {item.feed: item for item in sorted(curator.items(), key=appeared) if item.url}
        taken = 0
        for item in newest.values():
            with opened(load_desk_site(site.root, site.root / "site.yaml")) as inbox, suppress(WeekmarkError):
                inbox.do(inbox.take(item.handle))
                taken += 1
        checked = weekmark("check", "--drafts", folder=site.root)
    told = (checked.errors.strip() or checked.output.strip()).splitlines()
    print(f"{taken} drafts of the newest entries of {len(newest)} feeds: {told[-1]}\n")


def measure_grouping(path: Path) -> None:
    """Group all headlines, then measure the time for many more."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp_ms"]))
    titles = [row["title"] for row in rows]
    truth = [row["story"] for row in rows]
    times = [int(row["timestamp_ms"]) // 1000 for row in rows]
    found = group_titles(titles, times)
    print(f"{len(titles):,} headlines of {len(set(truth))} stories")
    lines = [("same", SAME), ("perhaps", PERHAPS)]
    scored = [
        [f"{name} ({line})", *score(groups, truth)] for (name, line), groups in zip(lines, found, strict=True)
    ]
    print(table(["line", "B³ precision", "recall", "F1", "wrong pairs", "groups"], scored))
    many = many_titles(titles, truth)[:LARGE]
    spread = sorted(times[number % len(times)] for number in range(len(many)))
    timed = [
        [f"{len(chosen):,}", *seconds(chosen, when)]
        for chosen, when in ((titles[:2000], times[:2000]), (many, spread))
    ]
    print(table(["titles", "time", "processor"], timed))


def score(groups: Sequence[int], truth: Sequence[str]) -> list[str]:
    """Return B³ precision, recall and F1, the share of wrong pairs, and how many groups there are."""
    members: defaultdict[int, list[str]] = defaultdict(list)
    for name, story in zip(groups, truth, strict=True):
        members[name].append(story)
    sizes = Counter(truth)
    precision = recall = 0.0
    pairs = right = 0
    for inside in members.values():
        pairs += len(inside) * (len(inside) - 1) // 2
        for story, count in Counter(inside).items():
            precision += count * count / len(inside)
            recall += count * count / sizes[story]
            right += count * (count - 1) // 2
    precision, recall = precision / len(truth), recall / len(truth)
    f1 = 2 * precision * recall / (precision + recall)
    wrong = (pairs - right) / max(pairs, 1)
    return [f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"{wrong:.1%}", str(len(members))]


def many_titles(titles: Sequence[str], truth: Sequence[str]) -> list[str]:
    """Return copies of titles whose words are their own, but for those that many stories share."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for title, story in zip(titles, truth, strict=True):
        for word in telling_words(title):
            homes[word].add(story)
    copies = -(-LARGE // len(titles))
    marks = "".join(chr(ord("a") + copy) for copy in range(copies))

    def marked(title: str, mark: str) -> str:
        return re.sub(
            r"[^\W_]+",
            lambda word: word[0] if len(homes[word[0].casefold()]) >= SHARED else f"{word[0]}x{mark}",
            title,
        )

    return [marked(title, mark) for title in titles for mark in marks]


def seconds(titles: Sequence[str], times: Sequence[int]) -> list[str]:
    """Return the least time of three that grouping takes, by the clock and of the processor."""
    taken = []
    for _ in range(3):
        started = time.perf_counter(), time.process_time()
        group_titles(titles, times)
        taken.append((time.perf_counter() - started[0], time.process_time() - started[1]))
    return [f"{min(column):.2f} s" for column in zip(*taken, strict=True)]


if __name__ == "__main__":
    main()
