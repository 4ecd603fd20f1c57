"""What every command of the desk needs of a site, read and checked."""

import time
from pathlib import Path

import click
import msgspec

from generator.commands.options import Place
from generator.commands.report import print_problems
from generator.config import SiteConfig, load_config
from generator.desk.collect import Manner, subscriptions
from generator.desk.extra import require_extra
from generator.desk.records import Subscription
from generator.desk.settings import FILE, DeskSettings, load_settings
from generator.desk.user_settings import UserSettings, load_user_settings, settings_path
from generator.diagnostics import Problem, has_errors
from generator.errors import ContentError
from generator.source.registry import read_sources

SOURCES = "content/sources.yaml"


class DeskSite(msgspec.Struct, frozen=True):
    """A site as the desk sees it."""

    root: Path
    config: SiteConfig
    settings: DeskSettings
    user: UserSettings
    subscriptions: tuple[Subscription, ...]

    @property
    def folder(self) -> Path:
        """Where the database lies."""
        return self.root / ".weekmark"

    @property
    def manner(self) -> Manner:
        """How this site collects."""
        contact = f"; {self.user.contact}" if self.user.contact else ""
        return Manner(
            agent=f"+{self.config.base_url}{contact}",
            allowed=self.user.private_hosts,
            clock=lambda: int(time.time()),
            zone=self.config.zone,
        )


def read_desk_site(place: Place) -> DeskSite:
    """Read what the desk needs of a site.

    :raises click.UsageError: there is no site here.
    :raises WeekmarkError: the extra is not installed, or a file has errors, which have been printed.
    """
    require_extra()
    root = place.folder
    path = root / (place.config or "site.yaml")
    if not path.is_file():
        raise click.UsageError(
            f"there is no {path.name} in {path.parent}; begin a site with `weekmark init DIR`"
        )
    config, problems = load_config(path.read_bytes(), path.name)
    outlets, more = read_sources(_bytes(root / SOURCES), SOURCES)
    settings, still_more = load_settings(_bytes(root / FILE))
    user, last = load_user_settings(settings_path())
    _refuse((*problems, *more, *still_more, *last), root)
    if config is None:
        raise ContentError(problems)
    return DeskSite(root, config, settings, user, subscriptions(outlets))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _refuse(problems: tuple[Problem, ...], root: Path) -> None:
    print_problems(problems, root)
    if has_errors(problems):
        raise ContentError(problems)
