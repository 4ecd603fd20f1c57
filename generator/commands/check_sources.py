"""What ``weekmark check --sources`` does beside all other checks, and how it is shown. It needs the extra."""

from typing import Any

import click
import msgspec

from generator.commands.options import Place
from generator.commands.progress import Report
from generator.diagnostics import counted, judge
from generator.inbox.desk_site import load_desk_site
from generator.inbox.quotes import Standing, check_quotes


def check_sources(place: Place, progress: Report, *, drafts: bool) -> Standing:
    """Read the pages that quotes cite again, and look for the quotes; problems are as grave as the site says.

    :raises ContentError: a file of the desk has errors.
    :raises WeekmarkError: the extra is not installed.
    """
    site = load_desk_site(place.folder, place.folder / (place.config or "site.yaml"))
    manner = msgspec.structs.replace(site.manner, progress=progress)
    standing = check_quotes(site, manner, drafts=drafts)
    lost = judge(standing.problems, site.config.problems)
    return msgspec.structs.replace(standing, problems=tuple(lost))


def print_standing(standing: Standing) -> None:
    """Print of which quotes nothing can be told, and a line that sums up."""
    for one in standing.unclear:
        what = f"can't tell of {counted(one.quotes, 'quote')} of {one.url}"
        click.echo(f"{one.path}:{one.line}: {what}: {one.reason}", err=True)
    unclear = sum(one.quotes for one in standing.unclear)
    looked = f"looked for {counted(standing.quotes, 'quote')} in {counted(standing.pages, 'page')}"
    parts = [f"{standing.found} there", f"{standing.lost} not", f"{unclear} can't be told"]
    click.echo(f"{looked}: {', '.join(parts)}" if standing.quotes else "no event has a quote")


def standing_data(standing: Standing) -> dict[str, Any]:
    """Return what came of it for ``--json``; what is wrong stands among the other problems."""
    return {
        "quotes": standing.quotes,
        "pages": standing.pages,
        "found": standing.found,
        "lost": standing.lost,
        "unclear": [one._asdict() for one in standing.unclear],
    }
