"""A view and the events it shows become the bytes of a file."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from generator.errors import ContentError
from generator.model import Theme
from generator.render.formats.data import write_data_index, write_data_shard
from generator.render.formats.feeds import Feeds
from generator.render.formats.opml import write_opml
from generator.render.formats.search import write_note_shard, write_search_manifest, write_search_shard
from generator.render.formats.sitemaps import write_news_sitemap, write_sitemap, write_sitemap_index
from generator.render.templates.environment import Sandbox
from generator.render.templates.errors import template_problem
from generator.render.templates.functions import Functions
from generator.render.templates.language import Languages
from generator.views import (
    DataIndex,
    DataShard,
    FeedPage,
    FullEvent,
    MailEdition,
    NewsSitemap,
    NoteShard,
    SearchManifest,
    SearchShard,
    SiteFrame,
    Sitemap,
    SitemapIndex,
    SocialCard,
    SourceList,
    StoredEvent,
    TextFile,
    View,
)

if TYPE_CHECKING:
    from generator.render.pictures.social_cards import Artist


def write_format(  # noqa: C901, PLR0911 - a line for each format
    view: View, events: tuple[FullEvent, ...], frame: SiteFrame
) -> bytes | None:
    """Return the bytes of a file that needs no template; None for a page."""
    match view:
        case Sitemap():
            return write_sitemap(view)
        case SitemapIndex():
            return write_sitemap_index(view)
        case NewsSitemap():
            return write_news_sitemap(view, frame)
        case SourceList():
            return write_opml(view)
        case SearchShard():
            return write_search_shard(view, events)
        case NoteShard():
            return write_note_shard(view)
        case SearchManifest():
            return write_search_manifest(view, frame)
        case DataShard():
            return write_data_shard(view, events, frame)
        case DataIndex():
            return write_data_index(view, frame)
        case TextFile():
            return view.text.encode()
    return None


class Renderer:
    """Renders one file after the other; templates are compiled once, when they are first needed.

    :param theme: the templates and catalogues.
    :param frame: what all pages of the site share.
    """

    def __init__(self, theme: Theme, frame: SiteFrame) -> None:
        self._theme = theme
        self._frame = frame

    def render(self, renderer: str, view: View, events: tuple[FullEvent, ...]) -> bytes:
        """Return the bytes of a file, in UTF-8.

        :param renderer: the name of a template (``event.html``), or of a format (``sitemap.xml``,
            ``sitemap-index.xml``, ``news-sitemap.xml``, ``opml.xml``, ``search-shard.json``,
            ``search-notes.json``, ``search-manifest.json``, ``text``, ``card.png``, ``mail.html``,
            ``mail.txt``).
        :param view: what the file shows.
        :param events: the events it shows in full, in its order.
        :raises ContentError: the template fails; the problem has its file and line.
        """
        if isinstance(view, SocialCard):
            return self._artist.draw(view)
        if isinstance(view, MailEdition):
            return self._write_mail(renderer, view, events)
        written = write_format(view, events, self._frame)
        if written is not None:
            return written
        head = getattr(view, "head", None)
        lang = head.lang if head else ""
        return self._render_template(renderer, lang, page=view, events=events).encode("utf-8", "replace")

    def render_feed(
        self,
        renderer: str,
        feed: FeedPage,
        events: tuple[StoredEvent, ...],
        load: Callable[[StoredEvent], FullEvent],
    ) -> bytes:
        """Return the bytes of a feed, see :meth:`generator.render.formats.feeds.Feeds.write`."""
        return self._feeds.write(renderer, feed, events, load)

    def warm_up(self) -> None:
        """Compile every template now; what is wrong with one is told when it is rendered."""
        for name in self._theme.templates:
            if name.endswith(".html"):
                with suppress(Exception):
                    self._environment.get_template(name)

    def _write_mail(self, renderer: str, mail: MailEdition, events: tuple[FullEvent, ...]) -> bytes:
        from generator.render.mail import inline_styles, to_plain_text  # noqa: PLC0415 - only for mails

        markup = self._render_template(renderer, "", page=mail, events=events)
        finish = inline_styles if renderer.endswith(".html") else to_plain_text
        return finish(markup).encode("utf-8", "replace")

    def _render_template(self, name: str, lang: str, **context: object) -> str:
        templates = self._theme.templates
        self._speak(lang)
        try:
            return self._environment.page(name, **context)
        except ContentError:
            raise
        except Exception as error:  # whatever a template provokes is told with its place
            raise ContentError((template_problem(error, name, templates),)) from error

    def _speak(self, lang: str = "") -> Functions:
        """Return the functions of templates, set to a language, the site's if that is empty."""
        self._functions.language = self._languages.find(lang or self._frame.language)
        return self._functions

    @cached_property
    def _feeds(self) -> Feeds:
        return Feeds(self._frame, self._render_template, self._speak)

    @cached_property
    def _languages(self) -> Languages:
        return Languages(self._theme.catalogues)

    @cached_property
    def _functions(self) -> Functions:
        return Functions(self._frame, self._languages)

    @cached_property
    def _artist(self) -> "Artist":
        from generator.render.pictures.social_cards import Artist  # noqa: PLC0415 - only for social cards

        return Artist(self._theme, self._frame, self._languages)

    @cached_property
    def _environment(self) -> Sandbox:
        environment = Sandbox(self._theme.templates)
        environment.globals["site"] = self._frame
        self._functions.install(environment)
        return environment
