"""What all pages of a site share: made of settings and the theme alone."""

from generator import __version__
from generator.config import NavigationItem, SiteConfig
from generator.digest import hexadecimal_digest
from generator.model import Theme
from generator.plan import urls
from generator.plan.look import style_sheet
from generator.plan.urls import Urls
from generator.rhythms import WEEKLY, RhythmName
from generator.views import FeedLink, Field, Link, Publisher, SiteFrame

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

RECAPS: dict[RhythmName, str] = {
    "daily": "Daily",
    "weekly": "Weekly",
    "monthly": "Monthly",
    "quarterly": "Quarterly",
    "yearly": "Yearly",
}
"""What the index of each rhythm's recaps is called in the navigation."""

NAVIGATION = (
    ("Topics", urls.terms_path("topics")),
    ("Sources", urls.terms_path("sources")),
    ("Archive", urls.ARCHIVE),
)
"""The navigation of a site that sets none, after its recaps; messages of the theme's catalogues."""

FOOTER = (
    ("Subscribe", urls.SUBSCRIBE),
    ("Audiences", urls.terms_path("audience")),
    ("Predictions", urls.PREDICTIONS),
    ("Corrections", urls.CORRECTIONS),
)

_HEADER_ONLY = frozenset({"frame-ancestors", "report-to", "report-uri", "sandbox"})
"""Directives that mean nothing in a ``meta`` element."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def site_frame(config: SiteConfig, theme: Theme, *, has_fingerprints: bool = True) -> SiteFrame:
    """Return what every page of the site shares.

    :param has_fingerprints: name assets by their digests; a preview does not, so that no page changes with
        a style sheet.
    """
    places = Urls(config.base_url)
    publisher = config.publisher
    own = {key: taxonomy.name for key, taxonomy in config.taxonomies.items()}
    return SiteFrame(
        title=config.title,
        base_url=places.base_url,
        base_path=places.base_path,
        language=config.language,
        timezone=config.timezone,
        typography=config.markdown.typography,
        recap_name=config.rhythms[WEEKLY].name,
        tagline=config.tagline,
        description=config.description,
        author=config.author,
        publisher=publisher and Publisher(publisher.name, publisher.url, publisher.logo),
        direction=direction(config.language),
        event_url="{slug}".join(places.url(urls.event_path("slug")).rsplit("slug", 1)),
        search_url=places.url(urls.SEARCH) if config.search else "",
        nav=_navigation(config, places),
        footer=_footer(config, places),
        feeds=_feeds(config, places),
        assets={
            name: places.url(urls.asset_path(name, asset.digest if has_fingerprints else ""))
            for name, asset in theme.assets.items()
        },
        look_url=_look_url(config, places, has_fingerprint=has_fingerprints),
        contact=_contact(config.contact),
        logo=config.look.logo,
        generator=f"Weekmark {__version__}",
        extra=config.extra,
        policies=meta_policies(config.policy),
        taxonomies=own,
        fields={key: Field(field.name, field.type, field.list) for key, field in config.fields.items()},
    )


def look_path(config: SiteConfig, *, has_fingerprint: bool) -> str:
    """Return the site path of the style sheet that the settings make."""
    made = hexadecimal_digest(style_sheet(config.look).encode()) if has_fingerprint else ""
    return urls.asset_path("look.css", made)


def _look_url(config: SiteConfig, places: Urls, *, has_fingerprint: bool) -> str:
    is_chosen = style_sheet(config.look)
    return places.url(look_path(config, has_fingerprint=has_fingerprint)) if is_chosen else ""


def _contact(contact: str) -> str:
    """Return where to report an error; a mail says of itself which page it is about."""
    is_bare = contact.startswith("mailto:") and "?" not in contact
    return f"{contact}?subject={{title}}&body={{url}}" if is_bare else contact


def meta_policies(policy: str) -> tuple[str, ...]:
    """Return the policies that ``meta`` elements can give a page, where a host sends no headers.

    Such an element holds one policy, a header several with commas between them; and it has no say in who
    frames a page, in sandboxes and reports (CSP Level 3, 3.3).

    >>> meta_policies("default-src 'self'; frame-ancestors 'none', img-src *")
    ("default-src 'self'", 'img-src *')
    """
    policies = (
        "; ".join(
            " ".join(words)
            for words in map(str.split, part.split(";"))
            if words and words[0].lower() not in _HEADER_ONLY
        )
        for part in policy.split(",")
    )
    return tuple(filter(None, policies))


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 language tag."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _navigation(config: SiteConfig, places: Urls) -> tuple[Link, ...]:
    if config.nav is None:
        search = (("Search", urls.SEARCH),) if config.search else ()
        recaps = tuple((RECAPS[rhythm], urls.recaps_path(rhythm)) for rhythm in config.rhythms)
        return _links(recaps + NAVIGATION + search, places)
    return _chosen(config.nav, places)


def _footer(config: SiteConfig, places: Urls) -> tuple[Link, ...]:
    if config.footer is None:
        own = ((taxonomy.name, urls.terms_path(key)) for key, taxonomy in config.taxonomies.items())
        return _links((*own, *FOOTER), places)
    return _chosen(config.footer, places)


def _chosen(items: tuple[NavigationItem, ...], places: Urls) -> tuple[Link, ...]:
    """Return the links that the settings name."""
    return tuple(
        Link(item.name, places.url(item.url) if item.url.startswith("/") else item.url) for item in items
    )


def _links(items: tuple[tuple[str, str], ...], places: Urls) -> tuple[Link, ...]:
    return tuple(Link(name, places.url(path)) for name, path in items)


def _feeds(config: SiteConfig, places: Urls) -> tuple[FeedLink, ...]:
    return (
        FeedLink(config.title, places.url(urls.FEED), ATOM),
        FeedLink(f"{config.title} (JSON)", places.url(urls.JSON_FEED), JSON_FEED),
        *(
            FeedLink(recap.name, places.url(urls.recap_feed_path(rhythm)), ATOM)
            for rhythm, recap in config.rhythms.items()
        ),
    )
