"""How messages name the files of a theme."""


def shown_path(path: str) -> str:
    """Return the path of a theme's file as a user knows it: ``themes/default/templates/event.html``.

    :param path: where it is on this machine: ``themes/NAME/templates/…`` or ``themes/NAME/locale/…`` of the
        site, or of this program for a built-in theme.
    """
    path = path.replace("\\", "/")
    for folder in ("/templates/", "/locale/"):
        theme, found, rest = path.rpartition(folder)
        root, slash, name = theme.rpartition("/")
        if found and slash and root.endswith("/themes"):
            return f"themes/{name}{folder}{rest}"
    return path
