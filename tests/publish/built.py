"""Built sites to publish, and what a test does with them."""

import json
from collections.abc import Mapping
from pathlib import Path

from generator.digest import hexadecimal_digest
from generator.manifest import MANIFEST_NAME
from generator.model import Phase
from generator.publish.local_run import local_run
from generator.publish.plan import Plan
from generator.publish.publication import execute, prepare, refuse_foreign
from generator.publish.target import Target

FILES: Mapping[str, str] = {
    "404.html": "<title>Not found</title>",
    "about/index.html": "<title>About</title>",
    "assets/style.0a1b2c3d.css": "body { color: black }",
    "events/memo/index.html": "<title>Memo</title>",
    "events/naïve café/index.html": "<title>Café</title>",
    "feed.json": '{"version": "https://jsonfeed.org/version/1.1"}',
    "feed.xml": "<feed/>",
    "images/100% [new] + ~old.svg": "<svg/>",
    "index.html": "<title>Home</title>",
    "robots.txt": "User-agent: *\n",
    "search/2026-04.00ff00ff.json": "[]",
    "sitemap.xml": "<urlset/>",
    "topics/policy/index.html": "<title>Policy</title>",
    "weekly/2026-w17/index.html": "<title>Week 17</title>",
    "weekly/index.html": "<title>Weeks</title>",
}
"""A small site with a file of every sort, and with names that need care."""


PHASES: Mapping[str, Phase] = {
    "assets/style.0a1b2c3d.css": Phase.ASSETS,
    "feed.json": Phase.INDEXES,
    "feed.xml": Phase.INDEXES,
    "images/100% [new] + ~old.svg": Phase.ASSETS,
    "index.html": Phase.INDEXES,
    "robots.txt": Phase.INDEXES,
    "search/2026-04.00ff00ff.json": Phase.ASSETS,
    "sitemap.xml": Phase.INDEXES,
    "topics/policy/index.html": Phase.LISTS,
    "weekly/index.html": Phase.INDEXES,
}
"""When a build says that they are sent; all others with the pages."""


class BuiltSite:
    """The output folder of a build, in a site's folder."""

    def __init__(self, root: Path, files: Mapping[str, str] = FILES) -> None:
        self.root = root
        self.tree = root / "public"
        self.files: dict[str, str] = {}
        self.put(**dict(files))

    def put(self, **files: str | None) -> None:
        """Build the site anew with these files; None leaves one out."""
        for path, text in files.items():
            if text is None:
                del self.files[path]
                (self.tree / path).unlink()
            else:
                self.files[path] = text
                (self.tree / path).parent.mkdir(parents=True, exist_ok=True)
                (self.tree / path).write_bytes(text.encode())
        entries = {path: [hexadecimal_digest(t.encode()), len(t.encode())] for path, t in self.files.items()}
        phases = {path: PHASES[path] for path in self.files if path in PHASES}
        (self.tree / MANIFEST_NAME).write_text(json.dumps({"files": entries, "phases": phases}))

    def publish(self, target: Target, *, adopt: bool = False, force: bool = False, name: str = "web") -> Plan:
        """Publish to a target, as the command does."""
        with local_run(self.root / ".weekmark" / "publish", name, force=force) as run:
            prospect = prepare(self.tree, target)
            if not adopt:
                refuse_foreign(prospect)
            execute(prospect, run, lambda _step, _done, _total: None)
        return prospect.plan


def texts(folder: Path) -> dict[str, str]:
    """Return every file below a folder but our manifest and lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".weekmark-")
    }
