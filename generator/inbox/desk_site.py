"""What the desk needs of a site, read and checked."""

import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.cache.folder import cache_folder
from generator.config import SiteConfig, load_config
from generator.desk.collect import Manner, subscriptions
from generator.desk.extra import require_extra
from generator.desk.records import Subscription
from generator.desk.settings import FILE, DeskSettings, load_settings
from generator.desk.user_settings import UserSettings, load_user_settings, settings_path
from generator.diagnostics import Problem, has_errors
from generator.errors import ContentError
from generator.model import Outlet, Topic
from generator.source.registry import read_sources, read_topics

SOURCES = "content/sources.yaml"
_TOPICS = "content/topics.yaml"


class DeskSite(msgspec.Struct, frozen=True):
    """A site as the desk sees it."""

    root: Path
    config: SiteConfig
    settings: DeskSettings
    user: UserSettings
    outlets: Mapping[str, Outlet]
    topics: Mapping[str, Topic]
    problems: tuple[Problem, ...] = ()
    """Warnings of the files that were read."""

    @property
    def folder(self) -> Path:
        """Where the database lies."""
        return cache_folder(self.root)

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """The feeds of all sources."""
        return subscriptions(self.outlets)

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


def load_desk_site(root: Path, config_path: Path) -> DeskSite:
    """Read what the desk needs of a site.

    :param config_path: its ``site.yaml``, which is there.
    :raises ContentError: a file has errors.
    :raises WeekmarkError: the extra is not installed.
    """
    require_extra()
    config, problems = load_config(config_path.read_bytes(), config_path.name)
    outlets, of_sources = read_sources(_bytes(root / SOURCES), SOURCES)
    topics, of_topics = read_topics(_bytes(root / _TOPICS), _TOPICS)
    settings, of_settings = load_settings(_bytes(root / FILE))
    user, of_user = load_user_settings(settings_path())
    found = (*problems, *of_sources, *of_topics, *of_settings, *of_user)
    if config is None or has_errors(found):
        raise ContentError(found)
    return DeskSite(root, config, settings, user, outlets, topics, found)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
