"""Small sites for tests: made on disk, changed step by step, built, and looked into.

A test reads like a story::

    def test_a_new_title_shows_on_the_home_page(site):
        site.build()
        site.with_event("memo", title="Another title").build()
        assert "Another title" in site.page("/")

Every ``with_…`` method writes a file and returns the site, so that calls can be chained.
"""

import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import yaml

from generator.build.options import BuildOptions
from generator.build.pipeline import build
from generator.build.surroundings import Surroundings
from generator.diagnostics import Problem, render_problem
from generator.errors import ContentError
from generator.model import BuildReport

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
"""The time of every build in tests, unless a test says otherwise."""

SETTINGS: Mapping[str, Any] = {
    "title": "The Test Week",
    "base_url": "https://digest.example.org/",
    "timezone": "UTC",
    "problems": {"uncited-claim": "off"},
}
EVENT: Mapping[str, Any] = {
    "title": "A memo is published",
    "published": "2026-04-23T09:00:00Z",
    "source": {"name": "Example News"},
    "url": "https://example.com/memo",
}


class SiteFolder:
    """A site on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "public"
        (root / "content").mkdir(parents=True, exist_ok=True)

    def with_settings(self, **settings: Any) -> Self:
        """Write ``site.yaml``; what is not given is as in ``SETTINGS``."""
        return self.with_file("site.yaml", _yaml({**SETTINGS, **settings}))

    def with_event(self, slug: str, /, body: str = "", **front_matter: Any) -> Self:
        """Write an event; what is not given is as in ``EVENT``, and a value of None leaves a key out.

        The address of the original ends in the slug.
        """
        given = {**EVENT, "url": f"https://example.com/{slug}", **front_matter}
        values = {key: value for key, value in given.items() if value is not None}
        return self.with_file(f"content/events/{slug}.md", f"---\n{_yaml(values)}---\n{body}")

    def with_file(self, path: str, content: str | bytes) -> Self:
        """Write a file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def without(self, path: str) -> Self:
        """Remove a file or a folder."""
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        return self

    def options(self, **options: Any) -> BuildOptions:
        """Return the options of a build of this site, into ``public/`` and without other processes."""
        values = {"now": NOW, "jobs": 1, "output": self.output, **options}
        return BuildOptions(root=self.root, config=self.root / "site.yaml", **values)

    def build(self, surroundings: Surroundings | None = None, **options: Any) -> BuildReport:
        """Build the site."""
        return build(self.options(**options), surroundings=surroundings)

    def errors(self, **options: Any) -> str:
        """Build the site, which must fail, and return its problems as a user sees them."""
        try:
            report = self.build(**options)
        except ContentError as error:
            return self.explain(error.problems)
        raise AssertionError(f"the build succeeded: {report}")

    def warnings(self, **options: Any) -> str:
        """Build the site, which must succeed, and return its problems as a user sees them."""
        return self.explain(self.build(**options).problems)

    def explain(self, problems: Iterable[Problem]) -> str:
        """Return problems as a user sees them."""

        def read_lines(path: str) -> list[str]:
            file = self.root / path
            return file.read_text("utf-8-sig", "replace").splitlines() if file.is_file() else []

        return "\n".join(render_problem(problem, read_lines) for problem in problems)

    def page(self, url: str) -> str:
        """Return the text of a page or another file of the output."""
        path = url.lstrip("/")
        return (self.output / (path + "index.html" if not path or path.endswith("/") else path)).read_text(
            "utf-8"
        )

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        """Return every file of the output folder with its bytes."""
        base = folder or self.output
        return {
            path.relative_to(base).as_posix(): path.read_bytes()
            for path in sorted(base.rglob("*"))
            if path.is_file()
        }


def _yaml(values: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True)
