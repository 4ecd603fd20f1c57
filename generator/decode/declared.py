"""Fields that a site declares for its events: what they may be, and the Struct that has them."""

import re
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, cast

import msgspec

from generator.decode.findings import Refused, shown
from generator.decode.scalars import Day, Line, Name, Prose, Scalar, Url

FieldType = Literal["text", "markdown", "url", "day", "number", "flag", "choice"]

Matter = TypeVar("Matter", bound=msgspec.Struct)

RESERVED = frozenset(
    """title url published source week collected updated slug aliases lang draft hook tldr origin model
    reviewed_by reviewed audience topics importance recap insight coverage related corrections image
    provenance sponsored extra fields taxonomies own_terms id kind path page body permalink quotes other_keys
    as_text topic sources day event note events daily weekly monthly quarterly yearly archive search data
    assets predictions feed static content pages
    clear copy fromkeys get items keys pop popitem setdefault update values""".split()  # noqa: SIM905 - easier to read than quoted words
)
"""What neither field nor taxonomy may be called: keys of events and what comes with an export, folders of
the site, columns of the search, and methods of mappings."""

_FIELD_NAME = "[a-z](?:_?[a-z0-9])*"
_LONGEST_NAME = 40
_KINDS: dict[FieldType, Any] = {
    "text": Line,
    "markdown": Prose,
    "url": Url,
    "day": Day,
    "number": float,
    "flag": bool,
}


def _field_name(text: str) -> str:
    if not re.fullmatch(_FIELD_NAME, text) or len(text) > _LONGEST_NAME:
        message = f"{shown(text)} can't be the name of a field"
        likely = re.sub("[^a-z0-9]+", "_", text.lower()).strip("_0123456789")[:_LONGEST_NAME].rstrip("_")
        remedy = f"write {likely}" if re.fullmatch(_FIELD_NAME, likely) else "write it as model_size"
        raise Refused("malformed-name", message, remedy)
    if text in RESERVED or text.endswith("_html"):
        remedy = "give the field another name"
        raise Refused("malformed-name", f"{shown(text)} has a meaning of its own already", remedy)
    return text


FieldName = Annotated[
    str,
    Scalar(
        _field_name,
        {
            "type": "string",
            "pattern": f"^{_FIELD_NAME}$",
            "maxLength": _LONGEST_NAME,
            "not": {"anyOf": [{"enum": sorted(RESERVED)}, {"pattern": "_html$"}]},
        },
    ),
]
"""The key of a field in front matter: small letters, digits and ``_``."""


class DeclaredTaxonomy(msgspec.Struct, frozen=True):
    """``taxonomies``: what events can be listed by on this site, beside topics and audience."""

    name: Line
    """What readers see, in the plural."""


class DeclaredField(msgspec.Struct, frozen=True):
    """``fields``: a field of events that the site declares."""

    name: Line
    """What readers see."""
    type: FieldType = "text"
    """What it holds."""
    choices: tuple[Name, ...] = ()
    """What a choice may be."""
    list: bool = False
    """Whether it holds a list of these."""

    @property
    def annotation(self) -> Any:  # noqa: ANN401 - any annotation
        """The type of its value, for the decoder; that of one that is not there is none, or an empty list."""
        kind: Any = Literal[self.choices or ("",)] if self.type == "choice" else _KINDS[self.type]
        return Annotated[tuple[kind, ...] if self.list else kind | None, msgspec.Meta(description=self.name)]


Declared = tuple[tuple[str, DeclaredField], ...]
"""The fields of a site by their keys, in the order in which they are shown."""


@cache
def with_fields(kind: type[Matter], fields: Declared, taxonomies: tuple[str, ...] = ()) -> type[Matter]:
    """Return a Struct that has the fields and lists of terms beside its own, none of them required."""
    if not fields and not taxonomies:
        return kind
    declared: list[tuple[str, Any, Any]] = [
        (key, field.annotation, () if field.list else None) for key, field in fields
    ]
    terms = Annotated[tuple[Name, ...], msgspec.Meta(description="Ids, names or aliases of its registry.")]
    declared += [(key, terms, ()) for key in taxonomies]
    namespace = {"__doc__": kind.__doc__}
    made = msgspec.defstruct(kind.__name__, declared, bases=(kind,), namespace=namespace, frozen=True)
    return cast("type[Matter]", made)
