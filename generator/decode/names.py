"""Names that become parts of URLs and file names: slugs, ids and paths. None can leave its folder."""

import re
import unicodedata

from generator.decode.findings import Refused, shown
from generator.decode.invisible import drop_invisible, name_character
from generator.digest import hexadecimal_digest
from generator.percent import decode_path

LONGEST_NAME = 200
"""In bytes of UTF-8, so that a file system takes it with an ending."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending they have."""
_SHORT_NAME = re.compile(r"[^.~]{1,6}~[0-9]{1,4}(?:\..{0,3})?")
"""What Windows may call a file of a longer name; ``git~1`` is ``.git``."""
_READ_BY_SERVERS = frozenset({"CNAME", "_headers", "_redirects", "_worker.js", "robots.txt", "web.config"})
"""Files by which a site tells hosts and robots how to treat it, beside hidden ones."""
_OTHER_NAME = "choose another name"
_PLAIN_SLUG = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?", re.IGNORECASE)
_SPELLED = (
    (re.compile(r"(?<=\w)\+\+"), "-plus-plus-"),
    (re.compile(r"(?<=\w)\+(?![\w+])"), "-plus-"),
    (re.compile(r"(?<=\w)#(?!\w)"), "-sharp-"),
    (re.compile(r"(?:^|(?<=\s))\.(?=[^\W\d_])"), "dot-"),
)
"""Signs that tell names apart which are else one, and the words for them: C, C++ and C#; NET and .NET."""
_RULE = "use letters, digits, - and _; dots inside only"


def check_slug(text: str) -> str:
    """Return a slug in NFC: letters of any script, digits, ``-``, ``_`` and inner ``.``.

    :raises Refused: where another character is in it, or it begins with ``.`` or ``-``, ends in ``.``, is
        longer than a file system takes, or a name that servers read or Windows can't have.
    """
    _check_name(text, text)
    if _PLAIN_SLUG.fullmatch(text) and len(text) <= LONGEST_NAME:
        return text
    if len(text.encode()) > LONGEST_NAME:
        raise Refused("malformed-name", f"{shown(text)} is longer than {LONGEST_NAME} bytes", "shorten it")
    wrong = next((character for character in text if not _may_be_in_slug(character)), "")
    if wrong:
        message = f"{name_character(wrong)} can't be in {shown(text)}, which becomes part of a URL"
        raise Refused("malformed-name", message, _suggest(text))
    if text[0] in ".-":
        raise Refused("malformed-name", f"{shown(text)} begins with {shown(text[0])}", _RULE)
    if text[-1] == ".":
        raise Refused("malformed-name", f"{shown(text)} ends in a dot", _RULE)
    return text


def document_name(path: str) -> str:
    """Return what a document is called: its file, or its folder where the file is ``index.md``."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    return folder.rpartition("/")[2] if stem == "index" and folder.count("/") > 1 else stem


def slugify(text: str) -> str:
    """Return a slug made of the text's letters and digits in lower case: ``SCMP Tech`` is ``scmp-tech``."""
    if text.isascii():
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME]
    folded = drop_invisible(text.casefold())
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in folded)
    slug = re.sub("-+", "-", unicodedata.normalize("NFC", kept)).strip("-")
    return slug.encode()[:LONGEST_NAME].decode("utf-8", "ignore")


