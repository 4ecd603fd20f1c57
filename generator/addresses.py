"""When two web addresses are one: ``canonical_address`` gives the key by which they are compared.

The key is an https address in ASCII, in the normal form of RFC 3986 (section 6). It is made to compare
with, not to follow: ``http`` and ``https``, ``www.`` and none, a final slash and none are one to it. Left
aside are

- scheme, default port, user and password, the case of the host, and a dot after it;
- ``www.`` before the host, and ``m.``, ``mobile.`` and ``amp.`` where they are surely another face of the
  same page: before the host of an article, never before a front page or a registry's suffix (``m.co.uk``);
- final slashes, ``.`` and ``..``, and how characters are percent-encoded;
- the fragment, unless it is a route of its own (``#!/topic/1``, ``#/topic/1``);
- parameters in ``TRACKERS``, and the order of the rest.

Every other parameter counts: ``?id=7`` and ``?id=8`` are two articles.
"""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

TRACKERS = frozenset(
    """
    __hsfp __hssc __hstc __s __twitter_impression _branch_match_id _bta_c _bta_tid _ga _gl _hsenc _hsmi
    _ke _openstat at_bbc_team at_campaign at_campaign_type at_custom1 at_custom2 at_custom3 at_custom4
    at_format at_link_id at_link_origin at_link_type at_medium at_ptr_name cmpid cn-reloaded dclid dm_i
    ef_id epik fb_action_ids fb_action_types fb_ref fb_source fbclid ftag gad_campaignid gad_source
    gbraid gclid gclsrc gs_lcrp guccounter guce_referrer guce_referrer_sig hsctatracking icid ig_rid
    igsh igshid irclickid li_fat_id mc_cid mc_eid mkevt mkrid mkt_tok ml_subscriber ml_subscriber_hash
    msclkid ncid ns_campaign ns_fee ns_linkname ns_mchannel ns_source ocid oly_anon_id oly_enc_id
    rb_clickid ref_src ref_url s_cid s_kwcid sc_campaign sc_channel sc_cid smid smtyp soc_src soc_trk
    spm srsltid taid trk trkcampaign ttclid twclid vero_conv vero_id wbraid wickedid wt_mc wt_zmc xtor
    yclid ysclid
    """.split()  # noqa: SIM905 one name a line would be all that is seen of this file
)
"""Parameters that say who sent a reader and never which page is meant; names in lower case."""

TRACKER_FAMILIES = ("hsa_", "matomo_", "mtm_", "piwik_", "pk_", "utm_", "wt.")
"""What the names of whole families of trackers begin with, in lower case."""

