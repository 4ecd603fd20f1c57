"""The filters and functions of templates, beside Jinja's own.

They speak the language of the page that is being rendered, see :attr:`Functions.language`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from generator.decode.findings import did_you_mean
from generator.plain_text import plain
from generator.render.blocks import plain_blocks, plain_with_links
from generator.render.links import SymbolicLinks
from generator.render.templates.bounds import fields_of
from generator.render.templates.budget import LONG
from generator.render.templates.environment import Sandbox
from generator.render.templates.language import Language, Languages
from generator.render.templates.structured_data import StructuredData
from generator.typography import joined, quoted, quotes_of
from generator.views import CitedReport, FullEvent, PageView, RecapCard, SiteFrame

_FLAG_OFFSET = ord("🇦") - ord("A")
_NUMBERS = (int, float)
_ALERT = '<p class="markdown-alert-title">'
ALERT_TITLES = ("Note", "Tip", "Important", "Warning", "Caution")
"""What Markdown heads its alerts with; a page says it in its own language."""
_ALERT_TITLE = re.compile(f"({_ALERT})({'|'.join(ALERT_TITLES)})(?=</p>)")


class Functions:
    """What templates can call; one page is rendered at a time."""

    def __init__(self, frame: SiteFrame, languages: Languages) -> None:
        self.language: Language = languages.find(frame.language)
        """The language of the page that is being rendered."""
        self._languages = languages
        self._typography = frame.typography
        self._navigation = frozenset(link.url for link in frame.nav)
        self._shared: dict[tuple[str, str, str], Markup] = {}
        self._assets = frame.assets
        self._links = SymbolicLinks(frame)
        self._structured_data = StructuredData(frame, self._links, self.translate, self.recap_title)

    def install(self, environment: Sandbox) -> None:
        """Add all of them to an environment."""
        environment.filters.update({name: getattr(self, name) for name in _FILTERS})
        environment.globals.update({name: getattr(self, name) for name in _GLOBALS})
        environment.globals["_"] = self.gettext
        environment.globals["shared"] = self.shared
        self._environment = environment
        environment.functions |= frozenset((self.shared, *(getattr(self, name) for name in _GLOBALS)))
        # The "trans" tag is to pass its variables on to the functions above.
        environment.newstyle_gettext = True  # type: ignore[attr-defined]  # set by Jinja's extension i18n

    def shared(self, name: str, url: str = "") -> Markup:
        """Render a template that shows nothing but ``site``, once for each language.

        What pages have in common, such as the navigation, is put in such a template. It also sees
        ``current``: the given URL of the page, when that is an entry of the navigation, and else nothing.
        """
        current = url if url in self._navigation else ""
        key = (name, self.language.tag, current)
        if key not in self._shared:
            text = self._environment.get_template(name).render(current=current)
            self._shared[key] = Markup(text)  # noqa: S704 - a template's output is markup
        return self._shared[key]

    def structured_data(self, page: PageView, events: tuple[FullEvent, ...] = ()) -> Markup:
        """Return the ``script`` element with what the page says to machines, or nothing."""
        return self._structured_data.script(page, events)

    def html(self, text: str) -> Markup:
        """Show safe markup, its symbolic links resolved to paths."""
        return Markup(self._spoken(self._links.resolve(text)))  # noqa: S704 - views hold safe markup in such fields alone

    def html_absolute(self, text: str, page_url: str = "") -> Markup:
        """Show safe markup with absolute URLs, for feeds and mails; ``page_url`` completes ``#fragments``."""
        return Markup(self._spoken(self._links.resolve_absolute(text, page_url)))  # noqa: S704 - see html

    def absolute(self, url: str) -> str:
        """Make a path from the host's root an absolute URL."""
        return self._links.absolute(url)

    def path(self, path: str) -> str:
        """Make a path below the site's root, such as ``/about/``, one from the host's root."""
        return self._links.path(path)

    def typeset(self, text: str, language: str = "") -> Markup:
        """Show a plain text with the quotation marks of its language, words such as ``GPT-5.5`` on one line.

        :param language: BCP 47; by default that of the page.
        """
        if not self._typography:
            return Markup.escape(text)
        text = quoted(str(text), quotes_of(language or self.language.tag))
        return Markup(joined(str(Markup.escape(text))))  # noqa: S704 - escaped

    def asset(self, name: str) -> str:
        """Return the URL of an asset of the theme."""
        try:
            return self._assets[name]
        except KeyError:
            message = f'the theme has no asset "{name}"\n{did_you_mean(name, self._assets)}'
            raise TemplateRuntimeError(message.rstrip()) from None

    def plain(self, html: str) -> str:
        """Return the text of safe markup."""
        return plain(html)

    def plain_with_links(self, html: str, page_url: str = "") -> str:
        """Return the text of safe markup with the absolute URL of each link in parentheses after it."""
        return plain_with_links(self._links.resolve_absolute(html, page_url), page_url)

    def plain_blocks(self, html: str, page_url: str = "") -> str:
        """Return safe markup as plain text of many lines that keeps its paragraphs, lists, tables and code.

        :param page_url: the absolute URL of the page the markup belongs to.
        """
        return plain_blocks(self._spoken(self._links.resolve_absolute(html, page_url)), page_url)

    def date(self, text: str, style: str = "long") -> str:
        """Write a year, month, day or the day of a datetime (ISO 8601).

        The styles are those of CLDR, ``full`` (with the weekday), ``long`` and ``short``, and besides
        ``day`` (no year), ``weekday`` (nothing else) and ``short-weekday``.
        """
        return self.language.date(text, style)

    def date_range(self, first: str, last: str) -> str:
        """Write the days (ISO 8601) from the first to the last, as briefly as the language can."""
        return self.language.date_range(first, last)

    def month(self, text: str, style: str = "long") -> str:
        """Write the month and year of YYYY-MM or anything longer."""
        return self.language.date(text[:7], style)

    def time(self, text: str) -> str:
        """Return HH:MM of an ISO 8601 datetime; nothing for a date."""
        return text[11:16]

    def number(self, number: float) -> str:
        """Write a number with the language's separators."""
        return self.language.number(number)

    def duration(self, seconds: int) -> str:
        """Write a duration as briefly as the language can: ``2h 10m``."""
        return self.language.duration(seconds)

    def duration_long(self, seconds: int) -> str:
        """Write a duration in words: ``2 hours, 10 minutes``."""
        return self.language.duration(seconds, "long")

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 code; the code itself when it has none."""
        return self.language.country(code)

    def flag(self, code: str) -> str:
        """Return the emoji flag of a two-letter country code, else nothing."""
        return _flag(code)

    def language_name(self, tag: str) -> str:
        """Return the name of a language by its BCP 47 tag."""
        return self.language.language_name(tag)

    def direction(self, tag: str) -> str:
        """Return ``ltr`` or ``rtl``, the direction a language is written in."""
        return self._languages.find(tag).direction

    def join_list(self, items: Iterable[str]) -> Markup:
        """Join texts as the language does: ``a, b, and c``; texts that are not markup are escaped."""
        return Markup(self.language.join_list([Markup.escape(item) for item in items]))  # noqa: S704 - escaped

    def names_of(self, cites: Iterable[str], reports: Mapping[str, CitedReport]) -> list[str]:
        """Return the names of the reports that cites lead to, each once."""
        return list(dict.fromkeys(reports[cite].name for cite in cites))

    def translate(self, text: str) -> str:
        """Translate a text that may be one of the theme's messages, such as the name of a link.

        Unlike what ``_()`` returns, the result is not taken for markup.
        """
        return self.language.gettext(text) if text else ""

    def recap_title(self, recap: RecapCard) -> str:
        """Return the title that its editor gave a recap, or else the name of its period."""
        return recap.title or self.period(recap.id)

    def period(self, period: str) -> str:
        """Write a period: ``April 25, 2026``, ``Week 17 of 2026``, ``April 2026``, ``2nd quarter 2026``."""
        return self.language.period(period)

    def gettext(self, message: str, /, **values: object) -> Markup:
        """Translate a message and fill in its ``%(name)s``; the message is markup, values are escaped."""
        if not values:
            return self.language.message(message)
        return self._fill(self.language.gettext(message), values)

    def ngettext(self, singular: str, plural: str, num: int, /, **values: object) -> Markup:
        """Translate a message that counts; ``%(num)s`` is the number as the language writes it."""
        values.setdefault("num", self.number(num))
        return self._fill(self.language.ngettext(singular, plural, num), values)

    def pgettext(self, context: str, message: str, /, **values: object) -> Markup:
        """Translate a message that means different things in different contexts."""
        return self._fill(self.language.pgettext(context, message), values)

    def npgettext(self, context: str, singular: str, plural: str, num: int, /, **values: object) -> Markup:
        """Translate a message that counts, in a context."""
        values.setdefault("num", self.number(num))
        return self._fill(self.language.npgettext(context, singular, plural, num), values)

    def _spoken(self, html: str) -> str:
        """Return safe markup with the titles of its alerts in the language of the page."""
        if _ALERT not in html:
            return html
        return _ALERT_TITLE.sub(lambda found: found[1] + self.language.gettext(found[2]), html)

    def _fill(self, text: str, values: dict[str, object]) -> Markup:
        """Return a message with its values, escaped (numbers need not be, and may have a format)."""
        show, budget = self._environment.show, self._environment.budget
        fields, length = fields_of(text), 0
        escaped: dict[str, object] = {}
        for name, value in values.items():
            if type(value) in _NUMBERS:
                escaped[name] = value
            else:
                escaped[name] = shown = show(value)
                length += len(shown)
        if length > LONG:
            budget.spend(length * fields)
        return Markup(text % escaped)  # noqa: S704 - catalogues are part of the theme, as templates are


_FILTERS = (
    "html", "html_absolute", "typeset",
    "absolute", "path", "asset", "plain", "plain_with_links", "plain_blocks",
    "date", "date_range", "month", "time", "number", "duration", "duration_long", "country", "flag",
    "language_name", "direction", "join_list", "names_of", "translate", "recap_title", "period",
)  # fmt: skip
_GLOBALS = (*_FILTERS, "structured_data", "gettext", "ngettext", "pgettext", "npgettext")


@lru_cache(maxsize=512)
def _flag(code: str) -> str:
    if len(code) == 2 and code.isascii() and code.isalpha():
        return "".join(chr(ord(letter) + _FLAG_OFFSET) for letter in code.upper())
    return ""