def check_site_path(text: str) -> str:
    """Return the path below the site's root that an address means: decoded, in NFC, with a leading slash.

    :param text: as it reads, or percent-encoded as an address bar gives it.
    :raises Refused: where it has an empty, ``.`` or ``..`` step (percent-encoded ones too), a backslash,
        white space but spaces, a query or a fragment, or is a URL.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        raise Refused(
            "malformed-path",
            f"{shown(text)} is not a path of this site",
            'write it from the site\'s root: "/about/"',
        )
    address = text if text.startswith("/") else f"/{text}"
    wrong = re.search(r"[^\S ]|[\\?#\"'<>|*:`^{}]", address)
    if wrong:
        raise Refused("malformed-path", f"{name_character(wrong[0])} can't be in a path of this site")
    try:
        path = decode_path(address)
    except UnicodeDecodeError:
        raise Refused(
            "malformed-path", f"{shown(text)} is not percent-encoded UTF-8", "write it as it reads"
        ) from None
    steps = path.removesuffix("/").split("/")[1:]
    if any(step in {"", ".", ".."} or "\\" in step or not step.isprintable() for step in steps):
        raise Refused("malformed-path", f"{shown(text)} is not a plain path", 'no empty, "." or ".." steps')
    if len(path) > 1000 or any(len(step.encode("utf-8", "replace")) > LONGEST_NAME for step in steps):
        raise Refused(
            "malformed-path", f"{shown(text)} is too long a path", f"{LONGEST_NAME} bytes a step is the most"
        )
    return path


def check_own_path(text: str) -> str:
    """Return a path below the site's root at which the site makes a page, see :func:`check_site_path`.

    :raises Refused: where a step is hidden, or a name that servers read or that some system can't have.
    """
    path = check_site_path(text)
    steps = path.strip("/").split("/")
    if steps[0].casefold() in {name.casefold() for name in _READ_BY_SERVERS}:
        raise Refused("reserved-name", f"{shown(text)} is what servers and robots read", _OTHER_NAME)
    for step in steps:
        if step.startswith("."):
            raise Refused("malformed-path", f"{shown(text)} is hidden", "no step may begin with a dot")
        wrong = re.search(r'[<>:"|?*]', step)
        if wrong:
            raise Refused(
                "malformed-path", f"{name_character(wrong[0])} can't be in the path of a page", _OTHER_NAME
            )
        if step.endswith((".", " ")) or step.startswith(" "):
            raise Refused(
                "malformed-path", f"{shown(text)} has a step with a space or dot at its end", "remove it"
            )
        _check_name(step, text)
    return path


def is_name_of_device(name: str) -> bool:
    """Say whether Windows keeps a name for a device, so that no file can have it."""
    return _DEVICE.fullmatch(name) is not None


def _check_name(name: str, text: str) -> None:
    """Refuse the name of a file or folder that no page may have.

    :param text: what the author wrote.
    """
    if is_name_of_device(name):
        raise Refused("reserved-name", f"{shown(text)} can't be a file on Windows", _OTHER_NAME)
    if name in _READ_BY_SERVERS:
        raise Refused("reserved-name", f"{shown(text)} is what servers and robots read", _OTHER_NAME)
    if _SHORT_NAME.fullmatch(name):
        raise Refused(
            "reserved-name", f"{shown(text)} may be the short name of another file on Windows", _OTHER_NAME
        )


def _may_be_in_slug(character: str) -> bool:
    """Say whether a slug may hold the character: letters with their marks, digits, ``-``, ``_``, ``.``."""
    return character in "-_." or character.isalnum() or unicodedata.category(character)[0] == "M"


def _suggest(text: str) -> str:
    """Return a remedy with a slug that is near the text."""
    slug = slugify(text)
    return f'write "{slug}"' if slug else _RULE


def slug_of(name: str) -> str:
    """Return a slug made of a name; for one without any letter or digit, of the name's digest.

    One that Windows keeps for a device gets a hyphen, so that every system can have a folder for it.
    """
    slug = slugify(name) or hexadecimal_digest(name.encode())[:8]
    return f"{slug}-" if is_name_of_device(slug) else slug


def topic_id(name: str) -> str:
    """Return the id of a topic of a name; what would vanish is spelled: ``C++`` is ``c-plus-plus``."""
    if any(sign in name for sign in "+#."):
        for pattern, words in _SPELLED:
            name = pattern.sub(words, name)
    return slug_of(name)


def fold(slug: str) -> str:
    """Return what two slugs share when a careless file system would take them for one."""
    return slug if slug.isascii() and slug.islower() else unicodedata.normalize("NFC", slug).casefold()
