"""What every command of the desk needs of a site, read and checked."""

import click

from generator.commands.options import Place
from generator.commands.report import print_problems
from generator.errors import ContentError
from generator.inbox.desk_site import DeskSite, load_desk_site

__all__ = ["DeskSite", "read_desk_site"]


def read_desk_site(place: Place) -> DeskSite:
    """Read what the desk needs of a site, and print what is wrong with it.

    :raises click.UsageError: there is no site here.
    :raises WeekmarkError: the extra is not installed, or a file has errors, which have been printed.
    """
    path = place.folder / (place.config or "site.yaml")
    if not path.is_file():
        raise click.UsageError(
            f"there is no {path.name} in {path.parent}; begin a site with `weekmark init DIR`"
        )
    try:
        site = load_desk_site(place.folder, path)
    except ContentError as error:
        print_problems(error.problems, place.folder)
        raise
    print_problems(site.problems, place.folder)
    return site
