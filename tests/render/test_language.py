"""Dates, numbers, durations, countries and lists as each language writes them."""

import subprocess
import sys

import pytest

from generator.render.templates.language import Language, Languages, find_locale


def test_dates_of_every_precision_in_english() -> None:
    english = Language("en")
    assert english.date("2026") == "2026"
    assert english.date("2026-04") == "April 2026"
    assert english.date("2026-04", "short") == "Apr 2026"
    assert english.date("2026-04-23") == "April 23, 2026"
    assert english.date("2026-04-23T23:59:00+02:00") == "April 23, 2026"
    assert english.date("2026-04-23", "short") == "Apr 23, 2026"
    assert english.date("2026-04-23", "full") == "Thursday, April 23, 2026"
    assert english.date("2026-04-23", "day") == "April 23"
    assert english.date("2026-04-23", "weekday") == "Thursday"
    assert english.date("2026-04-23", "short-weekday") == "Thu"
    assert not english.date("")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Dec 28, 2026\u2009\u2013\u2009Jan 3, 2027"),
        ("de", "28. Dez. 2026\u2009\u2013\u20093. Jan. 2027"),
        ("ja", "2026年12月28日\uff5e2027年1月3日"),
        ("ar", "28 ديسمبر 2026 \u2013 3 يناير 2027"),
    ],
)
def test_a_range_of_days(tag: str, text: str) -> None:
    assert Language(tag).date_range("2026-12-28", "2027-01-03") == text


@pytest.mark.parametrize(
    ("tag", "date", "duration", "long_duration", "number"),
    [
        ("en", "April 23, 2026", "2h 10m", "2 hours, 10 minutes", "12,345"),
        ("de", "23. April 2026", "2h 10 Min.", "2 Stunden, 10 Minuten", "12.345"),
        ("fr", "23 avril 2026", "2h 10min", "2\xa0heures et 10 minutes", "12\u202f345"),
        ("es", "23 de abril de 2026", "2h 10min", "2 horas y 10 minutos", "12.345"),
        ("ja", "2026年4月23日", "2 時間 10 分", "2 時間 10 分", "12,345"),
        ("zh", "2026年4月23日", "2小时 10分钟", "2小时10分钟", "12,345"),
        ("ar", "23 أبريل 2026", "2 س 10 د", "ساعتان و10 دقائق", "12,345"),
    ],
)
def test_each_language_writes_in_its_own_way(
    tag: str, date: str, duration: str, long_duration: str, number: str
) -> None:
    language = Language(tag)
    assert (
        language.date("2026-04-23"),
        language.duration(7_800),
        language.duration(7_800, "long"),
        language.number(12_345),
    ) == (date, duration, long_duration, number)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (45, "45s"),
        (60, "1m"),
        (330, "5m"),
        (3_600, "1h"),
        (3_659, "1h"),
        (7_800, "2h 10m"),
        (86_400, "1d"),
        (86_700, "1d"),
        (3 * 86_400 + 4 * 3_600 + 300, "3d 4h"),
    ],
)
def test_durations_have_at_most_two_neighbouring_units(seconds: int, text: str) -> None:
    assert Language("en").duration(seconds) == text


def test_countries_have_the_names_people_use() -> None:
    english = Language("en")
    assert [english.country(code) for code in ("HK", "US", "DE", "ZZZ")] == [
        "Hong Kong",
        "United States",
        "Germany",
        "ZZZ",
    ]
    assert Language("fr").country("DE") == "Allemagne"


def test_lists_are_joined_as_the_language_does() -> None:
    assert Language("en").join_list(["a", "b", "c"]) == "a, b, and c"
    assert Language("de").join_list(["a", "b", "c"]) == "a, b und c"
    assert Language("en").join_list(["a"]) == "a"
    assert not Language("en").join_list([])


def test_an_unknown_language_falls_back_part_by_part() -> None:
    assert str(find_locale("de-XX-what")) == "de"
    assert str(find_locale("not a language")) == "en"
    assert str(find_locale("")) == "en"
    assert Language("pt-BR").date("2026-04-23") == "23 de abril de 2026"


def test_directions_and_names_of_languages() -> None:
    assert [Language(tag).direction for tag in ("en", "ar", "he", "fa-IR")] == ["ltr", "rtl", "rtl", "rtl"]
    assert Language("de").language_name("fr") == "Französisch"
    assert Language("de").language_name("x x") == "x x"


def test_a_language_is_made_once() -> None:
    languages = Languages({})
    assert languages.find("de") is languages.find("de")


def test_what_a_language_says_does_not_depend_on_which_spoke_before() -> None:
    say = (
        "import sys; from generator.render.templates.language import Language\n"
        "for tag in sys.argv[1:]: print(Language(tag).date('2026-04-23', 'short-weekday'))"
    )
    command = [sys.executable, "-c", say, "sw", "vai", "es", "en"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["Alhamisi", "ꕉꔤꕆꕢ", "jue", "Thu"]
