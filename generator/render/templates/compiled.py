"""Templates of the built-in themes, compiled once for each version of this program, as its modules are.

The code lies where Python keeps that of modules, in ``__pycache__`` beside them, under the same conditions:
whoever can write there can change the program itself. It saves a tenth of the build of one edit, and of what
each worker begins with. Templates of a site are compiled by each process that needs them, since a site may
come from anywhere, and what lies in its folder is data, never code.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from generator.cache.record import code_fingerprint
from generator.theme.files import built_in_themes


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's cache of compiled templates, for those of this program alone."""

    def __init__(self) -> None:
        super().__init__(str(Path(__file__).parent / "__pycache__"), "template-%s.cache")
        self._themes = f"{built_in_themes()}{os.sep}"

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the compiled template, or a place for it; one of a site has none that lasts."""
        if filename is None or not filename.startswith(self._themes):
            return Bucket(environment, "", "")
        return super().get_bucket(environment, name, filename, source)

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a template from a changed one, and from what another compiler makes of it."""
        return super().get_source_checksum(source) + code_fingerprint().hex()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if modules are kept so and the folder can be written."""
        if bucket.key and not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
