"""From the targets of ``site.yaml`` to the one to publish to: the one list of the kinds there are."""

from pathlib import Path

from generator.cache.folder import cache_folder
from generator.decode.findings import did_you_mean, shown
from generator.errors import PublishError
from generator.publish.target import Target
from generator.targets import (
    FolderOptions,
    GitOptions,
    ObjectStoreOptions,
    PublishSettings,
    RsyncOptions,
    TargetOptions,
)

_EXAMPLE = "for example {pages: {type: git, remote: origin, branch: gh-pages}}"


def choose(settings: PublishSettings, name: str | None) -> tuple[str, TargetOptions]:
    """Return the name and options of the target to publish to.

    :param name: None for the default, or the only one.
    :raises PublishError: there is no such target, or no way to tell which.
    """
    names = ", ".join(settings.targets)
    if not settings.targets:
        raise PublishError("site.yaml names no targets to publish to", f"add publish.targets, {_EXAMPLE}")
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

            return GitTarget(options, root, cache_folder(root, "publish", f"{name}.git"))
        case ObjectStoreOptions():
            from generator.publish.object_store.target import ObjectStoreTarget  # noqa: PLC0415 - see above

            return ObjectStoreTarget(options, root)
        case RsyncOptions():
            from generator.publish.rsync.target import RsyncTarget  # noqa: PLC0415 - see above

            return RsyncTarget(options)
        case FolderOptions():
            from generator.publish.folder import FolderTarget  # noqa: PLC0415 - see above

            return FolderTarget(options, root, tree)
