"""JSON Schemas of the files that authors write, for the YAML plugins of editors."""

from typing import Any, Literal, get_args

from generator.config import SiteConfig
from generator.decode.schema import schema_of
from generator.source.front_matter import EventMatter, NoteMatter, PageMatter
from generator.source.registry import SourceRegistry, TopicRegistry
from generator.source.settings import ParseSettings

SchemaKind = Literal["event", "week", "page", "sources", "topics", "site"]
SCHEMA_KINDS: tuple[SchemaKind, ...] = get_args(SchemaKind)

_TYPES: dict[SchemaKind, Any] = {
    "event": EventMatter,
    "week": NoteMatter,
    "page": PageMatter,
    "sources": SourceRegistry,
    "topics": TopicRegistry,
    "site": SiteConfig,
}


def json_schema(kind: SchemaKind, settings: ParseSettings | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of file: front matter, registry or settings.

    :param settings: of a site; its events may have the fields that it declares.
    """
    return schema_of(settings.event_matter if kind == "event" and settings else _TYPES[kind])
