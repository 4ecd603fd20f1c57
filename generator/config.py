"""The settings of a site: what ``site.yaml`` may say, and its defaults."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from generator.decode.declared import DeclaredField, DeclaredTaxonomy, FieldName
from generator.decode.findings import Findings, Place, Refused, did_you_mean, shown
from generator.decode.scalars import (
    BaseUrl,
    Colour,
    Contact,
    Duration,
    Fonts,
    Language,
    Line,
    Reachable,
    Scalar,
    SitePath,
    Size,
    Slug,
    Target,
    TimeZone,
    Url,
)
from generator.decode.text import read_text
from generator.decode.yaml_document import Decoded, decode
from generator.diagnostics import Problem, has_errors
from generator.model import Origin, Reference, ReferenceKind
from generator.problems import KINDS, NAMES, Level, Name
from generator.rhythms import RHYTHMS, WEEKLY, RhythmName
from generator.subscriptions import Form, Service, form_of, origin_of, with_form_action
from generator.targets import GitOptions, PublishSettings
from generator.views import Publisher

HtmlMode = Literal["escape", "sanitize"]
CardMode = Literal["recent", "all", "off"]
Compression = Literal["gzip", "br"]
Count = Annotated[int, msgspec.Meta(ge=1)]
Amount = Annotated[int, msgspec.Meta(ge=0)]


_SOFT = tuple(name for name in NAMES if not KINDS[name].is_firm)


def _soft_problem(text: str) -> str:
    if text in _SOFT:
        return text
    if text in NAMES:
        message = f"{shown(text)} is an error whatever a site says: {KINDS[text].firm}"
        remedy = "mend what it tells; `leave_out: true` builds the site without that file"
        raise Refused("firm-problem", message, remedy)
    remedy = did_you_mean(text, _SOFT) or "it stands in brackets at the end of a problem's first line"
    raise Refused("wrong-value", f"there is no problem named {shown(text)}", remedy)


SoftProblem = Annotated[Name, Scalar(_soft_problem, {"enum": list(_SOFT)})]
"""The name of a kind of problems that a site may judge otherwise."""


class SitePublisher(Publisher, frozen=True):
    """``publisher``: who publishes the site."""

    name: Line
    url: Url = ""
    logo: Target = ""
    """A picture: a path below the site's root, or an http(s) URL."""


class RecapSettings(msgspec.Struct, frozen=True):
    """``recap``, and each of ``recaps``: how the recaps of a rhythm are made."""

    name: Line = ""
    """By default ``Weekly recap`` and the like, in the language of the site."""
    top: Amount = 10
    """How many events a recap shows in full."""
    rest: Amount = 500
    """How many of the other events it lists."""


class Recaps(msgspec.Struct, frozen=True):
    """``recaps``: the rhythms of recaps beside the week's."""

    daily: RecapSettings | None = None
    monthly: RecapSettings | None = None
    quarterly: RecapSettings | None = None
    yearly: RecapSettings | None = None


RECAP_NAMES: dict[RhythmName, str] = {
    "daily": "Daily recap",
    "weekly": "Weekly recap",
    "monthly": "Monthly recap",
    "quarterly": "Quarterly recap",
    "yearly": "Yearly recap",
}
"""What recaps are called where the settings don't say; messages of the theme's catalogues."""


class Feeds(msgspec.Struct, frozen=True):
    """``feeds``: how feeds are made."""

    limit: Count = 50
    """How many entries a feed carries."""


Measure = Annotated[int, msgspec.Meta(ge=20, le=60)]
Front = Literal["ranked", "newest"]


class Markdown(msgspec.Struct, frozen=True):
    """``markdown``: how Markdown is read."""

    html: HtmlMode = "escape"
    """Raw HTML is shown as text, or sanitized."""
    math: bool = False
    """Whether ``$…$`` and ``$$…$$`` are formulas in TeX, shown as MathML."""
    typography: bool = True
    """Whether straight quotation marks become the language's own, and ``GPT-5.5`` stays on one line."""


class Pair(msgspec.Struct, frozen=True):
    """A colour of each scheme."""

    light: Colour
    dark: Colour


