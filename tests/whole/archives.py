"""An archive as people have it: each document as its old tool has it, and as a site of ours does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import yaml

SUBJECTS = ("harbour", "lantern", "orchard", "compiler", "meadow", "turbine", "glacier", "archive")


@dataclass(frozen=True)
class Old:
    """A document of an archive."""

    path: str
    """Where it was, below the old folder."""
    matter: str
    """Its front matter there, as text."""
    place: str
    """Where it is in a site of ours, below `content/`."""
    ours: dict[str, Any]
    """Its front matter there."""
    body: str
    dead: bool = False
    """Whether links of the old site in it lead nowhere now."""

    @property
    def as_it_was(self) -> str:
        return f"{self.matter}{self.body}"

    @property
    def adapted(self) -> str:
        return f"---\n{yaml.safe_dump(self.ours, allow_unicode=True, sort_keys=False)}---\n{self.body}"


@dataclass(frozen=True)
class Corpus:
    """An archive, and how it is imported."""

    documents: tuple[Old, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    form: str = "markdown"
    into: str = "auto"


def days(start: str, step: int, number: int = 4) -> Iterator[tuple[int, date]]:
    """Count the issues that appear every so many days."""
    first = date.fromisoformat(start)
    yield from ((each, first + timedelta(days=step * each)) for each in range(number))


def event(day: date, name: str, title: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Return the place and the front matter of an event of ours."""
    year, week, _ = day.isocalendar()
    values = {"title": title, "published": day.isoformat(), "url": f"https://old.example.org/{name}", **more}
    return f"events/{year}/w{week:02}/{name}.md", values
