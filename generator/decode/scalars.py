"""What the text of a scalar may mean: the leaves of every file that is decoded.

Each type is an ordinary type with a :class:`Scalar` beside it, which turns the text as typed into a value and
says in JSON Schema what an editor may accept. An editor reads YAML 1.2: where text is wanted, an unquoted
``2026`` is a number to it, and still the four characters that the author sees.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from generator.decode import times
from generator.decode.findings import Mended, Refused, did_you_mean, shown
from generator.decode.invisible import drop_invisible
from generator.decode.names import check_own_path, check_site_path, check_slug


class Scalar:
    """How a type reads the text of a scalar.

    :param convert: takes the text without white space around it, never empty, and returns the value; raises
        :class:`Refused`.
    :param schema: what is accepted, as JSON Schema (draft 2020-12).
    :param is_text: whether people write it in their own words, in which a ``#`` may stand.
    """

    __slots__ = ("convert", "is_text", "schema")

    def __init__(
        self, convert: Callable[[str], Any], schema: dict[str, Any], *, is_text: bool = False
    ) -> None:
        self.convert = convert
        self.schema = schema
        self.is_text = is_text


_URL = re.compile(
    r"[Hh][Tt][Tt][Pp][Ss]?://(?:[^\s/?#@:\[\]<>\"'`{}|\\^%]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:[/?#][^\s<>\"`{}|\\^]*)?"
)
_LABEL = r"[^\s!-/:-@\[-`{-~]+(?:-+[^\s!-/:-@\[-`{-~]+)*"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")
_LANGUAGES = {
    "arabic": "ar",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "deutsch": "de",
    "français": "fr",
    "español": "es",
}
"""Tags of languages by their names."""
_DURATION = re.compile(r"([0-9]{1,6})\s*([smhd])")
_MAIL_ADDRESS = re.compile(r"[^\s@<>\"'?&#%]+@[^\s@<>\"'?&#%/]+\.[^\s@<>\"'?&#%/]+")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FONTS = re.compile(r"""[\w -]+(?:, *(?:[\w -]+|"[\w -]+"))*|"[\w -]+"(?:, *(?:[\w -]+|"[\w -]+"))*""")
_SIZE = re.compile(r"([1-9][0-9]{0,5})\s*([KM])iB")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_ANY_SCALAR = ["string", "number", "boolean"]


def _line(text: str) -> str:
    if not text.isascii() and not drop_invisible(text).strip():
        raise Refused(
            "empty-value", f"there is nothing to see in {shown(text)}", "write something, or remove it"
        )
    return " ".join(text.split()) if "\n" in text or "  " in text or "\t" in text else text


def _name(text: str) -> str:
    return drop_invisible(_line(text)).strip()


def is_url(text: str) -> bool:
    """Say whether a text is an absolute http(s) URL, as front matter may hold it."""
    return _URL.fullmatch(text) is not None


def _url(text: str) -> str:
    if _URL.fullmatch(text):
        return text
    if re.search(r"\s", text):
        whole = re.sub(r"\s", "%20", text)
        remedy = f"write {whole}" if _URL.fullmatch(whole) else 'write "%20" for it'
        raise Refused("malformed-url", "a URL can't hold a space", remedy)
    if "@" in text.partition("://")[2].partition("/")[0]:
        raise Refused("malformed-url", "a URL here can't hold a user name")
    if not re.match("https?://", text, re.IGNORECASE):
        bare = re.sub(r"^<|>$", "", text)
        rest = re.sub(r"^h?h+t+ps?:/*|^//", "", bare, flags=re.IGNORECASE)
        whole = bare if _URL.fullmatch(bare) else f"https://{rest}"
        is_host = _DOMAIN.fullmatch(re.split("[/?#:]", rest)[0]) and _URL.fullmatch(whole)
        remedy = f"write {whole}" if is_host or whole == bare else 'it begins with "https://"'
        raise Refused("malformed-url", f"{shown(text)} is not an http or https URL", remedy)
    raise Refused("malformed-url", f"{shown(text)} is not a URL", "copy it from the address bar of a browser")


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        host = re.sub(r"^[a-z]+://|[/:].*$", "", text, flags=re.IGNORECASE)
        remedy = f"write {host}" if _DOMAIN.fullmatch(host) else "write it as scmp.com"
        raise Refused("malformed-host", f"{shown(text)} is not the name of a host", remedy)
    return text.lower()


def _event(text: str) -> str:
    """Return the slug of an event, of its address too."""
    address = re.fullmatch(r"(?:event:|/?events/)(?P<slug>[^/]+)/?", text)
    if not address:
        return check_slug(text)
    slug = check_slug(address["slug"])
    raise Mended(slug, f'{shown(text)} is read as "{slug}"', f'write "{slug}"')


def _base_url(text: str) -> str:
    url = _url(text)
    if "?" in url or "#" in url:
        raise Refused("malformed-url", "the address of the site can't hold ? or #")
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    decoded = check_site_path(f"/{path}")
    return f"{scheme.lower()}://{host.lower()}{decoded}".rstrip("/") + "/"


def _country(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise Refused(
            "wrong-value",
            f"{shown(text)} is not a country code",
            "write the two letters of ISO 3166, such as DE",
        )
    return text.upper()


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        tag = _LANGUAGES.get(text.casefold())
        remedy = f"write {tag}" if tag else "write it by BCP 47, such as en, pt-BR or zh-Hant"
        raise Refused("wrong-value", f"{shown(text)} is not a language tag", remedy)
    first, *rest = re.split("[-_]", text)
    tag = "-".join([first.lower(), *(_cased(part) for part in rest)])
    if "_" in text:
        raise Mended(tag, f"{shown(text)} is read as {tag}", f"write {tag}")
    return tag


def _cased(part: str) -> str:
    """Return a subtag in the case that BCP 47 recommends: ``Hant``, ``BR``, ``1994``."""
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())


def _size(text: str) -> int:
    match = _SIZE.fullmatch(text)
    if not match:
        raise Refused("wrong-value", f"{shown(text)} is not a size", "write it as 512KiB or 2MiB")
    return int(match[1]) << {"K": 10, "M": 20}[match[2]]


def read_duration(text: str) -> int:
    """Return a duration such as ``36h`` in seconds.

    :raises Refused: it is none.
    """
    match = _DURATION.fullmatch(text)
    if not match:
        raise Refused("wrong-value", f"{shown(text)} is not a duration", "write it as 90s, 30m, 2h or 1d")
    return int(match[1]) * _SECONDS[match[2]]


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        remedy = (
            did_you_mean(text, available_timezones())
            or "write it as in the IANA database, such as Europe/Berlin"
        )
        raise Refused("wrong-value", f"there is no time zone {shown(text)}", remedy) from None
    return text


def _place(text: str) -> str:
    return text if _URL.fullmatch(text) else check_site_path(text)


def _contact(text: str) -> str:
    if re.fullmatch(r"mailto:[^\s<>\"]+@[^\s<>\"]+", text):
        return text
    if re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", text):
        raise Refused("malformed-url", f"{shown(text)} is not a URL", f"write mailto:{text}")
    return _url(text)


def _picture(text: str) -> str:
    """Return the path of a picture: below ``content/static`` after a slash, else beside the file."""
    up = re.match(r"(?:\.{1,2}/)*", text)
    start = up.end() if up else 0
    try:
        path = check_site_path(text[start:])
        return path if text.startswith("/") else text[:start] + path[1:]
    except Refused as refused:
        raise Refused(
            "malformed-path",
            refused.message,
            "put the picture beside the file: name.svg, or into content/static: /images/name.svg",
        ) from None


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise Refused(
            "wrong-value", f"{shown(text)} is not a colour", 'write it as "#96191c", in quotation marks'
        )
    return text.lower()


def _fonts(text: str) -> str:
    if not _FONTS.fullmatch(text):
        remedy = "write names with commas between them: Georgia, serif"
        raise Refused("wrong-value", f"{shown(text)} are not names of fonts", remedy)
    return text


def _reachable(text: str) -> str:
    if _MAIL_ADDRESS.fullmatch(text):
        return f"mailto:{text}"
    if text.lower().startswith(("mailto:", "http://", "https://")) and not re.search(r"[\s\"'<>\\]", text):
        return text
    remedy = "write a mail address, or an address with {url} and {title} in it"
    raise Refused("wrong-value", f"{shown(text)} is no address to write to", remedy)


def _pattern(expression: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^(?:{expression})$"}


_NAME = {"anyOf": [_pattern(r"[^\s/\\.\-][^\s/\\]*"), {"type": ["integer", "boolean"], "minimum": 0}]}

_PATH = r"(?=.*\S)/?(?!/)(?!(?:.*/)?\.{1,2}(?:/|$))(?!.*//)(?:[^\s\\?#\"'<>|*:`^{}]| )*"
_OWN_PATH = rf"(?!(?:.*/)?\.)(?!.*[. ]/)(?!.*/ )(?!.*\.$){_PATH}"
_PATH_SCHEMA = {"anyOf": [_pattern(_PATH), {"type": ["integer", "boolean"]}]}
_OWN_PATH_SCHEMA = {"anyOf": [_pattern(_OWN_PATH), {"type": ["integer", "boolean"]}]}

Line = Annotated[str, Scalar(_line, {"type": _ANY_SCALAR, "minLength": 1}, is_text=True)]
"""Plain text on one line."""
Name = Annotated[str, Scalar(_name, Line.__metadata__[0].schema, is_text=True)]
"""Plain text on one line by which things are told apart: what nobody sees in it does not count."""
Prose = Annotated[str, Scalar(str, {"type": _ANY_SCALAR, "minLength": 1}, is_text=True)]
"""Inline Markdown."""
Url = Annotated[str, Scalar(_url, _pattern(_URL.pattern))]
"""An absolute http(s) URL."""
Domain = Annotated[str, Scalar(_domain, _pattern(_DOMAIN.pattern))]
"""The name of a host, such as ``scmp.com``; the value is in lower case."""
BaseUrl = Annotated[str, Scalar(_base_url, _pattern(rf"(?!.*[?#]){_URL.pattern}"))]
"""An http(s) URL with neither query nor fragment; the value ends in a slash."""
Colour = Annotated[str, Scalar(_colour, _pattern(_COLOUR.pattern))]
"""A colour as ``#96191c``; the value is in lower case."""
Fonts = Annotated[str, Scalar(_fonts, _pattern(_FONTS.pattern))]
"""Names of fonts, the best first, as in CSS: ``Georgia, "Noto Serif", serif``."""
Reachable = Annotated[str, Scalar(_reachable, {"type": "string", "minLength": 1})]
"""A mail address, or an http(s) URL in which ``{url}`` and ``{title}`` stand for what is written about."""
Slug = Annotated[str, Scalar(check_slug, _NAME)]
"""A name that is a part of a URL: an id, or the last step of an event's address."""
EventSlug = Annotated[str, Scalar(_event, _NAME)]
"""The slug of an event; its address is read as that."""
SitePath = Annotated[str, Scalar(check_site_path, _PATH_SCHEMA)]
"""A path below the site's root; the value begins with a slash."""
OwnPath = Annotated[str, Scalar(check_own_path, _OWN_PATH_SCHEMA)]
"""A path below the site's root at which a page is made; the value begins with a slash."""
Picture = Annotated[str, Scalar(_picture, _PATH_SCHEMA)]
"""The path of a picture: below ``content/static`` where it begins with a slash, else beside the file."""
Target = Annotated[str, Scalar(_place, {"anyOf": [*_PATH_SCHEMA["anyOf"], _pattern(_URL.pattern)]})]
"""A path below the site's root, or an http(s) URL."""
Contact = Annotated[str, Scalar(_contact, {"type": "string", "minLength": 1})]
"""An http(s) or mailto URL."""
Day = Annotated[str, Scalar(times.day, _pattern(times.DAY))]
"""A day: YYYY-MM-DD."""
PartialDate = Annotated[
    str,
    Scalar(
        times.partial_date,
        {
            "anyOf": [
                _pattern(times.PARTIAL_DATE),
                {"type": "integer", "minimum": times.FIRST_YEAR, "maximum": times.LAST_YEAR},
            ]
        },
    ),
]
"""YYYY, YYYY-MM or YYYY-MM-DD."""
Moment = Annotated[date | datetime, Scalar(times.moment, _pattern(times.MOMENT))]
"""A day or a time; a time without an offset is naive."""
Week = Annotated[str, Scalar(times.week, _pattern(rf"{times.YEAR}-[Ww][0-5][0-9]"))]
"""An ISO 8601 week: ``2026-w17``."""
Instant = Annotated[
    datetime, Scalar(times.instant, _pattern(rf"{times.DAY}[Tt ]{times.CLOCK}(?:{times.OFFSET})?"))
]
"""A time; naive without an offset."""
Country = Annotated[str, Scalar(_country, _pattern("[A-Za-z]{2}"))]
"""ISO 3166-1 alpha-2; the value is in upper case."""
Language = Annotated[str, Scalar(_language, _pattern(_LANGUAGE.pattern.replace("[-_]", "-")))]
"""BCP 47."""
Duration = Annotated[int, Scalar(read_duration, _pattern(_DURATION.pattern))]
"""A length of time such as ``30m``; the value is in seconds."""
Size = Annotated[int, Scalar(_size, _pattern(_SIZE.pattern))]
"""A number of bytes such as ``2MiB``."""
TimeZone = Annotated[str, Scalar(_time_zone, {"type": "string", "minLength": 1})]
"""A name of the IANA time zone database."""