class Look(msgspec.Struct, frozen=True):
    """``look``: how the default theme looks, without CSS of one's own."""

    accent: Colour | Pair | None = None
    """Of what stands out."""
    paper: Pair | None = None
    """What text stands on."""
    ink: Pair | None = None
    """Of text."""
    serif: Fonts = ""
    """Of what is read."""
    sans: Fonts = ""
    """Of what leads and names."""
    measure: Measure | None = None
    """How wide a column of text is, in rem: 33 are about 70 letters."""
    logo: SitePath = ""
    """A picture of content/static in place of the title at the head of each page."""


class Subscribe(msgspec.Struct, frozen=True):
    """``subscribe``: the form by which readers get mail from a service of theirs."""

    service: Service | None = None
    name: Line = ""
    """What the service calls the newsletter: a name at Buttondown, a number at Kit, elsewhere an address."""
    list: Line = ""
    """The UUID of a list at listmonk."""
    action: Url = ""
    """Where another service takes forms."""
    field: Line = "email"
    """What that service calls the reader's address."""

    @property
    def form(self) -> Form:
        """The form itself."""
        if self.action:
            return Form(self.action, self.field)
        return form_of(self.service, self.name, self.list)


class Limits(msgspec.Struct, frozen=True):
    """``limits``: how much is taken in."""

    document: Size = 1 << 20
    """The most bytes that a Markdown file may have (``2MiB``)."""


class NavigationItem(msgspec.Struct, frozen=True):
    """``nav``: an entry of the site's navigation."""

    name: Line
    url: Target
    """A path below the site's root (``/weekly/``) or an http(s) URL."""


class Cards(msgspec.Struct, frozen=True):
    """``cards``: for which events a social card is drawn; ``cards: all`` is short for its mode."""

    mode: CardMode = "recent"
    """``recent``: the newest events and all recaps; ``all``: every event and recap; ``off``: none."""
    recent: Amount = 100
    """How many of the newest events have a card of their own."""


class Mail(msgspec.Struct, frozen=True):
    """``mail``: the mail edition of a recap."""

    enabled: bool = True
    sender: Line = ""
    """The ``From`` of an ``.eml`` file: ``The AI Week <digest@example.org>``."""
    unsubscribe: Contact = ""
    """The ``List-Unsubscribe`` address: an https or mailto URL."""


