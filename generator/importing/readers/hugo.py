"""Hugo sites: the addresses that their settings give, page bundles, sections, shortcodes."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from generator.decode import foreign_keys
from generator.errors import WeekmarkError
from generator.importing import keys
from generator.importing.account import Account
from generator.importing.dates import read_date
from generator.importing.folder import open_folder, read_document, walk
from generator.importing.front_matter import read_values
from generator.importing.permalinks import expand
from generator.importing.readers.markdown import MARKUPS, read_record
from generator.importing.records import Found, OldSite, Record
from generator.importing.request import Request
from generator.importing.shortcodes import Shortcodes

_LANGUAGES = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_DATES = ("date", "publishdate", "pubdate", "published", "lastmod")
_ALLOWED = "./\\_#+~-@"


def read(place: str, request: Request, account: Account) -> Found:
    """Read the folder of a Hugo site."""
    root = open_folder(place)
    settings = _settings(root, account)
    content = root / str(settings.get("contentdir") or "content")
    if not content.resolve().is_relative_to(root) or not content.is_dir():
        raise WeekmarkError(f"there is no content folder in {place}", "name the folder of a Hugo site")
    static = settings.get("staticdir") or ["static"]
    names = [*(static if isinstance(static, list) else [static]), "assets"]
    site = OldSite(
        root,
        title=keys.plain_text(settings.get("title")),
        base_url=str(settings.get("baseurl") or "").rstrip("/") + "/" if settings.get("baseurl") else "",
        language=str(settings.get("languagecode") or settings.get("defaultcontentlanguage") or ""),
        timezone=str(settings.get("timezone") or ""),
        static=tuple(path.resolve() for name in names if (path := root / str(name)).is_dir()),
    )
    reader = _HugoReader(root, content.resolve(), settings, account)
    return Found(site, reader.records(request))


def _settings(root: Path, account: Account) -> dict[str, Any]:
    """Return the settings of a site; keys of all levels are in lower case, as they mean the same to Hugo."""
    settings: dict[str, Any] = {}
    folder = root / "config" / "_default"
    for stem in ("hugo", "config"):
        for path in (
            *(root / f"{stem}{ending}" for ending in _LANGUAGES),
            folder / f"{stem}.toml",
            folder / f"{stem}.yaml",
        ):
            if path.is_file():
                settings |= _values(path, root, account)
    for name in ("permalinks", "languages", "params"):
        for ending in _LANGUAGES:
            if (path := folder / f"{name}{ending}").is_file():
                settings[name] = _values(path, root, account)
    return settings


def _values(path: Path, root: Path, account: Account) -> dict[str, Any]:
    name = path.relative_to(root).as_posix()
    text = read_document(path, name, account) or ""
    values, line, reason = read_values(text, _LANGUAGES[path.suffix])
    if reason:
        account.ask(name, f"the settings can't be read: {reason}", line)
    lowered: dict[str, Any] = _lower(values)
    return lowered


def _lower(value: Any) -> Any:  # noqa: ANN401 - settings of any type
    if isinstance(value, dict):
        return {str(key).lower(): _lower(item) for key, item in value.items()}
    return value


class _HugoReader:
    """Reads the documents of one site."""

    def __init__(self, root: Path, content: Path, settings: dict[str, Any], account: Account) -> None:
        self._root = root
        self._content = content
        self._settings = settings
        self._account = account
        languages = settings.get("languages")
        self._languages = set(languages) if isinstance(languages, dict) else set()
        self._default = str(settings.get("defaultcontentlanguage") or "en").lower()
        self._paths: dict[str, str] = {}

    def records(self, request: Request) -> Iterator[Record]:
        """Yield a record of each page, their shortcodes written as Markdown."""
        files = [
            path
            for path in walk(self._content, self._account, request.mapping.ignore)
            if path.suffix.lower() in MARKUPS
        ]
        bundles = {path.parent for path in files if path.stem.partition(".")[0] == "index"}
        records = []
        for path in files:
            name = path.relative_to(self._root).as_posix()
            if path.stem.partition(".")[0] != "index" and bundles & set(path.parents):
                self._account.drop(name, "a part of a page bundle, which Hugo shows nowhere by itself")
            elif record := read_record(path, self._root, self._account):
                records.append(record)
                for key in (name, path.relative_to(self._content).as_posix(), path.name, path.parent.name):
                    self._paths.setdefault(key.lower(), f"/{name}")
        shortcodes = Shortcodes(self._find, self._account)
        for record in records:
            record.body = shortcodes.replace(record)
            if self._place(record):
                yield record

    def _find(self, reference: str, record: Record) -> str:
        """Return the path of the document that ``ref`` means, with its fragment."""
        path, hash_sign, fragment = reference.partition("#")
        if not path:
            return f"{hash_sign}{fragment}"
        beside = (PurePosixPath(record.origin).parent / path).as_posix().lower()
        bare = path.strip("/").lower()
        names = (beside, f"{beside}.md", bare, f"{bare}.md", f"{bare}/index.md", f"{bare}/_index.md")
        found = next((self._paths[name] for name in names if name in self._paths), "")
        if not found:
            found = self._paths.get(PurePosixPath(bare).name, f"/{bare}/")
        return f"{found}{hash_sign}{fragment}"

    def _place(self, record: Record) -> bool:
        """Give a record its address, language and kind; say whether it is taken."""
        path = PurePosixPath(record.origin).relative_to(self._content.relative_to(self._root).as_posix())
        stem, language = path.stem, ""
        if stem.rpartition(".")[2].lower() in self._languages:
            stem, _, language = stem.rpartition(".")
        is_list, is_bundle = stem == "_index", stem == "index"
        if is_list and not record.body.strip():
            self._account.drop(record.path, "a list page without a text of its own")
            return False
        folder = path.parent if not is_bundle else path.parent.parent
        sections = [part for part in folder.parts if part != "."]
        name = path.parent.name if is_bundle else stem
        matter = {foreign_keys.fold(key): value for key, value in record.matter.items()}
        if language and language != self._default:
            record.matter.setdefault("lang", language)
        has_date = any(matter.get(key) for key in _DATES)
        if is_list or (not sections and not has_date) or matter.get("type") == "page":
            record.kind = "pages"
        record.name = name if not is_list else (sections[-1] if sections else "home")
        address = f"/{'/'.join(sections)}/" if is_list else self._address(matter, sections, name)
        prefix = f"/{language}" if language and language != self._default else ""
        record.addresses = (self._finished(prefix + address),)
        for key in [key for key in record.matter if foreign_keys.fold(key) == "url"]:
            given = str(record.matter.pop(key))
            record.addresses = (given if given.startswith(("/", "http")) else f"/{given}",)
        return True

    def _address(self, matter: dict[str, Any], sections: list[str], name: str) -> str:
        slug = keys.plain_text(matter.get("slug"))
        permalinks = self._settings.get("permalinks") or {}
        pages = permalinks["page"] if isinstance(permalinks.get("page"), dict) else {}
        section = sections[0].lower() if sections else ""
        pattern = pages.get(section) or permalinks.get(section)
        if not isinstance(pattern, str) or not section:
            return f"/{'/'.join([*sections, slug or name])}/"
        title = _urlized(keys.plain_text(matter.get("title")))
        parts = {
            "section": sections[0],
            "sections": "/".join(sections),
            "title": title,
            "slug": slug or title,
            "filename": name,
            "contentbasename": name,
            "slugorfilename": slug or name,
            "slugorcontentbasename": slug or name,
        }
        moment = next((read_date(matter[key]).moment for key in _DATES if matter.get(key)), None)
        address = expand(pattern, moment, parts)
        return f"/{address.strip('/')}" + ("" if address.endswith(".html") else "/")

    def _finished(self, address: str) -> str:
        """Return an address as Hugo writes it: without spaces, in lower case, ugly if asked for."""
        address = "/" + "/".join(_urlized(step) for step in address.strip("/").split("/"))
        if not self._settings.get("disablepathtolower"):
            address = address.lower()
        if address == "/" or address.endswith(".html"):
            return address
        return f"{address}.html" if self._settings.get("uglyurls") is True else f"{address}/"


def _urlized(text: str) -> str:
    """Return a text as Hugo makes a part of an address of it: letters, digits, a few signs and hyphens."""
    kept, hyphen, was_hyphen = [], False, False
    for character in text.strip():
        if character in _ALLOWED or character.isalnum() or unicodedata.category(character)[0] == "M":
            was_hyphen = character == "-"
            if hyphen and not was_hyphen:
                kept.append("-")
            hyphen = False
            kept.append(character)
        elif kept and not was_hyphen and character.isspace():
            hyphen = True
    return re.sub("/+", "/", "".join(kept))
