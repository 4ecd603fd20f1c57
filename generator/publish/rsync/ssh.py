"""A shell on a server, over the user's own ssh."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.errors import PublishError

_CAUSES = (
    (
        "Permission denied",
        "access is denied",
        "check the user's name and key: `ssh HOST true` has to work unasked",
    ),
    (
        "Host key verification failed",
        "the server is not known yet, or its key has changed",
        "connect once by hand with ssh and check the key",
    ),
    ("Could not resolve hostname", "there is no such server", "check the host in site.yaml"),
    ("Connection refused", "the connection was refused", "check the host and ssh_port in site.yaml"),
)
SSH_FAILED = 255


class Ssh:
    """How to reach one server; never asks for a password."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self._port = ["-p", str(port)] if port else []

    def command(self, control: Path | None = None, *, master: bool = False) -> list[str]:
        """Return the beginning of a command line, up to the host.

        :param control: a socket by which further commands share the connection of the first, the master.
        """
        options = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"]
        if control:
            options += ["-o", f"ControlMaster={'yes' if master else 'no'}", "-o", f"ControlPath={control}"]
        return ["ssh", "-T", *self._port, *options]

    def start(self, script: str, control: Path | None) -> subprocess.Popen[bytes]:
        """Run a script of the server's shell that goes on until its standard input is closed."""
        return self._start([*self.command(control, master=True), "--", self.host, script])

    def run(self, script: str, data: bytes = b"", control: Path | None = None) -> tuple[int, bytes]:
        """Run a script of the server's shell; return its exit code and what it printed.

        :raises PublishError: the server can't be reached.
        """
        process = self._start([*self.command(control), "--", self.host, script])
        output, said = process.communicate(data)
        if process.returncode == SSH_FAILED:
            raise self.failure(said)
        return process.returncode, output

    def failure(self, said: bytes) -> PublishError:
        """Return the message for a connection that failed."""
        text = said.decode(errors="replace").strip()
        for sign, cause, remedy in _CAUSES:
            if sign in text:
                return PublishError(f"can't reach {self.host}: {cause}", remedy)
        last = text.splitlines()[-1] if text else "the connection failed"
        return PublishError(f"can't reach {self.host}: {last}", "check the network, then publish again")

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - our own arguments
        except FileNotFoundError:
            raise PublishError("the program ssh was not found", "install OpenSSH's client") from None


def close(process: subprocess.Popen[bytes]) -> None:
    """Let a script end by closing its input; end it when it does not."""
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