class SiteConfig(msgspec.Struct, frozen=True):
    """All of ``site.yaml``, decoded; see ``docs/reference/configuration.md``."""

    other_keys: ClassVar[Mapping[str, str]] = {
        "grounding": 'write "problems: {uncited-claim: warning}", or off, or error'
    }
    """What to write in place of keys that are none."""

    title: Line
    base_url: BaseUrl
    """Absolute http(s) URL with a trailing slash; it may have a path, which is not percent-encoded."""
    tagline: Line = ""
    description: Line = ""
    author: Line = ""
    publisher: SitePublisher | None = None
    language: Language = "en"
    """BCP 47."""
    timezone: TimeZone = "UTC"
    """An IANA name."""
    theme: Slug = "default"
    origin: Origin = "human"
    """Who wrote hook, TL;DR and body where an event does not say so itself."""
    recap: RecapSettings = RecapSettings()
    """The week's recap."""
    recaps: Recaps = Recaps()
    freshness: Duration = 1800
    """Seconds from publication to collection within which an event is fresh (``30m``)."""
    page_size: Count = 30
    feeds: Feeds = Feeds()
    markdown: Markdown = Markdown()
    limits: Limits = Limits()
    leave_out: bool = False
    """Leave out files with errors and build the rest."""
    problems: dict[SoftProblem, Level] = {}
    """How grave kinds of problems are: ``error``, ``warning`` or ``off``, where that is not as usual."""
    fields: dict[FieldName, DeclaredField] = {}
    """What events may say beside what every site knows, in the order in which their pages show it."""
    taxonomies: dict[FieldName, DeclaredTaxonomy] = {}
    """What events can be listed by beside topics and audience."""
    nav: tuple[NavigationItem, ...] | None = None
    """None for the sensible default."""
    footer: tuple[NavigationItem, ...] | None = None
    """The links at the foot of each page; None for the lists of the site and its own pages."""
    subscribe: Subscribe | None = None
    """A form of a mail service on the page of subscriptions."""
    contact: Reachable = ""
    """Where readers report an error: a mail address, or an address with {url} and {title} in it."""
    look: Look = Look()
    front: Front = "ranked"
    """Whether the home page begins with what its newest recap ranks first, or with the newest event."""
    cards: CardMode | Cards = Cards()
    """The pictures that other sites show where someone links to an event or a recap."""
    search: bool = True
    data: bool = True
    """Whether there are files of all events as data."""
    mail: Mail = Mail()
    feed_id: Line = ""
    """What feed ids start with; by default a tag URI of the first build's host, see the reference."""
    publish: PublishSettings = PublishSettings()
    content_security_policy: Line = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
    """What pages may load and run (CSP Level 3), for ``_headers`` and the preview; empty for none."""
    precompress: tuple[Compression, ...] = ()
    """Which compressed copies to write beside each text file."""
    extra: dict[str, Any] = {}
    """The author's own ``x-…`` keys."""

    @property
    def policy(self) -> str:
        """The content security policy, which lets the form of a mail service be sent."""
        action = self.subscribe.form.action if self.subscribe else ""
        return with_form_action(self.content_security_policy, origin_of(action))

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def rhythms(self) -> dict[RhythmName, RecapSettings]:
        """The settings of each rhythm that the site has, the shortest first, all with a name."""
        given = {name: getattr(self.recaps, name, None) for name in RHYTHMS} | {WEEKLY: self.recap}
        return {
            name: msgspec.structs.replace(recap, name=recap.name or RECAP_NAMES[name])
            for name, recap in given.items()
            if recap is not None
        }

    @property
    def social_cards(self) -> Cards:
        """What ``cards`` means, in its short form too."""
        return self.cards if isinstance(self.cards, Cards) else Cards(self.cards)

    @property
    def base_path(self) -> str:
        """The path of ``base_url``, with a slash at both ends."""
        return "/" + self.base_url.split("://", 1)[1].partition("/")[2]


def load_config(
    data: bytes, path: str, overrides: Mapping[str, str] | None = None
) -> tuple[SiteConfig | None, tuple[Problem, ...]]:
    """Decode ``site.yaml``.

    :param path: the name of the file in problems.
    :param overrides: texts for settings of the top level that the command line gives, in place of the file's.
    :returns: the settings, none where there are errors; and all problems.
    """
    findings = Findings()
    text = read_text(data, findings)
    decoded = None if text is None else decode(SiteConfig, text, findings)
    config = _with_all_recaps(decoded) if decoded else None
    if decoded:
        _check_default_target(decoded, findings)
        _check_declared(decoded, findings)
        _check_subscribe(decoded, findings)
        if "base_url" not in (overrides or {}):
            _check_domains(decoded, findings)
    for name, value in (overrides or {}).items():
        config = _override(config, name, value, findings)
    problems = findings.problems(path)
    return (None if has_errors(problems) else config), problems


def _with_all_recaps(decoded: Decoded[SiteConfig]) -> SiteConfig:
    """Return the settings with every rhythm that is named under ``recaps``, with no more said of it, too."""
    recaps = decoded.value.recaps
    bare = {name: RecapSettings() for name in decoded.names("recaps") if getattr(recaps, name, ...) is None}
    return msgspec.structs.replace(decoded.value, recaps=msgspec.structs.replace(recaps, **bare))


def _check_default_target(decoded: Decoded[SiteConfig], findings: Findings) -> None:
    """Report a default target that is not there; one that is there and broken has been reported."""
    default = decoded.value.publish.default
    names = decoded.names("publish", "targets")
    if default and default not in names:
        place = decoded.place("publish", "default")
        findings.report(
            place,
            "unknown-target",
            f"there is no target {shown(default)}",
            did_you_mean(default, names),
            "publish.default",
        )


