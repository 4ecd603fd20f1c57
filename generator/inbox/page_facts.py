"""What a page says of itself, for the draft of an event that is begun with its address."""

from typing import NamedTuple

from generator.addresses import canonical_address, host_and_path, without_trackers
from generator.desk.articles.extraction import Article
from generator.desk.articles.texts import read_page
from generator.desk.plain import web_address
from generator.desk.records import Published
from generator.inbox.desk_site import DeskSite


class PageFacts(NamedTuple):
    """What a page says; a text is empty where it says nothing."""

    url: str
    """The address to cite it by."""
    title: str
    outlet: str
    """Who publishes it, as readers see it."""
    published: Published
    summary: str


def read_page_facts(site: DeskSite, url: str) -> PageFacts | str:
    """Return what a page says of itself, or why it can't be read, in words."""
    reading = read_page(url, site.manner)
    facts = page_facts(reading.article) if reading.article else None
    if facts and not facts.url:
        return "leads to an address that nobody could follow"
    return facts or reading.failure


def page_facts(page: Article) -> PageFacts:
    """Return what of a page can be taken into an event. Pure."""
    outlet = page.site.removeprefix("@")
    is_host = canonical_address(f"https://{outlet}") == f"https://{host_and_path(page.url)[0]}"
    return PageFacts(_address(page), page.title, "" if is_host else outlet, page.published, page.summary)


def _address(page: Article) -> str:
    """Return the address that a page calls its own, where that can be: many a page names a front page."""
    here = without_trackers(web_address(page.url, page.url))
    named = without_trackers(page.canonical)
    if not named or canonical_address(named) == canonical_address(here):
        return here
    (host, path), (named_host, named_path) = host_and_path(here), host_and_path(named)
    is_akin = host == named_host or host.endswith(f".{named_host}") or named_host.endswith(f".{host}")
    gives_up = here.startswith("https:") and named.startswith("http:")
    return named if is_akin and (named_path or not path) and not gives_up else here
