"""Which file each draft becomes: the one it became before, or a new one that nobody has."""

from pathlib import Path, PurePosixPath

from generator.decode.findings import Refused
from generator.decode.names import check_own_path, fold
from generator.importing.account import Account
from generator.importing.documents import dump
from generator.importing.drafts import Draft
from generator.importing.places import below, path_of
from generator.importing.state import Written
from generator.rhythms import RHYTHMS, rhythm_of, week_of

_OF_THE_SITE = frozenset(
    """events weekly daily monthly quarterly yearly topics sources audience archive predictions corrections
    search page assets data subscribe""".split()  # noqa: SIM905 - easier to read than quoted words
)


def place_drafts(drafts: list[Draft], root: Path, base_path: str, written: Written, account: Account) -> None:
    """Give each draft its slug and its file; notes of one week become one draft.

    :param base_path: the path of the site's ``base_url``, which pages of the old site may have had as well.
    """
    _combine_weeks(drafts, account)
    known = {draft.record.key: written.targets.get(draft.record.key) for draft in drafts}
    taken = _files_of_others(root, {target for target in known.values() if target})
    remembered = set(written.targets.values())
    numbers: dict[str, dict[str, int]] = {"events": {}, "pages": {}, "weekly": {}}
    for draft in drafts:
        before = known[draft.record.key]
        if before and before.startswith(f"content/{folder_of(draft)}/"):
            draft.target = before
            _name_after(draft, before)
            taken[draft.kind][fold(draft.slug)] = before
    for draft in sorted(drafts, key=lambda draft: draft.record.key):
        if not draft.target and _is_free(draft, taken[draft.kind], root):
            draft.target = draft.record.target
            taken[draft.kind][fold(draft.slug)] = draft.target
        elif not draft.target:
            _name(draft, root, base_path, taken[draft.kind], remembered, numbers[draft.kind])
        written.targets[draft.record.key] = draft.target


def folder_of(draft: Draft) -> str:
    """Return the folder of `content` that a draft belongs into; a note's name tells its rhythm."""
    rhythm = rhythm_of(draft.slug.lower()) if draft.kind == "weekly" else None
    return rhythm.name if rhythm else draft.kind


def _is_free(draft: Draft, taken: dict[str, str], root: Path) -> bool:
    """Say whether a document of Weekmark's own may stand where it stood."""
    target = PurePosixPath(draft.record.target)
    if target.parts[:2] != ("content", folder_of(draft)) or target.suffix != ".md":
        return False
    try:
        check_own_path(target.with_suffix("").as_posix())
    except Refused:
        return False
    other = taken.get(fold(draft.slug), str(target))
    return other == str(target) and (not (root / target).exists() or _is_of(root / target, draft))


def _name_after(draft: Draft, target: str) -> None:
    below = PurePosixPath(target).relative_to(f"content/{folder_of(draft)}").with_suffix("").as_posix()
    draft.slug = below if draft.kind == "pages" else PurePosixPath(below).name


def _name(  # noqa: PLR0913, PLR0917 - what is known of all names
    draft: Draft,
    root: Path,
    base_path: str,
    taken: dict[str, str],
    remembered: set[str],
    numbers: dict[str, int],
) -> None:
    """Give a draft a slug that nobody has, or that of its own file where only the memory of it is lost.

    :param numbers: by slug, up to which number all are this import's own: many equals take no square of time.
    """
    first = _page_slug(draft, base_path) if draft.kind == "pages" else draft.slug
    number = numbers.get(first, 1)
    slug = first if number == 1 else f"{first}-{number}"
    are_ours = True
    while draft.kind != "weekly" and (other := taken.get(fold(slug))):
        if other not in remembered and _is_of(root / other, draft):
            draft.target = other
            break
        number += 1
        slug = f"{first}-{number}"
        if are_ours := are_ours and other in remembered:
            numbers[first] = number
    draft.slug = slug
    folder = f"content/{folder_of(draft)}"
    if draft.kind == "events" and draft.day:
        year, week = week_of(draft.day).split("-")
        folder += f"/{year}/{week}"
    draft.target = draft.target or f"{folder}/{slug}.md"
    taken[fold(slug)] = draft.target
    remembered.add(draft.target)


def _is_of(path: Path, draft: Draft) -> bool:
    """Say whether a file may have been made of a draft: it begins with the same title."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(len("---\n")) == "---\n" and dump({"title": draft.values["title"]}) in file.read(
            4000
        )


def _page_slug(draft: Draft, base_path: str) -> str:
    """Return the path of a page: the one it had on the old site, where it may have it here."""
    for address in draft.addresses:
        path = below(path_of(address), base_path).strip("/")
        for ending in (".html", ".htm", ".php", "/index"):
            path = path.removesuffix(ending)
        try:
            if path and path.split("/")[0].casefold() not in _OF_THE_SITE and len(path) < 200:
                return check_own_path(path).strip("/")
        except Refused:
            continue
    return f"{draft.slug}-page" if draft.slug in _OF_THE_SITE else draft.slug


def _files_of_others(root: Path, ours: set[str]) -> dict[str, dict[str, str]]:
    """Return the files that this import did not write, by kind and slug."""
    taken: dict[str, dict[str, str]] = {"events": {}, "pages": {}, "weekly": {}}
    places = [("events", "events"), ("pages", "pages"), *(("weekly", rhythm) for rhythm in RHYTHMS)]
    for kind, place in places:
        folder = root / "content" / place
        for path in sorted(folder.rglob("*.md")):
            target = path.relative_to(root).as_posix()
            name = path.relative_to(folder).with_suffix("").as_posix()
            if target not in ours:
                taken[kind][fold(name if kind == "pages" else name.rpartition("/")[2])] = target
    return taken


def _combine_weeks(drafts: list[Draft], account: Account) -> None:
    """Let the notes of one week be one file; what comes later stands below."""
    weeks: dict[str, Draft] = {}
    added: set[int] = set()
    for draft in [
        draft for draft in drafts if draft.kind == "weekly" and draft.day and not draft.record.target
    ]:
        draft.slug = week_of(draft.day)
        first = weeks.setdefault(draft.slug, draft)
        if first is draft:
            continue
        added.add(id(draft))
        first.body = f"{first.body.rstrip()}\n\n**{draft.values['title']}**\n\n{draft.body.lstrip()}"
        first.addresses += draft.addresses
        first.rest |= {
            f"{key} of {draft.record.name or draft.slug}": value for key, value in draft.rest.items()
        }
        message = f"it stands below {first.record.path}, whose week {draft.slug} is the same"
        account.mend(draft.record.path, message)
    drafts[:] = [draft for draft in drafts if id(draft) not in added]
