# ruff: noqa: RUF001, RUF002 - the characters themselves are what this is about
"""What two texts may differ in and still be the same words. Pure.

=======================  ============================  =====================================================
folded                   example                       why it is harmless
=======================  ============================  =====================================================
composition (NFC)        ``e`` + ``´`` and ``é``       two spellings of one letter in bytes
compatibility (NFKC)     ``ﬁ`` and ``fi``, ``４``       letters as type sets them; raised and circled digits
                         and ``4``                     stay apart: ``10²`` is not ``102``
case                     ``The`` and ``the``           a sentence may begin where the quote does; ``ß`` stays
quotation marks          ``“ „ « 「 '``                 languages and programs have their own; after a digit
                                                       they stay apart: ``5'`` is not ``5"``
dashes                   ``– — − ‑ -``                 programs change them
white space              line breaks, no-break space   how lines were broken; between Chinese or Japanese
                                                       letters, and beside their marks, it means nothing
invisible characters     soft hyphen, zero width       hints for breaking lines, or put in to deceive
=======================  ============================  =====================================================

Nothing else: no words left out, no spelling mended, no number written another way.
"""

import unicodedata

import msgspec

_DOUBLE = frozenset('"“”„‟«»〝〞〟＂「」『』❝❞')
_SINGLE = frozenset("'‘’‚‛‹›＇`´❛❜ʼ")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－⸺⸻")
_UNSEEN = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})
_SELECTORS = frozenset(map(chr, [0x034F, *range(0xFE00, 0xFE10)]))
_JOINED = ("HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA")


class Folded(msgspec.Struct, frozen=True):
    """A text as it is compared."""

    text: str
    places: tuple[int, ...]
    """For each of its characters the place of the one in the original that it came of."""


def fold(original: str) -> Folded:
    """Return a text with all folded that may differ.

    :param original: in NFC.
    """
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(original):
        for folded in _fold(character, characters[-1] if characters else ""):
            characters.append(folded)
            places.append(place)
    return _without_blanks_in_joined_script(characters, places)


def is_joined(character: str) -> bool:
    """Say whether words of the character's script are written without spaces between them."""
    return character > "\u0e00" and unicodedata.name(character, "").startswith(_JOINED)


def _fold(character: str, before: str) -> str:
    """Return what a character is compared as, which may be nothing."""
    if character.isspace():
        return "" if before == " " else " "
    if character in _DASHES:
        return "-"
    if character in _DOUBLE or character in _SINGLE:
        return '"' if before.isdecimal() and character in _DOUBLE else "'"
    if character.isascii():
        return character.lower() if character.isprintable() else ""
    return _fold_beyond_ascii(character)


def _fold_beyond_ascii(character: str) -> str:
    category = unicodedata.category(character)
    if (
        category in {"Cf", "Cc", "Co", "Cn", "Cs"}
        or "\ufe00" <= character <= "\ufe0f"
        or character == "\u034f"
    ):
        return ""
    composed = unicodedata.normalize("NFKC", character).lower()
    if category == "No":
        return f"^{composed}"
    return "".join(" " if part.isspace() else part for part in composed)


def _means_nothing_between(before: str, after: str) -> bool:
    """Say whether a blank means nothing: between letters of joined script, and beside their marks."""
    one, other = is_joined(before), is_joined(after)
    return (one and (other or not after.isalnum())) or (other and not before.isalnum())


def _without_blanks_in_joined_script(characters: list[str], places: list[int]) -> Folded:
    kept = [
        number
        for number, character in enumerate(characters)
        if character != " "
        or not 0 < number < len(characters) - 1
        or not _means_nothing_between(characters[number - 1], characters[number + 1])
    ]
    return Folded("".join(characters[number] for number in kept), tuple(places[number] for number in kept))
