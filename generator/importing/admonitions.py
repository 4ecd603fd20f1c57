"""Boxes as Docusaurus, Starlight and VitePress write them, ``:::tip``: here they are alerts as on GitHub."""

import re

from generator.importing.markup import Code

_KINDS = {
    "note": "NOTE",
    "info": "NOTE",
    "tip": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING",
    "caution": "CAUTION",
    "danger": "CAUTION",
}
_OPEN = re.compile(r":{3,}[ \t]*([a-z]+)[ \t]*(?:\[([^\]\n]*)\]|([^\n{\[]*))[ \t]*")
_CLOSE = re.compile(r":{3,}[ \t]*")


def with_alerts(body: str) -> str:
    """Return Markdown with its boxes as alerts; one that is open or of an unknown kind stays as it is."""
    if ":::" not in body:
        return body
    code, at = Code(body), 0
    done: list[str] = []
    inside: list[str] = []
    opened: re.Match[str] | None = None
    for line in body.split("\n"):
        is_code = code.holds(at)
        at += len(line) + 1
        opening = None if is_code else _OPEN.fullmatch(line)
        if opening and opening[1] in _KINDS:
            done += [opened[0], *inside] if opened else []
            opened, inside = opening, []
        elif opened and not is_code and _CLOSE.fullmatch(line):
            done += _alert(opened, inside)
            opened, inside = None, []
        else:
            (inside if opened else done).append(line)
    return "\n".join([*done, *([opened[0], *inside] if opened else [])])


def _alert(opened: re.Match[str], inside: list[str]) -> list[str]:
    title = (opened[2] or opened[3] or "").strip()
    lines = [*([f"**{title}**", ""] if title else []), *"\n".join(inside).strip("\n").split("\n")]
    return [f"> [!{_KINDS[opened[1]]}]", *(f"> {line}".rstrip() for line in lines)]
