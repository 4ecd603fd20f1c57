# ruff: noqa: RUF001 - marks as they are written
"""Numbers and names of a claim that stand in no text it could have them from. Pure.

This only flags: "12" is strange where the text says "twelve", and a name that begins a sentence, or is
written in a script without capitals, is not seen. In German, where every noun has a capital, only names of
two words are looked at.
"""

import re
import unicodedata
from collections.abc import Iterable

_NUMBER = re.compile(r"[0-9](?:[0-9.,'’\u00a0\u202f]*[0-9])?")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_BEGINNING = re.compile(r"(?:^|[.!?:;\"“„«(]\s*)$")


class Known:
    """All numbers and words that a claim may have.

    :param texts: the articles, and whatever else is known of the event.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: set[str] = set()
        self._words: set[str] = set()
        for text in texts:
            plain = _plain(text)
            self._numbers.update(_digits(found) for found in _NUMBER.findall(plain))
            self._words.update(_stem(word) for word in _WORD.findall(plain.casefold()))

    def strange(self, claim: str, lang: str) -> tuple[str, ...]:
        """Return the numbers and names of a claim that are not known."""
        plain = _plain(claim)
        numbers = [found for found in _NUMBER.findall(plain) if _digits(found) not in self._numbers]
        names = [name for name in _names(plain, lang) if _stem(name.casefold()) not in self._words]
        return tuple(dict.fromkeys([*numbers, *names]))


def _names(text: str, lang: str) -> list[str]:
    """Return words that are names by their capitals."""
    words = list(_WORD.finditer(text))
    is_german = lang.lower().startswith("de")
    found = []
    before: re.Match[str] | None = None
    for word in words:
        is_name = word[0][0].isupper() and not _BEGINNING.search(text[: word.start()])
        if is_name and before is not None and text[before.end() : word.start()] == " ":
            found += [before[0], word[0]]
        elif is_name and not is_german:
            found.append(word[0])
        before = word if is_name else None
    return found


def _stem(word: str) -> str:
    """Return a word without the mark of a possessive."""
    return re.sub(r"['’]s?$", "", word)


def _digits(number: str) -> str:
    """Return a number without marks between thousands, and with a point before what is less than one."""
    whole, mark, rest = number, "", ""
    found = re.fullmatch(r"(.*)([.,])([0-9]+)", number)
    if found and (len(found[3]) != 3 or (found[1].count(found[2]) == 0 and found[1].strip("0") == "")):
        whole, mark, rest = found[1], ".", found[3]
    return re.sub(r"[^0-9]", "", whole) + mark + rest


def _plain(text: str) -> str:
    """Return a text in NFKC with ASCII digits."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in composed)
