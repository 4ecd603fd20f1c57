"""``weekmark serve``: the live preview."""

import os
import re
from functools import partial
from typing import Any

import click
import msgspec

from generator.commands.options import Function, Place, build_options, read_build_options

_SHORTEST = 60
"""Seconds; nobody asks a feed more often than once a minute."""
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_SERVE = (
    click.option("--host", default="127.0.0.1", show_default=True, help="The name or address to listen at."),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8000,
        show_default=True,
        help="The port; the next free one when it is taken.",
    ),
    click.option(
        "--collect", "every", metavar="TIME", default="", help="Ask the feeds so often, such as 15m."
    ),
)


def serve_options(function: Function) -> Function:
    """Add the options that say where the preview is, and whether it collects."""
    for option in reversed(_SERVE):
        function = option(function)
    return function


@click.command("serve", short_help="Preview the site live while writing.")
@build_options
@serve_options
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.pass_obj
def command(place: Place, /, *, every: str, open_browser: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Build the site into .weekmark/preview/site, serve it, and rebuild what changes.

    Drafts and events of the future are shown, and marked; hide them with --no-drafts and --no-future.
    """
    return preview(place.merged(values), values, every=every, opens="site" if open_browser else "")


def preview(place: Place, values: dict[str, Any], *, every: str, opens: str) -> int:
    """Serve the preview until it is stopped.

    :param values: what was given of the shared options.
    :param every: how often to collect, such as ``15m``; empty for never.
    :param opens: what to open in the browser: ``site``, ``desk``, or nothing.
    """
    from generator.live import PreviewSession, ServeOptions, serve  # noqa: PLC0415 - loads the server

    host, port, seconds = values.pop("host"), values.pop("port"), _seconds(every)
    for name in ("drafts", "future"):
        values[name] = values[name] is not False
    has_clock = bool(values["now"] or os.environ.get("SOURCE_DATE_EPOCH"))
    options = msgspec.structs.replace(
        read_build_options(place, values, output=".weekmark/preview/site"), preview=True
    )
    session = PreviewSession(options, fixed_clock=has_clock)
    wanted = ServeOptions(
        host=host,
        port=port,
        open_browser=bool(opens),
        say=click.echo,
        opens_desk=opens == "desk",
        collect=partial(_collect, place) if seconds else None,
        collect_every=seconds,
    )
    try:
        serve(session, wanted)
    finally:
        session.close()
    return 0


def _collect(place: Place) -> str:
    """Ask the feeds that are due, and return a line on it."""
    from generator.commands.collect import collect_once  # noqa: PLC0415 - a preview does without the desk

    return collect_once(place)


def _seconds(text: str) -> int:
    """Return a duration such as ``15m`` in seconds; 0 for none.

    :raises click.BadParameter: it is no duration, or too short to be polite.
    """
    found = re.fullmatch(r"([0-9]{1,4})([smh])", text)
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    if text and seconds < _SHORTEST:
        message = f"{text} is no time of a minute or more; write it like 15m"
        raise click.BadParameter(message, param_hint="--collect")
    return seconds
