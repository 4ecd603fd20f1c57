"""``weekmark export``: the content of a site as JSON Lines, or its events and light items as a table."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from generator.commands.options import Place, place_options
from generator.config import load_config
from generator.decode.names import document_name
from generator.errors import ContentError
from generator.model import TAXONOMIES
from generator.source.exports import export_document, export_registry
from generator.source.scan import scan
from generator.source.settings import parse_settings

_COLUMNS = (
    "slug",
    "title",
    "published",
    "url",
    "source",
    "topics",
    "hook",
    "importance",
    "draft",
    "path",
    "section",
)


@click.command("export", short_help="Write the content as JSON Lines, or events and links as CSV.")
@click.argument("form", metavar="FORMAT", type=click.Choice(["jsonl", "csv"]))
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output by default.")
@place_options
@click.pass_obj
def command(place: Place, /, *, form: str, output: str | None, **values: Any) -> int:  # noqa: ANN401 - shared options
    """Write all content as JSON Lines, one object for each registry and document, or the events as CSV.

    Below the events the table has the light items of notes, each with its section and its recap's first day.
    `weekmark import jsonl` makes the same content of the JSON Lines again.
    """
    place = place.merged(values)
    lines = list(_objects(place))
    text = (
        _table(lines)
        if form == "csv"
        else b"".join(msgspec.json.encode(line) + b"\n" for line in lines).decode()
    )
    if output:
        Path(output).write_text(text, "utf-8", newline="")
    else:
        sys.stdout.write(text)
    return 0


def _objects(place: Place) -> Iterator[dict[str, Any]]:
    """Yield registries first, then documents in the order of their paths."""
    config_path = place.folder / (place.config or "site.yaml")
    if not config_path.is_file():
        raise click.UsageError(f"there is no {config_path.name} in {config_path.parent}")
    config, problems = load_config(config_path.read_bytes(), config_path.name)
    if config is None:
        raise ContentError(problems)
    settings = parse_settings(config)
    files = scan(place.folder).files
    for file in files:
        key = Path(file.path).stem
        if file.path == f"content/{key}.yaml" and key in {"sources", *TAXONOMIES, *config.taxonomies}:
            yield {"kind": key, "entries": export_registry((place.folder / file.path).read_bytes())}
    for file in files:
        if file.kind not in {"event", "page", "note"}:
            continue
        found = export_document(file, (place.folder / file.path).read_bytes(), settings)
        if found is None:
            click.echo(f"{file.path}: has no front matter that can be read; left out", err=True)
        else:
            yield found


def _table(lines: list[dict[str, Any]]) -> str:
    """Return events and light items as CSV (RFC 4180); no cell begins as a formula of a spreadsheet does."""
    written = io.StringIO()
    table = csv.DictWriter(written, _COLUMNS, restval="", extrasaction="ignore")
    table.writeheader()
    for row in (*_events(lines), *_light_items(lines)):
        table.writerow({column: _cell(value) for column, value in row.items()})
    return written.getvalue()


def _events(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line["kind"] == "event":
            source = line.get("source", "")
            name = source.get("name", "") if isinstance(source, dict) else source
            yield line | {"slug": line.get("slug") or document_name(line["path"]), "source": name}


def _light_items(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line["kind"] == "note":
            for item in line.get("links", ()):
                yield item | {"published": item["day"], "hook": item.get("text", ""), "path": line["path"]}


def _cell(value: Any) -> str:  # noqa: ANN401 - data of any type
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
