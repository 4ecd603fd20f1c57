"""JSON Schema (draft 2020-12) of what a Struct's decoder accepts, for editors that check YAML.

An editor reads YAML 1.2: a value that is missing is ``null`` to it. Descriptions are the docstrings of the
Structs and of their fields.
"""

import ast
import inspect
import sys
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from generator.decode.plain import resolve
from generator.decode.records import OWN_KEYS
from generator.decode.scalars import Line, Scalar

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MISSING = {"enum": [None, ""]}

Schema = dict[str, Any]

_PRIMITIVES: dict[Any, Schema] = {
    str: Line.__metadata__[0].schema,  # type: ignore[attr-defined]  # an annotated type has it
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}


def schema_of(kind: Any) -> Schema:  # noqa: ANN401  # any annotation that has a decoder
    """Return the schema of a whole document: of a Struct, or of a registry ``dict[Slug, Struct]``."""
    definitions: dict[str, Schema] = {}
    root = _schema(kind, definitions)
    if "$ref" in root:
        root = definitions.pop(root["$ref"].rpartition("/")[2])
    else:
        root = {"type": ["object", "null"], **{key: value for key, value in root.items() if key != "type"}}
    return {"$schema": DIALECT, **root, **({"$defs": definitions} if definitions else {})}


def _schema(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401, PLR0911  # a case each
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:], definitions)
    if origin in {Union, UnionType}:
        kinds = [_schema(argument, definitions) for argument in arguments if argument is not NoneType]
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if origin is Literal:
        return {"enum": list(dict.fromkeys([*arguments, *map(resolve, arguments)]))}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is dict:
        return _mapping(arguments, definitions)
    if kind in _PRIMITIVES:
        return _PRIMITIVES[kind]
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__].update(_record(kind, definitions))
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _annotated(kind: Any, notes: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    for note in notes:
        if isinstance(note, Scalar):
            return dict(note.schema)
        if isinstance(note, msgspec.Meta):
            bounds = {"minimum": note.ge, "maximum": note.le}
            return _schema(kind, definitions) | {
                key: bound for key, bound in bounds.items() if bound is not None
            }
    return _schema(kind, definitions)


def _mapping(arguments: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    if arguments[1] is Any:
        return {"type": "object"}
    names = _schema(arguments[0], definitions)
    return {
        "type": "object",
        **({"propertyNames": names} if "enum" in names else {}),
        "additionalProperties": _schema(arguments[1], definitions),
    }


def _record(kind: type[msgspec.Struct], definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a Struct; what is not required may also be empty."""
    hints = get_type_hints(kind, include_extras=True)
    descriptions = descriptions_of(kind)
    properties: dict[str, Schema] = {}
    required = []
    own_keys = False
    for field in msgspec.structs.fields(kind):
        if field.encode_name == OWN_KEYS:
            own_keys = True
            continue
        schema = _schema(hints[field.name], definitions)
        if field.required:
            required.append(field.encode_name)
        else:
            schema = {"anyOf": [schema, _MISSING]}
        description = descriptions.get(field.name) or _description(hints[field.name])
        properties[field.encode_name] = {"description": description, **schema} if description else schema
    return {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        **({"patternProperties": {"^x-": {}}} if own_keys else {}),
    }


def _description(hint: Any) -> str | None:  # noqa: ANN401  # any annotation
    """Return what the type of a field says of it."""
    notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((note.description for note in notes if isinstance(note, msgspec.Meta)), None)


@cache
def descriptions_of(kind: type) -> dict[str, str]:
    """Return the docstring below each field of a class, or of that which one that is made extends."""
    if getattr(sys.modules[kind.__module__], kind.__name__, None) is not kind:
        return descriptions_of(kind.__mro__[1])
    (tree,) = ast.parse(inspect.getsource(kind)).body
    found = {}
    for field, text in zip(tree.body, tree.body[1:], strict=False):  # type: ignore[attr-defined]  # a class
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _is_text(text):
            found[field.target.id] = inspect.cleandoc(ast.literal_eval(text.value))
    return found


def _is_text(node: ast.stmt) -> bool:
    """Say whether a statement is just a text."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
