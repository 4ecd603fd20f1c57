"""After publishing: ask the web for what was sent, and compare."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import msgspec

from generator import __version__
from generator.digest import hexadecimal_digest
from generator.errors import PublishError
from generator.media import is_feed
from generator.model import Manifest
from generator.publish.phases import is_page

SAMPLE = 20
"""How many changed pages are fetched."""
_AT_ONCE = 8
_LARGEST = 64 << 20
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 15.0


class Mismatch(msgspec.Struct, frozen=True):
    """A file that the web does not serve as it was sent."""

    path: str
    url: str
    found: str
    """What was found instead: ``404``, ``other content``, ``no answer``."""


def choose_files(manifest: Manifest, changed: Iterable[str]) -> tuple[str, ...]:
    """Return the files to fetch: the home page, a sample spread over the changed pages, and every feed."""
    pages = sorted(path for path in changed if is_page(path) and path in manifest.files)
    step = max(1, -(-len(pages) // SAMPLE))
    feeds = [path for path in manifest.files if is_feed(path)]
    home = [path for path in ("index.html",) if path in manifest.files]
    return tuple(dict.fromkeys([*home, *pages[::step], *sorted(feeds)]))


def verify(
    manifest: Manifest,
    paths: Sequence[str],
    base: str,
    patience: float,
    progress: Callable[[str, int, int], None],
) -> tuple[Mismatch, ...]:
    """Fetch files and compare their digests.

    :param base: the address that the site is served at.
    :param patience: for how many seconds to try again, since hosts and caches take time.
    :returns: those that still differ in the end.
    :raises PublishError: the address is none.
    """
    if urlsplit(base).scheme not in {"http", "https"} or not urlsplit(base).netloc:
        raise PublishError(f"{base!r} is no address to verify", "write --verify https://digest.example.org/")
    waiting = tuple(paths)
    mismatches: tuple[Mismatch, ...] = ()
    for wait in _waits(patience):
        time.sleep(wait)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = tuple(pool.map(lambda path: _compare(manifest, path, base), waiting))
        mismatches = tuple(mismatch for mismatch in found if mismatch)
        waiting = tuple(mismatch.path for mismatch in mismatches)
        progress("Verifying", len(paths) - len(waiting), len(paths))
        if not waiting:
            return ()
    return mismatches


def address(base: str, path: str) -> str:
    """Return where a file is served: pages named ``index.html`` by their folder."""
    if path == "index.html" or path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    return base.rstrip("/") + "/" + quote(path)


def _waits(patience: float) -> Iterator[float]:
    """Yield how long to wait before each try: none, a second, twice as long each time, then no more."""
    yield 0
    end, wait = time.monotonic() + patience, _FIRST_WAIT
    while (left := end - time.monotonic()) > 0:
        yield min(wait, left)
        wait = min(wait * 2, _LONGEST_WAIT)


def _compare(manifest: Manifest, path: str, base: str) -> Mismatch | None:
    url = address(base, path)
    found = _fetch(url, manifest.files[path].digest)
    return Mismatch(path, url, found) if found else None


def _fetch(url: str, digest: str) -> str:
    """Return what is wrong with the answer, or nothing."""
    headers = {
        "Accept-Encoding": "identity",
        "Cache-Control": "no-cache",
        "User-Agent": f"weekmark/{__version__}",
    }
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - its scheme was checked
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - see above
            body = answer.read(_LARGEST)
    except urllib.error.HTTPError as error:
        with error:
            return str(error.code)
    except (OSError, http.client.HTTPException, ValueError):
        return "no answer"
    return "" if hexadecimal_digest(body) == digest else "other content"