def _check_subscribe(decoded: Decoded[SiteConfig], findings: Findings) -> None:
    """Report a form that leads nowhere."""
    subscribe = decoded.value.subscribe
    if subscribe is None or subscribe.action or "subscribe" in decoded.broken:
        return
    place = decoded.place("subscribe")
    if not subscribe.service or not subscribe.name:
        remedy = "write {service: buttondown, name: NAME}, or {action: https://…, field: email}"
        findings.report(place, "missing-key", "says not where to subscribe", remedy, "subscribe")
    elif subscribe.service in {"ghost", "listmonk", "mailchimp"} and not origin_of(subscribe.name):
        remedy = f"write the address of your {subscribe.service}: https://…"
        findings.report(
            decoded.place("subscribe", "name"), "wrong-value", "is no address", remedy, "subscribe.name"
        )


def _check_declared(decoded: Decoded[SiteConfig], findings: Findings) -> None:
    """Report a field that is a taxonomy too, one of choices without any, and another with some."""
    wrong = {finding.where for finding in findings}
    for key in decoded.value.fields.keys() & decoded.value.taxonomies.keys():
        place = decoded.place("taxonomies", key)
        message = "is the name of a field too"
        findings.report(place, "name-clash", message, "give one of them another name", f"taxonomies.{key}")
    for key, field in decoded.value.fields.items():
        where = f"fields.{key}.choices"
        if field.type == "choice" and not field.choices and where not in wrong:
            place = decoded.place("fields", key)
            findings.report(place, "missing-key", "is missing", "write choices: [open, closed]", where)
        elif field.type != "choice" and field.choices and f"fields.{key}.type" not in wrong:
            place = decoded.place("fields", key, "choices")
            message = f"a field of the type {field.type} has no choices"
            findings.report(place, "wrong-value", message, "remove them, or write type: choice", where)


def links_of(config: SiteConfig, data: bytes) -> tuple[Reference, ...]:
    """Return the paths of this site that its settings name: in ``nav`` and ``footer``, and its logos.

    :param data: the bytes that the settings were decoded from.
    """
    logo = config.publisher.logo if config.publisher else ""
    named: list[tuple[ReferenceKind, str, tuple[str | int, ...]]]
    named = [
        ("path", item.url, (key, number, "url"))
        for key, items in (("nav", config.nav), ("footer", config.footer))
        for number, item in enumerate(items or ())
    ]
    named += [("static", logo, ("publisher", "logo")), ("static", config.look.logo, ("look", "logo"))]
    paths = [entry for entry in named if entry[1].startswith("/")]
    text = read_text(data, Findings()) if paths else None
    decoded = None if text is None else decode(SiteConfig, text, Findings())
    if decoded is None:
        return ()
    return tuple(Reference(kind, path, *decoded.place(*steps)) for kind, path, steps in paths)


def _check_domains(decoded: Decoded[SiteConfig], findings: Findings) -> None:
    """Warn of a branch whose ``CNAME`` is another host than the site is built for."""
    host = urlsplit(decoded.value.base_url or "").hostname
    for name, target in decoded.value.publish.targets.items():
        if host and isinstance(target, GitOptions) and target.cname and target.cname.lower() != host:
            steps = ("publish", "targets", name, "cname")
            message = f"{shown(target.cname)} is not the host of base_url, {shown(host)}"
            findings.report(
                decoded.place(*steps), "other-host", message, "make them one", where=".".join(steps)
            )


def _override(config: SiteConfig | None, name: str, text: str, findings: Findings) -> SiteConfig | None:
    """Return the settings with another value for one of them, and forget what was wrong with the old one."""
    findings[:] = [finding for finding in findings if finding.where != name]
    scalar = next(
        note
        for note in get_type_hints(SiteConfig, include_extras=True)[name].__metadata__
        if isinstance(note, Scalar)
    )
    try:
        value = scalar.convert(text)
    except Refused as refused:
        findings.report(Place(0), refused.name, refused.message, refused.remedy, where=name)
        return config
    return config and msgspec.structs.replace(config, **{name: value})
