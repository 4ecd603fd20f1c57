"""``weekmark new event``: a draft of a title, or of an address and what its page says."""

import re
import sys
import textwrap
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import click
import msgspec

from generator.addresses import host_and_path
from generator.commands.new_files import LONGEST_NAME, edit_option, plain_line, site_and_time, write_new
from generator.commands.options import Place, place_options
from generator.decode.findings import did_you_mean
from generator.decode.names import slug_of, slugify
from generator.errors import ContentError, WeekmarkError
from generator.rhythms import week_of
from generator.site.taxonomy import Sources
from generator.source.markdown.links import is_external
from generator.source.placeholders import TEXT, URL
from generator.source.registry import read_sources

if TYPE_CHECKING:
    from generator.inbox.page_facts import PageFacts

_WIDTH = 100
_PLAIN_ADDRESS = re.compile(r"https?://[\w.~/%?#=&+@,;!$'()*:-]*[\w/=-]")
"""An address that YAML needs no quotes for."""


class Beginning(NamedTuple):
    """What is known of an event when it is begun."""

    url: str
    title: str
    day: date
    """When it appeared, in the site's time zone; today where nobody says."""
    published: str
    """As YAML, with a comment where it needs one."""
    collected: str
    outlet: str = ""
    """Who published it, by the name that readers see."""
    summary: str = ""
    """What its page says of it."""


@click.command("event", short_help="Begin an event.")
@click.argument("what", metavar="TITLE|URL")
@click.option(
    "--source", metavar="NAME", help="Who published it: an id or name of sources.yaml, or any name."
)
@click.option("--full", is_flag=True, help="Explain every key.")
@click.option("--no-fetch", is_flag=True, help="Don't read the page of a URL.")
@edit_option
@place_options
@click.pass_obj
def new_event(  # noqa: PLR0913 - one an option
    place: Place,
    /,
    *,
    what: str,
    source: str | None,
    full: bool,
    no_fetch: bool,
    edit: bool,
    **values: str | None,
) -> int:
    """Make a draft of an event in the folder of its week: of a TITLE, or of the URL of the original.

    Where weekmark[desk] is installed, the page of a URL says title, time, outlet and its own address. Its
    source is that of the address, as far as sources.yaml tells.
    """
    place = place.merged(values)
    root, now = site_and_time(place)
    given = what.strip()
    if is_external(given):
        facts = None if no_fetch else _read_page(place, given)
        begun = _begin_with_page(facts, now) if facts else _begin(given, TEXT, now)
    else:
        begun = _begin(URL, plain_line(what) or TEXT, now)
    outlet = _source(root, source, begun.url, begun.outlet)
    is_free = begun.url != URL or begun.title == TEXT
    name = _name_of_url(begun.url) if begun.title == TEXT and begun.url != URL else slugify(begun.title)
    week = week_of(begun.day)
    folder = root / "content" / "events" / week[:4] / week[5:]
    target = folder / f"{_file_name(name, now, root, is_free=is_free)}.md"
    template = "event-full.md" if full else "event.md"
    return write_new(target, template, _filled(begun, outlet, week), root, edit=edit)


def _begin(url: str, title: str, now: datetime) -> Beginning:
    """Return what is known of an event without its page."""
    return Beginning(url, title, now.date(), now.date().isoformat(), now.isoformat(" ", "minutes"))


def _read_page(place: Place, url: str) -> "PageFacts | None":
    """Return what a page says; nothing where the extra is not installed, or the page can't be read.

    :raises ContentError: a file that says how to read it has errors.
    """
    from generator.desk.extra import lacking_modules  # noqa: PLC0415 - a title needs no desk

    if lacking_modules():
        return None
    from generator.commands.desk_site import read_desk_site  # noqa: PLC0415 - see above
    from generator.inbox.page_facts import read_page_facts  # noqa: PLC0415 - see above

    if sys.stderr.isatty() and not place.quiet:
        click.echo(f"reading {url}", err=True)
    found = read_page_facts(read_desk_site(place), url)
    if isinstance(found, str):
        click.echo(f"{url}: {found}; begun with its address alone", err=True)
        return None
    return found


