"""From ``publish`` of ``site.yaml`` to a target: the one list of the kinds there are."""

from pathlib import Path
from typing import Any, Literal

import msgspec
from yaml import Node

from generator.decode.context import INVALID, Context
from generator.decode.findings import Findings, did_you_mean, shown
from generator.decode.nodes import compose, find_node, place_of
from generator.decode.records import reader, record_reader
from generator.decode.scalars import Line, Slug
from generator.decode.text import read_text
from generator.errors import ContentError, PublishError
from generator.publish.options import (
    KINDS,
    FolderOptions,
    GitOptions,
    ObjectStoreOptions,
    PublishSettings,
    RsyncOptions,
    TargetOptions,
)
from generator.publish.target import Target

_EXAMPLE = "see docs/reference/publish.md for examples"


class _Publish(msgspec.Struct):
    """The outline of ``publish``; each target is decoded by its kind."""

    targets: dict[Slug, dict[str, Any]] = {}
    default: Line = ""


def read_settings(data: bytes, path: str) -> PublishSettings:
    """Decode ``publish`` of a configuration file.

    :param data: the whole file.
    :param path: its name in messages.
    :raises ContentError: with every problem and its place.
    """
    findings = Findings()
    text = read_text(data, findings)
    root = compose(text, 0, findings) if text else None
    node = find_node(root, ("publish",)) if root is not None else None
    settings = PublishSettings({})
    if node is not None and node is not root:
        settings = _read_publish(node, Context(findings, 0))
        findings.nest(0, "publish")
    if findings:
        raise ContentError(findings.problems(path))
    return settings


def choose(settings: PublishSettings, name: str | None) -> tuple[str, TargetOptions]:
    """Return the name and options of the target to publish to.

    :param name: None for the default, or the only one.
    :raises PublishError: there is no such target, or no way to tell which.
    """
    names = ", ".join(settings.targets)
    if not settings.targets:
        raise PublishError("site.yaml names no targets to publish to", f"add publish.targets; {_EXAMPLE}")
    wanted = name or settings.default or (names if len(settings.targets) == 1 else "")
    if not wanted:
        raise PublishError("no target is named", f"name one of {names}, or set publish.default")
    if wanted not in settings.targets:
        remedy = did_you_mean(wanted, settings.targets) or f"the targets are {names}"
        raise PublishError(f"there is no target {shown(wanted)} in site.yaml", remedy)
    return wanted, settings.targets[wanted]


def open_target(name: str, options: TargetOptions, root: Path, tree: Path) -> Target:
    """Return the target that the options describe; its module is loaded only here.

    :param root: the site's folder.
    :param tree: the folder of the built site.
    """
    match options:
        case GitOptions():
            from generator.publish.git.target import GitTarget  # noqa: PLC0415 - only what is used is loaded

            return GitTarget(options, root, root / ".weekmark" / "publish" / f"{name}.git")
        case ObjectStoreOptions():
            from generator.publish.object_store.target import ObjectStoreTarget  # noqa: PLC0415 - see above

            return ObjectStoreTarget(options, root)
        case RsyncOptions():
            from generator.publish.rsync.target import RsyncTarget  # noqa: PLC0415 - see above

            return RsyncTarget(options)
        case FolderOptions():
            from generator.publish.folder import FolderTarget  # noqa: PLC0415 - see above

            return FolderTarget(options, root, tree)


def _read_publish(node: Node, context: Context) -> PublishSettings:
    outline = record_reader(_Publish)(node, context)
    if outline is INVALID:
        return PublishSettings({})
    targets = {}
    for name in outline.targets:
        before = len(context.findings)
        options = _read_target(find_node(node, ("targets", name)), context)
        context.findings.nest(before, f"targets.{name}")
        if options is not INVALID:
            targets[name] = options
    if outline.default and outline.default not in outline.targets:
        place = place_of(find_node(node, ("default",)), context.first_line)
        remedy = did_you_mean(outline.default, outline.targets)
        context.findings.error(place, f"there is no target {shown(outline.default)}", remedy, "default")
    return PublishSettings(targets, outline.default)


def _read_target(node: Node, context: Context) -> Any:  # noqa: ANN401 - the options of a target, or INVALID
    kind = find_node(node, ("type",))
    if kind is node:
        return context.refuse(node, 'has no "type"', f"it is one of {', '.join(KINDS)}")
    if kind.value not in KINDS:
        before = len(context.findings)
        reader(Literal[tuple(KINDS)])(kind, context)
        context.findings.nest(before, "type")
        return INVALID
    return record_reader(KINDS[kind.value])(node, context)
