"""``weekmark schema``: JSON Schemas that let an editor check and complete a site's files."""

from typing import Any, Literal

import click

from generator.commands.options import Place, place_options
from generator.commands.report import print_json
from generator.config import load_config
from generator.decode.schema import schema_of
from generator.desk.settings import DeskSettings
from generator.errors import ContentError
from generator.source.schemas import SCHEMA_KINDS, SchemaKind, json_schema
from generator.source.settings import ParseSettings, parse_settings


@click.command("schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("kind", type=click.Choice([*SCHEMA_KINDS, "desk"]))
@place_options
@click.pass_obj
def command(place: Place, /, *, kind: SchemaKind | Literal["desk"], **values: Any) -> int:  # noqa: ANN401 - shared options
    """Print the JSON Schema (draft 2020-12) of events, week notes, pages, registries, site.yaml or desk.yaml.

    Save it beside the site and name it to the editor, for example in the first line of a registry:

        # yaml-language-server: $schema=sources.schema.json

    In a site, that of events has the fields which its site.yaml declares.
    """
    if kind == "desk":
        print_json(schema_of(DeskSettings))
    else:
        print_json(json_schema(kind, _settings(place.merged(values))))
    return 0


def _settings(place: Place) -> ParseSettings | None:
    """Return what the settings of the site say of its events; none where there is no site."""
    path = place.folder / (place.config or "site.yaml")
    if not path.is_file():
        return None
    config, problems = load_config(path.read_bytes(), path.name)
    if config is None:
        raise ContentError(problems)
    return parse_settings(config)
