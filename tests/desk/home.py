"""A site with feeds, and the settings of who works on it, as a curator's shell sees them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from generator.commands import weekmark as program
from tests.sites import SiteFolder
from tests.whole.commands import Result, weekmark


class Home:
    """A site, and the settings of who works on it."""

    def __init__(self, folder: Path) -> None:
        self.site = SiteFolder(folder / "site").with_settings()
        self.settings = folder / "settings" / "weekmark" / "desk.yaml"
        self.settings.parent.mkdir(parents=True)

    def with_sources(self, **feeds: str) -> "Home":
        """Subscribe to feeds, each of a source of its own."""
        lines = [f"{name}: {{name: {name.upper()}, feeds: ['{url}']}}\n" for name, url in feeds.items()]
        self.site.with_file("content/sources.yaml", "".join(lines))
        return self

    def with_own_settings(self, text: str) -> "Home":
        """Write the settings that stand outside the site."""
        self.settings.write_text(text)
        return self

    def run(self, *arguments: str) -> Result:
        """Run a command."""
        return weekmark(*arguments, folder=self.site.root)

    def ran(self, *arguments: str) -> Result:
        """Run a command in this process; what it raises is raised."""
        ran = CliRunner().invoke(program, ["-C", str(self.site.root), *arguments], standalone_mode=False)
        if ran.exception:
            raise ran.exception
        return Result(ran.return_value or 0, ran.stdout, ran.stderr)

    def does(self, *arguments: str) -> Any:
        """Run a command in this process, which must succeed, and return what it says."""
        return json.loads(self.ran(*arguments, "--json").output)

    def told(self, *arguments: str) -> Any:
        """Run a command in this process, and return what it says, which its exit code says too."""
        ran = self.ran(*arguments, "--json")
        found = json.loads(ran.output)
        assert found["ok"] == (ran.code == 0)
        return found

    def inbox(self, *arguments: str) -> Any:
        """Run a command of the inbox; see :meth:`does`."""
        return self.does("inbox", *arguments)

    def handles(self) -> dict[str, str]:
        """Return the handle of each story that waits, by its title, best first."""
        stories = self.inbox("list", "--limit", "1000")["stories"]
        return {story["same"][0]["title"]: story["handle"] for story in stories}

    def content(self) -> dict[str, bytes]:
        """Return every file that belongs to git."""
        root = self.site.root
        tops = [path for path in sorted(root.iterdir()) if path.name != ".weekmark"]
        paths = [path for top in tops for path in (top, *sorted(top.rglob("*"))) if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
