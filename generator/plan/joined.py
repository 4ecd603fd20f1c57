"""Files for hosts and robots that an author keeps in ``static`` too: both are joined, and neither is lost.

``_redirects``: the author's rules stand first, as the first that matches counts. ``_headers``: they stand
last, as hosts join what all rules say. ``robots.txt``: the author's groups take the place of the one that
lets everybody in, and the sitemaps stay.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from generator.digest import digest
from generator.manifest import read_plain_file
from generator.model import SourceFile
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.views import TextFile

STATIC = "content/static/"


def _robots(own: str, made: str) -> str:
    sitemaps = [line for line in made.splitlines() if line.startswith("Sitemap:") and line not in own]
    return "\n".join([own.rstrip("\n"), "", *sitemaps, ""]) if sitemaps else own


_JOIN: dict[str, Callable[[str, str], str]] = {
    output_path(urls.REDIRECTS): lambda own, made: f"{own.rstrip()}\n{made}",
    output_path(urls.HEADERS): lambda own, made: f"{made.rstrip()}\n\n{own.lstrip()}",
    output_path(urls.ROBOTS): _robots,
}


def joined_names(outputs: Iterable[Output], files: Iterable[SourceFile]) -> frozenset[str]:
    """Return the paths of the author's files that are to be joined with one that is made."""
    made = {output.path for output in outputs} & _JOIN.keys()
    return frozenset(file.path for file in files if file.path.removeprefix(STATIC) in made)


def join_own(
    outputs: Iterable[Output], names: frozenset[str], root: Path, edition: Edition
) -> Iterator[Output]:
    """Yield the outputs, those joined that an author has too.

    :param names: see :func:`joined_names`.
    :param root: the site's folder.
    :raises OSError: one can't be read.
    """
    for output in outputs:
        name = f"{STATIC}{output.path}"
        view = output.compose(edition).view if name in names else None
        if not isinstance(view, TextFile):
            yield output
            continue
        own = read_plain_file(root / name).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        text = _JOIN[output.path](own, view.text)
        yield msgspec.structs.replace(
            output, key=digest(text.encode()), compose=finished(TextFile(text)), source=name
        )
