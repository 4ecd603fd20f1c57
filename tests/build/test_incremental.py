"""Whatever is edited, in whatever order: the output is byte for byte that of a clean build."""

import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Self
from unittest import TestCase

import pytest
import yaml
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from generator.build.memory import BuildMemory
from generator.build.pipeline import build
from generator.build.surroundings import Surroundings
from generator.errors import ContentError
from tests.sites import NOW, SiteFolder

SLUGS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
TITLES = (
    "Chips are scarce",
    "Chips are plenty",
    "A court decides",
    "Ein Gericht urteilt",
    "<b>Bold</b> & co",
)
NOTES = ("weekly/2026-w17", "weekly/2026-w16", "daily/2026-04-23", "monthly/2026-04")
TEXTS = (
    "An intro.\n",
    "An intro.\n\n## Tools\n\n- [A tool](https://tools.example/): why\n\n## Jobs {.sponsored}\n",
)
LICENSES = {"name": "License", "type": "choice", "choices": ["open", "closed"]}
DECLARATIONS: tuple[dict[str, Any], ...] = (
    {
        "recaps": {"daily": None, "monthly": {"name": "The month", "top": 1}, "yearly": {}},
        "taxonomies": {"companies": {"name": "Companies"}},
        "fields": {"license": LICENSES},
    },
    {
        "recaps": {"daily": {"top": 2}, "quarterly": None},
        "taxonomies": {"companies": {"name": "Firms"}, "models": {"name": "Models"}},
        "fields": {"paper": {"name": "Paper", "type": "url"}, "license": LICENSES},
    },
    {},
)
"""What ``site.yaml`` declares; what an event says by it is written only as long as it is declared."""

events = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "published": st.sampled_from(
            ["2026-04-23T09:00:00Z", "2026-04-16", "2026-04-29T08:00:00+02:00", "2026-05-02T00:00:00Z"]
        ),
        "source": st.sampled_from(["wire", "post", {"name": "Elsewhere"}]),
    },
    optional={
        "topics": st.lists(
            st.sampled_from(["chips", "silicon", "law", "unheard-of"]), max_size=2, unique=True
        ),
        "hook": st.sampled_from(["One *line*.", "Another line."]),
        "importance": st.integers(1, 5),
        "recap": st.sampled_from(["auto", "pin", "exclude"]),
        "draft": st.booleans(),
        "audience": st.lists(st.sampled_from(["Engineers", "Lawyers"]), max_size=2, unique=True),
        "aliases": st.sampled_from([["/old/"], ["/events/older/"]]),
        "corrections": st.just([{"date": "2026-04-24", "text": "A name was wrong."}]),
        "related": st.lists(st.sampled_from(SLUGS), max_size=2, unique=True),
        "companies": st.lists(st.sampled_from(["acme", "Acme Inc", "Other"]), max_size=2, unique=True),
        "license": st.sampled_from(["open", "closed"]),
    },
)


