"""A command of the user's own that answers in place of a server: JSON in, JSON out.

It is started without a shell, in the folder of the user's settings and not in the site's, gets the request as
JSON on its standard input (``messages`` and ``schema``), and writes the answer to its standard output.
"""

import subprocess
from pathlib import Path

import msgspec

from generator.desk.models.request import LateError, Reply, Request
from generator.desk.models.settings import ModelSettings
from generator.desk.plain import plain_text
from generator.errors import ModelError

_MOST_BYTES = 2_000_000
_MOST_WORDS = 300


class CommandModel:
    """Asks a command.

    :param folder: where it is started.
    """

    def __init__(self, settings: ModelSettings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder

    def ask(self, request: Request) -> Reply:
        """Return what the command answers.

        :raises ModelError: it can't be started, fails, takes too long, or answers too much.
        """
        command = self._settings.command
        try:
            done = subprocess.run(  # noqa: S603 - of the user's own settings, which no site can change
                command,
                input=msgspec.json.encode(request),
                capture_output=True,
                timeout=self._settings.timeout,
                cwd=self._folder,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LateError(f"{command[0]} gave no answer in {self._settings.timeout} s") from None
        except OSError as error:
            message = f"{command[0]} can't be started: {error.strerror or error}"
            raise ModelError(message, "look at `command` in your desk.yaml") from None
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip()[-_MOST_WORDS:]
            words = plain_text(told, _MOST_WORDS, is_markup=False) or "it says nothing"
            raise ModelError(f"{command[0]} ended with {done.returncode}: {words}")
        if len(done.stdout) > _MOST_BYTES:
            raise ModelError(f"{command[0]} answered more than {_MOST_BYTES // 1_000_000} MB")
        return Reply(done.stdout.decode("utf-8", "replace"))
