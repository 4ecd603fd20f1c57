"""``weekmark serve``: the live preview."""

import os
from typing import Any

import click
import msgspec

from generator.commands.options import Place, build_options, read_build_options


@click.command("serve", short_help="Preview the site live while writing.")
@build_options
@click.option("--host", default="127.0.0.1", show_default=True, help="The name or address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; the next free one when it is taken.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.pass_obj
def command(place: Place, /, *, host: str, port: int, open_browser: bool, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Build the site into .weekmark/preview/site, serve it, and rebuild what changes.

    Drafts and events of the future are shown, and marked; hide them with --no-drafts and --no-future.
    """
    from generator.live import PreviewSession, ServeOptions, serve  # noqa: PLC0415 - see above

    place = place.merged(values)
    for name in ("drafts", "future"):
        values[name] = values[name] is not False
    has_clock = bool(values["now"] or os.environ.get("SOURCE_DATE_EPOCH"))
    options = msgspec.structs.replace(
        read_build_options(place, values, output=".weekmark/preview/site"), preview=True
    )
    session = PreviewSession(options, fixed_clock=has_clock)
    try:
        serve(session, ServeOptions(host=host, port=port, open_browser=open_browser, say=click.echo))
    finally:
        session.close()
    return 0