class WatchedFolder(SiteFolder):
    """A site whose changes are noted as the preview is told of them: by path, new folders included."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.changed: set[Path] = set()

    def with_file(self, path: str, content: str | bytes) -> Self:
        target = self.root / path
        self.changed.update(path for path in (target, *target.parents) if path == target or not path.exists())
        return super().with_file(path, content)

    def without(self, path: str) -> Self:
        self.changed.add(self.root / path)
        return super().without(path)

    def rename(self, old: str, new: str) -> None:
        self.changed |= {self.root / old, self.root / new}
        (self.root / old).replace(self.root / new)

    def has(self, path: str) -> bool:
        return (self.root / path).exists()


class Editing(RuleBasedStateMachine):
    """A curator at work: one change after the other, and a build after each."""

    options: Mapping[str, Any] = {}

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="weekmark-"))
        self.site = WatchedFolder(self.folder / "site")
        self.now = NOW
        self.earlier: dict[Path, bytes] = {}
        self.settings: dict[str, Any] = {"cards": "off", **DECLARATIONS[0]}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.site.with_settings(**self.settings)
        self.site.with_event("alpha", source="wire", topics=["chips"])
        self.registries("Wire", "Chips")

    @rule(slug=st.sampled_from(SLUGS), event=events, body=st.sampled_from(["", "Text.", "# Head\n\nMore."]))
    def write_event(self, slug: str, event: dict[str, Any], body: str) -> None:
        declared = {"companies": "taxonomies", "license": "fields"}
        undeclared = {key for key, among in declared.items() if key not in self.settings.get(among, {})}
        known = {key: value for key, value in event.items() if key not in undeclared}
        self.site.with_event(slug, body, **known)

    @rule(slug=st.sampled_from(SLUGS))
    def delete_event(self, slug: str) -> None:
        if self.site.has(f"content/events/{slug}.md"):
            self.site.without(f"content/events/{slug}.md")

    @rule(old=st.sampled_from(SLUGS), new=st.sampled_from(SLUGS))
    def rename_event(self, old: str, new: str) -> None:
        if self.site.has(f"content/events/{old}.md"):
            self.site.rename(f"content/events/{old}.md", f"content/events/{new}.md")

    @rule(source=st.sampled_from(["Wire", "The Wire"]), topic=st.sampled_from(["Chips", "Semiconductors"]))
    def registries(self, source: str, topic: str) -> None:
        sources = {"wire": {"name": source, "country": "DE"}, "post": {"name": "Post", "publisher": source}}
        topics = {"chips": {"name": topic, "aliases": ["silicon"]}, "law": {"name": "Law"}}
        self.site.with_file("content/sources.yaml", yaml.safe_dump(sources))
        self.site.with_file("content/topics.yaml", yaml.safe_dump(topics))
        self.site.with_file("content/companies.yaml", f"acme: {{name: {source}, aliases: [Acme Inc]}}\n")

    @rule(
        note=st.sampled_from(NOTES),
        title=st.sampled_from(["", "A busy week"]),
        pins=st.sampled_from([[], ["alpha"]]),
        text=st.sampled_from(TEXTS),
    )
    def write_note(self, note: str, title: str, pins: list[str], text: str) -> None:
        matter = {"pin": pins} | ({"title": title} if title else {})
        self.site.with_file(f"content/{note}.md", f"---\n{yaml.safe_dump(matter)}---\n{text}")

    @rule(note=st.sampled_from(NOTES))
    def delete_note(self, note: str) -> None:
        if self.site.has(f"content/{note}.md"):
            self.site.without(f"content/{note}.md")

    @rule(title=st.sampled_from(["The Test Week", "Another Week"]), size=st.sampled_from([2, 30]))
    def change_settings(self, title: str, size: int) -> None:
        self.settings |= {"title": title, "page_size": size}
        self.site.with_settings(**self.settings)

    @rule(cards=st.sampled_from(["off", {"recent": 2}]))
    def draw_cards(self, cards: object) -> None:
        """Turn them on or off; drawing takes ten times as long as all the rest."""
        self.settings["cards"] = cards
        self.site.with_settings(**self.settings)

    @rule(declarations=st.sampled_from(DECLARATIONS))
    def change_declarations(self, declarations: dict[str, Any]) -> None:
        kept = {key: self.settings[key] for key in ("title", "page_size", "cards") if key in self.settings}
        self.settings = kept | declarations
        self.site.with_settings(**self.settings)

    @rule(text=st.sampled_from(["Gone.", "Lost."]))
    def override_template(self, text: str) -> None:
        page = '{% extends "base.html" %}{% block main %}<h1>' + text + "</h1>{% endblock %}"
        self.site.with_file("themes/default/templates/404.html", page)

    @rule(text=st.sampled_from(["a", "b"]))
    def write_static_file(self, text: str) -> None:
        self.site.with_file("content/static/file.txt", text)

    @rule(hours=st.sampled_from([1, 13, 40]))
    def let_time_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def wait_until_files_are_settled(self) -> None:
        time.sleep(0.12)

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.site.root / ".weekmark", ignore_errors=True)

    @rule(random=st.randoms(use_true_random=False), how=st.sampled_from(["delete", "swap", "bring back"]))
    def mix_records(self, random: Random, how: str) -> None:
        """Do to the records what no program does: they are of several builds, or under each other's names."""
        now = {
            path: path.read_bytes()
            for path in sorted((self.site.root / ".weekmark").glob("*"))
            if path.is_file() and path.name != "lock"
        }
        if how == "bring back":
            for path in sorted(self.earlier.keys()):
                if random.random() < 0.5:
                    path.write_bytes(self.earlier[path])
        for path in now if how == "delete" else ():
            if random.random() < 0.5:
                path.unlink()
        if how == "swap" and len(now) > 1:
            one, other = random.sample(list(now), 2)
            one.write_bytes(now[other])
            other.write_bytes(now[one])
        self.earlier = now

    @invariant()
    def output_is_that_of_a_clean_build(self) -> None:
        expected = self.clean_build()
        if expected is None:
            with pytest.raises(ContentError):
                self.build_again()
            return
        self.build_again()
        assert self.site.files() == expected

    def build_again(self) -> None:
        self.site.build(now=self.now, **self.options)

    def clean_build(self) -> dict[str, bytes] | None:
        """Build a copy of the site from nothing; None when it has errors."""
        copy = SiteFolder(self.folder / "clean")
        for part in ("site.yaml", "content", "themes"):
            source = self.site.root / part
            if source.is_dir():
                shutil.copytree(source, copy.root / part, dirs_exist_ok=True)
            elif source.exists():
                shutil.copy2(source, copy.root / part)
        try:
            copy.build(now=self.now, **self.options)
            return copy.files()
        except ContentError:
            return None
        finally:
            shutil.rmtree(copy.root)


