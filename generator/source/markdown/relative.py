"""Addresses relative to a document's own file: what lies beside it, and other documents.

Markup gets ``beside:PATH`` for them, the path from the site's folder,
until it is known where that is published.
"""

import posixpath
import re

from generator.decode.findings import Refused, shown
from generator.decode.names import check_site_path
from generator.model import ReferenceKind
from generator.percent import encode_path

SCHEME = "beside"
STATIC = "content/static/"

_CLIMB = re.compile(r"(?:\.{1,2}/)+")
_NOT_RELATIVE = re.compile(r"[/#?]|[A-Za-z][A-Za-z0-9+.-]*:|www\.", re.IGNORECASE)
_ENDING = re.compile(r"[^/]*\.[^\W_]{1,8}")


def is_relative(address: str, *, picture: bool = False) -> bool:
    """Say whether an address names a file beside the document: ``map.png``, ``../w16/memo.md#what-next``.

    A link has to begin with dots or end like a file; a picture has to do neither.
    """
    if not address or _NOT_RELATIVE.match(address):
        return False
    path = re.split("[?#]", address, maxsplit=1)[0]
    return picture or _CLIMB.match(path) is not None or _ENDING.fullmatch(path.rpartition("/")[2]) is not None


def follow(address: str, document: str, kind: ReferenceKind) -> tuple[ReferenceKind, str, str]:
    """Return what a relative address refers to, and the address that a page gets.

    :param document: the path of the document's file, relative to the site's folder.
    :param kind: what an address into ``content/static`` is.
    :raises Refused: it leads out of the content folder, or can't be a path.
    """
    path, rest = _split(address)
    climb = _CLIMB.match(path)
    up = climb[0] if climb else ""
    target = beside(document, up + check_site_path(path[len(up) :])[1:])
    if target.startswith(STATIC):
        inner = target.removeprefix(STATIC.removesuffix("/"))
        return kind, inner, f"site:{encode_path(inner)}{rest}"
    what: ReferenceKind = "document" if target.endswith(".md") else "file"
    return what, target, f"{SCHEME}:{encode_path(target)}{rest}"


def beside(document: str, path: str) -> str:
    """Return the path, from the site's folder, of what a document calls by a relative path.

    :raises Refused: it leads out of the content folder.
    """
    target = posixpath.normpath(posixpath.join(posixpath.dirname(document), path))
    if not target.startswith("content/"):
        message = f"{shown(path)} leads out of the content folder"
        raise Refused("malformed-link", message, "copy the file beside this one")
    return target


def _split(address: str) -> tuple[str, str]:
    """Cut a path from its query and fragment."""
    match = re.search("[?#]", address)
    return (address[: match.start()], address[match.start() :]) if match else (address, "")