_FACES = ("m", "mobile", "amp")
_REGISTRIES = frozenset(
    ["ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "govt", "mil", "ne", "net", "nom", "or", "org"]
)
_DEFAULT_PORTS = (None, 80, 443)
_OTHER_DOTS = str.maketrans("。．｡", "...")  # noqa: RUF001 the dots of other scripts are meant
_PLAIN_LABEL = re.compile(r"[a-z0-9_-]+")
_NO_LABEL = re.compile(r"[\x00-\x2c\x2f\x3a-\x60\x7b-\x7f]")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_RESERVED = frozenset("!$&'()*+,;=:@/?")
_NORMAL = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*")
_SIMPLE = re.compile(
    r"https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?P<path>(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?)"
)
"""An address whose parts are in their normal form already, as most are."""
_CHARACTER = re.compile(r"%[0-9A-Fa-f]{2}|.", re.DOTALL)


def canonical_address(address: str) -> str:
    """Return the key of an address: two addresses lead to one page where their keys are equal.

    What is no web address, or one that nobody could follow, is its own key, without white space around it.
    Never raises; the key of a key is itself.
    """
    address = address.strip()
    if simple := _SIMPLE.fullmatch(address):
        place = simple["path"].rstrip("/")
        return f"https://{'.'.join(_without_face(simple['host'].split('.'), front_page=not place))}{place}"
    try:
        parts = urlsplit(address)
        labels, port = _labels(parts.hostname or ""), parts.port
    except ValueError:  # an unclosed bracket, a port of letters
        return address
    if parts.scheme not in ("http", "https") or not labels:
        return address
    place = _path(parts.path) + _query(parts.query) + _route(parts.fragment)
    host = ".".join(_without_face(labels, front_page=not place))
    return f"https://{host}{'' if port in _DEFAULT_PORTS else f':{port}'}{place}"


def same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, as far as that can be told without following them."""
    return canonical_address(one) == canonical_address(other)


def host_and_path(address: str) -> tuple[str, str]:
    """Return host and path of a web address's key: ``scmp.com`` and ``/tech`` of ``https://www.scmp.com/tech/``.

    The path has no final slash, no query and no port. Both are empty for what is no web address.
    """
    host, slash, path = canonical_address(address).partition("://")[2].partition("/")
    name = host if host.startswith("[") else host.partition(":")[0]
    return re.split("[?#]", name)[0], re.split("[?#]", f"{slash}{path}")[0]


def without_trackers(address: str) -> str:
    """Take trackers off an address and leave the rest as it was written, to follow and to publish."""
    front, mark, fragment = address.partition("#")
    path, question, query = front.partition("?")
    if not question:
        return address
    kept = [part for part in query.split("&") if not is_tracker(part.partition("=")[0])]
    if len(kept) == query.count("&") + 1:
        return address
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment


def is_tracker(name: str) -> bool:
    """Whether a parameter of this name, as it stands in an address, only says who sent a reader."""
    name = (unquote(name) if "%" in name else name).lower()
    return name in TRACKERS or name.startswith(TRACKER_FAMILIES)


def _labels(host: str) -> list[str]:
    """Cut a host into its labels, in ASCII; none where it is no host."""
    if ":" in host:  # IPv6, from which urlsplit has taken the brackets
        return [f"[{host}]"]
    if not host.isascii() or "%" in host:
        host = unicodedata.normalize("NFKC", unquote(host).translate(_OTHER_DOTS)).lower()
    labels = [_label(label) for label in host.rstrip(".").split(".")]
    return labels if all(labels) else []


def _label(label: str) -> str:
    """Write a label in ASCII, as names beyond it are registered (``xn--``); empty where it can be none."""
    if _PLAIN_LABEL.fullmatch(label):
        return label
    if not label or not label.isprintable() or _NO_LABEL.search(label.replace("_", "")):
        return ""
    return "xn--" + label.encode("punycode").decode("ascii")


def _without_face(labels: list[str], *, front_page: bool) -> list[str]:
    """Leave out of a host what only says how its pages are shown."""
    first, rest = labels[0], labels[1:]
    if (first == "www" or (first in _FACES and not front_page)) and _is_site(rest):
        return _without_face(rest, front_page=front_page)
    if len(labels) > 3 and labels[1] == "m" and not front_page:  # en.m.wikipedia.org
        return _without_face([first, *labels[2:]], front_page=front_page)
    return labels


def _is_site(labels: list[str]) -> bool:
    """Whether labels name somebody's site, rather than a suffix under which names are registered."""
    if len(labels) == 2:
        return not (labels[0] in _REGISTRIES and len(labels[1]) == 2)
    return len(labels) > 2


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in _normal(path).removeprefix("/").split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    return ("/" + "/".join(segments)).rstrip("/")


def _query(query: str) -> str:
    kept = [_normal(part) for part in query.split("&") if part and not is_tracker(part.partition("=")[0])]
    return "?" + "&".join(sorted(kept, key=lambda part: part.partition("=")[0])) if kept else ""


def _route(fragment: str) -> str:
    return "#" + _normal(fragment) if fragment.startswith(("!", "/")) else ""


def _normal(text: str) -> str:
    """Write percent-encoding in its normal form: nothing that needs none, the rest as UTF-8 in capitals."""
    if _NORMAL.fullmatch(text):
        return text
    return "".join(_normal_character(part) for part in _CHARACTER.findall(text))


def _normal_character(character: str) -> str:
    if len(character) == 3:
        decoded = chr(int(character[1:], 16))
        return decoded if decoded in _UNRESERVED else character.upper()
    if character in _UNRESERVED or character in _RESERVED:
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
