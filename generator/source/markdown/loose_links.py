"""Links and pictures whose address has a space lead where they can only be meant to.

CommonMark shows them as they are typed. Paths such as ``/my page`` stay so, as in its examples, and are told.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

LOOSE_LINK = "loose_link"
LOOSE_LINKS = re.compile(r"\]\([^()\n\"']* [^()\n]*\)")
"""What a text must hold for one to be in it."""

_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,1000})\]\([ ]*([^()<>\n\"']{1,1000})\)")
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_FILE = re.compile(r"\.[A-Za-z0-9]{2,5}$")


def loose_links_plugin(parser: MarkdownIt) -> None:
    """Read ``![A map](/my map.png)`` as what it can only mean."""
    parser.inline.ruler.push(LOOSE_LINK, _loose_link)


def _loose_link(state: StateInline, silent: bool) -> bool:
    """Take a link or picture that has spaces in its address; who renders it judges, and tells of it."""
    if silent or (state.linkLevel > 0 and state.src[state.pos] == "["):
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    mark, text, url = match[1], match[2], match[3].strip(" ")
    if " " not in url or not (_FILE.search(url) if mark else _ADDRESS.match(url)):
        return False
    if mark:
        picture = state.push("image", "img", 0)
        picture.attrs = {"src": url, "alt": ""}
        picture.content = text
        picture.info = LOOSE_LINK
        picture.children = []
        state.md.inline.parse(text, state.md, state.env, picture.children)
    else:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": url}
        opening.info = LOOSE_LINK
        state.pending = text
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True
