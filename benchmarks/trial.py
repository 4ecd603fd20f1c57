"""A site of one generator on disk, and the builds that are measured on it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus
from generators import Generator
from processes import Usage, run
from sites import WRITERS

WORK = Path(__file__).parent / ".work"
EDITED = 7
"""The number of the event that is edited: one of the newest week, so that many lists show it."""


@contextmanager
def workspace() -> Iterator[Path]:
    """Offer a fresh folder on the disk of the project, removed when all has been measured."""
    WORK.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=WORK) as folder:
        yield Path(folder)


class WrongSiteError(Exception):
    """A build left out what it should have made, so its time means nothing."""


@dataclass
class Trial:
    """A generator with its site; each method builds and returns what that used."""

    generator: Generator
    root: Path
    events: int

    def __post_init__(self) -> None:
        self._numbers = count(1)
        WRITERS[self.generator.site or self.generator.name](self.events, self.root)

    @property
    def output(self) -> Path:
        """The built site."""
        return self.root / self.generator.output

    @property
    def away(self) -> Path:
        """Where old outputs go: ext4 is slow to create files after a mass deletion."""
        return self.root.with_name(f"{self.root.name}.away")

    @property
    def page(self) -> Path:
        """The page of the event that is edited."""
        return self.output / "events" / corpus.event(EDITED).slug / "index.html"

    def clean(self, *, share: bool = False) -> Usage:
        """Build from nothing: output and caches are moved away."""
        for name in (self.generator.output, *self.generator.caches):
            if (self.root / name).exists():
                target = self.away / f"{next(self._numbers)}-{name}"
                target.parent.mkdir(exist_ok=True)
                (self.root / name).rename(target)
        usage = self._build(share=share)
        pages = sum(1 for _ in (self.output / "events").glob("*/index.html"))
        if pages != self.events:
            raise WrongSiteError(f"{self.generator.name} made {pages} of {self.events} event pages")
        return usage

    def edit(self) -> Usage:
        """Build after an edit of one event's hook and body."""
        text = self.change()
        usage = self._build()
        if text not in self.page.read_text(encoding="utf-8"):
            raise WrongSiteError(f"{self.generator.name} does not show the edit: {text}")
        return usage

    def nothing(self) -> Usage:
        """Build when nothing has changed."""
        return self._build()

    def check(self) -> Usage:
        """Check after an edit of one event, as it would be built."""
        self.change()
        return self._run(self.generator.command("check", "--now", corpus.NOW))

    def change(self) -> str:
        """Edit an event, as an editor saves it, and return the text its page must show."""
        text = f"Edit {next(self._numbers)} says it more plainly."
        event = corpus.event(EDITED)
        path = self.root / "content" / corpus.event_path(event)
        front_matter, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
        lines = [f"hook: {text}" if line.startswith("hook: ") else line for line in front_matter.splitlines()]
        paragraphs = body.split("\n\n")
        paragraphs[-1] = f"{text}\n"
        path.write_text("\n".join(lines) + "\n---\n" + "\n\n".join(paragraphs), encoding="utf-8")
        return text

    def _build(self, *, share: bool = False) -> Usage:
        return self._run(self.generator.build_command, share=share)

    def _run(self, command: list[str], *, share: bool = False) -> Usage:
        try:
            return run(command, self.root, share=share)
        except subprocess.CalledProcessError as error:
            raise WrongSiteError(f"{self.generator.name} failed:\n{error.output}") from error
