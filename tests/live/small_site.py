"""A real preview of a tiny site, to be started as a program: what the tests need of a build, and no more.

Every ``content/NAME.html`` becomes the page ``/NAME/`` and a line of the home page, files of ``static`` are
copied, ``themes/style.css`` gets a fingerprint. A file that says ``MISTAKE`` is an error in its line, and
``SLOW`` lets the build take half a second.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.diagnostics import Problem
from generator.errors import ContentError
from generator.live import ServeOptions, serve
from generator.live.gate import Committing
from generator.live.overview import Entry, Overview
from generator.model import BuildReport, Changes

PAGE = '<!doctype html><html lang="en"><head><title>{name}</title>{style}</head><body>{body}</body></html>'


class SmallSite:
    def __init__(self, root: Path, base_path: str) -> None:
        self.root = root
        self.output = root / "output"
        self.base_path = base_path

    @property
    def outdated(self) -> bool:
        return False

    @property
    def headers(self) -> Mapping[str, str]:
        return {
            "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'",
            "Strict-Transport-Security": "max-age=1",
        }

    def watched(self) -> Iterable[Path]:
        return [self.root / "site.yaml", self.root / "content", self.root / "static", self.root / "themes"]

    def build(self, committing: Committing, _: frozenset[Path] | None) -> BuildReport:
        pages = sorted((self.root / "content").rglob("[!.#]*.html"))
        texts = {path.stem: path.read_text("utf-8") for path in pages}
        self._check(texts)
        if "SLOW" in "".join(texts.values()):
            time.sleep(0.5)
        wanted = self._files(texts)
        present = {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }
        changes = Changes(
            added=tuple(sorted(wanted.keys() - present.keys())),
            changed=tuple(sorted(path for path in wanted if present.get(path, wanted[path]) != wanted[path])),
            removed=tuple(sorted(present.keys() - wanted.keys())),
        )
        with committing():
            self._write(changes, wanted)
        rendered = len(changes.added) + len(changes.changed)
        return BuildReport(len(wanted), len(texts), rendered, changes, ())

    def overlooked(self) -> frozenset[Path]:
        return frozenset()

    def warm_up(self) -> None:
        pass

    def overview(self) -> Overview:
        return Overview(drafts=(Entry("content/one.html", "<One>", f"{self.base_path}one/", "a draft"),))

    def _check(self, texts: dict[str, str]) -> None:
        problems = [
            Problem(f"content/{name}.html", number, 1, "unknown-key", "there is a mistake", "take it out", 7)
            for name, text in texts.items()
            for number, line in enumerate(text.splitlines(), 1)
            if line.startswith("MISTAKE")
        ]
        if problems:
            raise ContentError(tuple(problems))

    def _files(self, texts: dict[str, str]) -> dict[str, bytes]:
        files = {
            path.relative_to(self.root / "static").as_posix(): path.read_bytes()
            for path in (self.root / "static").glob("*.*")
            if path.is_file()
        }
        style = ""
        if (sheet := self.root / "themes/style.css").is_file():
            digest = hashlib.blake2b(sheet.read_bytes(), digest_size=8).hexdigest()
            files[f"assets/style.{digest}.css"] = sheet.read_bytes()
            style = f'<link rel="stylesheet" href="{self.base_path}assets/style.{digest}.css">'
        bodies = texts | {"home": " ".join(texts.values()), "404": "<h1>Nothing here</h1>"}
        for name, body in bodies.items():
            path = {"home": "index.html", "404": "404.html"}.get(name, f"{name}/index.html")
            files[path] = PAGE.format(name=name, style=style, body=body).encode()
        return files

    def _write(self, changes: Changes, wanted: dict[str, bytes]) -> None:
        for name in changes.added + changes.changed:
            path = self.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_bytes(wanted[name])
            fresh.replace(path)
        for name in changes.removed:
            (self.output / name).unlink()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("--base-path", default="/")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # it is a text stream
    serve(SmallSite(options.root, options.base_path), ServeOptions(options.host, options.port))


if __name__ == "__main__":
    main()
