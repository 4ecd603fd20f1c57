"""The real counterparts of publishing, on loopback: each a program started for the tests.

A counterpart that is missing fails the test; ``tests/install-tools`` installs them.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.publish.built import BuiltSite

SECRET = "topsecretkeythatnobodymaysee"  # noqa: S105 - a made-up one
KEY_ID = "AKIAWEEKMARKTEST"


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def require(program: str) -> str:
    """Return the path of a program."""
    path = shutil.which(
        program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin"])
    )
    assert path, f"tests need {program}: run tests/install-tools"
    return path


class Server:
    """A program that listens on a port, and can be killed and started again."""

    def __init__(self, command: list[str], port: int) -> None:
        self.port = port
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(600):
            assert self._process.poll() is None, f"{self._command[0]} did not start"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{self._command[0]} does not listen")

    def kill(self) -> None:
        assert self._process is not None
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


StartServer = Callable[[list[str], int], Server]


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """Starts servers that end with the test."""
    servers: list[Server] = []

    def start(command: list[str], port: int) -> Server:
        servers.append(Server(command, port))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def built(tmp_path: Path) -> BuiltSite:
    """A small built site."""
    return BuiltSite(tmp_path / "site")


@pytest.fixture(autouse=True)
def no_settings_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings and credentials of whoever runs the tests out of them."""
    for name in list(os.environ):
        if name.startswith(("AWS_", "GIT_", "GOOGLE_", "AZURE_", "SSH_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def aws_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials in the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY_ID)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


class Sshd(Server):
    """An OpenSSH server, and a client that knows it and has a key."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        for name in ("host", "user"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
            )
        self.folder = folder
        port = free_port()
        (folder / "authorized").write_text((folder / "user.pub").read_text())
        (folder / "known").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
        (folder / "sshd_config").write_text(
            f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nPidFile none\nStrictModes no\n"
            f"UsePAM no\nAuthorizedKeysFile {folder}/authorized\n"
            "PasswordAuthentication no\nPermitRootLogin yes\n"
        )
        (folder / "ssh_config").write_text(
            f"IdentityFile {folder}/user\nIdentitiesOnly yes\nUserKnownHostsFile {folder}/known\n"
            "GlobalKnownHostsFile /dev/null\nLogLevel ERROR\n"
        )
        self.programs = folder / "bin"
        self.programs.mkdir()
        (self.programs / "ssh").write_text(f'#!/bin/sh\nexec {require("ssh")} -F {folder}/ssh_config "$@"\n')
        (self.programs / "ssh").chmod(0o755)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        super().__init__([require("sshd"), "-D", "-f", str(folder / "sshd_config")], port)


@pytest.fixture(scope="session")
def running_sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """One OpenSSH server for all tests."""
    require("rsync")
    server = Sshd(tmp_path_factory.mktemp("ssh") / "d")
    yield server
    server.kill()


@pytest.fixture
def sshd(running_sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """An OpenSSH server that the program ``ssh`` reaches."""
    monkeypatch.setenv("PATH", f"{running_sshd.programs}{os.pathsep}{os.environ['PATH']}")
    return running_sshd
