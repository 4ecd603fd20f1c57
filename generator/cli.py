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
    _open_closed_streams()
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
    gc.freeze()  # or Python, when it ends, would go through all that was loaded once more
    sys.exit(code)


def _open_closed_streams() -> None:
    """Give standard streams that came closed (``>&-``) an end, or a file of ours would get their number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(descriptor, True)
            setattr(sys, name, open(descriptor, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - till the end
