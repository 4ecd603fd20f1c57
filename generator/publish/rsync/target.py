"""``type: rsync``: a folder of a server, over ssh.

A shell on the server holds the lock for as long as the publication runs: a folder that only one ``mkdir``
can make, removed when the shell's input ends, however it ends. All transfers share its connection. Parts of
files that a transfer cut off left behind (``.~tmp~``) are removed first, so that they fill no disk.
"""

import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.errors import PublishError
from generator.manifest import MANIFEST_NAME
from generator.model import Manifest
from generator.publish.rsync.errors import explain
from generator.publish.rsync.ssh import SSH_FAILED, Ssh, close
from generator.publish.state import State, read_state, write_state
from generator.publish.target import Job, Session, There
from generator.targets import RsyncOptions

_PLACE = re.compile(r"(?P<host>(?:[^@\s/]+@)?(?:\[[0-9a-fA-F:.]+\]|[^:/\s@]+)):(?!:|//)(?P<folder>.+)")
_NO_MANIFEST = 3
_HELD = b"held\n"
_LONGEST_SOCKET = 80
"""How long the folder of a socket may be; systems allow about a hundred bytes, and ssh adds to it."""

_LOOK = """cd -- {folder} 2>/dev/null || exit 0
if [ -f {state} ]; then cat {state}; exit 0; fi
find . -type f ! -path './.weekmark-lock/*' ! -path '*/.~tmp~/*' \
  ! -name '..weekmark-manifest.json.*' 2>/dev/null | head -n 3
exit 3"""

_HOLD = """mkdir -p -- {folder} && cd -- {folder} || exit 4
lock=.weekmark-lock
if ! mkdir $lock 2>/dev/null; then
  [ -d $lock ] || exit 4
  case "{force}$(cat $lock/owner 2>/dev/null)" in
    force*|{owner}-*) ;;
    *) exit 5 ;;
  esac
fi
echo {run} > $lock/owner || exit 4
free() {{ [ "$(cat $lock/owner 2>/dev/null)" = {run} ] && rm -rf $lock; }}
trap 'free; exit 0' HUP INT TERM PIPE
find . -type d -name '.~tmp~' -prune -exec rm -rf {{}} + 2>/dev/null
echo held
cat > /dev/null
free"""

_LINKS = """cd -- {folder} || exit 4
xargs -0 sh -c 'for path do if [ -L "$path" ]; then printf "%s\\n" "$path"; fi; done' sh"""
_REMOVE = "cd -- {folder} && xargs -0 rm -f --"
_PRUNE = "cd -- {folder} && xargs -0 rmdir -- 2>/dev/null; true"


