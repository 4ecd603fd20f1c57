"""What is asked of an import: the options of the command, and mappings that are kept in files."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from generator.errors import WeekmarkError

Into = Literal["auto", "events", "weekly", "pages"]
DateOrder = Literal["auto", "dmy", "mdy"]
MAPPINGS = ("astro", "docusaurus", "eleventy", "gatsby", "pelican")
"""The mappings that come along."""


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the keys of another tool are read; what a mapping file may say."""

    map: dict[str, str] = {}
    """Our key -> the tool's key."""
    set: dict[str, Any] = {}
    """Our key -> the value that all documents get."""
    drop: tuple[str, ...] = ()
    """Keys of the tool that are left out."""
    source: str = ""
    """The name of the source of all events that name none."""
    into: Into = "auto"
    permalink: str = ""
    """Where the old site showed its documents, such as ``https://old.example/:year/:month/:slug/``."""
    pages: str = ""
    """Where it showed those without a date, where that is elsewhere."""
    dates: DateOrder = "auto"
    """Whether 03/04/2017 is the third of April or the fourth of March."""
    content: tuple[str, ...] = ()
    """Folders of the old site that hold its documents, and from which on their places are told; where it has
    none of them, all of it."""
    ignore: tuple[str, ...] = ()
    """Names of folders and files that are passed over."""


class Request(msgspec.Struct, frozen=True):
    """All that the reader and the writer are told."""

    format: str
    mapping: Mapping = Mapping()
    dry_run: bool = False
    fetch: bool = False
    """Whether pictures of other sites are fetched."""
    events: bool = False
    """Whether each link of a link digest becomes an event."""


def read_mapping(name: str) -> Mapping:
    """Return a mapping that comes along, by its name, or one of a YAML file.

    :raises WeekmarkError: there is none, or it can't be read.
    """
    if name in MAPPINGS:
        text = (files("generator") / "importing" / "mappings" / f"{name}.yaml").read_text("utf-8")
    else:
        try:
            text = Path(name).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = (
                f"can't read the mapping {name}: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
            )
            raise WeekmarkError(message, f"name a file, or one of {', '.join(MAPPINGS)}") from None
    try:
        return msgspec.convert(yaml.load(text, yaml.CSafeLoader) or {}, Mapping)
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        raise WeekmarkError(
            f"the mapping {name} can't be read: {' '.join(str(error).split())}",
            f"it may have {', '.join(Mapping.__struct_fields__)}",
        ) from None


def combine(kept: Mapping, given: Mapping) -> Mapping:
    """Return a mapping from a file with what was said on the command line laid over it."""
    return Mapping(
        map={**kept.map, **given.map},
        set={**kept.set, **given.set},
        drop=tuple(dict.fromkeys(kept.drop + given.drop)),
        source=given.source or kept.source,
        into=kept.into if given.into == "auto" else given.into,
        permalink=given.permalink or kept.permalink,
        pages=given.pages or kept.pages,
        dates=kept.dates if given.dates == "auto" else given.dates,
        content=given.content or kept.content,
        ignore=tuple(dict.fromkeys(kept.ignore + given.ignore)),
    )
