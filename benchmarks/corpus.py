"""Make the reference corpus: a Weekmark site of any size, the same from the same seed.

An event depends on the seed and its own number alone, and the newest week is fixed, so the
corpus of 1,000 events is the newest part of that of 10,000.

    python benchmarks/corpus.py --events 10000 --out DIR
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeAlias

import prose
import yaml
from vocabulary import AUDIENCES, EDITORS, SOURCES, TOPICS, Words

PER_WEEK = 100
NEWEST_WEEK = datetime(2026, 4, 20, tzinfo=UTC)
NOW = "2026-04-29T00:00:00+00:00"

SOURCE_IDS = Words(*(source[0] for source in SOURCES))
SOURCE_HOSTS = {source[0]: f"https://{source[0]}.example" for source in SOURCES}
ORIGINS = Words("human", "ai-reviewed", "ai")

Value: TypeAlias = "str | int | date | list[Value] | dict[str, Value]"
Fields: TypeAlias = dict[str, Value]

SITE: Fields = {
    "title": "The Reference Week",
    "tagline": "Made-up news to measure with",
    "description": "A digest of generated events, for benchmarks.",
    "author": "The editors",
    "base_url": "https://digest.example.org/",
    "language": "en",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class CorpusEvent:
    """An event before it is written: its slug, front matter and Markdown body.

    The keywords (who, what and which product) are for the peers that relate events by tags;
    Weekmark's front matter does without.
    """

    slug: str
    published: datetime
    fields: Fields
    body: str
    keywords: tuple[str, ...]

    @property
    def week(self) -> tuple[int, int]:
        """The ISO year and week of publication, in UTC."""
        year, week, _ = self.published.isocalendar()
        return year, week


class Dumper(yaml.CSafeDumper):
    """Writes a time as ISO 8601 has it, with a T, as people do."""


def write_time(dumper: Dumper, time: datetime) -> yaml.ScalarNode:
    """Return the YAML timestamp of a time."""
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", time.isoformat())


Dumper.add_representer(datetime, write_time)


def as_yaml(value: object) -> str:
    """Return YAML in block style, keys in the given order, every text on one line."""
    text: str = yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000)
    return text


def slugify(title: str) -> str:
    """Return the first words of a title in lower case, joined by hyphens."""
    letters = "".join(letter if letter.isalnum() else " " for letter in title.lower())
    return "-".join(letters.split()[:6])


def events(count: int, seed: int = 1) -> Iterator[CorpusEvent]:
    """Yield events from the newest on, one hundred an ISO week."""
    for number in range(count):
        yield event(number, seed)


def event(number: int, seed: int = 1) -> CorpusEvent:
    """Return the event of a number: 0 is the newest, 100 the newest of the week before."""
    random = Random(f"{seed}:{number}")
    week, place = divmod(number, PER_WEEK)
    minute = (PER_WEEK - 1 - place) * 100 + random.randrange(90)
    published = NEWEST_WEEK - timedelta(weeks=week) + timedelta(minutes=minute)
    topics = random.sample(TOPICS, random.choice((1, 2, 2, 3)))
    story = prose.story(random, topics[0])
    title = prose.title(random, story)
    slug = f"{slugify(title)}-{number}"
    source, *outlets = SOURCE_IDS.sample(random, random.choice((3, 3, 4, 5)))
    cites = ["source", *outlets]
    fields: Fields = {
        "title": title,
        "published": published,
        "collected": published + timedelta(minutes=int(random.lognormvariate(3.5, 1.0)) + 1),
        "source": source,
        "url": address(source, published, slug),
        "hook": prose.paragraph(random, story, 1).split(" More on ")[0],
        "tldr": {
            "what_changed": prose.sentence(random, story),
            "why_it_matters": f"*{story.actor}*: {prose.sentence(random, story)}",
            "what_to_do_next": prose.sentence(random, story),
        },
        **origin(random),
        "audience": [*AUDIENCES.sample(random, random.randint(1, 3))],
        "topics": [topic.id for topic in topics],
        "importance": random.choice((1, 2, 2, 3, 3, 3, 4, 4, 5)),
        "insight": insight(random, story, published, cites),
        "coverage": [coverage(random, story, published, outlet) for outlet in outlets],
    }
    keywords = (story.actor, story.product, story.term)
    return CorpusEvent(slug, published, fields, prose.body(random, story), keywords)


def address(source: str, published: datetime, slug: str) -> str:
    """Return the made-up address of an article of a source."""
    return f"{SOURCE_HOSTS[source]}/{published:%Y/%m}/{slug}"


def origin(random: Random) -> Fields:
    """Return who wrote a text, with the model or the reviewer where there is one."""
    kind = ORIGINS.pick(random)
    fields: Fields = {"origin": kind}
    if kind != "human":
        fields["model"] = "lumen-4"
    if kind == "ai-reviewed":
        fields["reviewed_by"] = EDITORS.pick(random)
    return fields


def insight(random: Random, story: prose.Story, published: datetime, cites: list[str]) -> Fields:
    """Return three takeaways, two implications and three dated facts, each with its cites."""
    ages = sorted((random.randint(1, 400) for _ in range(2)), reverse=True)
    days = [published.date() - timedelta(days=age) for age in ages]
    dates: list[Value] = [f"{days[0]:%Y-%m}", days[1], published.date()]

    def cited() -> list[Value]:
        return [*random.sample(cites, random.randint(1, 2))]

    return {
        **origin(random),
        "takeaways": [
            {"text": prose.sentence(random, story), "cites": cited()} for _ in range(3)
        ],
        "implications": [
            {
                "prediction": prose.sentence(random, story),
                "rationale": prose.sentence(random, story),
                "cites": cited(),
            }
            for _ in range(2)
        ],
        "timeline": [
            {"date": day, "text": prose.sentence(random, story), "cites": cited()}
            for day in dates
        ],
    }  # fmt: skip


def coverage(random: Random, story: prose.Story, published: datetime, outlet: str) -> Fields:
    """Return another outlet's report on the same event."""
    title = prose.title(random, story)
    later = published + timedelta(minutes=random.randint(10, 2000))
    url = address(outlet, published, slugify(title))
    return {"source": outlet, "title": title, "url": url, "published": later}


