"""Own pages and editors' notes: front matter and body."""

import unicodedata
from collections.abc import Callable

from generator.decode.findings import Findings, Place, Refused
from generator.decode.names import check_own_path, check_slug
from generator.model import Note, Page
from generator.rhythms import RHYTHMS, Rhythm, rhythm_of
from generator.source.front_matter import NoteMatter, PageMatter
from generator.source.markdown.render import Body
from generator.source.places import event_name
from generator.source.reading import Reading
from generator.source.sections import NoteBody


def read_page(reading: Reading[PageMatter], slug: str, body: Body) -> Page | None:
    """Return one of the site's own pages, or none, with problems told, where it has no title.

    :param slug: that of the file's place; the front matter's own comes first.
    """
    matter = reading.matter
    updated = reading.time(matter.updated, "updated")
    own = matter.slug.strip("/")
    if matter.slug and not own:
        reading.report(
            "page-is-home", "is the home page, which can't be replaced", "write a path such as about", "slug"
        )
    if not reading.is_sound("title"):
        return None
    return Page(
        slug=own or slug,
        title=matter.title,
        description=matter.description,
        lang=matter.lang,
        aliases=matter.aliases,
        updated=updated.iso if updated else "",
        draft=matter.draft,
        body_html=body.html,
        headings=body.headings,
    )


def read_note(reading: Reading[NoteMatter], rhythm: Rhythm, period: str, body: NoteBody) -> Note:
    """Return the editor's note of a period."""
    matter = reading.matter
    for key, slugs in (("pin", matter.pin), ("exclude", matter.exclude)):
        for number, slug in enumerate(slugs):
            reading.refer("event", slug, key, number)
    for number, slug in enumerate(matter.exclude):
        if slug in matter.pin:
            reading.report(
                "pinned-and-excluded",
                f'"{slug}" is pinned too',
                "remove it from one of the lists",
                "exclude",
                number,
            )
    return Note(
        period=period,
        rhythm=rhythm.name,
        title=matter.title,
        pin=tuple(dict.fromkeys(matter.pin)),
        exclude=tuple(dict.fromkeys(matter.exclude)),
        draft=matter.draft,
        intro_html=body.intro_html,
        sections=body.sections,
        places=tuple((place.line, place.column, place.length) for place in body.places),
        aliases=tuple(dict.fromkeys(matter.aliases)),
    )


def event_slug(path: str, findings: Findings, *, is_given: bool) -> str:
    """Return the slug of an event's file or folder, or report that its name makes none and none is given."""
    return _step(event_name(path), findings, is_given=is_given)


def page_slug(path: str, findings: Findings, *, is_given: bool) -> str:
    """Return the path of a page's file below ``content/pages``; ``legal/index.md`` is ``legal``."""
    steps = path.removeprefix("content/pages/").removesuffix(".md").split("/")
    if steps[-1] == "index" and len(steps) > 1:
        steps.pop()
    slug = "/".join(_step(step, findings, is_given=is_given) for step in steps)
    return (
        _checked(lambda: check_own_path(slug)[1:], findings, is_given=is_given) if slug.strip("/") else slug
    )


def note_period(path: str, findings: Findings) -> tuple[Rhythm, str]:
    """Return the rhythm and the period that a note's folder and file name, or report that it names none."""
    folder = path.removeprefix("content/").partition("/")[0]
    rhythm = next(rhythm for rhythm in RHYTHMS.values() if rhythm.name == folder)
    name = path.rpartition("/")[2].removesuffix(".md").lower()
    if rhythm_of(name) is not rhythm:
        what = "ISO week" if rhythm.noun == "week" else rhythm.noun
        remedy = f"name the file by its {what}, such as {rhythm.example}.md"
        findings.report(Place(0), "not-a-period", f'"{name}" is not a {rhythm.noun}', remedy)
    return rhythm, name


def _step(name: str, findings: Findings, *, is_given: bool) -> str:
    return _checked(lambda: check_slug(unicodedata.normalize("NFC", name)), findings, is_given=is_given)


def _checked(check: Callable[[], str], findings: Findings, *, is_given: bool) -> str:
    try:
        return check()
    except Refused as refused:
        if not is_given:
            message = f"the name of the file can't be a slug: {refused.message}"
            findings.report(
                Place(0), refused.name, message, f"rename the file, or give the page a slug; {refused.remedy}"
            )
        return ""
