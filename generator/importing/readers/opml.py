"""Lists of feeds: each becomes a source of ``sources.yaml`` with its feed."""

from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.records import Found, OldSite, Outlet
from generator.importing.request import Request

LARGEST = 4 << 20
"""The most bytes of a list."""


def read(place: str, request: Request, account: Account) -> Found:  # noqa: ARG001 - as all readers
    """Read an OPML file, however its outlines nest."""
    path = Path(place)
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise WeekmarkError(f"there is no file {place} of at most {LARGEST:,} bytes", "name a list of feeds")
    try:
        root = fromstring(path.read_bytes(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise WeekmarkError(f"{place} is no OPML: {str(error) or type(error).__name__}") from None
    outlets = []
    for outline in root.iter("outline"):
        feed = outline.get("xmlUrl") or outline.get("xmlurl") or ""
        name = " ".join((outline.get("title") or outline.get("text") or "").split())
        if not feed:
            continue
        parts = urlsplit(feed)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            account.drop(path.name, f"{name or feed}: {feed} is no http address")
            continue
        home = outline.get("htmlUrl") or f"{parts.scheme}://{parts.netloc}/"
        outlets.append(Outlet(name or parts.netloc, home, feed))
    if not outlets:
        raise WeekmarkError(f"{place} names no feed", "name a list of feeds, as a feed reader exports it")
    return Found(OldSite(outlets=tuple(outlets)), ())
