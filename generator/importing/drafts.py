"""Records become drafts: documents by our keys, with a date, a slug and a kind."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from generator.decode import foreign_keys
from generator.importing import dates, keys
from generator.importing.account import Account
from generator.importing.admonitions import with_alerts
from generator.importing.anchors import without_names
from generator.importing.commits import first_commits
from generator.importing.dates import Moment, Reading
from generator.importing.markup import first_heading, to_markdown, without_marks
from generator.importing.permalinks import expand
from generator.importing.records import Kind, OldSite, Record
from generator.importing.request import Request
from generator.importing.slugs import slug_for
from generator.source.markdown.headings import anchor_of

_INDEX = re.compile(r"(?:^|/)index$")
_TIMES = ("published", "updated", "collected")


@dataclass
class Draft:
    """A document on its way: what the writer will write, as far as it is known."""

    record: Record
    values: dict[str, Any]
    """By our keys; times are read already."""
    rest: dict[str, Any]
    """By keys that have no place here."""
    kind: Kind = "events"
    slug: str = ""
    addresses: tuple[str, ...] = ()
    """Where the old site showed it: absolute where its root is known."""
    target: str = ""
    """The file that it becomes, relative to the site."""
    body: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """The day on which it was published, if any."""
        moment: Moment | None = self.values.get("published")
        return date(moment.year, moment.month, moment.day) if moment else None


def make_drafts(records: Iterable[Record], site: OldSite, request: Request, account: Account) -> list[Draft]:
    """Return a draft of each record, in their order.

    :raises WeekmarkError: day and month of dates could be swapped and nothing tells which is which.
    """
    drafts: list[Draft] = []
    times: dict[tuple[int, str], Reading] = {}
    for record in records:
        values, rest, dropped = _translate(record, request)
        for key in dropped:
            account.drop(record.path, f"the key {key}, as --drop says")
        draft = Draft(record, values, rest)
        for key in _TIMES:
            if key in values:
                _read_time(draft, key, times, len(drafts), account)
        drafts.append(draft)
    _settle_times(drafts, times, request, account)
    commits = first_commits(
        site.root, [draft.record.path for draft in drafts if "published" not in draft.values]
    )
    for draft in drafts:
        _complete(draft, site, request, account, commits)
    return drafts


def _translate(record: Record, request: Request) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Return a record's values by our keys, its other values, and the keys that were left out."""
    if not record.target:
        return keys.translate(record.matter, request.mapping)
    own = {key: value for key, value in record.matter.items() if key.startswith("x-")}
    return {key: value for key, value in record.matter.items() if key not in own}, own, []


def _read_time(
    draft: Draft, key: str, times: dict[tuple[int, str], Reading], number: int, account: Account
) -> None:
    """Read a time, or leave it among the rest where it is none."""
    value = draft.values.pop(key)
    reading = dates.read_date(value)
    if reading.moment is None:
        draft.rest[key] = value
        account.ask(draft.record.path, f"{key}: {keys.plain_text(value)[:60]} is no date; kept as x-{key}")
        return
    draft.values[key] = reading.moment
    times[number, key] = reading
    if reading.remark:
        account.mend(draft.record.path, reading.remark)


def _settle_times(
    drafts: list[Draft], times: dict[tuple[int, str], Reading], request: Request, account: Account
) -> None:
    """Choose between day first and month first."""
    open_ones = {place: reading for place, reading in times.items() if reading.swapped is not None}
    named = {
        f"{drafts[number].record.path}: {key} {keys.plain_text(_original(drafts[number], key))}": reading
        for (number, key), reading in open_ones.items()
    }
    order, how = dates.settle(named, request.mapping.dates, times.values())
    if how:
        account.mend(next(iter(named)).partition(":")[0], how)
    if order == "mdy":
        for (number, key), reading in open_ones.items():
            drafts[number].values[key] = reading.swapped


def _original(draft: Draft, ours: str) -> Any:  # noqa: ANN401 - of any type
    names = (ours, *foreign_keys.OURS.get(ours, ()))
    return next((value for key, value in draft.record.matter.items() if foreign_keys.fold(key) in names), "")


def _complete(
    draft: Draft, site: OldSite, request: Request, account: Account, commits: dict[str, date]
) -> None:
    """Find title, date, kind and slug where the document does not say."""
    record, values = draft.record, draft.values
    if record.target:
        draft.body, draft.kind = record.body, record.kind or "events"
        draft.slug = str(values.get("slug") or record.name)
        return
    draft.body = to_markdown(record, account)
    if record.markup != "html":
        draft.body = with_alerts(without_names(draft.body, record, account))
    stem = _stem(record)
    named_day, name = dates.date_of_name(stem)
    if "published" not in values:
        if named_day:
            values["published"] = named_day
            account.mend(record.path, f"published {named_day}, after its name")
        elif record.path in commits and record.kind != "pages":
            values["published"] = commits[record.path]
            account.mend(record.path, f"published {commits[record.path]}, when git first had it")
    _find_title(draft, name, account)
    draft.kind = _kind(draft, request, account)
    values["draft"] = keys.is_true(values.get("draft", False))
    slug = keys.plain_text(values.pop("slug", ""))
    draft.slug = slug_for(slug.strip("/").rpartition("/")[2], record.name or name, values["title"])
    draft.addresses = _addresses(draft, stem, slug, site, request, account)


