"""What the digest needs beyond Pelican: nested front matter, related events and weekly recaps."""

from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from statistics import median_low
from typing import Any

import yaml
from markdown import Markdown
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.readers import MarkdownReader, Readers
from pelican.utils import pelican_open
from pelican.writers import Writer

INLINE = ("what_changed", "why_it_matters", "what_to_do_next")


class EventReader(MarkdownReader):
    """Reads Markdown with nested YAML front matter, which Pelican's own reader does not know."""

    enabled = True
    file_extensions = ["md"]  # noqa: RUF012 -- the form Pelican's readers have

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata of an event."""
        with pelican_open(source_path) as text:
            _, front_matter, body = text.split("---\n", 2)
        fields = yaml.load(front_matter, Loader=yaml.CSafeLoader)
        self._md = Markdown(**self.settings["MARKDOWN"])
        content = self._md.convert(body)
        fields["hook"] = self.inline(fields["hook"])
        fields["tldr"] = {key: self.inline(fields["tldr"][key]) for key in INLINE}
        fields["minutes"] = int((fields["collected"] - fields["published"]).total_seconds() // 60)
        metadata = {
            "title": fields["title"],
            "date": self.process_metadata("date", fields["published"].isoformat()),
            "category": self.process_metadata("category", fields["source"]),
            "tags": self.process_metadata("tags", fields["topics"]),
            "slug": Path(source_path).stem,
            "summary": fields["hook"],
            "event": fields,
        }
        return content, metadata

    def inline(self, text: str) -> str:
        """Return a line of Markdown as HTML without its paragraph."""
        return self._md.reset().convert(text).removeprefix("<p>").removesuffix("</p>")


class WeekGenerator(Generator):
    """Writes a page for each ISO week, and their index."""

    def generate_output(self, writer: Writer) -> None:
        """Write the recaps, newest first."""
        registry = self.context["sources"]
        weeks = defaultdict(list)
        for article in self.context["articles"]:
            weeks[article.event["week"]].append(article)
        recaps = [recap(week, articles, registry) for week, articles in sorted(weeks.items(), reverse=True)]
        for each in recaps:
            self.write(writer, f"weekly/{each['id']}/", "week", recap=each)
        self.write(writer, "weekly/", "weeks", recaps=recaps)

    def write(self, writer: Writer, url: str, template: str, **values: object) -> None:
        """Write a page at a URL that ends with a slash."""
        writer.write_file(
            f"{url}index.html", self.get_template(template), self.context, page_url=url, url=url, **values
        )


def recap(week: str, articles: list[Any], registry: dict[str, Any]) -> dict[str, Any]:
    """Return a week's events, best first, and its numbers."""
    ranked = sorted(articles, key=lambda article: -score(article.event, registry))
    groups = defaultdict(list)
    for article in ranked[10:]:
        groups[article.tags[0]].append(article)
    return {
        "id": week,
        "name": f"Week {week[6:]}, {week[:4]}",
        "top": ranked[:10],
        "groups": groups,
        "events": len(articles),
        "sources": len({article.category for article in articles}),
        "topics": len({tag for article in articles for tag in article.tags}),
        "minutes": median_low(article.event["minutes"] for article in articles),
    }


def score(event: dict[str, Any], registry: dict[str, Any]) -> int:
    """Return the rank of an event in its week: importance, then publishers covering it."""
    publishers = {registry[item["source"]]["publisher"] for item in event["coverage"]}
    return 10 * int(event["importance"]) + len(publishers)


def relate(generator: ArticlesGenerator) -> None:
    """Give each article the five with the most keywords in common, newest first among equals."""
    sharing = defaultdict(list)
    for number, article in enumerate(generator.articles):
        for keyword in article.event["keywords"]:
            sharing[keyword].append(number)
    for number, article in enumerate(generator.articles):
        common = Counter(other for keyword in article.event["keywords"] for other in sharing[keyword])
        del common[number]
        article.related = [generator.articles[other] for other, _ in common.most_common(5)]


def read_registries(generator: Generator) -> None:
    """Put the registries of sources and topics at the templates' disposal."""
    for name in ("sources", "topics"):
        text = Path(generator.settings["PATH"], f"{name}.yaml").read_text(encoding="utf-8")
        generator.context[name] = yaml.load(text, Loader=yaml.CSafeLoader)


def latency(minutes: int) -> str:
    """Return minutes as a short text: 5m, 3h 20m."""
    return f"{minutes}m" if minutes < 60 else f"{minutes // 60}h {minutes % 60}m"


def day(moment: datetime) -> str:
    """Return a date as 6 April 2026."""
    return f"{moment.day} {moment:%B %Y}"


def add_reader(readers: Readers) -> None:
    """Read events with the reader of nested front matter."""
    readers.reader_classes["md"] = EventReader


def add_filters(generator: Generator) -> None:
    """Offer the templates their filters."""
    generator.env.filters |= {"latency": latency, "day": day}


def week_generator(_: object) -> type[WeekGenerator]:
    """Return the generator of the weekly recaps."""
    return WeekGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.readers_init.connect(add_reader)
    signals.generator_init.connect(add_filters)
    signals.generator_init.connect(read_registries)
    signals.article_generator_finalized.connect(relate)
    signals.get_generators.connect(week_generator)
