"""Whether words tell a date. Pure.

A day is told by its number beside its month, by name or in figures. The year may be that of the article,
since papers write "on 14 May", unless the words name another. Months are known by name in many languages.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale

_LANGUAGES = [
    "ar",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hu",
    "id",
    "it",
    "ko",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "th",
    "tr",
    "uk",
    "vi",
]
_NUMBER = re.compile(r"(?<![0-9])(?<![0-9][.,])[0-9]+(?![0-9]|[.,][0-9])")
_FIGURES = (
    re.compile(r"(?<![0-9])(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})?(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})(?![0-9])"),
    re.compile(
        r"(?:(?P<y>[0-9]{4})\s?[年년]\s?)?(?<![0-9])(?P<m>[0-9]{1,2})\s?[月월](?:\s?(?P<d>[0-9]{1,2})\s?[日일号])?"
    ),
)
_BESIDE = 10
"""So many characters may stand between a month and its day or year."""


def is_told(date: str, words: str, published: str) -> bool:
    """Say whether words tell a date, or the article itself appeared then.

    :param date: YYYY, YYYY-MM or YYYY-MM-DD.
    :param words: of the article.
    :param published: when the article appeared, as ISO 8601; empty where that is not known.
    """
    if published.startswith(date):
        return True
    text = _plain(words)
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    years = {int(found) for found in _NUMBER.findall(text) if len(found) == 4}
    years |= {found[0] for found in _in_figures(text) if found[0]}
    if year not in years and not (month and not years and published[:4] == f"{year:04}"):
        return False
    if not month:
        return True
    if any(found[1] == month and day in (0, found[2]) for found in _in_figures(text)):
        return True
    return any(day in {0, *numbers} for numbers in _beside_month(text, month))


def _in_figures(text: str) -> Iterator[tuple[int, int, int]]:
    """Give year, month and day of each date in figures; 0 for what is not there."""
    for pattern in _FIGURES:
        for found in pattern.finditer(text):
            yield (int(found["y"] or 0), int(found["m"]), int(found["d"] or 0))


def _beside_month(text: str, month: int) -> Iterator[set[int]]:
    """Give the numbers beside each mention of a month by name."""
    for found in _named(month).finditer(text):
        if found[0] == "may":  # the verb
            continue
        before, after = text[: found.start()][-_BESIDE:], text[found.end() :][:_BESIDE]
        yield {int(number) for number in _NUMBER.findall(f"{before}|{after}")}


@cache
def _named(month: int) -> re.Pattern[str]:
    """Return a pattern of the names of a month."""
    names = set()
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names.add(_plain(str(months[context][width][month])).strip(". "))
    words = [name for name in names if len(name) > 2 and not name[0].isdecimal()]
    longest_first = sorted(words, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return a text in NFKC with ASCII digits."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in composed)
