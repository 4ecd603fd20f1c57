"""A file to be, as it is planned."""

from collections.abc import Callable

import msgspec

from generator.model import Phase
from generator.plan.edition import Edition
from generator.views import Composition, View

_FIXED_FORMATS = frozenset({
    "data-index.json", "data-shard.json", "news-sitemap.xml", "opml.xml", "search-manifest.json",
    "search-notes.json", "search-shard.json", "sitemap-index.xml", "sitemap.xml", "text",
})  # fmt: skip


class Output(msgspec.Struct, frozen=True):
    """A file to be: where it goes, what it depends on, and how to compose what it shows."""

    path: str
    """Below the output folder, with forward slashes: ``events/memo/index.html``."""
    renderer: str
    """The template (``event.html``) or the writer of a format (``atom.xml``, ``sitemap.xml``, …)."""
    key: bytes
    """BLAKE2b-128 over all that the file's bytes depend on, site-wide settings and theme included."""
    compose: Callable[[Edition], Composition]
    """Makes the view from the edition that is built; called only when the file must be rendered."""
    phase: Phase
    """When publishing sends it."""
    listed: bool
    """Whether the sitemap lists it: a page of its own, no copy and no redirect, that search may find."""
    source: str = ""
    """The file of the user that this output comes from, to name in messages about clashing paths."""

    @property
    def is_fixed_format(self) -> bool:
        """Whether only the program writes it, from what was checked: no theme and no picture takes part."""
        return self.renderer in _FIXED_FORMATS


def finished(view: View) -> Callable[[Edition], Composition]:
    """Return what composes a view that is known when its file is planned."""
    return lambda _: Composition(view)