def _begin_with_page(facts: "PageFacts", now: datetime) -> Beginning:
    """Return what is known of an event whose page was read; a time that it does not tell is not made up."""
    plain = _begin(facts.url, plain_line(facts.title) or TEXT, now)
    known = plain._replace(outlet=facts.outlet, summary=facts.summary)
    moment, dating, told = facts.published.moment, facts.published.dating, facts.published.told
    if not moment:
        return known._replace(published=f"{plain.published}  # the page says nothing: this is today")
    if dating == "day":
        return known._replace(day=date.fromisoformat(moment), published=moment)
    appeared = datetime.fromisoformat(moment).astimezone(now.tzinfo)
    doubt = f'  # no zone, read as UTC; the page says "{told}"' if dating == "zoneless" else ""
    collected = plain.collected if appeared <= now else appeared.isoformat(" ", "seconds")
    return known._replace(day=appeared.date(), published=f"{moment}{doubt}", collected=collected)


def _filled(begun: Beginning, outlet: str, week: str) -> dict[str, str]:
    """Return what stands in the places of a template.

    :param outlet: the source as YAML, or nothing.
    """
    is_plain = _PLAIN_ADDRESS.fullmatch(begun.url)
    said = textwrap.wrap(f"The page says: {begun.summary}", _WIDTH, break_long_words=False)
    return {
        "title": msgspec.json.encode(begun.title).decode(),
        "url": begun.url if is_plain else msgspec.json.encode(begun.url).decode(),
        "source": f"source: {outlet}\n" if outlet else "",
        "published": begun.published,
        "day": begun.day.isoformat(),
        "collected": begun.collected,
        "summary": "".join(f"# {line}\n" for line in said) if begun.summary else "",
        "week": week,
    }


def _scalar(text: str) -> str:
    """Return a text as YAML, without quotes where it needs none."""
    return text if re.fullmatch(r"\w(?:[\w -]*\w)?", text) else msgspec.json.encode(text).decode()


def _name_of_url(url: str) -> str:
    """Return a name made of the last step of an address; where that has no letters, of its host too."""
    host, path = host_and_path(url)
    last = slugify(unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0])
    return last if any(map(str.isalpha, last)) else slugify(f"{host} {last or path}")


def _file_name(name: str, now: datetime, root: Path, *, is_free: bool) -> str:
    """Return the name of an event's file: one that every system can have and that is no other event's.

    :param name: the wanted one; where it has no letter or digit, the day and a number stand for it.
    :param is_free: whether a number may be put behind it.
    """
    plain = name[:LONGEST_NAME].strip("-")
    wanted = slug_of(plain or f"{now.date().isoformat()}-event")
    wanted = f"{wanted}-event" if wanted == "index" else wanted
    taken = {path.stem: path for path in (root / "content" / "events").rglob("*.md")}
    if wanted in taken and plain and not is_free:
        there = taken[wanted].relative_to(root).as_posix()
        raise WeekmarkError(f"{there} is there already", "edit it, or choose another title")
    number = 1
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _source(root: Path, name: str | None, url: str, outlet: str) -> str:
    """Return what the event says of its source, as YAML: the id of the registry, or the name as given.

    Nothing where none is given, no outlet has the host and the page names none: then its host is its name.

    :param outlet: who publishes the page, as that says.
    """
    path = root / "content" / "sources.yaml"
    registry, problems = read_sources(path.read_bytes() if path.is_file() else b"", "content/sources.yaml")
    if problems and not registry:
        raise ContentError(problems)
    sources = Sources(registry)
    if name is None:
        found = "" if url == URL else sources.find(url) or (outlet and sources.find(outlet))
        return found or (f"{{name: {msgspec.json.encode(outlet).decode()}}}" if outlet else "")
    found = sources.find(name)
    if not found:
        remedy = did_you_mean(name, [*registry, *(outlet.name for outlet in registry.values())])
        click.echo(
            f'sources.yaml has no "{name}", so it is shown by that name; {remedy}'.rstrip("; "), err=True
        )
    return _scalar(found or plain_line(name))