def _stem(record: Record) -> str:
    """Return the name of a file, or of its folder for an index; nothing for an entry of a file."""
    if record.folder is None:
        return ""
    path = PurePosixPath(record.path)
    stem = path.stem
    return path.parent.name if stem.casefold() in {"index", "_index", "readme"} and path.parent.name else stem


def _find_title(draft: Draft, name: str, account: Account) -> None:
    values, record = draft.values, draft.record
    title = keys.plain_text(values.get("title", ""))
    if title:
        _drop_title(draft, title, account)
    else:
        title, line, body = first_heading(draft.body)
        if title:
            draft.body = body
            account.mend(record.path, f'titled "{title[:60]}", after its first heading', record.line + line)
        else:
            title = (
                re.sub(r"[-_]+", " ", name).strip().capitalize()
                or keys.plain_text(values.get("url"))
                or "Untitled"
            )
            account.mend(record.path, f'titled "{title[:60]}", after its name')
    values["title"] = title[:500]


def _drop_title(draft: Draft, title: str, account: Account) -> None:
    """Leave out a heading that opens the body and says the title, which the page shows anyhow."""
    opening = draft.body.lstrip("\n")
    first, _, rest = opening.partition("\n")
    if first.startswith("# ") and without_marks(first.strip("# ")).casefold() == title.casefold():
        line = draft.record.line + len(draft.body) - len(opening)
        draft.body = rest.lstrip("\n")
        account.mend(draft.record.path, "its heading says the title again, and was left out", line)


def _kind(draft: Draft, request: Request, account: Account) -> Kind:
    record, into = draft.record, request.mapping.into
    kind: Kind = record.kind or "events"
    if into != "auto" and record.kind != "pages":
        kind = into
    if kind != "pages" and "published" not in draft.values:
        account.ask(record.path, "it has no date; it becomes a page (give it one, or say --set published=…)")
        return "pages"
    return kind


def _addresses(  # noqa: PLR0913, PLR0917 - all that may tell it
    draft: Draft, stem: str, slug: str, site: OldSite, request: Request, account: Account
) -> tuple[str, ...]:
    """Return where the old site showed the document: absolute where its root is known.

    :param stem: the name of its file.
    :param slug: what its front matter says, as it stands there.
    """
    found = list(draft.record.addresses)
    permalink = draft.values.pop("permalink", "")
    given = keys.plain_text(permalink)
    if re.search(r"\{\{|\{%", given):
        account.ask(draft.record.path, f"the old tool computes its address by {given}; write it into aliases")
        permalink = given = ""
    url = draft.values.get("url", "")
    if isinstance(url, str) and url.startswith("/"):
        given = given or url
        del draft.values["url"]
    if permalink is False:
        draft.values["draft"] = True
        account.mend(draft.record.path, "a draft, as permalink: false kept it from being shown")
    elif given:
        found.insert(0, given if given.startswith(("/", "http://", "https://")) else f"/{given}")
    elif pattern := _pattern(draft, request):
        path = _place(draft.record.path, request.mapping.content)
        parts = {
            "slug": draft.slug,
            "title": slug_for(draft.values["title"]),
            "title_slug": quote(slug or slug_for(_without_marks(draft.values["title"]))),
            "section": PurePosixPath(draft.record.path).parent.as_posix(),
            "filename": stem,
            "path": quote(path),
            "path_slug": quote(_path_slug(draft.record.path, path, slug.strip("/"))),
        }
        found.insert(0, expand(pattern, draft.values.get("published"), parts))
    base = site.base_url.rstrip("/")
    return tuple(dict.fromkeys(f"{base}{one}" if one.startswith("/") and base else one for one in found))


def _pattern(draft: Draft, request: Request) -> str:
    """Return the permalink of documents of a kind; what is told by days says nothing of pages."""
    mapping = request.mapping
    if draft.kind != "pages":
        return mapping.permalink
    return mapping.pages or (mapping.permalink if ":path" in mapping.permalink else "")


def _without_marks(text: str) -> str:
    """Return a text without accents, as many tools make slugs of titles: ``Größe`` is ``Grosse``."""
    return unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode() or text


def _place(path: str, content: tuple[str, ...]) -> str:
    """Return the place of a file below the folder of documents, without its ending and without ``index``."""
    place = _INDEX.sub("", PurePosixPath(path).with_suffix("").as_posix())
    folder = next((folder for folder in content if place.startswith(f"{folder}/")), "")
    return place[len(folder) :].lstrip("/")


def _path_slug(path: str, place: str, slug: str) -> str:
    """Return a place as GitHub spells anchors; a slug of the front matter replaces all below the collection.

    :param path: of the file. Where the folder of all documents is known, those in it are its collections.
    """
    if not slug:
        return "/".join(map(anchor_of, place.split("/")))
    collection, separator, _ = place.partition("/")
    return slug if path.startswith(place) or not separator else f"{anchor_of(collection)}/{slug}"
