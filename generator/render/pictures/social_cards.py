"""Social cards: an SVG template of the theme, drawn as PNG with no fonts but those we give it."""

from functools import lru_cache, partial
from typing import Any

from resvg_py import svg_to_bytes

from generator.diagnostics import Problem
from generator.errors import ContentError
from generator.model import Theme
from generator.plain_text import without_control_characters
from generator.render.pictures.typesetting import TextBlock, Typesetter
from generator.render.templates.environment import Sandbox
from generator.render.templates.errors import template_problem
from generator.render.templates.functions import Functions
from generator.render.templates.language import Languages
from generator.render.templates.places import shown_path
from generator.theme.fonts import further_fonts, own_fonts
from generator.views import SiteFrame, SocialCard

TEMPLATE = "card.svg"
FONTS = (".ttf", ".otf")
"""The assets of a theme that cards can be drawn with."""
_REGIONS = {"ja": "jp", "ko": "kr", "zh": "sc", "zh-hant": "tc", "zh-tw": "tc", "zh-hk": "tc"}
"""How the names of Chinese, Japanese and Korean fonts tell for which language their letters are shaped."""
_EMBED_RIGHT_TO_LEFT = "\u202b"
_END_EMBEDDING = "\u202c"
"""The drawing library takes a line for one that begins at the left, unless it is embedded (UAX #9)."""


class Artist:
    """Draws the social cards of a site.

    Its templates are the theme's SVG templates and no others, so that no other can change a card.

    :param frame: what all pages of the site share.
    """

    def __init__(self, theme: Theme, frame: SiteFrame, languages: Languages) -> None:
        self._theme = theme
        self._frame = frame
        self._languages = languages
        self._templates = {name: path for name, path in theme.templates.items() if name.endswith(".svg")}
        self._functions = Functions(frame, languages)
        self._environment = Sandbox(self._templates)
        self._environment.globals["site"] = frame
        self._functions.install(self._environment)
        self._typesetter = lru_cache(None)(Typesetter)

    def draw(self, card: SocialCard) -> bytes:
        """Return a card as PNG, the same bytes on every machine.

        :raises ContentError: the template fails, or what it writes is no SVG.
        """
        language = card.lang or self._frame.language
        fonts = fonts_of(self._theme, language)
        self._functions.language = self._languages.find(language)
        self._environment.filters["fit"] = partial(self._fit, self._typesetter(fonts))
        try:
            svg = self._environment.page(TEMPLATE, page=card)
        except ContentError:
            raise
        except Exception as error:  # whatever a template provokes is told with its place
            raise ContentError((template_problem(error, TEMPLATE, self._templates),)) from error
        return self._to_png(svg, fonts)

    def _fit(self, typesetter: Typesetter, text: str, *box: Any) -> TextBlock:  # noqa: ANN401 - see Typesetter
        """Set a text; lines of a language that is written from right to left say so."""
        block = typesetter.fit(text, *box)
        if self._functions.language.direction == "ltr":
            return block
        lines = tuple(f"{_EMBED_RIGHT_TO_LEFT}{line}{_END_EMBEDDING}" for line in block.lines)
        return TextBlock(block.size, block.leading, lines)

    def _to_png(self, svg: str, fonts: tuple[str, ...]) -> bytes:
        try:
            return to_png(without_control_characters(svg), fonts)
        except ValueError as error:
            place = shown_path(self._templates[TEMPLATE])
            message = f"the picture can't be drawn: {error}"
            raise ContentError((Problem(place, 0, 0, "card-not-drawn", message),)) from error


def fonts_of(theme: Theme, language: str) -> tuple[str, ...]:
    """Return the paths of all fonts for a card, in the order in which a glyph is looked for.

    First those of the theme's assets, then the program's own, then those of further packages, of which
    fonts for the language go first.
    """
    assets = sorted(
        (name, asset.path) for name, asset in theme.assets.items() if name.lower().endswith(FONTS)
    )
    tag = language.lower()
    region = _REGIONS.get(tag) or _REGIONS.get(tag.partition("-")[0], "")
    further = sorted(further_fonts(), key=lambda path: region not in path.lower())
    return (*(path for _, path in assets), *own_fonts().values(), *further)


def to_png(svg: str, fonts: tuple[str, ...]) -> bytes:
    """Return an SVG as PNG; fonts of the system have no part in it.

    :raises ValueError: it is no SVG.
    """
    return svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=list(fonts),
        font_family="Source Sans Pro",
        serif_family="Source Serif Pro",
        sans_serif_family="Source Sans Pro",
    )
