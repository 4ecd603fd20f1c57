"""What a newcomer has to touch for one more thing, tried on a copy of the program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import SiteFolder

ROOT = Path(__file__).parents[2]

MONTHLY = '''
"""A page of each month."""

from collections.abc import Iterator
from functools import partial

from generator.model import Phase
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.urls import output_path
from generator.views import Composition, MonthlyPage

RENDERER = "monthly.html"


def plan_monthly(edition: Edition) -> Iterator[Output]:
    """Yield a page for each month with events."""
    for month in edition.shares["archive"]:
        path = output_path(f"/monthly/{month}/")
        key = edition.keys.key(RENDERER, path)
        compose = partial(compose_monthly, month=month)
        yield Output(path, RENDERER, key, compose, phase=Phase.PAGES, listed=True)


def compose_monthly(edition: Edition, month: str) -> Composition:
    """Return what the page of a month shows."""
    return Composition(MonthlyPage(edition.head(f"/monthly/{month}/", f"All of {month}")))
'''


class House:
    """A copy of the program that can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        shutil.copytree(
            ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copytree(ROOT / "themes" / "default", folder / "themes" / "default")
        shutil.copy2(ROOT / "pyproject.toml", folder)
        if (ROOT / ".mypy_cache").is_dir():  # what was checked before need not be checked again
            shutil.copytree(ROOT / ".mypy_cache", folder / ".mypy_cache")

    def change(self, path: str, old: str, new: str) -> None:
        """Put a text in place of another one in a file, or at the end of it."""
        self.touched.add(path)
        place = self.folder / path
        text = place.read_text("utf-8") if place.exists() else ""
        assert old in text
        place.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")

    def run(self, *arguments: str) -> str:
        """Run a module of Python with this copy and return what it says."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout + done.stderr


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def test_one_more_field_of_an_event_is_told_in_four_places(house: House, site: SiteFolder) -> None:
    house.change(
        "generator/source/front_matter.py",
        '    hook: Prose = ""\n',
        '    hook: Prose = ""\n    mood: Line = ""\n',
    )
    house.change(
        "generator/model.py", '    hook_html: str = ""\n', '    hook_html: str = ""\n    mood: str = ""\n'
    )
    house.change(
        "generator/source/events.py",
        "        hook_html=parts.hook_html,\n",
        "        hook_html=parts.hook_html,\n        mood=matter.mood,\n",
    )
    house.change(
        "themes/default/templates/event.html",
        "{% set hook = event.hook_html %}",
        "<p>Mood: {{ event.mood }}</p>{% set hook = event.hook_html %}",
    )
    site.with_event("memo", mood="hopeful")

    said = house.run("generator", "-C", str(site.root), "build")

    assert "no problems" in said
    assert "<p>Mood: hopeful</p>" in site.page("/events/memo/")
    assert len(house.touched) == 4


def test_one_more_kind_of_page_is_told_in_four_places(house: House, site: SiteFolder) -> None:
    house.change("generator/plan/monthly.py", "", MONTHLY)
    house.change(
        "generator/plan/whole_site.py",
        "from generator.plan.outputs",
        "from generator.plan.monthly import plan_monthly\nfrom generator.plan.outputs",
    )
    house.change(
        "generator/plan/whole_site.py",
        "    yield from plan_home(edition)\n",
        "    yield from plan_home(edition)\n    yield from plan_monthly(edition)\n",
    )
    house.change(
        "generator/views.py",
        "",
        '\n\nclass MonthlyPage(_View, frozen=True):\n    """A month."""\n\n    head: Head\n',
    )
    house.change(
        "themes/default/templates/monthly.html",
        "",
        '{% extends "base.html" %}{% block main %}<h1>{{ page.head.title }}</h1>{% endblock %}\n',
    )

    said = house.run("generator", "-C", str(site.root), "build")
    page = site.page("/monthly/2026-04/")

    assert "no problems" in said
    assert "<h1>All of 2026-04</h1>" in page
    assert '"@type":"WebPage","@id":"https://digest.example.org/monthly/2026-04/"' in page
    assert "<loc>https://digest.example.org/monthly/2026-04/</loc>" in site.page("/sitemap.xml")
    assert len(house.touched) == 4


def test_a_kind_of_page_that_forgets_sitemap_or_phase_does_not_type_check(house: House) -> None:
    forgetful = MONTHLY.replace(", phase=Phase.PAGES, listed=True", "").replace(
        "from generator.model import Phase\n", ""
    )
    house.change("generator/plan/monthly.py", "", forgetful)
    house.change(
        "generator/views.py",
        "",
        '\n\nclass MonthlyPage(_View, frozen=True):\n    """A month."""\n\n    head: Head\n',
    )

    said = house.run("mypy", "generator/plan/monthly.py")

    assert 'Missing positional arguments "phase", "listed" in call to "Output"' in said
