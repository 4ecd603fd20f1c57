"""Write the reference corpus as a site of Weekmark or of one of its peers.

The events are the same; what changes is the form each generator wants them in. `peers/NAME` holds
a peer's configuration and templates, and is copied into the new site.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import corpus
from corpus import CorpusEvent, Fields, Value, as_yaml, document, events, registries, write

PEERS = Path(__file__).parent / "peers"
NODE_MODULES = Path(__file__).parent / ".peers" / "node" / "node_modules"
CODE = """
```python
def median(values: list[float]) -> float:
    ordered = sorted(values)  # the middle one, or the lower of two
    return ordered[(len(ordered) - 1) // 2]
```
"""
LIKE_PEERS: Fields = {"cards": {"mode": "off"}, "mail": {"enabled": False}, "search": False}


def week_id(event: CorpusEvent) -> str:
    """Return the ISO week of an event as 2026-w17."""
    year, week = event.week
    return f"{year}-w{week:02}"


def flag(country: str) -> str:
    """Return the flag emoji of a two-letter country code."""
    return "".join(chr(ord(letter) - ord("A") + 0x1F1E6) for letter in country)


def registries_with_flags() -> tuple[dict[str, Fields], dict[str, Fields]]:
    """Return the sources, each with its flag, and the topics."""
    sources, topics = registries()
    return {key: source | {"flag": flag(str(source["country"]))} for key, source in sources.items()}, topics


def weekmark(count: int, out: Path) -> None:
    """Write Weekmark's site without what the peers' sites lack: cards, mail and the search index."""
    corpus.make(count, out)
    write(out / "site.yaml", as_yaml(corpus.SITE | LIKE_PEERS))


def weekmark_warned(count: int, out: Path) -> None:
    """Write Weekmark's site with ten warnings an event: eight claims without cites, two dead references."""
    weekmark(count, out)
    rewrite(out, count, lambda event: (without_cites(event), f"{event.body}\n[one][gone] and [two][gone]\n"))


def without_cites(event: CorpusEvent) -> Fields:
    """Return an event's fields, none of whose claims says where it was read."""
    return {key: uncited(value) for key, value in event.fields.items()}


def uncited(value: Value) -> Value:
    """Return a value without the cites of what it holds."""
    if isinstance(value, list):
        return [*map(uncited, value)]
    if isinstance(value, dict):
        return {key: uncited(held) for key, held in value.items() if key != "cites"}
    return value


def weekmark_code(count: int, out: Path) -> None:
    """Write Weekmark's site with a bare address in every event, and code to colour in every tenth."""
    weekmark(count, out)
    numbers = iter(range(count))

    def with_code(event: CorpusEvent) -> tuple[Fields, str]:
        code = CODE if next(numbers) % 10 == 0 else ""
        return event.fields, f"{event.body}\nSee {event.fields['url']} for more.\n{code}"

    rewrite(out, count, with_code)


def rewrite(out: Path, count: int, change: Callable[[CorpusEvent], tuple[Fields, str]]) -> None:
    """Write the events of a site again, each with other fields and another body."""
    for event in events(count):
        write(out / "content" / corpus.event_path(event), document(*change(event)))


def hugo(count: int, out: Path) -> None:
    """Write Hugo's site: source and week become taxonomies, `url` (a reserved name there) `original`."""
    content = out / "content"
    shutil.copytree(PEERS / "hugo", out)
    sources, topics = registries_with_flags()
    write(content / "events/_index.md", document({"build": {"render": "never"}}, ""))
    for name, title in {"topics": "Topics", "sources": "Sources", "weekly": "Weekly recap"}.items():
        write(content / name / "_index.md", document({"title": title}, ""))
    for key, topic in topics.items():
        page: Fields = {"title": topic["name"], "description": topic["description"]}
        write(content / "topics" / key / "_index.md", document(page, ""))
    for key, source in sources.items():
        page = source | {"title": source["name"], "website": source["url"]}
        del page["url"]
        write(content / "sources" / key / "_index.md", document(page, ""))
    for event in events(count):
        fields = event.fields | {"original": event.fields["url"], "sources": [event.fields["source"]]}
        del fields["url"], fields["source"]
        fields |= {"weekly": [week_id(event)], "keywords": [*event.keywords]}
        write(content / corpus.event_path(event), document(fields, event.body))


def hugo_unrelated(count: int, out: Path) -> None:
    """Write Hugo's site without related events, whose cost grows faster than the site."""
    hugo(count, out)
    shutil.copytree(PEERS / "hugo-unrelated", out, dirs_exist_ok=True)


def hugo_lean(count: int, out: Path) -> None:
    """Write Hugo's site with the same pages by the plainest templates that still show every field."""
    hugo(count, out)
    shutil.copytree(PEERS / "hugo-lean", out, dirs_exist_ok=True)


def pelican(count: int, out: Path) -> None:
    """Write Pelican's site: the front matter as it is, with its date, week and keywords."""
    shutil.copytree(PEERS / "pelican", out)
    write_with_registries(count, out / "content")


def eleventy(count: int, out: Path) -> None:
    """Write Eleventy's site: the front matter as it is, with its date, week and keywords."""
    shutil.copytree(PEERS / "eleventy", out)
    (out / "node_modules").symlink_to(NODE_MODULES)
    write_with_registries(count, out / "content")


def write_with_registries(count: int, content: Path) -> None:
    """Write the registries, and the events with their date, week and keywords."""
    sources, topics = registries_with_flags()
    write(content / "sources.yaml", as_yaml(sources))
    write(content / "topics.yaml", as_yaml(topics))
    for event in events(count):
        fields = event.fields | {"date": event.published, "week": week_id(event)}
        fields["keywords"] = [*event.keywords]
        write(content / corpus.event_path(event), document(fields, event.body))


WRITERS: dict[str, Callable[[int, Path], None]] = {
    "weekmark": weekmark,
    "weekmark-full": corpus.make,
    "weekmark-warned": weekmark_warned,
    "weekmark-code": weekmark_code,
    "hugo": hugo,
    "hugo-unrelated": hugo_unrelated,
    "hugo-lean": hugo_lean,
    "pelican": pelican,
    "eleventy": eleventy,
}
