"""``type: git``: a branch of a repository, such as the one GitHub Pages serves.

Commits are made by git's plumbing in a bare repository of our own below ``.weekmark/``; the user's
checkout, index and stash are never touched. The branch's tree is exactly the site, with ``.nojekyll``,
``CNAME`` and the manifest, and with files of another origin when the user has adopted them.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.digest import hexadecimal_digest
from generator.errors import PublishError
from generator.manifest import MANIFEST_NAME
from generator.model import Manifest
from generator.publish.git.command import Git, GitFailedError, surrounding_settings
from generator.publish.git.errors import explain
from generator.publish.git.remote import Remote, find_remote
from generator.publish.state import State, read_state, write_state
from generator.publish.target import Job, Session, There, first_few
from generator.targets import GitOptions

_OWN = frozenset({MANIFEST_NAME, ".nojekyll", "CNAME"})
_FILE = "100644"
_THERE = "refs/weekmark/there"
_PUSHED = "refs/weekmark/pushed"


class GitTarget:
    """A branch of a remote repository."""

    settings = ""

    def __init__(self, options: GitOptions, root: Path, repository: Path) -> None:
        """Find the remote; ``repository`` is where our own bare repository may lie."""
        around = Git(root)
        self._options = options
        self._remote: Remote = find_remote(options.remote, around, root)
        self._git = _own_repository(repository, around)
        self._ref = f"refs/heads/{options.branch}"
        self._tip = ""
        self.where = f"branch {options.branch} of {self._remote.shown}"
        self.hosts = (options.host,) if options.host else self._remote.hosts

    def published(self, manifest: Manifest) -> Manifest:
        """Return the manifest as it is."""
        return manifest

    def look(self) -> There:
        """Fetch the branch's newest commit and read its manifest, held against its tree."""
        with self._explained("reach"):
            self._tip = self._find_tip()
            if not self._tip:
                return There(None)
            self._fetch()
            tree = self._read_tree()
            if MANIFEST_NAME not in tree:
                return There(None, first_few(path for path in tree if path not in _OWN))
            state = read_state(self._git.run("cat-file", "blob", tree[MANIFEST_NAME]), self.where)
            complete = state.complete and self._has_extra_files(tree)
            return There(msgspec.structs.replace(self._held_against(tree, state), complete=complete))

    def _find_tip(self) -> str:
        listed = self._git.run("ls-remote", self._remote.url, self._ref).decode()
        return next(
            (line.split("\t")[0] for line in listed.splitlines() if line.endswith(f"\t{self._ref}")), ""
        )

    def _fetch(self) -> None:
        if self._git.find("rev-parse", "--verify", "--quiet", f"{self._tip}^{{tree}}"):
            self._git.run("update-ref", _THERE, self._tip)
            return
        options = ("--depth=1", "--no-tags", "--no-write-fetch-head", "--force", "--quiet")
        self._git.run("fetch", *options, self._remote.url, f"{self._ref}:{_THERE}")
        self._tip = self._git.run("rev-parse", _THERE).decode().strip()

    def _read_tree(self) -> dict[str, str]:
        """Return the blob of each file of the newest commit."""
        tree = {}
        listed = self._git.run("ls-tree", "-r", "-z", self._tip).decode(errors="surrogateescape")
        for line in listed.split("\0"):
            about, _, path = line.partition("\t")
            if path:
                tree[path] = about.split(" ")[2]
        return tree

    def _held_against(self, tree: dict[str, str], state: State) -> State:
        """Return the state as the tree has it: others may have changed files by commits of their own."""
        if self._git.find("rev-parse", "--verify", "--quiet", _PUSHED) == self._tip:
            return state
        ours = {path: tree[path] for path in state.files if path in tree}
        entries = self._git.describe_blobs(ours.values())
        return msgspec.structs.replace(state, files={path: entries[blob] for path, blob in ours.items()})

    def _has_extra_files(self, tree: dict[str, str]) -> bool:
        """Say whether ``.nojekyll`` and ``CNAME`` are as they shall be, though the site may be unchanged."""
        extra = {path: hexadecimal_digest(data) for path, data in self.extra_files.items()}
        if not extra.keys() <= tree.keys():
            return False
        found = self._git.describe_blobs(tree[path] for path in extra)
        return all(found[tree[path]].digest == digest for path, digest in extra.items())

    @contextmanager
    def open(self, job: Job) -> Iterator[Session]:
        """Begin a commit; the push itself keeps two publishers apart."""
        with (
            tempfile.TemporaryDirectory(prefix="weekmark-") as folder,
            self._explained("make a commit for"),
        ):
            yield _GitSession(self, self._git, job, Path(folder) / "index", self._tip)

    def commit(self, tree: str, parent: str) -> str:
        """Make a commit of the tree and return its name."""
        parents = ("-p", parent) if parent and self._options.history else ()
        message = self._options.message.encode() + b"\n"
        return self._git.run("commit-tree", tree, *parents, data=message).decode().strip()

    def push(self, commit: str, expected: str, *, force: bool) -> None:
        """Put the commit on the branch, where the branch still is at ``expected`` (empty: does not exist).

        :raises PublishError: the remote refused it.
        """
        lease = [] if self._options.history else [f"--force-with-lease={self._ref}:{expected}"]
        options = ["--force"] if force else lease
        with self._explained("push to"):
            self._git.run("push", "--quiet", *options, self._remote.url, f"{commit}:{self._ref}")
        self._git.run("update-ref", _PUSHED, commit)

    @property
    def extra_files(self) -> dict[str, bytes]:
        """The files that are there for the host alone."""
        cname = self._options.cname
        return {".nojekyll": b""} | ({"CNAME": f"{cname}\n".encode()} if cname else {})

    @contextmanager
    def _explained(self, action: str) -> Iterator[None]:
        try:
            yield
        except GitFailedError as error:
            raise explain(error, action, self.where) from error


