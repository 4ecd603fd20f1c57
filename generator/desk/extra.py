"""What the desk needs beside the base install, ``weekmark[desk]``."""

from importlib.util import find_spec

from generator.errors import WeekmarkError

MODULES = ("feedparser", "httpx2", "platformdirs", "protego", "stamina", "trafilatura")


def lacking_modules() -> list[str]:
    """Return what of the extra is not installed."""
    return [name for name in MODULES if find_spec(name) is None]


def require_extra() -> None:
    """See that the extra is installed.

    :raises WeekmarkError: it is not.
    """
    if lacking := lacking_modules():
        raise WeekmarkError(
            f"the desk needs {', '.join(lacking)}, which the base install leaves out",
            "install it with: pip install 'weekmark[desk]'",
        )
