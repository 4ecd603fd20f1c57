"""``weekmark schema``: JSON Schemas that let an editor check and complete a site's files."""

from typing import Literal

import click

from generator.commands.report import print_json
from generator.decode.schema import schema_of
from generator.desk.settings import DeskSettings
from generator.source.schemas import SCHEMA_KINDS, SchemaKind, json_schema


@click.command("schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("kind", type=click.Choice([*SCHEMA_KINDS, "desk"]))
def command(kind: SchemaKind | Literal["desk"]) -> int:
    """Print the JSON Schema (draft 2020-12) of events, week notes, pages, registries, site.yaml or desk.yaml.

    Save it beside the site and name it to the editor, for example in the first line of a registry:

        # yaml-language-server: $schema=sources.schema.json
    """
    print_json(schema_of(DeskSettings) if kind == "desk" else json_schema(kind))
    return 0
