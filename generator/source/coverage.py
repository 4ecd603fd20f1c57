"""Who reported an event: its source and its coverage, and the ids that claims may cite."""

import msgspec

from generator.addresses import host_and_path
from generator.decode.findings import Refused
from generator.decode.names import check_slug, slug_of, slugify
from generator.model import Coverage, Outlet
from generator.source.front_matter import CoverageMatter, EventMatter, InlineSource
from generator.source.markdown.links import is_external
from generator.source.reading import Reading

ORIGINAL = "source"
"""What cites call the original article."""


def read_source(
    reading: Reading[EventMatter], source: str | InlineSource | None, url: str, *path: str | int
) -> Outlet:
    """Return a source. Of one that the event does not describe, only what it says of it is set, as ``id``.

    That is an id, a name or an address, and by default the address of the report: which outlet is meant shows
    when the whole site is known.

    :param url: the address of the report.
    """
    if isinstance(source, InlineSource):
        source_id = slugify(source.name)
        if source.name and not source_id:
            message = "has no letter or digit to make an id of"
            reading.report("malformed-name", message, "use an id of sources.yaml", *path, "name")
        return Outlet(id=source_id, name=source.name, url=source.url, country=source.country)
    if source and not is_external(source):
        reading.refer("source", source, *path)
    return Outlet(id=source or url, name="")


def read_coverage(reading: Reading[EventMatter]) -> tuple[Coverage, ...]:
    """Return the coverage, each entry with an id of its own."""
    taken: dict[str, int] = {}
    entries = []
    for number, entry in enumerate(reading.matter.coverage):
        coverage = _read_entry(reading, entry, number)
        if not entry.id and entry.source is None and coverage.id in taken:
            coverage = msgspec.structs.replace(coverage, id=f"{coverage.id}-{number + 1}")
        _check_id(reading, coverage, number, taken)
        entries.append(coverage)
    return tuple(entries)


def coverage_outlets(coverage: tuple[Coverage, ...]) -> tuple[Outlet, ...]:
    """Return the outlets of the coverage; of those in ``sources.yaml``, only the id is set."""
    return tuple(entry.inline or Outlet(id=entry.source, name="") for entry in coverage)


def _read_entry(reading: Reading[EventMatter], entry: CoverageMatter, number: int) -> Coverage:
    outlet = read_source(reading, entry.source, entry.url, "coverage", number, "source")
    published = reading.time(entry.published, "coverage", number, "published")
    return Coverage(
        id=entry.id or _cite_id(outlet),
        source=outlet.id,
        title=entry.title,
        url=entry.url,
        published=published.iso if published else "",
        inline=outlet if outlet.name else None,
    )


def _cite_id(outlet: Outlet) -> str:
    """Return what cites call a report by default: the id of its source, or one made of its name or host."""
    if is_external(outlet.id):
        return slugify(host_and_path(outlet.id)[0])
    try:
        return check_slug(outlet.id) if outlet.id else ""
    except Refused:
        return slug_of(outlet.id)


def _check_id(reading: Reading[EventMatter], entry: Coverage, number: int, taken: dict[str, int]) -> None:
    """Report an id that is there already, or that means the original."""
    if entry.id == ORIGINAL:
        message = f'the id "{ORIGINAL}" means the original article'
        reading.report("reserved-id", message, "give the entry another id", "coverage", number, "id")
    elif entry.id and entry.id in taken:
        message = f'the id "{entry.id}" is that of coverage[{taken[entry.id]}] too'
        reading.report("repeated-id", message, "give one of them an id of its own", "coverage", number)
    taken.setdefault(entry.id, number)
