"""The order of names as readers expect it: ``Ärzte`` before ``Zoologen``.

Letters count first, then accents, then case, as in the Unicode Collation Algorithm (UTS 10); languages that
give a letter a place of its own have it from the table below. No library does this without ICU or a
megabyte of weights, so what lies outside (kanji by sound, hanzi by stroke) stays in the order of Unicode.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

Key = tuple[str, str, str]

_NORDIC, _DANISH = "zåäö", "zæøå"
_LETTERS = {
    "cs": "cč rř sš zž",
    "da": _DANISH,
    "es": "nñ",
    "et": "sšzž wõäöü",
    "fi": _NORDIC,
    "hr": "cčć dđ sš zž",
    "hu": "oö uü",
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "aä cč oô sš zž",
    "sl": "cč sš zž",
    "sv": _NORDIC,
    "tr": "cç gğ oö sş uü",
}
"""By language: a letter, and those that follow it as letters of their own (CLDR)."""
_SPELLED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i"}
)
"""Letters that Unicode does not take apart into a letter and its accent."""
_AFTER = "\U0010fffd"


@cache
def collation(language: str) -> Callable[[str], Key]:
    """Return what gives names their place in a list of a language.

    :param language: BCP 47; of one without an order of its own, accents matter only between equal letters.
    """
    groups = _LETTERS.get(language.partition("-")[0], "").split()
    own = {
        ord(letter): f"{group[0]}{_AFTER}{place}"
        for group in groups
        for place, letter in enumerate(group)
        if place
    }

    @lru_cache(maxsize=100_000)
    def key(name: str) -> Key:
        folded = unicodedata.normalize("NFC", name.casefold())
        letters = unicodedata.normalize("NFKD", folded.translate(own).translate(_SPELLED))
        primary = "".join(map(_weight, letters))
        return " ".join(primary.split()), folded, name.swapcase()

    return key


def _weight(character: str) -> str:
    """Return a letter or digit; nothing for an accent, a space for what stands between words."""
    if character.isalnum() or character == _AFTER:
        return character
    return "" if unicodedata.combining(character) else " "
