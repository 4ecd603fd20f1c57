"""``desk.yaml`` beside ``site.yaml``: what the curators of a site have decided, a few lines a week."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from generator.decode.findings import Findings
from generator.decode.scalars import Domain, Instant, Line, Url
from generator.decode.text import read_text
from generator.decode.yaml_document import decode
from generator.diagnostics import Problem

FILE = "desk.yaml"


class Mute(msgspec.Struct, frozen=True):
    """``mute``: what is never offered."""

    words: tuple[Line, ...] = ()
    """Words and phrases: whatever has one of them in its title, in any case and with any accents."""
    domains: tuple[Domain, ...] = ()
    """Hosts, with all hosts below them."""


class DeskSettings(msgspec.Struct, frozen=True):
    """All of ``desk.yaml``. It can pick what the user's own settings allow, and allow nothing itself."""

    reviewed: Instant | None = None
    """Everything older is done with; without an offset in the site's time zone."""
    never: tuple[Url, ...] = ()
    """Articles that are not offered again."""
    mute: Mute = Mute()
    apart: tuple[tuple[Url, ...], ...] = ()
    """Lists of articles that are not one story, however alike their titles are."""
    together: tuple[tuple[Url, ...], ...] = ()
    """Lists of articles that are one story, however unlike their titles are; stronger than ``apart``."""
    model: Line = ""
    """The name of a model in the user's own settings."""

    def reviewed_until(self, zone: ZoneInfo) -> int:
        """Return ``reviewed`` in seconds since 1970 UTC; 0 where nothing was reviewed."""
        if self.reviewed is None:
            return 0
        moment: datetime = self.reviewed
        return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())


def load_settings(data: bytes, path: str = FILE) -> tuple[DeskSettings, tuple[Problem, ...]]:
    """Decode ``desk.yaml``; a value with an error is left out.

    :returns: the settings, and all problems.
    """
    findings = Findings()
    text = read_text(data, findings)
    decoded = None if text is None else decode(DeskSettings, text, findings)
    return (decoded.value if decoded else DeskSettings()), findings.problems(path)
