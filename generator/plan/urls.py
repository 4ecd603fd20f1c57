"""Every URL and every path of an output file is born here, and nowhere else.

A *site path* starts with a slash and is relative to the site's root: ``/events/memo/``. It is not encoded:
addresses that people write are decoded where they are read. A *URL* starts at the host's root, below the
site's base path, and is percent-encoded, here. An *output path* is relative to the
output folder and is not encoded: ``events/memo/index.html``. ``docs/reference/urls.md`` lists them all.
"""

import re

from generator.percent import encode_path
from generator.rhythms import RHYTHMS, RhythmName

HOME = "/"
ARCHIVE = "/archive/"
PREDICTIONS = "/predictions/"
CORRECTIONS = "/corrections/"
CORRECTIONS_FEED = "/corrections/feed.xml"
SUBSCRIBE = "/subscribe/"
SEARCH = "/search/"
NOT_FOUND = "/404.html"
FEED = "/feed.xml"
JSON_FEED = "/feed.json"
SITEMAP = "/sitemap.xml"
NEWS_SITEMAP = "/news-sitemap.xml"
ROBOTS = "/robots.txt"
LLMS = "/llms.txt"
SEARCH_MANIFEST = "/search/manifest.json"
DATA_INDEX = "/data/index.json"
DATA_SCHEMA = "/data/schema.json"
SOURCE_LIST = "/sources.opml"
HEADERS = "/_headers"
REDIRECTS = "/_redirects"

_MAIL = re.compile(rf"(?:{'|'.join(RHYTHMS)})/([^/]+)/mail\.html").fullmatch
_EVENT = re.compile(r"/events/([^/]+)/?").fullmatch


class Urls:
    """Makes URLs of site paths."""

    def __init__(self, base_url: str) -> None:
        """Take the absolute URL of the site's root, with a trailing slash."""
        scheme, _, rest = base_url.partition("://")
        host, _, path = rest.partition("/")
        self.base_path = encode_path(f"/{path}")
        """With a slash at both ends."""
        self.host_url = f"{scheme}://{host}"
        """Without a trailing slash."""
        self.base_url = f"{self.host_url}{self.base_path}"
        """Absolute, with a trailing slash."""

    def url(self, path: str) -> str:
        """Return the URL of a site path, from the host's root."""
        return self.base_path + encode_path(path[1:])

    def absolute(self, path: str) -> str:
        """Return the absolute URL of a site path."""
        return self.base_url + encode_path(path[1:])


def output_path(path: str) -> str:
    """Return the output path of a site path; one that ends in a slash is a folder with an index."""
    return f"{path[1:]}index.html" if path.endswith("/") else path[1:]


def site_path(file: str) -> str:
    """Return the site path of an output path."""
    folder, _, name = file.rpartition("/")
    if name != "index.html":
        return f"/{file}"
    return f"/{folder}/" if folder else HOME


def event_path(slug: str) -> str:
    """Return the site path of an event."""
    return f"/events/{slug}/"


def event_slug(path: str) -> str:
    """Return the slug of an event's site path, with or without its last slash; empty for other paths."""
    found = _EVENT(path)
    return found[1] if found else ""


def recaps_path(rhythm: RhythmName) -> str:
    """Return the site path of the index of a rhythm's recaps."""
    return f"/{rhythm}/"


def recap_path(rhythm: RhythmName, period: str) -> str:
    """Return the site path of a recap: of ``weekly`` and ``2026-w17``."""
    return f"/{rhythm}/{period}/"


def latest_path(rhythm: RhythmName) -> str:
    """Return the site path that always answers with the newest recap of a rhythm."""
    return f"/{rhythm}/latest/"


def recap_feed_path(rhythm: RhythmName) -> str:
    """Return the site path of the feed of a rhythm's recaps."""
    return f"/{rhythm}/feed.xml"


def event_card_path(slug: str) -> str:
    """Return the site path of an event's social card."""
    return f"{event_path(slug)}card.png"


def recap_card_path(rhythm: RhythmName, period: str) -> str:
    """Return the site path of a recap's social card."""
    return f"{recap_path(rhythm, period)}card.png"


def mail_path(rhythm: RhythmName, period: str) -> str:
    """Return the site path of a recap's mail edition in HTML."""
    return f"{recap_path(rhythm, period)}mail.html"


def mail_text_path(rhythm: RhythmName, period: str) -> str:
    """Return the site path of a recap's mail edition in plain text."""
    return f"{recap_path(rhythm, period)}mail.txt"


def mail_period(file: str) -> str:
    """Return the period whose mail edition in HTML is at an output path; empty for other paths."""
    found = _MAIL(file)
    return found[1] if found else ""


def terms_path(kind: str) -> str:
    """Return the site path of all ``sources``, or of all terms of a taxonomy."""
    return f"/{kind}/"


def term_path(kind: str, key: str) -> str:
    """Return the site path of one source or term by its id."""
    return f"/{kind}/{key}/"


def term_feed_path(kind: str, key: str) -> str:
    """Return the site path of the feed of one term of a taxonomy."""
    return f"/{kind}/{key}/feed.xml"


def month_path(month: str) -> str:
    """Return the site path of a month of the archive; a month is ``2026-04``."""
    return f"/archive/{month[:4]}/{month[5:7]}/"


def numbered_path(first: str, number: int) -> str:
    """Return the site path of a page of a list, from 1, whose first page is at ``first``."""
    return first if number == 1 else f"{first}page/{number}/"


def own_page_path(slug: str) -> str:
    """Return the site path of one of the site's own pages."""
    return f"/{slug}/"


def alias_path(alias: str) -> str:
    """Return the site path of an old address: without a file's suffix it is a folder."""
    if alias.endswith("/") or "." in alias.rpartition("/")[2]:
        return alias
    return f"{alias}/"


def sitemap_part_path(number: int) -> str:
    """Return the site path of a part of the sitemap, from 1."""
    return f"/sitemap-{number}.xml"


def data_shard_path(month: str) -> str:
    """Return the site path of a month's events as data."""
    return f"/data/{month}.json"


def search_shard_path(month: str, key: bytes) -> str:
    """Return the site path of a month's search shard, named by what it depends on."""
    return f"/search/{month}.{key.hex()[:16]}.json"


def note_shard_path(month: str, key: bytes) -> str:
    """Return the site path of the search shard of a month's notes, named by what it depends on."""
    return search_shard_path(f"{month}-notes", key)


def asset_path(name: str, digest: str) -> str:
    """Return the site path of a theme's asset, named by the digest of its bytes, in hexadecimal, if given."""
    if not digest:
        return f"/assets/{name}"
    folder, slash, file = name.rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    fingerprinted = f"{stem}.{digest[:12]}.{suffix}" if dot else f"{file}.{digest[:12]}"
    return f"/assets/{folder}{slash}{fingerprinted}"
