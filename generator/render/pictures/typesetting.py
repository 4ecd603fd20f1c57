"""Text set in lines that fit a box: measured with the very glyphs that will be drawn.

HarfBuzz shapes a text as the drawing library does, with kerning, ligatures and joined letters. A word too
long for a line even at the smallest size breaks between its letters.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import msgspec
import uharfbuzz  # type: ignore[import-untyped]  # it has no types
from jinja2 import TemplateRuntimeError

from generator.decode.findings import did_you_mean
from generator.render.lines import Line, Piece, balance, break_lines, clusters, unbreakable, widest

LEADING = 1.2
"""The distance of lines, in sizes."""
LONGEST = 400
"""How many characters of a text are looked at; no card has room for more."""
MIXED = 0.99
"""How much of a box is filled where fonts are mixed: their glyphs are placed a little differently."""
STEP = 2
"""By how many pixels a text shrinks at a time."""
_JOINERS = "\u200c\u200d"


class TextBlock(msgspec.Struct, frozen=True):
    """A text set in lines."""

    size: int
    """Of the font, in pixels."""
    leading: float
    """From one line to the next, in pixels."""
    lines: tuple[str, ...]


class Typesetter:
    """Sets texts in some fonts.

    :param fonts: their paths, in the order in which the drawing library looks for a glyph.
    """

    def __init__(self, fonts: Sequence[str]) -> None:
        self._paths = {Path(path).stem: path for path in fonts}
        self._order = tuple(fonts)
        self._font = lru_cache(None)(_open)
        self._font_for = lru_cache(None)(self._find_font)
        self._space = lru_cache(None)(lambda path: _shape(self._font(path, 0), " "))
        self._piece = lru_cache(10_000)(self._measure_piece)

    def fit(  # noqa: PLR0913, PLR0917 - a box and a range of sizes
        self, text: str, font: str, width: float, height: float, largest: int, smallest: int
    ) -> TextBlock:
        """Set a text in lines as large as its box allows; what does not fit even then ends in ``…``.

        :param font: the name of the font's file without its suffix: ``SourceSerifPro-Semibold``.
        :param width: of the box, in pixels, as are its height and the largest and smallest size.
        """
        path = self._path(font)
        drawable = self.drawable(text, font)
        if any(self._font_for(character, path) != path for character in drawable):
            width *= MIXED
        pieces = [self._piece(piece, path) for piece in unbreakable(drawable)]
        for size in range(largest, smallest, -STEP):
            lines = break_lines(pieces, width / size)
            if len(lines) * LEADING * size <= height and widest(lines) <= width / size:
                return _block(size, balance(pieces, lines, width / size))
        limit = width / smallest
        lines = break_lines(self._split_long(pieces, limit, path), limit)
        most = max(1, int(height / (LEADING * smallest)))
        if len(lines) > most:
            lines = [*lines[: most - 1], self._cut(lines[most - 1], limit, path)]
        return _block(smallest, lines)

    def width(self, text: str, font: str) -> float:
        """Return the width of a text, in sizes."""
        return self._measure(text, self._path(font))

    def _path(self, font: str) -> str:
        try:
            return self._paths[font]
        except KeyError:
            message = f'there is no font "{font}"\n{did_you_mean(font, self._paths)}'
            raise TemplateRuntimeError(message.rstrip()) from None

    def drawable(self, text: str, font: str) -> str:
        """Return the text of one line that can be drawn: without characters that no font has."""
        path = self._path(font)
        text = unicodedata.normalize("NFC", " ".join(text.split())[:LONGEST])
        kept = ""
        for before, character in pairwise(f" {text}"):
            kind = unicodedata.category(character)[0]
            if kind == "M" or character in _JOINERS:
                wanted = kept.endswith(before) and not before.isspace()
            else:
                wanted = kind != "C"
            if wanted and self._font_for(character, path):
                kept += character
        return " ".join(kept.split())

    def _find_font(self, character: str, path: str) -> str:
        """Return the path of the first font that has a character, the wanted one before all others."""
        code = ord(character)
        fonts = (path, *self._order)
        return next((font for font in fonts if self._font(font, 0).get_nominal_glyph(code)), "")

    def _measure(self, text: str, path: str) -> float:
        runs = groupby(text, lambda character: self._font_for(character, path) or path)
        spaces = text.count(" ") * self._wider_space(text, path)
        weight = self._font(path, 0).get_style_value(uharfbuzz.StyleTag.WEIGHT)
        return spaces + sum(_shape(self._font(font, weight), "".join(run)) for font, run in runs)

    def _wider_space(self, text: str, path: str) -> float:
        """Return how much wider a space of the other fonts of a text is: it may be drawn in place of ours."""
        fonts = {self._font_for(character, path) or path for character in text}
        return max(self._space(font) for font in (path, *fonts)) - self._space(path)

    def _measure_piece(self, text: str, path: str) -> Piece:
        return Piece(text, self._measure(text, path), self._measure(text.rstrip(), path))

    def _split_long(self, pieces: Iterable[Piece], limit: float, path: str) -> list[Piece]:
        """Return the pieces with those that are longer than a line cut into their letters."""
        result = []
        for piece in pieces:
            parts = clusters(piece.text) if piece.bare > limit else (piece.text,)
            result += [self._piece(part, path) for part in parts]
        return result

    def _cut(self, line: Line, limit: float, path: str) -> Line:
        """Return a line that ends in an ellipsis."""
        letters = clusters("".join(piece.text for piece in line))
        while letters and self._measure("".join(letters).rstrip() + "…", path) > limit:
            letters.pop()
        return [self._piece("".join(letters).rstrip() + "…", path)]


def _block(size: int, lines: Iterable[Line]) -> TextBlock:
    texts = ("".join(piece.text for piece in line).rstrip() for line in lines)
    return TextBlock(size, round(size * LEADING, 2), tuple(texts))


def _open(path: str, weight: float) -> uharfbuzz.Font:
    """Return a font; a variable one in a weight, unless that is 0."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))
    if weight and font.face.has_var_data:
        font.set_variations({"wght": weight})
    return font


def _shape(font: uharfbuzz.Font, text: str) -> float:
    """Return the width of a text in one font, in sizes."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advance: float = sum(position.x_advance for position in buffer.glyph_positions) / font.face.upem
    return advance
