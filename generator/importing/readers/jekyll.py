"""Jekyll sites: posts, drafts and pages, by the addresses that their settings give."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from generator.decode import foreign_keys
from generator.importing import keys
from generator.importing.account import Account
from generator.importing.dates import date_of_name, read_date
from generator.importing.folder import open_folder, read_document, walk
from generator.importing.front_matter import read_values
from generator.importing.liquid import Liquid
from generator.importing.permalinks import expand
from generator.importing.readers.markdown import MARKUPS, read_record
from generator.importing.records import Found, OldSite, Record
from generator.importing.request import Request

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_OF_THE_TOOL = frozenset({"_layouts", "_includes", "_sass", "_data", "_plugins", "_site", "assets", "vendor"})
_LOOP = re.compile(r"\{%-?\s*(?:for|paginate|if|assign|include)\b")


def read(place: str, request: Request, account: Account) -> Found:
    """Read the folder of a Jekyll site."""
    root = open_folder(place)
    settings: dict[str, Any] = {}
    for name in ("_config.yml", "_config.yaml"):
        if (root / name).is_file():
            settings, line, reason = read_values(read_document(root / name, name, account) or "", "yaml")
            if reason:
                account.ask(name, f"the settings can't be read: {reason}", line)
    base = str(settings.get("url") or "").rstrip("/")
    path = str(settings.get("baseurl") or "").strip("/")
    site = OldSite(
        root,
        title=keys.plain_text(settings.get("title") or settings.get("name")),
        base_url=f"{base}/{path}/".replace("//", "/").replace(":/", "://", 1) if base else "",
        language=str(settings.get("lang") or settings.get("locale") or "").replace("_", "-"),
        timezone=str(settings.get("timezone") or ""),
        static=(root,),
    )
    return Found(site, _JekyllReader(root, settings, account).records(request))


class _JekyllReader:
    """Reads the documents of one site."""

    def __init__(self, root: Path, settings: dict[str, Any], account: Account) -> None:
        self._root = root
        self._account = account
        self._permalink = str(settings.get("permalink") or "date")
        collections = settings.get("collections") or {}
        self._collections = {f"_{name}" for name in collections} - {"_posts"}
        excluded = settings.get("exclude") or []
        self._excluded = {str(name).strip("/") for name in excluded} if isinstance(excluded, list) else set()
        self._paths: dict[str, str] = {}

    def records(self, request: Request) -> Iterator[Record]:
        """Yield a record of each document, its Liquid written as Markdown."""
        records = []
        for path in walk(self._root, self._account, (*request.mapping.ignore, *_OF_THE_TOOL)):
            name = path.relative_to(self._root)
            if path.suffix.lower() not in MARKUPS or self._is_no_content(name):
                if path.suffix.lower() in {".textile", ".rst", ".adoc", ".org"}:
                    self._account.drop(name.as_posix(), f"{path.suffix} is no Markdown")
                continue
            with path.open("rb") as file:
                if file.read(3) != b"---" and "_posts" not in name.parts:
                    continue
            record = read_record(path, self._root, self._account)
            if record and not self._is_template(record):
                self._paths.setdefault(name.with_suffix("").name, f"/{name.as_posix()}")
                self._paths[name.as_posix()] = f"/{name.as_posix()}"
                records.append(record)
        liquid = Liquid(
            lambda name: self._paths.get(name.strip("/")) or self._paths.get(name.rpartition("/")[2], ""),
            self._account,
        )
        for record in records:
            record.body = liquid.replace(record)
            self._place(record)
            yield record

    def _is_no_content(self, name: PurePosixPath | Path) -> bool:
        """Say whether a file is the tool's own, or excluded by the settings."""
        parts = [part for part in name.parts[:-1] if part.startswith("_")]
        known = {"_posts", "_drafts"} | self._collections
        return any(part not in known for part in parts) or bool(
            self._excluded & {name.as_posix(), *(parent.as_posix() for parent in name.parents)}
        )

    def _is_template(self, record: Record) -> bool:
        """Say, and tell, whether a page is made by Liquid rather than written."""
        if record.markup != "html" or not _LOOP.search(record.body):
            return False
        self._account.drop(record.path, "a page that Liquid makes of others")
        return True

    def _place(self, record: Record) -> None:
        """Give a record its address, date, kind and name."""
        path = PurePosixPath(record.origin)
        matter = {foreign_keys.fold(key): value for key, value in record.matter.items()}
        given = keys.plain_text(matter.get("permalink"))
        for key in [key for key in record.matter if foreign_keys.fold(key) == "permalink"]:
            del record.matter[key]
        if isinstance(record.matter.get("tags"), str) and "," not in record.matter["tags"]:
            record.matter["tags"] = record.matter["tags"].split()
        if isinstance(record.matter.get("categories"), str):
            record.matter["categories"] = record.matter["categories"].replace(",", " ").split()
        if "_posts" in path.parts or "_drafts" in path.parts:
            record.kind = "events"
            self._place_post(record, path, matter, given)
            return
        folder = (
            path.parent.as_posix().replace("_", "", 1) if self._collections & set(path.parts) else path.parent
        )
        below = PurePosixPath(folder, path.stem).as_posix()
        default = (
            f"/{below}/" if self._permalink == "pretty" or self._permalink.endswith("/") else f"/{below}.html"
        )
        if path.stem == "index":
            default = f"/{path.parent.as_posix()}/".replace("/./", "/")
        record.addresses = (f"/{given.lstrip('/')}" if given else default,)
        record.name = path.stem if path.stem != "index" else path.parent.name or "home"
        if not self._collections & set(path.parts):
            record.kind = "pages"

    def _place_post(self, record: Record, path: PurePosixPath, matter: dict[str, Any], given: str) -> None:
        day, title = date_of_name(path.stem)
        record.name = keys.plain_text(matter.get("slug")) or title
        if "_drafts" in path.parts:
            record.matter["draft"] = True
        moment = read_date(matter.get("date")).moment or day
        marker = "_posts" if "_posts" in path.parts else "_drafts"
        categories = list(path.parts[: path.parts.index(marker)])
        categories += keys.split_list(record.matter.get("categories") or record.matter.get("category") or [])
        if categories:
            record.matter["categories"] = list(dict.fromkeys(categories))
        steps = [category.lower().replace(" ", "%20") for category in dict.fromkeys(categories)]
        parts = {
            "title": record.name,
            "slug": record.name.lower(),
            "categories": "/".join(steps),
            "output_ext": ".html",
        }
        pattern = given or _STYLES.get(self._permalink, self._permalink)
        address = "/" + expand(pattern, moment, parts).lstrip("/")
        record.addresses = (address,)
