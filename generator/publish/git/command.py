"""Running git: never asking, never in the user's own repository, never telling a secret."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.digest import hexadecimal_digest
from generator.errors import PublishError
from generator.model import ManifestEntry

_LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""What a git that runs us as a hook says of its repository (``git rev-parse --local-env-vars``)."""

_WANTED = re.compile(
    r"(http|credential|url|user|author|committer|core\.(sshcommand|askpass)|ssh|protocol)(\.|$)"
)
"""Settings of the repository around the site that tell how to reach a remote and who publishes."""

_USER_PART = re.compile(r"(?<=://)[^/@\s]+@")


def redacted(text: str) -> str:
    """Return a text without the user names and passwords of its URLs."""
    return _USER_PART.sub("", text)


class GitFailedError(Exception):
    """A git command failed; ``output`` has what it said, without secrets."""

    def __init__(self, arguments: Iterable[str], output: str) -> None:
        super().__init__(" ".join(arguments))
        self.output = redacted(output).strip()


class Git:
    """The git of this machine, at work on one repository."""

    def __init__(
        self, directory: Path, settings: Mapping[str, str] | None = None, *, bare: bool = False
    ) -> None:
        """Prepare the environment of all commands.

        :param directory: a folder inside a repository, or with ``bare`` the repository itself.
        :param settings: configuration to use in this process only.
        """
        environment = {key: value for key, value in os.environ.items() if key not in _LOCAL}
        environment |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never", "LC_ALL": "C"}
        if bare:
            environment["GIT_DIR"] = str(directory)
        self._directory = directory
        self.environment = environment
        self._add_settings(settings or {})

    def _add_settings(self, settings: Mapping[str, str]) -> None:
        """Hand settings over by the environment, where no list of processes shows them."""
        first = int(self.environment.get("GIT_CONFIG_COUNT", "0"))
        for number, (key, value) in enumerate(settings.items(), first):
            self.environment[f"GIT_CONFIG_KEY_{number}"] = key
            self.environment[f"GIT_CONFIG_VALUE_{number}"] = value
        self.environment["GIT_CONFIG_COUNT"] = str(first + len(settings))

    def never_ask(self) -> None:
        """Let ssh fail where it would ask for a password or for trust in a host."""
        if "GIT_SSH" not in self.environment or "GIT_SSH_COMMAND" in self.environment:
            command = (
                self.environment.get("GIT_SSH_COMMAND") or self.find("config", "core.sshCommand") or "ssh"
            )
            self.environment["GIT_SSH_COMMAND"] = f"{command} -o BatchMode=yes"

    def run(self, *arguments: str, data: bytes = b"", index: Path | None = None) -> bytes:
        """Run a command and return what it printed.

        :param data: its standard input.
        :param index: the index to use instead of the repository's.
        :raises GitFailedError: it failed.
        :raises PublishError: there is no git.
        """
        environment = self.environment | ({"GIT_INDEX_FILE": str(index)} if index else {})
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program and our own arguments
                ["git", *arguments],  # noqa: S607 - the user's git, wherever it is
                cwd=self._directory,
                env=environment,
                input=data,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise PublishError(
                "the program git was not found", "install git, or publish to another target"
            ) from None
        if done.returncode:
            raise GitFailedError(arguments, done.stderr.decode(errors="replace"))
        return done.stdout

    def find(self, *arguments: str) -> str:
        """Return what a command printed, or nothing when it failed."""
        try:
            return self.run(*arguments).decode(errors="replace").strip()
        except GitFailedError:
            return ""

    def describe_blobs(self, blobs: Iterable[str]) -> dict[str, ManifestEntry]:
        """Return digest and size of the content of each blob, reading one at a time."""
        entries = {}
        wanted = sorted(set(blobs))
        with tempfile.TemporaryFile() as names:
            names.write("".join(f"{blob}\n" for blob in wanted).encode())
            names.seek(0)
            with subprocess.Popen(
                ["git", "cat-file", "--batch"],  # noqa: S607 - the user's git, wherever it is
                cwd=self._directory,
                env=self.environment,
                stdin=names,
                stdout=subprocess.PIPE,
            ) as process:
                assert process.stdout is not None  # noqa: S101 - it was asked for
                for blob in wanted:
                    size = int(process.stdout.readline().split()[2])
                    entries[blob] = ManifestEntry(hexadecimal_digest(process.stdout.read(size)), size)
                    process.stdout.read(1)
        return entries


def surrounding_settings(git: Git) -> dict[str, str]:
    """Return the settings of the repository around a folder that matter to reach its remotes.

    A checkout made by a CI service keeps its token there.
    """
    settings = {}
    listed = git.find("config", "--list", "--show-scope", "--null").split("\0")
    for scope, pair in zip(listed[::2], listed[1::2], strict=False):
        key, _, value = pair.partition("\n")
        if scope in {"local", "worktree"} and _WANTED.match(key):
            settings[key] = value
    return settings
