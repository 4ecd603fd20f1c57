"""What an answer says about the address that a site leads to. Pure."""

from typing import Literal, NamedTuple
from urllib.parse import urldefrag, urlsplit

from generator.addresses import canonical_address, host_and_path, without_trackers
from generator.desk.folding import is_joined
from generator.desk.links.answers import LinkAnswer
from generator.desk.links.shorteners import is_short
from generator.desk.plain import folded

Finding = Literal["fine", "gone", "unclear", "moved", "elsewhere", "short", "tracked"]

_SHORTEST_WORD = 4
_STEM = 5
"""So many letters of a word are compared: ``crane`` is ``cranes``."""
TRACKED = "the address tells who sent a reader"
_LEAST = 2
"""With fewer words than so many a title says too little to be held against."""


class Link(NamedTuple):
    """An address as an event has it."""

    url: str
    about: str = ""
    """What the event says of its page; empty where it says nothing."""
    lang: str = ""
    """The language in which it says so."""


class Verdict(NamedTuple):
    """What came of a link."""

    finding: Finding
    words: str = ""
    """What is to be said of it."""
    better: str = ""
    """The address to write in its place, where there is one."""
    is_certain: bool = False
    """Whether nobody has to look before that is done."""


def judge(link: Link, answer: LinkAnswer) -> Verdict:
    """Say what is to be said of a link, the gravest alone.

    Of one that can't be told it may still be said how it is better written.
    """
    if answer.is_gone:
        return Verdict("gone", answer.failure)
    clean = without_trackers(link.url)
    has_trackers = clean != link.url
    if not answer.is_there:
        return Verdict("unclear", answer.failure, clean if has_trackers else "", is_certain=has_trackers)
    if is_short(link.url):
        end = _readdressed(link, answer.url)
        return Verdict("short", f"a short address that leads to {end}", end)
    move = _move(link, answer)
    if words := _strays(link, answer):
        return Verdict("elsewhere", words, move)
    if move:
        words = f"it has moved for good to {move}"
        return Verdict("moved", words, move, is_certain=_is_certain(link, answer))
    return Verdict("tracked", TRACKED, clean, is_certain=True) if has_trackers else Verdict("fine")


def _move(link: Link, answer: LinkAnswer) -> str:
    """Return where an address has moved for good; nothing where that would give up encryption."""
    if not answer.moved_to or (link.url.startswith("https:") and answer.moved_to.startswith("http:")):
        return ""
    new = _readdressed(link, answer.moved_to)
    return "" if new in (link.url, without_trackers(link.url)) else new


def _readdressed(link: Link, url: str) -> str:
    """Return an address without trackers, and with the fragment of the link where it has none."""
    clean = without_trackers(url)
    old, new = urldefrag(link.url).fragment, urldefrag(clean).fragment
    return f"{clean}#{old}" if old and not new else clean


def _strays(link: Link, answer: LinkAnswer) -> str:
    """Return why an address leads to something else than it did, in words, or nothing where it does not."""
    asked, end = host_and_path(link.url), host_and_path(answer.url)
    if asked[1] and not end[1] and not urlsplit(answer.url).query:
        return f"leads to the front page of {end[0]}"
    if not _is_akin(asked[0], end[0]):
        return f"leads to another host, {answer.url}"
    if link.about and not _may_be_about(link, answer):
        return f'leads to a page with another title, "{answer.title}"'
    return ""


def _is_akin(one: str, other: str) -> bool:
    """Say whether hosts are of one owner, as far as their names tell."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _may_be_about(link: Link, answer: LinkAnswer) -> bool:
    """Say whether what a page says of itself shares a word with ours; so it is where that can't be told."""
    mine, theirs = link.lang.partition("-")[0].lower(), answer.lang.partition("-")[0].lower()
    if mine and theirs and mine != theirs:
        return True
    ours, title = _words(link.about), _words(answer.title)
    too_few = len(ours) < _LEAST or len(title) < _LEAST
    return too_few or bool(ours & (title | _words(answer.summary)))


def _words(text: str) -> frozenset[str]:
    """Return the words that tell what a text is about, shortened; of joined script pairs of letters."""
    found: set[str] = set()
    for word in folded(text).split():
        if is_joined(word[0]):
            found.update(word[place : place + 2] for place in range(len(word) - 1))
        elif len(word) >= _SHORTEST_WORD or not word.isascii() or any(map(str.isdigit, word)):
            found.add(word[:_STEM])
    return frozenset(found)


def _is_certain(link: Link, answer: LinkAnswer) -> bool:
    """Say whether an address has moved to the same document: by its name, or by its title on its host."""
    if answer.moved_to != answer.url:  # the rest of the way is not for good
        return False
    if canonical_address(link.url) == canonical_address(answer.moved_to):
        return True
    is_same_host = host_and_path(link.url)[0] == host_and_path(answer.moved_to)[0]
    return is_same_host and bool(_words(link.about) & _words(answer.title))
