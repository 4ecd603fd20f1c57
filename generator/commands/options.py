"""The options that commands have in common, and what they mean."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from generator.build.options import BuildOptions
from generator.decode.findings import Refused
from generator.decode.times import check_year
from generator.decode.times import week as read_week

Function = TypeVar("Function", bound=Callable[..., Any])


class Place(msgspec.Struct, frozen=True):
    """Which site is meant, and how much to say; given before or after the command."""

    root: str | None = None
    config: str | None = None
    quiet: bool = False
    verbose: bool = False

    def merged(self, values: dict[str, Any]) -> "Place":
        """Return this place with what was said after the command laid over it."""
        return Place(
            values.pop("root") or self.root,
            values.pop("config") or self.config,
            bool(values.pop("quiet") or self.quiet),
            bool(values.pop("verbose") or self.verbose),
        )

    @property
    def folder(self) -> Path:
        """The absolute path of the site's folder: what was said, or the nearest above with settings."""
        here = Path(self.root or ".").absolute()
        if self.root is not None:
            return here
        name = self.config or "site.yaml"
        return next((folder for folder in (here, *here.parents) if (folder / name).is_file()), here)


_PLACE = (
    click.option("-C", "--root", metavar="DIR", help="The folder of the site."),
    click.option("-c", "--config", metavar="FILE", help="The settings, relative to the root."),
    click.option("-q", "--quiet", is_flag=True, help="Print problems and nothing else."),
    click.option("-v", "--verbose", is_flag=True, help="Print what each stage does."),
)

_EDITION = (
    click.option(
        "--base-url", metavar="URL", help="Build for this address instead of base_url of site.yaml."
    ),
    click.option("--drafts/--no-drafts", default=None, help="Build drafts too."),
    click.option("--future/--no-future", default=None, help="Build events and pages of the future too."),
    click.option(
        "--now", metavar="TIME", help="Build as if it were this time (ISO 8601); also SOURCE_DATE_EPOCH."
    ),
    click.option(
        "-j", "--jobs", type=click.IntRange(0), default=0, help="How many processes (default: one a core)."
    ),
    click.option("--leave-out", is_flag=True, help="Leave out files with errors, and build the rest."),
    click.option("--strict", is_flag=True, help="Treat warnings as errors."),
)

_BUILD = (
    click.option(
        "-o",
        "--output",
        metavar="DIR",
        help="Where the site goes, relative to the root (default: public; of serve: .weekmark/preview/site).",
    ),
    *_EDITION,
    click.option("--force", is_flag=True, help="Build into a folder that holds files of unknown origin."),
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object for machines.")


def place_options(function: Function) -> Function:
    """Add the options that say which site is meant."""
    for option in reversed(_PLACE):
        function = option(function)
    return function


def edition_options(function: Function) -> Function:
    """Add the options that say which edition of the site is meant: as of when, with drafts or not."""
    for option in reversed(_EDITION):
        function = option(function)
    return place_options(function)


def build_options(function: Function) -> Function:
    """Add the options of every command that builds."""
    for option in reversed(_BUILD):
        function = option(function)
    return place_options(function)


def read_build_options(place: Place, values: dict[str, Any], *, output: str = "public") -> BuildOptions:
    """Return what the options mean, taking those of :func:`build_options` out of ``values``.

    :raises click.BadParameter: ``--now`` or SOURCE_DATE_EPOCH is no time.
    :raises click.UsageError: there is no site here.
    """
    root = place.folder
    config = root / (place.config or "site.yaml")
    if not config.is_file():
        raise click.UsageError(
            f"there is no {config.name} in {config.parent} or above it; begin a site with `weekmark init DIR`"
        )
    return BuildOptions(
        root=root,
        config=config,
        output=root / (values.pop("output") or output),
        base_url=values.pop("base_url") or "",
        drafts=bool(values.pop("drafts")),
        future=bool(values.pop("future")),
        now=_read_now(values.pop("now")),
        jobs=values.pop("jobs"),
        leave_out=values.pop("leave_out"),
        strict=values.pop("strict"),
        force=values.pop("force"),
    )


def read_week_option(text: str) -> str:
    """Return what ``--week`` means, as ``2026-w17``; nothing where it was not given.

    :raises click.BadParameter: it is no week.
    """
    try:
        return read_week(text) if text else ""
    except Refused as refused:
        message = f"{refused.message}; {refused.remedy}"
        raise click.BadParameter(message, param_hint="--week") from None


def _read_now(text: str | None) -> datetime:
    """Return the time of the build, in UTC, in whole seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not text and not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    name, remedy = ("--now", "2026-04-23T09:00:00Z") if text else ("SOURCE_DATE_EPOCH", "seconds since 1970")
    try:
        now = datetime.fromisoformat(text) if text else datetime.fromtimestamp(int(epoch or ""), UTC)
        check_year(now.year)
    except Refused as refused:
        message = f"{refused.message}; {refused.remedy}"
        raise click.BadParameter(message, param_hint=name) from None
    except (ValueError, OverflowError, OSError):
        message = f"{text or epoch!r} is no time; write {remedy}"
        raise click.BadParameter(message, param_hint=name) from None
    return (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
