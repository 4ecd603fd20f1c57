"""Write the reference corpus as a site of Weekmark or of one of its peers.

The events are the same; what changes is the form each generator wants them in. `peers/NAME` holds
a peer's configuration and templates, and is copied into the new site.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from corpus import CorpusEvent, document, event_path, events, make, registries, write

PEERS = Path(__file__).parent / "peers"


def week_id(event: CorpusEvent) -> str:
    """Return the ISO week of an event as 2026-w17."""
    year, week = event.week
    return f"{year}-w{week:02}"


def flag(country: str) -> str:
    """Return the flag emoji of a two-letter country code."""
    return "".join(chr(ord(letter) - ord("A") + 0x1F1E6) for letter in country)


def weekmark(count: int, out: Path) -> None:
    """Write the corpus as it is."""
    make(count, out)


def hugo(count: int, out: Path) -> None:
    """Write Hugo's site: source and week become taxonomies, `url` (a reserved name there) `original`."""
    shutil.copytree(PEERS / "hugo", out)
    sources, topics = registries()
    write(out / "content/events/_index.md", document({"build": {"render": "never"}}, ""))
    for name, title in {"topics": "Topics", "sources": "Sources", "weekly": "Weekly recap"}.items():
        write(out / "content" / name / "_index.md", document({"title": title}, ""))
    for key, topic in topics.items():
        fields = {"title": topic["name"], "description": topic["description"]}
        write(out / "content/topics" / key / "_index.md", document(fields, ""))
    for key, source in sources.items():
        fields = {"title": source["name"], "website": source["url"]}
        fields |= {
            "country": source["country"],
            "flag": flag(str(source["country"])),
            "publisher": source["publisher"],
        }
        write(out / "content/sources" / key / "_index.md", document(fields, ""))
    for event in events(count):
        fields = {("original" if key == "url" else key): value for key, value in event.fields.items()}
        fields |= {"sources": [fields.pop("source")], "weekly": [week_id(event)]}
        fields["keywords"] = [*event.keywords]
        write(out / "content" / event_path(event), document(fields, event.body))


WRITERS: dict[str, Callable[[int, Path], None]] = {"weekmark": weekmark, "hugo": hugo}
