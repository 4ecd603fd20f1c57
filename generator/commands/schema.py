"""``weekmark schema``: JSON Schemas that let an editor check and complete a site's files."""

from typing import Any, Literal

import click
import yaml

from generator.commands.options import Place, place_options
from generator.commands.report import print_json
from generator.config import SiteConfig, load_config
from generator.decode.schema import schema_of
from generator.desk.settings import DeskSettings
from generator.errors import ContentError
from generator.source.cms import cms_config
from generator.source.schemas import SCHEMA_KINDS, SchemaKind, json_schema
from generator.source.settings import ParseSettings, parse_settings


@click.command("schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("kind", type=click.Choice([*SCHEMA_KINDS, "desk", "cms"]))
@place_options
@click.pass_obj
def command(place: Place, /, *, kind: SchemaKind | Literal["desk", "cms"], **values: Any) -> int:  # noqa: ANN401 - shared options
    """Print the JSON Schema (draft 2020-12) of events, week notes, pages, registries, site.yaml or desk.yaml.

    Save it beside the site and name it to the editor, for example in the first line of a registry:

        # yaml-language-server: $schema=sources.schema.json

    In a site, that of events has the fields which its site.yaml declares.

    `cms` is no schema, but the configuration of Decap CMS or Sveltia CMS for this site, in YAML.
    """
    if kind == "cms":
        click.echo(_cms(place.merged(values)), nl=False)
        return 0
    if kind == "desk":
        print_json(schema_of(DeskSettings))
    else:
        print_json(json_schema(kind, _settings(place.merged(values))))
    return 0


def _cms(place: Place) -> str:
    """Return the configuration of an editor in the browser.

    :raises click.UsageError: there is no site here.
    """
    config = _config(place)
    if config is None:
        raise click.UsageError(f"there is no site in {place.folder}: an editor needs to know of one")
    made = cms_config(config.base_url, parse_settings(config))
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)


def _settings(place: Place) -> ParseSettings | None:
    """Return what the settings of the site say of its events; none where there is no site."""
    config = _config(place)
    return parse_settings(config) if config else None


def _config(place: Place) -> SiteConfig | None:
    path = place.folder / (place.config or "site.yaml")
    if not path.is_file():
        return None
    config, problems = load_config(path.read_bytes(), path.name)
    if config is None:
        raise ContentError(problems)
    return config