class Previewing(Editing):
    """The same in a preview, whose builds, failed ones between them, share a memory and know what changed."""

    options: Mapping[str, Any] = {"preview": True, "drafts": True, "future": True}

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.memory = BuildMemory(self.site.options(**self.options), lasting=True)
        self.is_all_told = True

    def teardown(self) -> None:
        self.memory.close()
        super().teardown()

    @rule(slug=st.sampled_from(SLUGS))
    def fail_to_build(self, slug: str) -> None:
        path = f"content/events/{slug}.md"
        before = (self.site.root / path).read_bytes() if self.site.has(path) else None
        self.site.with_file(path, "---\ntitel: A slip of the pen\n---\n")
        with pytest.raises(ContentError):
            self.build_again()
        if before is None:
            self.site.without(path)
        else:
            self.site.with_file(path, before)

    @rule()
    def lose_count_of_changes(self) -> None:
        self.is_all_told = False

    def build_again(self) -> None:
        changed = frozenset(self.site.changed) if self.is_all_told else None
        build(self.site.options(now=self.now, **self.options), self.memory, Surroundings(changed=changed))
        self.site.changed.clear()
        self.is_all_told = True


def few(case: type[TestCase]) -> type[TestCase]:
    """Give a machine as many steps as a test run has time for.

    What fails is told as it was found; with ``WEEKMARK_LONG=1`` in the environment it is made small first,
    which takes minutes, since every try is a dozen builds.
    """
    phases = [phase for phase in Phase if phase is not Phase.shrink or os.environ.get("WEEKMARK_LONG")]
    case.settings = settings(  # type: ignore[attr-defined] # it is a test case of Hypothesis
        max_examples=9,
        stateful_step_count=10,
        deadline=None,
        phases=phases,
        suppress_health_check=[HealthCheck.too_slow],
    )
    return case


TestEditing = few(Editing.TestCase)
TestPreviewing = few(Previewing.TestCase)
