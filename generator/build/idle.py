"""The renderer that a process keeps from one build to the next: a preview builds again and again."""

from typing import TYPE_CHECKING

from generator.model import SourceFile, Theme
from generator.source.settings import ParseSettings
from generator.views import SiteFrame

if TYPE_CHECKING:
    from generator.render.renderer import Renderer

_EXAMPLE = b"---\ntitle: A *title*\n---\n\nA [link](https://example.org/), and\n\n- a list\n"
_idle: "list[tuple[Theme, SiteFrame, Renderer]]" = []
"""The last one that was given back: compiling takes long."""


def take_renderer(theme: Theme, frame: SiteFrame) -> "Renderer":
    """Return a renderer that nobody else uses: the idle one, if it will do."""
    from generator.render.renderer import Renderer  # noqa: PLC0415 - loads Jinja, needed only here

    while _idle:
        last = _idle.pop()
        if last[:2] == (theme, frame):
            return last[2]
    return Renderer(theme, frame)


def give_back(renderer: "Renderer", theme: Theme, frame: SiteFrame) -> None:
    """Leave a renderer to the next who takes one."""
    _idle[:] = [(theme, frame, renderer)]


def get_ready(settings: ParseSettings, theme: Theme, frame: SiteFrame) -> None:
    """Load and compile now what the next build of this process would have to, given these settings."""
    from generator.source.parse import parse  # noqa: PLC0415 - loads the Markdown parser, needed only here

    parse(SourceFile("content/events/example.md", "event", 0, (0, 0, 0)), _EXAMPLE, settings)
    renderer = take_renderer(theme, frame)
    renderer.warm_up()
    give_back(renderer, theme, frame)
