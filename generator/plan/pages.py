"""The site's own pages, the page for what isn't there, and redirects from old addresses."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from generator.model import Page, Phase
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.plan.urls import output_path
from generator.views import Composition, NotFoundPage, OwnPage, RedirectPage

RENDERER = "page.html"
NOT_FOUND_RENDERER = "404.html"
REDIRECT_RENDERER = "redirect.html"


def plan_pages(edition: Edition) -> Iterator[Output]:
    """Yield the site's own pages and ``/404.html``."""
    for page in edition.site.pages:
        path = output_path(urls.own_page_path(page.slug))
        key = edition.keys.key(RENDERER, path, encode_page(page))
        file = edition.site.page_files.get(page.slug, "")
        yield Output(
            path, RENDERER, key, partial(compose_page, page=page), Phase.PAGES, listed=True, source=file
        )
    path = output_path(urls.NOT_FOUND)
    key = edition.keys.key(NOT_FOUND_RENDERER, path)
    yield Output(path, NOT_FOUND_RENDERER, key, compose_not_found, Phase.PAGES, listed=False)


def encode_page(page: Page) -> tuple[str, ...]:
    """Return what a page shows."""
    return page.title, page.description, page.lang, page.updated, page.body_html


def compose_page(edition: Edition, page: Page) -> Composition:
    """Return what one of the site's own pages shows."""
    path = urls.own_page_path(page.slug)
    head = edition.head(path, page.title, description=page.description, lang=page.lang)
    return Composition(OwnPage(head, page.body_html, page.updated))


def compose_not_found(edition: Edition) -> Composition:
    """Return what the page for missing pages shows."""
    return Composition(NotFoundPage(edition.head(urls.NOT_FOUND, "Page not found", noindex=True)))


def plan_redirects(edition: Edition) -> Iterator[Output]:
    """Yield a page for each alias of events, pages and recaps, which leads to the new address."""
    site = edition.site
    for event in site.events:
        if event.aliases:
            file = site.event_files.get(event.slug, "")
            yield from _redirects(edition, event.aliases, urls.event_path(event.slug), event.title, file)
    for page in site.pages:
        file = site.page_files.get(page.slug, "")
        yield from _redirects(edition, page.aliases, urls.own_page_path(page.slug), page.title, file)
    for recap in chain(*site.recaps.values()):
        if recap.note and recap.note.aliases:
            title = recap.note.title or edition.config.rhythms[recap.rhythm].name
            file = f"content/{recap.rhythm}/{recap.id}.md"
            target = urls.recap_path(recap.rhythm, recap.id)
            yield from _redirects(edition, recap.note.aliases, target, title, file)


def _redirects(
    edition: Edition, aliases: tuple[str, ...], target: str, title: str, file: str
) -> Iterator[Output]:
    for alias in dict.fromkeys(urls.alias_path(alias) for alias in aliases):
        path = output_path(alias)
        key = edition.keys.key(REDIRECT_RENDERER, path, target, title)
        compose = partial(compose_redirect, alias=alias, target=target, title=title)
        yield Output(path, REDIRECT_RENDERER, key, compose, Phase.PAGES, listed=False, source=file)


def compose_redirect(edition: Edition, alias: str, target: str, title: str) -> Composition:
    """Return what the page at an old address shows."""
    head = edition.head(alias, title, canonical=target)
    return Composition(RedirectPage(head, edition.urls.url(target)))