class RsyncTarget:
    """A folder of a server."""

    settings = ""
    hosts: tuple[str, ...] = ()

    def __init__(self, options: RsyncOptions) -> None:
        match = _PLACE.fullmatch(options.to)
        if not match or options.to.startswith("-"):
            raise PublishError(
                f"publish: {options.to!r} is no place that rsync reaches over ssh",
                "write it as user@host:/folder/; for a folder of this machine use type: folder",
            )
        self._folder = match["folder"].removeprefix("~/")
        self._host = match["host"]
        self._ssh = Ssh(self._host.replace("[", "").replace("]", ""), options.ssh_port)
        self._control: Path | None = None
        self.where = options.to

    def published(self, manifest: Manifest) -> Manifest:
        """Return the manifest as it is."""
        return manifest

    def look(self) -> There:
        """Read the manifest, or else look for files of another origin."""
        code, output = self._ssh.run(self._script(_LOOK), control=self._control)
        if code == _NO_MANIFEST:
            names = output.decode(errors="replace").split("\n")
            return There(None, tuple(name.removeprefix("./") for name in names if name))
        if code:
            raise PublishError(f"{self.where} can't be read", "check the folder and who may read it")
        return There(read_state(output, self.where) if output else None)

    @contextmanager
    def open(self, job: Job) -> Iterator[Session]:
        """Hold the lock by a shell on the server."""
        if not shutil.which("rsync"):
            raise PublishError(
                "the program rsync was not found", "install rsync, or publish to another target"
            )
        with tempfile.TemporaryDirectory(prefix="weekmark-") as folder:
            control = Path(folder) / "ssh" if len(folder) < _LONGEST_SOCKET else None
            holder = self._ssh.start(self._script(_HOLD, job), control)
            try:
                self._await_lock(holder)
                self._control = control
                yield _RsyncSession(self, job.tree, holder, control, Path(folder))
            finally:
                self._control = None
                close(holder)

    def _await_lock(self, holder: subprocess.Popen[bytes]) -> None:
        assert holder.stdout is not None  # noqa: S101 - it was asked for
        if holder.stdout.readline() == _HELD:
            return
        said = holder.communicate()[1]
        if holder.returncode == SSH_FAILED:
            raise self._ssh.failure(said)
        if holder.returncode == 5:
            raise PublishError(
                f"{self.where} is held by another publisher",
                "wait for it to end; if it was cut off and will never end, use --force",
            )
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        reason = f": {last[0]}" if last else ""
        raise PublishError(
            f"{self.where} can't be written{reason}", "check the folder, its owner and free space"
        )

    def _script(self, text: str, job: Job | None = None) -> str:
        """Return a script with the names in it quoted."""
        names = {"folder": self._folder, "state": MANIFEST_NAME}
        if job:
            names |= {"run": job.run.id, "owner": job.run.owner}
        quoted = {key: shlex.quote(value) for key, value in names.items()}
        return text.format(**quoted, force="force" if job and job.run.force else "")

    def transfer(
        self,
        source: Path,
        paths: Sequence[str],
        control: Path | None,
        done: Callable[[str], None],
    ) -> None:
        """Run rsync for the given files, telling of each when it was sent.

        :raises PublishError: it failed, or the connection broke.
        """
        waiting = set(paths)
        with tempfile.TemporaryFile() as names, tempfile.TemporaryFile() as said:
            names.write("".join(f"{path}\0" for path in paths).encode())
            names.seek(0)
            command = [
                *self._rsync(control),
                f"{source}/",
                f"{self._host}:{self._folder.rstrip('/')}/",
            ]
            with subprocess.Popen(command, stdin=names, stdout=subprocess.PIPE, stderr=said) as process:  # noqa: S603 - our own arguments
                assert process.stdout is not None  # noqa: S101 - it was asked for
                for line in process.stdout:
                    path = line.decode(errors="replace").rstrip("\n")
                    if path in waiting:
                        waiting.discard(path)
                        done(path)
            said.seek(0)
            if process.returncode:
                raise explain(process.returncode, said.read().decode(errors="replace"), self.where)
        for path in waiting:
            done(path)

    def _rsync(self, control: Path | None) -> list[str]:
        return [
            "rsync",
            "--checksum",
            "--compress",
            "--times",
            "--omit-dir-times",
            "--chmod=D755,F644",
            "--delay-updates",
            "--protect-args",
            "--8-bit-output",
            "--out-format=%n",
            "--from0",
            "--files-from=-",
            "--timeout=120",
            f"--rsh={shlex.join(self._ssh.command(control))}",
        ]

    def remove(self, paths: Sequence[str], control: Path | None) -> None:
        """Remove files, and the folders above them that are empty then.

        It is done by the server's shell: of files that are not there to be sent rsync asks by a file mode of
        zero, which some versions with the mends of 2025 (Debian's 3.2.7) refuse.

        :raises PublishError: a folder is a symbolic link now, so that other people's files would go, or the
            server refuses.
        """
        parents = {str(parent) for path in paths for parent in PurePosixPath(path).parents if parent.name}
        deepest_first = sorted(parents, key=lambda path: (-path.count("/"), path))
        if links := self._tell(_LINKS, deepest_first, control).splitlines():
            raise PublishError(
                f"{self.where}: {links[0].decode(errors='replace')} is a symbolic link now",
                "make it a folder again, or remove it, and publish again",
            )
        self._tell(_REMOVE, paths, control)
        self._tell(_PRUNE, deepest_first, control)

    def _tell(self, script: str, names: Sequence[str], control: Path | None) -> bytes:
        """Give names to a script of the server's shell, and return what it printed."""
        if not names:
            return b""
        told = "".join(f"{name}\0" for name in names).encode()
        code, output = self._ssh.run(self._script(script), told, control)
        if code:
            raise PublishError(f"{self.where}: files could not be removed there", "look at who owns them")
        return output


class _RsyncSession:
    """Runs rsync once a phase, on the connection that holds the lock."""

    def __init__(
        self,
        target: RsyncTarget,
        tree: Path,
        holder: subprocess.Popen[bytes],
        control: Path | None,
        scratch: Path,
    ) -> None:
        self._target = target
        self._tree = tree
        self._holder = holder
        self._control = control
        self._scratch = scratch

    def claim(self, state: State) -> None:
        own = self._scratch / "own"
        own.mkdir(exist_ok=True)
        (own / MANIFEST_NAME).write_bytes(write_state(state))
        self._transfer(own, [MANIFEST_NAME], lambda _path: None)

    def send(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        self._transfer(self._tree, paths, done)

    def remove(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        self._require_lock()
        self._target.remove(paths, self._control)
        for path in paths:
            done(path)

    def finish(self, state: State) -> None:
        self.claim(state)

    def _transfer(self, source: Path, paths: Sequence[str], done: Callable[[str], None]) -> None:
        """Run rsync while the lock is held, and not otherwise."""
        self._require_lock()
        self._target.transfer(source, paths, self._control, done)

    def _require_lock(self) -> None:
        if self._holder.poll() is not None:
            raise explain(SSH_FAILED, "", self._target.where)
