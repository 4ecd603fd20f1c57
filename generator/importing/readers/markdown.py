"""Any folder of Markdown: with or without front matter, MDX and HTML files too."""

from collections.abc import Iterator
from pathlib import Path

from generator.importing.account import Account
from generator.importing.folder import open_folder, read_document, walk
from generator.importing.front_matter import cut
from generator.importing.records import Found, Markup, OldSite, Record
from generator.importing.request import Request

MARKUPS: dict[str, Markup] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
}
_ABOUT_THE_REPOSITORY = frozenset(
    {"readme", "license", "contributing", "changelog", "code_of_conduct", "security"}
)


def read(place: str, request: Request, account: Account) -> Found:
    """Read a folder, or one file."""
    path = Path(place).resolve()
    if path.is_file():
        site = OldSite(path.parent, base_url=base_of(request.mapping.permalink), static=(path.parent,))
        records = [record for record in [read_record(path, path.parent, account)] if record]
        return Found(site, records)
    root = open_folder(place)
    site = OldSite(root, base_url=base_of(request.mapping.permalink), static=static_folders(root))
    return Found(site, _records(root, request, account))


def _records(root: Path, request: Request, account: Account) -> Iterator[Record]:
    parts = tuple(f"{root / name}/" for name in request.mapping.content if (root / name).is_dir()) or ("",)
    for path in walk(root, account, request.mapping.ignore):
        if path.suffix.lower() not in MARKUPS or not path.as_posix().startswith(parts):
            continue
        if path.parent == root and path.stem.casefold() in _ABOUT_THE_REPOSITORY:
            account.drop(path.name, "it is about the folder, not a document of it")
            continue
        if record := read_record(path, root, account):
            yield record


def read_record(path: Path, root: Path, account: Account) -> Record | None:
    """Return what a document says; none, and told, where it can't be taken."""
    name = path.relative_to(root).as_posix()
    text = read_document(path, name, account)
    parts = cut(text, name, account) if text is not None else None
    if parts is None:
        return None
    if not parts.matter and not parts.body.strip():
        account.drop(name, "it is empty")
        return None
    markup = MARKUPS[path.suffix.lower()]
    return Record(name, parts.matter, parts.body, markup, line=parts.line, folder=path.parent)


def base_of(permalink: str) -> str:
    """Return the root of the host of an absolute permalink, with a slash at its end."""
    scheme, separator, rest = permalink.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/" if separator else ""


def static_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders whose files most tools publish at the root of a site, the folder itself last."""
    names = ("static", "public", "assets", "src", "content")
    return (*(path.resolve() for name in names if (path := root / name).is_dir()), root)
