# ruff: noqa: RUF001 - marks of many scripts
"""Whether words that are said to be in a text are in it, and which they are. Pure.

A quote is located or it is not: there is no measure of likeness, since a likeness of nine tenths takes every
changed number and every "not" that was put in. What two texts may differ in is the table of
:mod:`generator.desk.folding`. And a quote has to begin and end where words do: not within a number (``5`` of
``1.5``), and not right after or before a word that turns its meaning round ("not", ``不``, ``ない``).

What this can't know: whether the sentence that rests on a quote says what the quote says. A true quote can
stand under a slanted claim, leave out the "if" three words before it, or be somebody's words that the text
reports in order to deny them. That takes a reader, beside the source.
"""

import re
import unicodedata

import msgspec

from generator.desk.folding import Folded, fold, is_joined
from generator.words import MOST_QUOTED_WORDS, quoted_words

LONGEST = MOST_QUOTED_WORDS
"""How many words a quote may have."""

_END_MARKS = " .,;:!?…'\"-()[]。、，；：！？．·،؛؟۔।"
_BRACKETS = {"(": ")", "[": "]", "（": "）", "「": "」"}
_DENIALS = frozenset(
    [
        *("not", "never", "no", "nor", "neither", "without", "cannot"),
        *(
            "nicht",
            "nie",
            "niemals",
            "kein",
            "keine",
            "keiner",
            "keinen",
            "keinem",
            "keines",
            "ohne",
            "weder",
        ),
        *("ne", "pas", "jamais", "sans", "aucun", "aucune", "ni"),
        *("nunca", "jamás", "sin", "ningún", "ninguna", "tampoco"),
        *("لا", "لم", "لن", "ليس", "ليست", "غير", "بدون", "ما"),
    ]
)
_DENIALS_BEFORE = "不没沒未无無非否勿別别"
_DENIALS_AFTER = ("ない", "なかった", "なく", "ません", "ず", "ぬ")
_LAST_WORD = re.compile(r"([^\W_]+(?:'t)?)\W*$")


class Located(msgspec.Struct, frozen=True):
    """Where a quote is."""

    start: int
    end: int
    """Of the text in NFC."""
    wording: str
    """The text's own words, which are what is kept."""


class Source:
    """A text that quotes are looked for in; folded once."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self._folded: Folded = fold(self.text)

    def locate(self, quote: str) -> Located | None:
        """Return where the words of a quote are, or nothing where the text does not have them."""
        wanted = fold(unicodedata.normalize("NFC", quote)).text.strip(_END_MARKS)
        if not any(character.isalnum() for character in wanted):
            return None
        start = self._folded.text.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if self._is_whole(start, end):
                return self._located(start, end)
            start = self._folded.text.find(wanted, start + 1)
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        text = self._folded.text
        before, after = text[max(0, start - 40) : start], text[end : end + 8]
        return _may_begin(before, text[start]) and _may_end(text[end - 1], after)

    def _located(self, start: int, end: int) -> Located:
        places = self._folded.places
        first, last = places[start], places[end - 1] + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        first, last = self._with_brackets(first, last)
        if self.text[last : last + 1] in {"?", "？", "؟"}:  # without it a question would become a statement
            last += 1
        return Located(first, last, " ".join(self.text[first:last].split()))

    def _with_brackets(self, first: int, last: int) -> tuple[int, int]:
        """Return the place with a bracket right before or after it whose other half is in it."""
        inner = self.text[first:last]
        before, after = self.text[max(0, first - 1) : first], self.text[last : last + 1]
        if before in _BRACKETS and inner.count(_BRACKETS[before]) > inner.count(before):
            first -= 1
        for opening, closing in _BRACKETS.items():
            if after == closing and inner.count(opening) > inner.count(closing):
                last += 1
        return first, last


def is_short_enough(quote: str) -> bool:
    """Say whether a quote has at most 25 words, as a build counts them: two letters of CJK are one."""
    return quoted_words(quote) <= LONGEST


def _may_begin(before: str, first: str) -> bool:
    """Say whether a quote may begin with a character after these."""
    if not before:
        return True
    last = before[-1]
    if _is_number(first):
        if _is_number(last) or (last in ".,:/'^" and len(before) > 1 and _is_number(before[-2])):
            return False
        if last in "-+^" and (len(before) == 1 or not before[-2].isalnum()):
            return False  # a sign, or a raised digit
    if is_joined(first) or is_joined(last):
        return last not in _DENIALS_BEFORE
    if first.isalnum() and (last.isalnum() or unicodedata.combining(last)):
        return False
    word = _LAST_WORD.search(before)
    return word is None or not _denies(word[1], before[word.end(1) :])


def _denies(word: str, between: str) -> bool:
    """Say whether a word turns round what comes after it; the end of a sentence is between nothing."""
    return (word in _DENIALS or word.endswith("n't")) and not set(between) & set(".!?;:")


def _may_end(last: str, after: str) -> bool:
    """Say whether a quote may end with a character before these."""
    if not after:
        return True
    following = after[0]
    if _is_number(last):
        if _is_number(following) or following == "^":
            return False
        if following in ".,:/'" and len(after) > 1 and _is_number(after[1]):
            return False
    if is_joined(last) or is_joined(following):
        return not after.startswith(_DENIALS_AFTER)
    return not (last.isalnum() and (following.isalnum() or unicodedata.combining(following)))


def _is_number(character: str) -> bool:
    return unicodedata.numeric(character, None) is not None
