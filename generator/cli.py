"""The command ``weekmark``: options in, exit codes out.

Exit codes: 0 all is well, 1 the content or the build has errors, 2 the command was called wrongly,
130 interrupted.
"""

import gc
import os
import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        from generator import __version__  # noqa: PLC0415 - the version is told without loading a thing

        print(f"weekmark {__version__}")  # noqa: T201 - a command prints
        return
    gc.disable()
    os.environ["TZ"] = (
        "UTC"  # nothing asks for this machine's zone, and babel can't be imported under a bad one
    )
    try:
        from generator.commands import run  # noqa: PLC0415 - see above

        code = run()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201 - a command prints
        code = 130
    sys.exit(code)
