"""The configuration of a git-based editor in the browser: Decap CMS and Sveltia CMS share the format.

It is made of the same types as the decoder, so that a key has one meaning. An editor keeps the keys that it
has no widget for as they are.
"""

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from generator.decode.scalars import Day, Instant, Moment, Prose, Scalar
from generator.decode.schema import descriptions_of
from generator.source.front_matter import PageMatter
from generator.source.settings import ParseSettings

Field = dict[str, Any]

_TIMES: dict[Any, Field] = {
    Day: {"widget": "datetime", "format": "YYYY-MM-DD", "time_format": False},
    Moment: {"widget": "datetime", "format": "YYYY-MM-DDTHH:mm:ssZ"},
    Instant: {"widget": "datetime", "format": "YYYY-MM-DDTHH:mm:ssZ"},
}
_OWN = "extra"
"""Where a record keeps the author's own keys."""
_BODY: Field = {"name": "body", "label": "Body", "widget": "markdown", "required": False}


def cms_config(base_url: str, settings: ParseSettings) -> dict[str, Any]:
    """Return the configuration, as ``admin/config.yml`` has it.

    Events get a file of a day and a slug, in a folder of their month; drafts are events with ``draft``.

    :param settings: of the site, whose fields and taxonomies events have.
    """
    events: dict[str, Any] = {
        "name": "events",
        "label": "Events",
        "label_singular": "Event",
        "folder": "content/events",
        "path": "{{year}}/{{month}}/{{slug}}",
        "slug": "{{year}}-{{month}}-{{day}}-{{slug}}",
        "create": True,
        "summary": "{{published}} {{title}}",
        "sortable_fields": ["published", "title"],
        "view_filters": [{"label": "Drafts", "field": "draft", "pattern": True}],
        "fields": [*_fields(settings.event_matter), _BODY],
    }
    pages = {
        "name": "pages",
        "label": "Pages",
        "folder": "content/pages",
        "create": True,
        "fields": [*_fields(PageMatter), _BODY],
    }
    return {
        "backend": {"name": "git-gateway", "branch": "main"},
        "local_backend": True,
        "site_url": base_url,
        "display_url": base_url,
        "media_folder": "content/static/images",
        "public_folder": "/images",
        "slug": {"encoding": "unicode", "clean_accents": False},
        "collections": [events, pages],
    }


def _fields(kind: type[msgspec.Struct]) -> list[Field]:
    """Return a widget for each key of a record that one can have a widget for, the required first."""
    hints = get_type_hints(kind, include_extras=True)
    said = descriptions_of(kind)
    fields = []
    for field in sorted(msgspec.structs.fields(kind), key=lambda field: not field.required):
        widget = None if field.name == _OWN else _widget(hints[field.name])
        if widget is not None:
            label = field.encode_name.replace("_", " ").capitalize()
            hint = {"hint": said[field.name].replace("\n", " ")} if field.name in said else {}
            fields.append(
                {"name": field.encode_name, "label": label, **widget, "required": field.required, **hint}
            )
    return fields


def _widget(kind: Any) -> Field | None:  # noqa: ANN401, C901, PLR0911 - any annotation, a case each
    """Return the widget of a type; None for a mapping of any names."""
    if kind in _TIMES:
        return _TIMES[kind]
    if kind == Prose:
        return {"widget": "text"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        bounds = next((note for note in arguments[1:] if isinstance(note, msgspec.Meta)), None)
        if arguments[0] is int:
            limits = {"min": bounds.ge, "max": bounds.le} if bounds else {}
            return {"widget": "number", "value_type": "int", **limits}
        is_text = any(isinstance(note, Scalar) for note in arguments[1:])
        return {"widget": "string"} if is_text else _widget(arguments[0])
    if origin in {Union, UnionType}:
        return _widget_of_union([argument for argument in arguments if argument is not NoneType])
    if origin is Literal:
        return {"widget": "select", "options": list(arguments)}
    if origin is tuple:
        return _list(arguments[0])
    if kind is bool:
        return {"widget": "boolean", "default": False}
    if kind in {int, float}:
        return {"widget": "number", "value_type": kind.__name__}
    if _is_record(kind):
        # what an object that may be missing has to have, an editor would ask of every entry
        fields = [field | {"required": False} for field in _fields(kind)]
        return {"widget": "object", "collapsed": True, "fields": fields}
    return {"widget": "string"} if kind is str else None


def _widget_of_union(kinds: list[Any]) -> Field | None:
    """Return the widget of the first kind that is no record: the short form of what may be said at length."""
    short = [kind for kind in kinds if not _is_record(kind)]
    return _widget((short or kinds)[0])


def _list(kind: Any) -> Field | None:  # noqa: ANN401 - any annotation
    """Return the widget of a list; None where entries have two forms, of which an editor would lose one."""
    if get_origin(kind) in {Union, UnionType}:
        return None
    if _is_record(kind):
        return {"widget": "list", "collapsed": True, "fields": _fields(kind)}
    if get_origin(kind) is Literal:
        return {"widget": "select", "multiple": True, "options": list(get_args(kind))}
    return {"widget": "list"}


def _is_record(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
