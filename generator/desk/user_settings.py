"""The user's own settings of the desk, outside every site: what a cloned site must not say.

``weekmark/desk.yaml`` lies where the system keeps settings: ``~/.config`` on Linux (or ``$XDG_CONFIG_HOME``),
``~/Library/Application Support`` on macOS, ``%LOCALAPPDATA%`` on Windows.
"""

import re
from pathlib import Path
from typing import Annotated

import msgspec

from generator.decode.findings import Findings, Refused, shown
from generator.decode.scalars import Contact, Scalar, Slug
from generator.decode.text import read_text
from generator.decode.yaml_document import Decoded, decode
from generator.desk.models.settings import ModelSettings
from generator.diagnostics import Problem

_HOST = r"\[?[^\s/@?#\]]+\]?"


def _host(text: str) -> str:
    if not re.fullmatch(_HOST, text) or "://" in text:
        raise Refused(
            "malformed-host", f"{shown(text)} is not a host", "write it as 192.168.1.7 or intranet.example"
        )
    return text.strip("[]").lower()


Host = Annotated[str, Scalar(_host, {"type": "string", "pattern": f"^{_HOST}$"})]
"""The name or the address of a host; the value is in lower case."""


class UserSettings(msgspec.Struct, frozen=True):
    """All of the user's own ``desk.yaml``."""

    contact: Contact = ""
    """How the keeper of a feed reaches who fetches it: an http(s) or mailto URL, told to every server."""
    private_hosts: tuple[Host, ...] = ()
    """Hosts that may be asked although their addresses are private."""
    models: dict[Slug, ModelSettings] = {}
    """Models by the names that a site or a command picks them by."""


def settings_path() -> Path:
    """Return where the user's settings are, whether they are there or not."""
    import platformdirs  # noqa: PLC0415 - only commands of the desk need it

    return Path(platformdirs.user_config_dir("weekmark", appauthor=False)) / "desk.yaml"


def load_user_settings(path: Path) -> tuple[UserSettings, tuple[Problem, ...]]:
    """Read the user's settings; the defaults where there are none.

    :returns: the settings, and all problems.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return UserSettings(), ()
    findings = Findings()
    text = read_text(data, findings)
    decoded = None if text is None else decode(UserSettings, text, findings)
    if decoded is not None and not findings:
        _check_models(decoded, findings)
    return (decoded.value if decoded else UserSettings()), findings.problems(str(path))


def _check_models(decoded: Decoded[UserSettings], findings: Findings) -> None:
    """Report models that no request could be made of."""
    for name, model in decoded.value.models.items():
        message, remedy = model.flaw()
        if message:
            findings.report(decoded.place("models", name), "wrong-value", message, remedy, f"models.{name}")
