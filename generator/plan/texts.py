"""Text files for machines: ``robots.txt`` (RFC 9309) and ``llms.txt``; and the list of sources (OPML 2.0)."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.digest import digest
from generator.model import Phase
from generator.plan import urls
from generator.plan.collation import collation
from generator.plan.edition import Edition, shortened
from generator.plan.frame import look_path
from generator.plan.look import style_sheet
from generator.plan.outputs import Output, finished
from generator.plan.urls import output_path
from generator.views import RecapCard, SourceList, TextFile

RENDERER = "text"
OPML_RENDERER = "opml.xml"

_MARK = re.compile(
    r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|^[#>+=-]|(?<= )#(?=#*$)"
)
"""Marks in a line, at its beginning, and those that may end a heading; not ``snake_case`` and ``a < b``."""
_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")
NEWEST = 20
"""How many recaps of a rhythm and how many events ``llms.txt`` names."""


def plan_texts(edition: Edition) -> Iterator[Output]:
    """Yield ``robots.txt``, ``llms.txt``, ``sources.opml`` and the style sheet that the settings make."""
    yield from _plan_look(edition)
    yield _plan_text(edition, urls.ROBOTS, _robots(edition))
    yield _plan_text(edition, urls.LLMS, _llms(edition))
    used = edition.shares["sources"]
    order = collation(edition.config.language)
    outlets = tuple(
        sorted(
            (outlet for key, outlet in edition.site.outlets.items() if key in used),
            key=lambda outlet: (order(outlet.name), outlet.id),
        )
    )
    path = output_path(urls.SOURCE_LIST)
    view = SourceList(edition.config.title, outlets)
    key = edition.keys.key(OPML_RENDERER, path, view)
    yield Output(path, OPML_RENDERER, key, finished(view), Phase.INDEXES, listed=False)


def _plan_look(edition: Edition) -> Iterator[Output]:
    if look := style_sheet(edition.config.look):
        path = look_path(edition.config, has_fingerprint=not edition.options.preview)
        key = digest(look.encode())
        yield Output(output_path(path), RENDERER, key, finished(TextFile(look)), Phase.ASSETS, listed=False)


def _plan_text(edition: Edition, path: str, text: str) -> Output:
    file = output_path(path)
    key = edition.keys.key(RENDERER, file, text)
    return Output(file, RENDERER, key, finished(TextFile(text)), Phase.INDEXES, listed=False)


def _robots(edition: Edition) -> str:
    sitemaps = (edition.urls.absolute(path) for path in (urls.SITEMAP, urls.NEWS_SITEMAP))
    return "".join(["User-agent: *\nAllow: /\n\n", *[f"Sitemap: {url}\n" for url in sitemaps]])


def _llms(edition: Edition) -> str:
    """Return the site in the shape of llmstxt.org: what it is, and where its pages are."""
    config = edition.config
    summary = config.description or config.tagline
    cards = edition.cards.cards(event.slug for event in edition.site.events[:NEWEST])
    host = edition.urls.host_url
    newest = {rhythm: islice(recaps.values(), NEWEST) for rhythm, recaps in edition.recaps.items()}
    sections = {
        **{
            config.rhythms[rhythm].name: [_recap_line(recap, host) for recap in recaps]
            for rhythm, recaps in newest.items()
        },
        "Newest events": [_line(card.title, host + card.url, shortened(card.hook_html)) for card in cards],
        **{
            title: [
                _line(term.name, edition.urls.absolute(urls.term_path(kind, term.id)), term.description)
                for term in edition.used(kind)
            ]
            for kind, title in ({"topics": "Topics"} | edition.frame.taxonomies).items()
        },
        "Feeds": [_line(feed.title, host + feed.url) for feed in edition.frame.feeds],
    }
    parts = [f"# {as_markdown(config.title)}", f"> {as_markdown(summary)}" if summary else ""]
    parts += [f"## {as_markdown(title)}\n\n" + "\n".join(lines) for title, lines in sections.items() if lines]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_markdown(text: str) -> str:
    """Return a text as Markdown that says it, on one line: whatever is a mark in CommonMark is escaped."""
    line = _MARK.sub(r"\\\g<0>", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\", line)


def _line(name: str, url: str, note: str = "") -> str:
    target = url.replace("(", "%28").replace(")", "%29")
    return f"- [{as_markdown(name)}]({target})" + (f": {as_markdown(note)}" if note else "")


def _recap_line(recap: RecapCard, host: str) -> str:
    headlines = "; ".join(link.name for link in recap.headlines)
    return _line(recap.title or recap.id.upper(), host + recap.url, headlines)
