"""Where the caches of a site lie, which may have come with a clone."""

from pathlib import Path

from generator.errors import WeekmarkError

NAME = ".weekmark"


def cache_folder(root: Path, *inner: str) -> Path:
    """Return the folder of a site's caches, or one within it; it need not be there.

    :param root: the folder of the site.
    :raises WeekmarkError: on the way is a symbolic link: caches are written over and cleared away, which
        is not to happen wherever somebody else has let it lead.
    """
    folder = root
    for name in (NAME, *inner):
        folder /= name
        if folder.is_symlink():
            where = folder.relative_to(root).as_posix()
            raise WeekmarkError(f"{where} is a symbolic link", "delete it; it is made anew, as a folder")
    return folder
