"""JSON Lines with an object for each event; what ``weekmark export jsonl`` writes comes back as it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.decode.foreign_keys import fold
from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.records import Found, Kind, Markup, OldSite, Record
from generator.importing.request import Request

LARGEST = 1 << 30
"""The most bytes of a file."""

LONGEST_LINE = 8 << 20

_BODIES: dict[str, Markup] = {
    "body": "markdown",
    "content": "markdown",
    "contentmarkdown": "markdown",
    "markdown": "markdown",
    "contenttext": "markdown",
    "text": "markdown",
    "contenthtml": "html",
    "bodyhtml": "html",
    "html": "html",
}
_KINDS: dict[str, Kind] = {"event": "events", "page": "pages", "note": "weekly"}


def read(place: str, request: Request, account: Account) -> Found:  # noqa: ARG001 - as all readers
    """Read a file line by line."""
    path = Path(place)
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise WeekmarkError(
            f"there is no file {place} of at most {LARGEST:,} bytes", "name a file of JSON Lines"
        )
    site = OldSite()
    return Found(site, _records(path, site, account))


def _records(path: Path, site: OldSite, account: Account) -> Iterator[Record]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise WeekmarkError(f"line {number} of {path.name} has more than {LONGEST_LINE:,} bytes")
            if not line.strip():
                continue
            try:
                values = json.loads(line)
            except (ValueError, RecursionError) as error:
                account.drop(path.name, f"it is no JSON: {error}", number)
                continue
            if not isinstance(values, dict):
                account.drop(path.name, "it is no object", number)
            elif isinstance(values.get("kind"), str) and isinstance(values.get("entries"), dict):
                site.registries.setdefault(values["kind"], {}).update(values["entries"])
            elif values.get("kind") in _KINDS and isinstance(values.get("path"), str):
                yield _own_record(values, path.name, number)
            else:
                yield row_record(values, path.name, number)


def _own_record(values: dict[str, Any], name: str, number: int) -> Record:
    """Return a record of what an export wrote."""
    kind = _KINDS[values.pop("kind")]
    target = values.pop("path")
    body = values.pop("body", "")
    for key in ("id", "page", *(("links",) if kind == "weekly" else ())):
        values.pop(key, None)
    return Record(
        target, values, str(body), path=name, line=number, name=Path(target).stem, kind=kind, target=target
    )


def row_record(values: dict[str, Any], name: str, number: int) -> Record:
    """Return a record of one line of a table.

    :param number: its line, from 1.
    """
    body, markup = "", None
    for key in list(values):
        if (found := _BODIES.get(fold(key))) and markup is None and isinstance(values[key], str):
            body, markup = values.pop(key), found
    identity = next(
        (str(values[key]) for key in ("id", "slug", "url", "link", "title") if values.get(key)), number
    )
    return Record(str(identity), values, body, markup or "markdown", path=name, line=number, name="")
