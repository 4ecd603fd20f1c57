"""Where everything was, and where it is now: files, old addresses, new ones."""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from generator.decode.findings import Refused
from generator.decode.names import check_own_path
from generator.importing.account import Account
from generator.importing.drafts import Draft
from generator.importing.records import OldSite
from generator.plan import urls
from generator.rhythms import WEEKLY, RhythmName, rhythm_of

_INDEX = re.compile(r"(?:^|/)_?index(?:\.[a-z]{2,3})?\.(?:html?|mdx?|markdown|php)$")
_ENDING = re.compile(r"\.(?:html?|mdx?|markdown|php)$", re.IGNORECASE)


class Places:
    """The drafts of an import, found by what old links say."""

    def __init__(self, drafts: Iterable[Draft], site: OldSite) -> None:
        self._files: dict[str, Draft] = {}
        self._addresses: dict[str, Draft] = {}
        self._base = site.base_url
        self.host = urlsplit(site.base_url).netloc.casefold()
        """The host of the old site; empty when it is not known."""
        for draft in drafts:
            self._files.setdefault(_folded(draft.record.origin), draft)
            for address in draft.addresses:
                self._addresses.setdefault(_folded(path_of(address)), draft)

    def is_old(self, url: str) -> bool:
        """Say whether an absolute address is one of the old site."""
        host = urlsplit(url).netloc.casefold()
        return bool(self.host) and host.removeprefix("www.") == self.host.removeprefix("www.")

    def find(self, address: str, draft: Draft) -> Draft | None:
        """Return the document that an address in another one means, as a file or as an old page."""
        path = path_of(address)
        if not path:
            return None
        if path.startswith("/"):
            found = self._addresses.get(_folded(path)) or self._files.get(_folded(path.lstrip("/")))
            return found or self._addresses.get(_folded(self.below_base(path)))
        file = posixpath.normpath(posixpath.join(posixpath.dirname(draft.record.origin), path))
        if found := self._files.get(_folded(file)):
            return found
        joined = (path_of(urljoin(one, path)) for one in draft.addresses)
        return next(
            (self._addresses[_folded(one)] for one in joined if _folded(one) in self._addresses), None
        )

    def below_base(self, path: str) -> str:
        """Return a path of the old host as one below the root of the old site."""
        return below(path, urlsplit(self._base).path)

    def absolute(self, address: str, draft: Draft) -> str:
        """Return the absolute address that a link of the old site had; empty when that is not known."""
        if not self._base:
            return ""
        main = next((one for one in draft.addresses if "://" in one), self._base)
        return urljoin(main, address)


def below(path: str, base_path: str) -> str:
    """Return a path of a host as one below a base path, where it is."""
    return "/" + path[len(base_path) :] if len(base_path) > 1 and path.startswith(base_path) else path


def path_of(address: str) -> str:
    """Return the path of an address, decoded, with neither query nor fragment."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def new_address(draft: Draft, fragment: str = "") -> str:
    """Return what a link to a document is written as."""
    if draft.kind == "events":
        return f"{urls.event_path(draft.slug)}{fragment}" if fragment else f"event:{draft.slug}"
    return f"{new_path(draft)}{fragment}"


def _rhythm(note: Draft) -> RhythmName:
    rhythm = rhythm_of(note.slug)
    return rhythm.name if rhythm else WEEKLY


def new_path(draft: Draft) -> str:
    """Return the site path of a document."""
    if draft.kind == "events":
        return urls.event_path(draft.slug)
    return (
        urls.recap_path(_rhythm(draft), draft.slug)
        if draft.kind == "weekly"
        else urls.own_page_path(draft.slug)
    )


def add_aliases(drafts: Iterable[Draft], site: OldSite, base_path: str, account: Account) -> None:
    """Give each draft its old addresses as aliases: each path once, and none that is a new place itself.

    :param base_path: the path of the new site's ``base_url``; aliases are below it.
    """
    drafts = list(drafts)
    taken: dict[str, Draft] = {_folded(new_path(draft)): draft for draft in drafts}
    host = urlsplit(site.base_url).netloc.casefold()
    for draft in drafts:
        if draft.record.target:
            continue
        aliases = []
        others = [str(alias) for alias in draft.values.pop("aliases", [])]
        for address in (*draft.addresses, *others):
            if "://" in address and host and urlsplit(address).netloc.casefold() != host:
                continue
            alias = _alias(address, base_path)
            if not alias:
                account.ask(draft.record.path, f"the old address {address} can't be kept as an alias")
            elif taken.setdefault(_folded(alias), draft) is not draft:
                other = taken[_folded(alias)].record.path
                account.ask(draft.record.path, f"the old address {alias} is also that of {other}")
            elif _folded(alias) != _folded(new_path(draft)) or alias.endswith(".html"):
                aliases.append(alias)
        if aliases:
            draft.values["aliases"] = list(dict.fromkeys(aliases))


def _alias(address: str, base_path: str) -> str:
    """Return an old address as a path below the new site's root; empty where it can't be one."""
    if re.match(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", address):
        return ""
    path = path_of(address)
    path = below(path if path.startswith("/") else f"/{path}", base_path)
    path = re.sub(r"/index\.html?$", "/", path)
    try:
        return check_own_path(path) if path != "/" else ""
    except Refused:
        return ""


def _folded(path: str) -> str:
    """Return what the ways to write one address share: no index, no ending, no slash at its ends."""
    path = _INDEX.sub("", path)
    return _ENDING.sub("", path.strip("/")).casefold()
