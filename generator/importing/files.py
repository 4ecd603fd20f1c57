"""Pictures and files that imported documents name: they come along, or are listed."""

import re
from pathlib import Path
from urllib.parse import quote, unquote

from generator.decode.findings import Refused
from generator.decode.names import check_site_path
from generator.importing.account import Account
from generator.importing.drafts import Draft
from generator.importing.folder import inside
from generator.importing.records import OldSite
from generator.importing.slugs import slug_for

LARGEST = 64 << 20
"""The most bytes of a file that comes along."""

_DOCUMENTS = frozenset(
    {".md", ".markdown", ".mdx", ".html", ".htm", ".php", ".yaml", ".yml", ".toml", ".json"}
)


class Files:
    """The files that come along, each with the place that it gets below ``content/static``."""

    def __init__(self, site: OldSite, account: Account) -> None:
        self._site = site
        self._account = account
        self.copies: dict[str, Path] = {}
        """The file of each path below ``content/static``."""
        self.wanted: dict[str, list[Draft]] = {}
        """Pictures of other sites, each with the drafts that show it."""
        self.pictures: dict[str, bytes] = {}
        """Pictures that were fetched, by path below ``content/static``."""
        self._fetched: dict[str, str] = {}

    def local(self, address: str, draft: Draft) -> str:
        """Return the address here of a file that a document names, and take it along; else nothing."""
        path = unquote(re.split("[?#]", address, maxsplit=1)[0])
        if not path or "\0" in path or Path(path).suffix.lower() in _DOCUMENTS:
            return ""
        if path.startswith("/"):
            folders = self._site.static
        else:
            folders = (draft.record.folder,) if draft.record.folder else ()
        for folder in folders:
            file = folder / path.lstrip("/")
            if self._site.root is not None and inside(self._site.root, file):
                return self._take(file.resolve(), path, draft)
        return ""

    def remote(self, address: str, draft: Draft) -> str:
        """Return the address of a picture of another site: its copy here once it is fetched."""
        self.wanted.setdefault(address, []).append(draft)
        shown = self._account.remote.setdefault(address, [])
        if draft.record.path not in shown:
            shown.append(draft.record.path)
        return self._fetched.get(address, address)

    def add_fetched(self, address: str, path: str, data: bytes) -> None:
        """Let a picture of another site come along, and be shown from a path below ``content/static``."""
        number, first = 2, Path(path)
        while path in self.pictures or path in self.copies:
            path = first.with_stem(f"{first.stem}-{number}").as_posix()
            number += 1
        self.pictures[path] = data
        self._fetched[address] = f"/{quote(path, safe='/')}"

    def _take(self, file: Path, path: str, draft: Draft) -> str:
        if file.stat().st_size > LARGEST:
            self._account.drop(draft.record.path, f"{path} has more than {LARGEST:,} bytes")
            return ""
        place = path.lstrip("/") if path.startswith("/") else f"media/{draft.slug}/{file.name}"
        try:
            check_site_path(f"/{place}")
        except Refused:
            place = f"media/{draft.slug}/{slug_for(file.stem)}{file.suffix.lower()}"
        number = 2
        first = Path(place)
        while self.copies.setdefault(place, file) != file:
            place = first.with_stem(f"{first.stem}-{number}").as_posix()
            number += 1
        return f"/{quote(place, safe='/')}"
