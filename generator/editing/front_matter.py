"""Front matter as text: read with the place of each value, and values written as YAML."""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from yaml import MappingNode, ScalarNode

from generator.decode.context import Context
from generator.decode.findings import Findings
from generator.decode.nodes import compose_front_matter
from generator.decode.plain import read_plain, resolve
from generator.errors import EditError

Path = tuple[str, ...]
"""The keys that lead to a value: ``("insight", "reviewed_by")``."""

BY_HAND = "write it by hand"
BREAK = re.compile(r"\r\n|\r|\n")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AS_YAML = str.maketrans("\x85\u2028\u2029", "   ")


def read_keys(data: bytes) -> dict[str, Any]:
    """Return the front matter of a document as it is written, as plain data.

    :raises EditError: it can't be read.
    """
    return read_matter(decode_text(data).removeprefix("\ufeff"))[1]


def decode_text(data: bytes) -> str:
    """Return the text of a document, with its byte order mark.

    :raises EditError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise EditError("the file is not UTF-8", "save the file as UTF-8") from None


def read_matter(text: str) -> tuple[MappingNode | None, dict[str, Any]]:
    """Return the front matter as nodes and as plain data.

    The lines of the nodes count from the second line of the document, and from 0.

    :param text: without a byte order mark.
    :raises EditError: it can't be read.
    """
    findings = Findings()
    root = compose_front_matter(BREAK.sub("\n", text).translate(_AS_YAML), findings)
    values = read_plain(root, Context(findings, 1)) if root else {}
    if findings:
        raise EditError(findings[0].message, findings[0].remedy)
    if root is None or values is None:
        return None, {}
    if not isinstance(root, MappingNode):
        raise EditError("the front matter is no mapping", BY_HAND)
    return root, values


def as_read(value: Any) -> Any:  # noqa: ANN401 - plain data
    """Return a value as it is read again."""
    if isinstance(value, Mapping):
        return {key: as_read(child) for key, child in value.items()}
    return [as_read(child) for child in value] if isinstance(value, list | tuple) else value


class _Dumper(yaml.CSafeDumper):
    """Writes equal lists out each time: front matter takes no YAML aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library has it
        return True

    def represent_text(self, text: str) -> ScalarNode:
        """Put text in quotes that would be read as something else."""
        if _DAY.fullmatch(text):
            return self.represent_scalar("tag:yaml.org,2002:timestamp", text)  # as people write days
        style = None if resolve(text) == text else "'"
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)


def as_block(value: object, column: int) -> str:
    """Return lines of YAML that begin at a column."""
    if not isinstance(value, dict | list):
        return " " * column + as_flow([value])[1:-1] + "\n"
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=1 << 20
    )
    return "".join(" " * column + line for line in text.splitlines(keepends=True))


def as_flow(value: object) -> str:
    """Return YAML on one line; of a value that is neither list nor mapping as the entry of a list."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=1 << 20
    )
    return text.strip()


def line_starts(text: str) -> list[int]:
    """Return where each line of a document begins."""
    return [0, *(match.end() for match in BREAK.finditer(text))]


def with_breaks_of(text: str, addition: str) -> str:
    """Return an addition to a document, with line breaks as the document has them."""
    found = BREAK.search(text)
    return addition.replace("\n", found[0]) if found else addition
