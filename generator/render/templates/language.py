"""One language: its translations, and how it writes dates, numbers, durations, countries and lists.

All by the Unicode CLDR, through babel.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup

from generator.render.templates.bounds import fields_of
from generator.render.templates.translations import read_translations
from generator.rhythms import RHYTHMS

Unit = Literal["day", "hour", "minute", "second"]
Style = Literal["narrow", "short", "long"]

_UNITS: tuple[tuple[Unit, int], ...] = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_PARTS = {"weekday": "cccc", "short-weekday": "ccc", "day-number": "d", "short-month": "LLL"}
WEEK = "Week %(number)s of %(year)s"
"""What a week is called, for which CLDR has no words; a message of the theme's catalogues."""
_MEMO = 20_000
"""How many texts of each kind are remembered: the days of fifty years."""


def find_locale(tag: str) -> Locale:
    """Return what CLDR knows of a BCP 47 tag, of the nearest less special one, or else of English."""
    parts = tag.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def split_duration(seconds: int) -> list[tuple[int, Unit]]:
    """Return the largest unit of a duration and, where it has some, the next: 2 hours and 10 minutes."""
    for (unit, size), (smaller_unit, smaller_size) in pairwise(_UNITS):
        if seconds >= size:
            number, rest = divmod(seconds, size)
            smaller = 0 if unit == "minute" else rest // smaller_size
            return [(number, unit), (smaller, smaller_unit)] if smaller else [(number, unit)]
    return [(seconds, "second")]


class Language:
    """How texts, dates and numbers are written in one language.

    :param tag: BCP 47, such as ``de`` or ``pt-BR``.
    :param catalogues: the paths of its gettext catalogues, the strongest last.
    """

    def __init__(self, tag: str, catalogues: Sequence[str] = ()) -> None:
        self.tag = tag
        self.locale = find_locale(tag)
        self.direction: str = self.locale.text_direction
        """``ltr`` or ``rtl``."""
        self._translations = read_translations(catalogues)
        self._has_own_texts = bool(catalogues) or self.locale.language == "en"
        self.gettext = lru_cache(None)(self._translations.gettext)
        self.message = lru_cache(None)(self._message)
        self.ngettext = self._translations.ngettext
        self.pgettext = lru_cache(None)(self._translations.pgettext)
        self.npgettext = self._translations.npgettext
        self.date = lru_cache(_MEMO)(self._date)
        self.period = lru_cache(_MEMO)(self._period)
        self.date_range = lru_cache(_MEMO)(self._date_range)
        self.number = lru_cache(_MEMO)(self._number)
        self.duration = lru_cache(_MEMO)(self._duration)
        self.country = lru_cache(None)(self._country)

    def _message(self, message: str) -> Markup:
        """Return a message without values as markup; ``%%`` is a percent sign there as in others."""
        text = self.gettext(message)
        if "%(" in text:
            fields_of(text)
            return Markup(text) % {}  # noqa: S704 - catalogues are part of the theme, as templates are
        return Markup(text.replace("%%", "%"))  # noqa: S704 - see above

    def join_list(self, items: Sequence[str]) -> str:
        """Return ``a, b, and c`` as the language joins a list."""
        return format_list(list(items), locale=self.locale) if items else ""

    def language_name(self, tag: str) -> str:
        """Return the name of a language, given by its BCP 47 tag; the tag itself when it has none."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def _date(self, text: str, style: str = "long") -> str:
        if not text:
            return ""
        if len(text) == 4:
            return format_skeleton("y", date(int(text), 1, 1), locale=self.locale)
        if len(text) == 7:
            return self._month(date.fromisoformat(f"{text}-01"), style)
        day = date.fromisoformat(text[:10])
        if style == "day":
            return format_skeleton("MMMMd", day, locale=self.locale)
        return format_date(day, ({"short": "medium"} | _PARTS).get(style, style), locale=self.locale)

    def _month(self, first: date, style: str) -> str:
        if style in _PARTS:
            return format_date(first, _PARTS[style], locale=self.locale)
        return format_skeleton("yMMM" if style == "short" else "yMMMM", first, locale=self.locale)

    def _period(self, period: str) -> str:
        """Write a period as :mod:`generator.rhythms` names it."""
        year, _, number = period.partition("-")
        if number.startswith("w"):
            values = {"number": int(number[1:]), "year": year}
            return self.gettext(WEEK) % values
        if number.startswith("q"):
            return format_skeleton("yQQQQ", RHYTHMS["quarterly"].first_day(period), locale=self.locale)
        return self._date(period)

    def _date_range(self, first: str, last: str) -> str:
        return format_interval(
            date.fromisoformat(first[:10]), date.fromisoformat(last[:10]), "yMMMd", locale=self.locale
        )

    def _number(self, number: float) -> str:
        return format_decimal(number, locale=self.locale, decimal_quantization=False)

    def _duration(self, seconds: int, style: Style = "narrow") -> str:
        parts = [self._unit(number, unit, style) for number, unit in split_duration(abs(int(seconds)))]
        if style == "narrow":
            return " ".join(parts)
        if len(parts) == 1:
            return parts[0]
        return self._pair_of_units().format(*parts)

    def _pair_of_units(self) -> str:
        """Return the pattern that joins two units; not every language has all styles of CLDR."""
        patterns = self.locale.list_patterns
        styles = ("unit", "unit-short", "standard")
        return next((patterns[style]["2"] for style in styles if "2" in patterns.get(style, ())), "{0} {1}")

    def _unit(self, number: int, unit: Unit, style: Style) -> str:
        if style == "narrow" and self.locale.language == "ja":
            style = "short"  # the narrow units of Japanese are English letters
        # A threshold out of reach keeps babel from choosing another unit.
        delta = number * dict(_UNITS)[unit]
        return format_timedelta(delta, granularity=unit, threshold=1e12, format=style, locale=self.locale)

    def _country(self, code: str) -> str:
        # CLDR's first name for these is the long official one.
        short = {
            "HK": self.pgettext("territory", "Hong Kong"),
            "MO": self.pgettext("territory", "Macao"),
            "PS": self.pgettext("territory", "Palestine"),
        }
        if self._has_own_texts and code in short:
            return short[code]
        return str(self.locale.territories.get(code, code))


class Languages:
    """The languages of a site, each made when it is first wanted.

    :param catalogues: the paths of the catalogues of each language, the strongest last.
    """

    def __init__(self, catalogues: dict[str, tuple[str, ...]]) -> None:
        self._catalogues = {tag.replace("_", "-").lower(): paths for tag, paths in catalogues.items()}
        self._languages: dict[str, Language] = {}

    def find(self, tag: str) -> Language:
        """Return the language of a BCP 47 tag; without a catalogue of its own its texts are English."""
        language = self._languages.get(tag)
        if language is None:
            language = self._languages[tag] = Language(tag, self._paths(tag))
        return language

    def _paths(self, tag: str) -> tuple[str, ...]:
        """Return the catalogues of ``pt``, then those of ``pt-br``, for ``pt-BR``."""
        parts = tag.lower().split("-")
        tags = ("-".join(parts[:length]) for length in range(1, len(parts) + 1))
        return tuple(path for name in tags for path in self._catalogues.get(name, ()))
