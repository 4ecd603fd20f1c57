"""Bare addresses become links, as GitHub does it: ``https://…``, ``www.…``, addresses of mail.

The rules of ``linkify-it-py`` and of ``mdit-py-plugins`` are not used. The first is loaded with every
parser as soon as it is installed and takes words such as ``Booking.com`` for addresses; both look at the
whole of a text again at each colon.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

BARE_ADDRESS = "bare_address"
BARE_HOST = "bare_host"

_BEFORE = re.compile(r"[A-Za-z0-9_+./@-]")
"""What stands before no address, since it is a part of it: ``git+https://…``."""
_END = '\\s<>"`\u201c\u201d\u00ab\u00bb\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65'
_HOST = r"[^\W_](?:[\w.-]*[^\W_])?(?::[0-9]{1,5})?"
_REST = rf"(?:[/?#][^{_END}]*)?"
_URL = re.compile(rf"https?://{_HOST}{_REST}", re.IGNORECASE)
_WWW = re.compile(rf"www\.[^\W_][\w-]*\.{_HOST}{_REST}")
_LOCAL = re.compile(r"[A-Za-z0-9+_-]+(?:\.[A-Za-z0-9+_-]+)*$")
_DOMAIN = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?<!-)(?![\w@])")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_LONGEST_LOCAL = 64


def has_address(text: str) -> bool:
    """Say whether a text may hold a bare address."""
    return "://" in text or "@" in text or "www." in text


def autolinks_plugin(parser: MarkdownIt) -> None:
    """Make links of addresses with a scheme and of addresses of mail."""
    parser.inline.ruler.push(BARE_ADDRESS, _address)


def hosts_plugin(parser: MarkdownIt) -> None:
    """Make links of ``www.…``; the parser then stops at every ``w``, so only where there is one."""
    parser.inline.add_terminator_char("w")
    parser.inline.ruler.push(BARE_HOST, _host)


def _address(state: StateInline, silent: bool) -> bool:
    """Take an address at the colon after its scheme, or at the ``@`` of one of mail."""
    if silent or state.linkLevel > 0:
        return False
    if state.src[state.pos] == "@":
        return _mail(state)
    if not state.src.startswith("://", state.pos):
        return False
    scheme = next((word for word in ("https", "http") if state.pending[-5:].lower().endswith(word)), "")
    start = state.pos - len(scheme)
    if not scheme or _continues(state, start):
        return False
    match = _URL.match(state.src, start, state.posMax)
    return match is not None and _link(state, len(scheme), _trimmed(match[0]), "")


def _mail(state: StateInline) -> bool:
    local = _LOCAL.search(state.pending[-_LONGEST_LOCAL - 1 :])
    domain = _DOMAIN.match(state.src, state.pos, state.posMax)
    if local is None or domain is None or len(local[0]) > _LONGEST_LOCAL:
        return False
    if _continues(state, state.pos - len(local[0])):
        return False
    return _link(state, len(local[0]), local[0] + domain[0], "mailto:")


def _host(state: StateInline, silent: bool) -> bool:
    """Take a host that begins with ``www.``."""
    if silent or state.linkLevel > 0 or not state.src.startswith("www.", state.pos):
        return False
    match = _WWW.match(state.src, state.pos, state.posMax)
    if match is None or _continues(state, state.pos):
        return False
    return _link(state, 0, _trimmed(match[0]), "http://")


def _continues(state: StateInline, start: int) -> bool:
    """Say whether what begins there is the rest of something longer."""
    return start > 0 and _BEFORE.match(state.src, start - 1) is not None


def _link(state: StateInline, taken: int, text: str, scheme: str) -> bool:
    """Add the link; so many characters of its text have been read before."""
    state.pending = state.pending[: len(state.pending) - taken]
    end = state.pos + len(text) - taken
    text = text.replace("&amp;", "&")
    url = state.md.normalizeLink(scheme + text)
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": url}
    opening.info, opening.markup = "auto", "linkify"
    state.push("text", "", 0).content = text
    closing = state.push("link_close", "a", -1)
    closing.info, closing.markup = "auto", "linkify"
    state.pos = end
    return True


def _trimmed(url: str) -> str:
    """Return the address without the marks of the sentence that it stands in (GFM 0.29, 6.9)."""
    surplus = {")": url.count(")") - url.count("("), "]": url.count("]") - url.count("[")}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in "?!.,:*_~'":
            end -= 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
            end -= 1
        elif last == ";":
            entity = _ENTITY.search(url, max(0, end - 32), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return url[:end]