class _GitSession:
    """Builds a tree in an index of its own, commits it and pushes."""

    def __init__(self, target: GitTarget, git: Git, job: Job, index: Path, tip: str) -> None:
        self._target = target
        self._git = git
        self._job = job
        self._index = index
        self._tip = tip
        if tip:
            git.run("read-tree", tip, index=index)

    def claim(self, state: State) -> None:
        """Claim nothing: the remote changes in one step at the end."""

    def send(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        names = "".join(f"{(self._job.tree / path).resolve()}\n" for path in paths)
        blobs = self._git.run(
            "hash-object", "-w", "--no-filters", "--stdin-paths", data=names.encode()
        ).split()
        entries = [f"{_FILE} {blob.decode()}\t{path}" for path, blob in zip(paths, blobs, strict=True)]
        self._update(entries)
        for path in paths:
            done(path)

    def remove(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        nothing = "0" * (len(self._tip) or 40)
        self._update([f"0 {nothing}\t{path}" for path in paths])
        for path in paths:
            done(path)

    def finish(self, state: State) -> None:
        files = {MANIFEST_NAME: write_state(state)} | self._target.extra_files
        entries = []
        for path, data in files.items():
            blob = self._git.run("hash-object", "-w", "--stdin", data=data).decode().strip()
            entries.append(f"{_FILE} {blob}\t{path}")
        self._update(entries)
        tree = self._git.run("write-tree", index=self._index).decode().strip()
        if self._tip and tree == self._git.find("rev-parse", f"{self._tip}^{{tree}}"):
            return
        commit = self._target.commit(tree, self._tip)
        self._target.push(commit, self._tip, force=self._job.run.force)

    def _update(self, entries: Sequence[str]) -> None:
        data = "".join(f"{entry}\0" for entry in entries).encode()
        self._git.run(
            "update-index", "--add", "--replace", "-z", "--index-info", data=data, index=self._index
        )


_CONFIG = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n"


def _own_repository(repository: Path, around: Git) -> Git:
    """Return git at work on our own bare repository, with the settings of the one around the site."""
    settings = surrounding_settings(around) | {
        "core.hooksPath": "/dev/null",
        "gc.autoDetach": "false",
        "core.autocrlf": "false",
    }
    for who, default in (("name", "Weekmark"), ("email", "weekmark@localhost")):
        if not around.find("config", f"user.{who}"):
            settings[f"user.{who}"] = default
    _make_sound(repository)
    git = Git(repository, settings, bare=True)
    git.never_ask()
    return git


def _make_sound(repository: Path) -> None:
    """Make our repository, anew when it is damaged, and free of the locks of runs that were cut off.

    Its own configuration is set aside: in a site that was cloned it could name programs to run.
    """
    if repository.is_dir():
        config = repository / "config"
        config.unlink(missing_ok=True)
        config.write_text(_CONFIG)
    if repository.exists() and Git(repository, bare=True).find("rev-parse", "--is-bare-repository") == "true":
        for lock in repository.rglob("*.lock"):
            lock.unlink(missing_ok=True)
        return
    shutil.rmtree(repository, ignore_errors=True)
    repository.mkdir(parents=True, exist_ok=True)
    try:
        Git(repository).run("init", "--quiet", "--bare", "--template=", str(repository))
    except GitFailedError as error:
        raise PublishError(
            f"can't make a repository in {repository}: {error.output}", "check the disk"
        ) from error