def registries() -> tuple[dict[str, Fields], dict[str, Fields]]:
    """Return the contents of sources.yaml and topics.yaml."""
    sources: dict[str, Fields] = {
        key: {"name": name, "url": f"{SOURCE_HOSTS[key]}/", "country": country, "publisher": owner}
        for key, name, country, owner in SOURCES
    }
    topics: dict[str, Fields] = {
        topic.id: {"name": topic.name, "description": topic.description, "aliases": [topic.alias]}
        for topic in TOPICS
    }
    return sources, topics


def event_path(event: CorpusEvent) -> Path:
    """Return where an event's file lies, from the content folder on."""
    year, week = event.week
    return Path("events", str(year), f"w{week:02}", f"{event.slug}.md")


def document(fields: Fields, body: str) -> str:
    """Return a Markdown file with YAML front matter."""
    return f"---\n{as_yaml(fields)}---\n\n{body}"


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make(count: int, out: Path, seed: int = 1) -> None:
    """Write a Weekmark site of so many events to a folder."""
    write(out / "site.yaml", as_yaml(SITE))
    sources, topics = registries()
    write(out / "content/sources.yaml", as_yaml(sources))
    write(out / "content/topics.yaml", as_yaml(topics))
    for event in events(count, seed):
        write(out / "content" / event_path(event), document(event.fields, event.body))


def main() -> None:
    """Make the corpus the command line asks for."""
    parser = argparse.ArgumentParser(description="Make the reference corpus.")
    parser.add_argument("--events", type=int, default=1000, help="how many events")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the new site")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make(options.events, options.out, options.seed)


if __name__ == "__main__":
    main()
