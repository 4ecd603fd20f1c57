"""The order of a publication, the same for every target.

::

    prepare    look at the target, compare                → Prospect
    execute    lock, look again, claim, send phase by phase,
               remove, write the manifest

The claim comes before the first change and owns the files of both sides; the manifest comes last. So
whatever happens in between, the next run finds its own files and completes the work.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.diagnostics import counted
from generator.digest import hexadecimal_digest
from generator.errors import PublishError
from generator.manifest import MANIFEST_NAME, read_plain_file, without_links
from generator.model import Manifest, ManifestEntry
from generator.publish.limits import limit_warnings
from generator.publish.plan import Plan, make_plan
from generator.publish.state import State, claim, decode_publishable
from generator.publish.target import Job, Run, Session, Target, There

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how many of its files are done, and how many there are."""

_CHECKPOINT = 1000
"""After how many files the claim is written anew."""

_REMEDIES = {
    errno.ENOSPC: "free some space there and publish again; it will complete what was begun",
    errno.EDQUOT: "free some space there and publish again; it will complete what was begun",
    errno.EACCES: "check who owns the place and may write there",
    errno.EROFS: "the place is read-only",
}


class Prospect(msgspec.Struct, frozen=True):
    """What a publication would do."""

    target: Target
    tree: Path
    manifest: Manifest
    there: There
    plan: Plan
    warnings: tuple[str, ...]


def read_manifest(tree: Path) -> Manifest:
    """Return the manifest of a built site.

    :raises PublishError: the folder holds no built site.
    """
    place = tree / MANIFEST_NAME
    try:
        data = read_plain_file(place)
    except FileNotFoundError:
        raise PublishError(
            f"{tree} holds no built site", "run `weekmark build`, or leave out --no-build"
        ) from None
    except IsADirectoryError:
        raise PublishError(f"{place} is not a file", "remove it, and build the site again") from None
    return decode_publishable(data, Manifest, str(place), "build the site again")


def prepare(tree: Path, target: Target) -> Prospect:
    """Compare a built site with what a target has; nothing is changed.

    :param tree: the output folder of a build.
    :raises PublishError: the site can't be read, or the target not be reached.
    """
    manifest = read_manifest(tree)
    with _told(target):
        there = target.look()
    published = target.published(manifest)
    plan = make_plan(published, there.state, target.settings)
    _check_tree(tree, manifest, plan)
    return Prospect(target, tree, published, there, plan, limit_warnings(manifest, target.hosts))


def refuse_foreign(prospect: Prospect) -> None:
    """Refuse a target that holds files which Weekmark did not put there.

    :raises PublishError: naming some of them.
    """
    if prospect.there.foreign:
        names = ", ".join(prospect.there.foreign)
        raise PublishError(
            f"{prospect.target.where} holds files that Weekmark did not put there, such as {names}",
            "use --adopt to publish beside them; they stay unless a file of the site has the same name",
        )


def ask_about_removals(plan: Plan) -> str:
    """Return the question to ask before much is removed, or nothing."""
    if not plan.removes_much:
        return ""
    return f"{plan.pages_removed} of the {counted(plan.pages_there, 'page')} there would be removed"


def execute(prospect: Prospect, run: Run, progress: Progress) -> None:
    """Carry out a plan.

    :raises PublishError: the target is held by another publisher, refuses, or fails; what was begun is
        completed by the next run.
    """
    plan, target = prospect.plan, prospect.target
    sent = frozenset((*plan.added, *plan.changed))
    job = Job(prospect.tree, sent, frozenset(prospect.manifest.files) - sent, run)
    if plan.is_empty:
        return
    with _told(target), target.open(job) as session:
        if target.look().state != prospect.there.state:
            raise PublishError(
                f"{target.where} was changed by another publisher in this moment",
                "publish again to compare anew",
            )
        claimed = claim(prospect.there.state, prospect.manifest, sent, target.settings)
        session.claim(claimed)
        _send(session, prospect, dict(claimed.files), progress)
        session.finish(State(prospect.manifest.files, settings=target.settings))


def _send(session: Session, prospect: Prospect, known: dict[str, ManifestEntry], progress: Progress) -> None:
    """Send all phases and remove what is no longer ours, telling the progress.

    :param known: what the claim knows of the target; told again after every so many files, so that a run
        after an interruption need not send them again.
    """
    done, plan = 0, prospect.plan

    def step(_path: str) -> None:
        nonlocal done
        done += 1
        progress("Publishing", done, plan.steps)

    for paths in plan.phases:
        for start in range(0, len(paths), _CHECKPOINT):
            batch = paths[start : start + _CHECKPOINT]
            session.send(batch, step)
            known.update({path: prospect.manifest.files[path] for path in batch})
            if len(batch) == _CHECKPOINT:
                session.claim(State(known, complete=False, settings=prospect.target.settings))
    if plan.removed:
        session.remove(plan.removed, step)


def _check_tree(tree: Path, manifest: Manifest, plan: Plan) -> None:
    """Make sure that what will be sent is what the build wrote."""
    sent = manifest.files.keys() & {*plan.added, *plan.changed}
    near = frozenset(without_links(tree, sent))
    for path in sent:
        try:
            data = read_plain_file(tree / path) if path in near else b""
            same = hexadecimal_digest(data) == manifest.files[path].digest
        except OSError:
            same = False
        if not same:
            raise PublishError(f"{tree / path} is not what the build wrote", "build the site again")


@contextmanager
def _told(target: Target) -> Iterator[None]:
    """Turn an error of the system into a message."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise PublishError(
            f"{target.where}: {error.strerror or error}{where}", _REMEDIES.get(error.errno or 0, "")
        ) from error
