"""The programs measured: how each is called, where its output lies and what it caches."""

import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import NOW

INSTALLED = Path(__file__).parent / ".peers" / "bin"
PLACES = (str(Path(sys.executable).parent), str(INSTALLED), os.environ.get("PATH", os.defpath))


@dataclass(frozen=True)
class Generator:
    """A generator as its users call it, from the root of a site."""

    name: str
    build: tuple[str, ...]
    """The command of a build, the program's name first."""
    serve: tuple[str, ...]
    """The command of the live preview, without its port; empty where it is not measured."""
    output: str
    """The folder the site is written to."""
    caches: tuple[str, ...]
    """Folders and files that carry work from one build to the next."""
    site: str = ""
    """The site's form in `sites.WRITERS`; by default the name."""

    @property
    def program(self) -> str | None:
        """Return the path of the program: beside Python, in `.peers/bin` or on PATH."""
        return shutil.which(self.build[0], path=os.pathsep.join(PLACES))

    @property
    def build_command(self) -> list[str]:
        """Return the command of a build, ready to run."""
        return self.command(*self.build[1:])

    def command(self, *arguments: str) -> list[str]:
        """Return another command of the program, ready to run."""
        return [self.program or self.build[0], *arguments]

    def serve_command(self, port: int) -> list[str]:
        """Return the command of the preview on a port of 127.0.0.1, ready to run."""
        return [self.program or self.serve[0], *self.serve[1:], "--port", str(port)]


GENERATORS = {
    generator.name: generator
    for generator in (
        Generator(
            "weekmark",
            ("weekmark", "build", "--now", NOW, "-q"),
            ("weekmark", "serve", "--now", NOW),
            "public",
            (".weekmark",),
        ),
        Generator(
            "hugo",
            ("hugo", "--quiet"),
            ("hugo", "server", "--bind", "127.0.0.1", "--quiet"),
            "public",
            ("resources", ".hugo_build.lock"),
        ),
        *(
            Generator(name, ("hugo", "--quiet"), (), "public", ("resources", ".hugo_build.lock"))
            for name in ("hugo-unrelated", "hugo-lean")
        ),
        Generator("pelican", ("pelican", "--quiet"), (), "output", ("cache",)),
        Generator("eleventy", ("eleventy", "--quiet"), (), "_site", (".cache",)),
    )
}
WEEKMARK = GENERATORS["weekmark"]
FULL, WARNED, CODE = (replace(WEEKMARK, name=f"weekmark-{name}") for name in ("full", "warned", "code"))
"""Weekmark with everything on; on a site with much to be warned of; on one with code and bare addresses."""
