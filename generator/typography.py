"""Quotation marks of a language in place of straight ones, and words that a line does not break."""

import re

_DOUBLE_SINGLE = {
    "\u201c\u201d\u2018\u2019": "en ga hi id ko ms pt th tr vi zh",
    "\u201e\u201c\u201a\u2018": "bg cs de et is ka lt mk sk sl",
    "\u201e\u201d\u201a\u2019": "hr hu pl ro sr",
    "\u201d\u201d\u2019\u2019": "fi sv",
    "\u00ab\u00bb\u2018\u2019": "nb nn no",
    "\u00ab\u00bb\u201c\u201d": "ar ca de-ch el es eu fr-ch gl hy it it-ch pt-pt",
    "\u00ab\u00bb\u2039\u203a": "fa",
    "\u00ab\u00bb\u201e\u201c": "be kk ky ru sq uk",
    "\u201d\u201d\u2019\u2018": "he",
    "\u201c\u201d\u201a\u2019": "nl",
    "\u300c\u300d\u300e\u300f": "ja zh-hant zh-hk zh-tw",
}
_BY_LANGUAGE = {
    language: tuple(marks) for marks, languages in _DOUBLE_SINGLE.items() for language in languages.split()
} | {"fr": ("\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d")}
_STRAIGHT = re.compile("[\"']")
_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_HYPHEN_AND_DIGIT = re.compile(r"-\d|\d-")
_WORD = re.compile(r"(?<![\w.-])[\w.]{1,20}(?:-[\w.]{1,20}){1,3}(?![\w-])")
MOST_MARKS = 500
"""How many straight marks a text may have; one with more is no prose, and keeps them."""


def quotes_of(language: str) -> tuple[str, ...]:
    """Return the marks of a language (BCP 47), or English ones: double, open and closed, then single."""
    tag = language.lower()
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0]) or _BY_LANGUAGE["en"]


def with_apostrophes(text: str) -> str:
    """Return the text with a mark between two letters as the apostrophe it is in every language."""
    return _APOSTROPHE.sub("\u2019", text) if "'" in text else text


def is_quoted(text: str) -> bool:
    """Say whether a text has straight marks, and not more than prose can have."""
    return ('"' in text or "'" in text) and text.count('"') + text.count("'") <= MOST_MARKS


def quoted(text: str, quotes: tuple[str, ...]) -> str:
    """Return a plain text with the quotation marks of its language; one without a partner stays straight."""
    if not quotes or not is_quoted(text):
        return text
    text = with_apostrophes(text)
    letters = list(text)
    open_marks: list[tuple[int, str]] = []
    for match in _STRAIGHT.finditer(text):
        at, mark = match.start(), match[0]
        can_open, can_close = _sides(text, at)
        partner = next((found for found in reversed(open_marks) if found[1] == mark), None)
        if can_close and partner:
            first = 0 if mark == '"' else 2
            letters[partner[0]], letters[at] = quotes[first], quotes[first + 1]
            del open_marks[open_marks.index(partner) :]
        elif can_open:
            open_marks.append((at, mark))
        elif mark == "'":
            letters[at] = "\u2019"
    return "".join(letters)


def joined(html: str) -> str:
    """Return escaped text in which a word with a hyphen beside a digit (``GPT-5.5``) is kept on one line."""
    if "-" not in html or not _HYPHEN_AND_DIGIT.search(html):
        return html
    return _WORD.sub(_whole, html)


def _whole(match: re.Match[str]) -> str:
    word = match[0]
    return f'<span class="whole">{word}</span>' if _HYPHEN_AND_DIGIT.search(word) else word


def _sides(text: str, at: int) -> tuple[bool, bool]:
    """Say whether a mark can open and close a quotation, by the characters around it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isdigit() and text[at] == '"' and after == '"':
        return False, False
    can_open = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
    can_close = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
    if can_open and can_close:
        return not before.isalnum(), not after.isalnum()
    return can_open, can_close
