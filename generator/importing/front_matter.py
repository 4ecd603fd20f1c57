"""Front matter as other tools have it: YAML, TOML, JSON, Pelican's plain lines, or none."""

import json
import re
import tomllib
from typing import Any, NamedTuple

from generator.decode.context import Context
from generator.decode.findings import Findings
from generator.decode.nodes import compose
from generator.decode.plain import read_plain
from generator.importing.account import Account

LARGEST = 1 << 18
"""The most characters that front matter may have."""

RAW = "front-matter"
"""The key that holds front matter which could not be read."""

_FENCE = re.compile(r"^(---|\+\+\+)[ \t]*(yaml|toml|json)?[ \t]*$")
_LINE = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*[:=]\s*(.*)")
_HEADER = re.compile(r"[A-Za-z][\w-]{0,40}:(?:\s.*)?")
_HEADERS = frozenset({"title", "date"})


class Parts(NamedTuple):
    """The parts of a document of another tool."""

    matter: dict[str, Any]
    body: str
    line: int
    """The line of the file on which the body begins, from 1."""


def cut(text: str, path: str, account: Account) -> Parts | None:
    """Return the parts of a document; none, and told, where its front matter is endless.

    What can't be read as a whole is read line by line, and kept under ``front-matter``.
    """
    first, _, rest = text.partition("\n")
    if fence := _FENCE.match(first):
        return _fenced(fence[1], fence[2] or "", rest, text, path, account)
    if text[:1] == "{":
        return _json_object(text) or Parts({}, text, 1)
    return _headers(text) or Parts({}, text, 1)


def _fenced(  # noqa: PLR0913, PLR0917 - the pieces of one line
    fence: str, language: str, rest: str, text: str, path: str, account: Account
) -> Parts | None:
    closing = re.compile(
        rf"^{re.escape(fence)}[ \t]*$|^\.\.\.[ \t]*$" if fence == "---" else r"^\+\+\+[ \t]*$", re.MULTILINE
    )
    end = closing.search(rest, 0, LARGEST + 16)
    if end is None:
        if closing.search(rest):
            account.drop(path, f"its front matter has more than {LARGEST:,} characters", 1)
            return None
        account.ask(path, "the front matter is never closed, and all is taken for text", 1)
        return Parts({}, text, 1)
    matter, body = rest[: end.start()], rest[end.end() :].removeprefix("\n")
    line = matter.count("\n") + 3
    return Parts(_read(matter, language or {"---": "yaml", "+++": "toml"}[fence], path, account), body, line)


def _read(matter: str, language: str, path: str, account: Account) -> dict[str, Any]:
    values, line, reason = read_values(matter, language)
    if not reason:
        return values
    account.ask(path, f"front matter that can't be read: {reason}; read line by line", line)
    found: dict[str, Any] = {}
    for text in matter.split("\n"):
        if match := _LINE.fullmatch(text.rstrip()):
            value, _, reason = _yaml(f"value: {match[2]}")
            found.setdefault(match[1], match[2].strip().strip("\"'") if reason else value.get("value"))
    return {**found, **values, RAW: matter}


def read_values(text: str, language: str) -> tuple[dict[str, Any], int, str]:
    """Return what a text of YAML, TOML or JSON says; line and reason where something is wrong with it."""
    return {"yaml": _yaml, "toml": _toml, "json": _json}[language](text)


def _yaml(matter: str) -> tuple[dict[str, Any], int, str]:
    """Return what YAML says, and line and reason where something is wrong with it."""
    findings = Findings()
    root = compose(matter, 1, findings)
    values = {}
    if root is not None and not findings:
        read = read_plain(root, Context(findings, 1))
        values = read if isinstance(read, dict) else {}
    if findings:
        return values, findings[0].place.line, findings[0].message
    return values, 0, ""


def _toml(matter: str) -> tuple[dict[str, Any], int, str]:
    try:
        return tomllib.loads(matter), 0, ""
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = re.search(r"line (\d+)", str(error))
        return {}, (int(at[1]) if at else 1) + 1, str(error) or "it nests too deeply"


def _json(matter: str) -> tuple[dict[str, Any], int, str]:
    try:
        values = json.loads(matter)
    except json.JSONDecodeError as error:
        return {}, error.lineno + 1, error.msg
    except (RecursionError, ValueError):
        return {}, 2, "it nests too deeply"
    return (values, 0, "") if isinstance(values, dict) else ({}, 2, "it is no object")


def _json_object(text: str) -> Parts | None:
    """Return the parts of a document that begins with a JSON object, as Hugo's may."""
    try:
        values, end = json.JSONDecoder().raw_decode(text[:LARGEST])
    except (RecursionError, ValueError):
        return None
    return Parts(values, text[end:].lstrip("\n"), text.count("\n", 0, end) + 2)


def _headers(text: str) -> Parts | None:
    """Return the parts of a document that begins with plain ``Key: value`` lines, as Pelican's do."""
    values: dict[str, Any] = {}
    lines = text[:LARGEST].split("\n")
    for number, line in enumerate(lines):
        if not line.strip():
            if _HEADERS & {key.lower() for key in values}:
                return Parts(values, "\n".join([*lines[number + 1 :]]) + text[LARGEST:], number + 2)
            return None
        if not _HEADER.fullmatch(line):
            return None
        key, _, value = line.partition(":")
        values[key] = value.strip()
    return None
