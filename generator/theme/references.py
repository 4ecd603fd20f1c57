"""What templates name, held against what the theme has: assets, other templates, blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from generator.decode.findings import Place, did_you_mean
from generator.diagnostics import Problem
from generator.problems import Name

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_ASSET = re.compile(r"""\basset\(\s*(["'])([^"'\n]+)\1\s*\)""")
_QUOTED = re.compile(r"""["']([\w./-]+)["']""")
_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+(["'])([\w./-]+)\1""")
_BLOCK = re.compile(r"\{%[-+]?\s*(?:block\s+(\w+)|(endblock))\b")


class Template(msgspec.Struct, frozen=True):
    """The text of a template of a site's own theme."""

    name: str
    """As other templates name it: ``parts/lists.html``."""
    path: str
    """As messages name it."""
    text: str


def check_references(
    own: Iterable[Template], built_in: Mapping[str, str], assets: AbstractSet[str]
) -> Iterator[Problem]:
    """Yield a warning for each asset that is not there, and each template and block that no page uses.

    :param own: the templates of the site's own theme; the built-in ones are right.
    :param built_in: the texts of the built-in templates by their names; pages are made by these names.
    :param assets: the names of all assets.
    """
    templates = [msgspec.structs.replace(template, text=_bare(template.text)) for template in own]
    texts = {**{f"default/{name}": text for name, text in built_in.items()}, **built_in}
    texts |= {template.name: template.text for template in templates if template.name not in built_in}
    named = {name for template in templates for name in _QUOTED.findall(template.text)}
    for template in templates:
        for match in _ASSET.finditer(template.text):
            if match[2] not in assets:
                message = f'the theme has no asset "{match[2]}"'
                yield _warn(
                    "missing-asset",
                    template,
                    match.span(2),
                    message,
                    did_you_mean(match[2], assets),
                )
        if template.name not in built_in and not any(name.endswith(template.name) for name in named):
            remedy = did_you_mean(template.name, built_in) or "include it from another, or remove it"
            yield Problem(template.path, 0, 0, "unused-template", "no page uses this template", remedy)
        yield from _check_blocks(template, texts)


def _check_blocks(template: Template, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each block that replaces none of the templates that this one extends."""
    known: set[str] = set()
    parent, seen = _parent(template.text), {""}
    while parent not in seen:
        seen.add(parent)
        text = texts.get(parent)
        if text is None:
            return
        known.update(match[1] for match in _BLOCK.finditer(text) if match[1])
        parent = _parent(text)
    depth = 0
    for match in _BLOCK.finditer(template.text) if len(seen) > 1 else ():
        if match[1] and depth == 0 and match[1] not in known:
            message = f'no template that this one extends has a block "{match[1]}"'
            yield _warn(
                "unused-block",
                template,
                match.span(1),
                message,
                did_you_mean(match[1], known),
            )
        depth += -1 if match[2] else 1


def _parent(text: str) -> str:
    match = _EXTENDS.search(text)
    return match[2] if match else ""


def _bare(text: str) -> str:
    """Return the text with blanks in place of its comments, so that places stay."""
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _warn(name: Name, template: Template, span: tuple[int, int], message: str, remedy: str) -> Problem:
    start, end = span
    before = template.text[:start]
    place = Place(before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1, end - start)
    return Problem(template.path, place.line, place.column, name, message, remedy, place.length)
