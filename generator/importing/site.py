"""The site that is imported into: the one that is there, or a new one."""

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import available_timezones

from generator.config import SiteConfig, load_config
from generator.errors import ContentError
from generator.importing.account import Account
from generator.importing.documents import dump
from generator.importing.records import OldSite
from generator.importing.writer import Writer

_PLACE = "https://digest.example.org/"


def open_site(root: Path, name: str, old: OldSite, writer: Writer, account: Account) -> SiteConfig:
    """Return the settings of a site; a new one takes title, address and language of the old.

    :raises ContentError: the settings have errors.
    """
    path = root / name
    if path.is_file():
        data = path.read_bytes()
    else:
        data = _settings(old)
        writer.put(name, data)
        writer.put(".gitignore", b"/public/\n/.weekmark/\n")
        account.advice.append(f"look through {name}, which is new: title, base_url, timezone")
        account.advice.append(
            "once its dead links are mended, take dead-link out of problems there: then they are errors"
        )
    config, problems = load_config(data, name)
    if config is None:
        raise ContentError(problems)
    return config


def _settings(old: OldSite) -> bytes:
    base_url = old.base_url if old.base_url.startswith(("http://", "https://")) else _PLACE
    values = {
        "title": " ".join(old.title.split()) or "My digest",
        "base_url": base_url,
        "language": old.language or "en",
        "timezone": old.timezone if old.timezone in available_timezones() else "UTC",
        "feed_id": f"urn:uuid:{uuid5(NAMESPACE_URL, base_url)}",
        "markdown": {"html": "sanitize"},
        "problems": {"dead-link": "warning", "uncited-claim": "off"},
    }
    text = dump(values)
    config, _ = load_config(text.encode(), "site.yaml")
    if config is None:  # something of the old site is not as it should be
        values |= {"base_url": _PLACE, "language": "en"}
        text = dump(values)
    return ("# Made by an import. Every key is explained in the configuration reference.\n" + text).encode()
