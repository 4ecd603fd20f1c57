"""Every catalogue is complete, a site can add its own, and a broken one is told with its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from generator.config import RECAP_NAMES
from generator.diagnostics import Problem
from generator.errors import ContentError
from generator.plan.frame import FOOTER, NAVIGATION, RECAPS
from generator.plan.subscribe import EVERYTHING
from generator.plan.terms import TITLES
from generator.render.templates.functions import ALERT_TITLES
from generator.render.templates.language import WEEK
from generator.render.templates.translations import read_catalogue, read_translations
from generator.theme.files import built_in_themes
from generator.views import EventPage
from tests.render.views import make_event, make_event_page, make_head, make_renderer, make_week

DEFAULT = built_in_themes() / "default"
LANGUAGES = ("ar", "de", "es", "fr", "ja", "zh")
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def wanted() -> Iterator[tuple[str | None, str]]:
    """Yield context and text of every message: of templates, of the planned names of pages, of the code."""
    for folder, method in ((DEFAULT / "templates", "jinja2"), (Path("generator/render"), "python")):
        for _, _, message, _, context in extract_from_dir(folder, [("**.*", method)], keywords=KEYWORDS):
            yield context, message if isinstance(message, str) else message[0]
    for name in [
        *dict(NAVIGATION),
        *dict(FOOTER),
        *TITLES.values(),
        *ALERT_TITLES,
        *RECAP_NAMES.values(),
        *RECAPS.values(),
        WEEK,
        EVERYTHING,
        "Search",
        "Page not found",
    ]:
        yield None, name


def key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def path(language: str) -> str:
    return str(DEFAULT / "locale" / language / "LC_MESSAGES" / "weekmark.po")


def write_catalogue(root: Path, language: str, text: str) -> Path:
    file = root / "themes" / "default" / "locale" / language / "LC_MESSAGES" / "weekmark.po"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    return file


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    messages = [message for message in read_catalogue(path(language)) if message.id]
    assert {key(message) for message in messages} == set(wanted())
    assert [message.id for message in messages if message.fuzzy or not all(texts(message))] == []


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_safe_in_markup_and_attributes(language: str) -> None:
    shown = [text for message in read_catalogue(path(language)) if message.id for text in texts(message)]
    assert [text for text in shown if set(text) & set('<>&"')] == []


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", ["Ereignisse", "Ereignis", "Ereignisse", "Ereignisse", "Ereignisse", "Ereignisse"]),
        ("fr", ["événement", "événement", "événements", "événements", "événements", "événements"]),
        ("zh", ["事件"] * 6),
        ("ar", ["حدث", "حدث", "حدثان", "أحداث", "حدثًا", "حدث"]),
    ],
)
def test_plurals(language: str, forms: list[str]) -> None:
    translations = read_translations([path(language)])
    assert [translations.ngettext("event", "events", number) for number in (0, 1, 2, 5, 11, 100)] == forms


@pytest.mark.parametrize(
    ("language", "direction", "texts"),
    [
        (
            "de",
            "ltr",
            ("Korrekturen", "23. April 2026", "Hongkong", "Das Original bei SCMP Technology lesen"),
        ),
        ("ja", "ltr", ("訂正", "2026年4月23日", "香港")),
        ("ar", "rtl", ("التصويبات", "23 أبريل 2026", "هونغ كونغ")),
    ],
)
def test_a_page_speaks_the_language_of_its_site(
    tmp_path: Path, language: str, direction: str, texts: tuple[str, ...]
) -> None:
    renderer = make_renderer(tmp_path, language=language, direction=direction)
    page = renderer.render("event.html", make_event_page(), (make_event(),)).decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert [text for text in texts if text not in page] == []


def test_an_event_speaks_its_own_language_on_its_page(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path)
    page = renderer.render("event.html", make_event_page(lang="ar"), (make_event(lang="ar"),)).decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "التصويبات" in page
    assert "Corrections" in renderer.render("event.html", make_event_page(), (make_event(),)).decode()


def test_a_week_without_a_title_is_called_by_its_number_in_the_language_of_the_page(tmp_path: Path) -> None:
    page = EventPage(make_head(lang="fr"), make_week(title=""))
    html = make_renderer(tmp_path).render("event.html", page, (make_event(),)).decode()
    assert '<a href="/team/digest/weekly/2026-w17/" dir="auto">Semaine 17 de 2026</a>' in html
    assert '"name":"Semaine 17 de 2026"' in html


def test_a_site_can_change_one_message_and_add_a_language(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "de", HEADER + 'msgid "Corrections"\nmsgstr "Richtigstellungen"\n')
    write_catalogue(tmp_path, "it", HEADER + 'msgid "Corrections"\nmsgstr "Correzioni"\n')
    german = make_renderer(tmp_path, language="de").render("event.html", make_event_page(), (make_event(),))
    assert "Richtigstellungen" in german.decode()
    assert "Chronik" in german.decode()
    italian = make_renderer(tmp_path, language="it-CH").render(
        "event.html", make_event_page(), (make_event(),)
    )
    assert "Correzioni" in italian.decode()
    assert "Timeline" in italian.decode()


@pytest.mark.parametrize(
    ("catalogue", "line", "message"),
    [
        (
            HEADER + '#, python-format\nmsgid "by %(name)s"\nmsgstr "von %(nam)s"\n',
            5,
            "the translation does not fit its message: unknown named placeholder 'nam'",
        ),
        (HEADER + "nonsense\n", 4, "the catalogue can't be read: Unknown or misformatted keyword"),
        (
            HEADER.replace(
                "Content-Type: text/plain; charset=utf-8", "Plural-Forms: nplurals=1; plural=n +;"
            ),
            0,
            "the plural forms are not valid: unexpected end of plural form",
        ),
        (
            HEADER.replace("utf-8", "nonsuch") + 'msgid "ä"\nmsgstr "ü"\n',
            0,
            "the catalogue can't be read: unknown encoding: nonsuch",
        ),
    ],
)
def test_a_broken_catalogue_is_told_with_its_place(
    tmp_path: Path, catalogue: str, line: int, message: str
) -> None:
    file = write_catalogue(tmp_path, "de", catalogue)
    with pytest.raises(ContentError) as caught:
        read_translations([str(file)])
    assert caught.value.problems == (
        Problem("themes/default/locale/de/LC_MESSAGES/weekmark.po", line, 0, "translation-error", message),
    )


def test_a_broken_catalogue_stops_a_page_with_the_same_error(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "it", "nonsense")
    with pytest.raises(ContentError) as caught:
        make_renderer(tmp_path, language="it").render("event.html", make_event_page(), (make_event(),))
    assert caught.value.problems[0].path == "themes/default/locale/it/LC_MESSAGES/weekmark.po"
