"""``weekmark import``: bring what another tool left behind into a site."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import click
import msgspec

from generator.commands.options import Place, json_option, place_options
from generator.commands.report import print_json
from generator.diagnostics import counted
from generator.errors import WeekmarkError
from generator.importing.account import Account, Remark
from generator.importing.readers import FORMATS
from generator.importing.request import Mapping, Request, combine, read_mapping

_SHOWN = 10
_NOUNS = {"events": "event", "weekly": "weekly note", "pages": "page", "files": "file"}

_OPTIONS = (
    click.option("--map", "maps", metavar="OURS=THEIRS", multiple=True, help="Which of their keys ours is."),
    click.option("--set", "sets", metavar="KEY=VALUE", multiple=True, help="What every document gets."),
    click.option("--drop", metavar="KEYS", multiple=True, help="Their keys that are left out."),
    click.option("--source", default="", metavar="NAME", help="The source of events that name none."),
    click.option("--into", type=click.Choice(["auto", "events", "weekly", "pages"]), default="auto"),
    click.option(
        "--permalink", default="", metavar="PATTERN", help="Where the old site showed its documents."
    ),
    click.option(
        "--dates", type=click.Choice(["auto", "dmy", "mdy"]), default="auto", help="What 03/04/2017 is."
    ),
    click.option("--ignore", metavar="NAMES", multiple=True, help="Files and folders that are passed over."),
    click.option("--mapping", metavar="FILE", help="A file with all of these, or the name of a tool."),
    click.option("--events", is_flag=True, help="Make an event of each link of a link digest."),
    click.option("--fetch", is_flag=True, help="Fetch pictures of other sites."),
    click.option("-n", "--dry-run", is_flag=True, help="Say what would be done, and do nothing."),
)


def _import_options(function: Any) -> Any:  # noqa: ANN401 - a decorator
    for option in reversed(_OPTIONS):
        function = option(function)
    return place_options(function)


@click.command("import", short_help="Bring what another tool left into this site.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("paths", metavar="PATH", nargs=-1, required=True)
@_import_options
@json_option
@click.pass_obj
def command(  # noqa: PLR0913 - an option each
    place: Place,
    /,
    *,
    format_: str,
    paths: tuple[str, ...],
    as_json: bool,
    events: bool,
    fetch: bool,
    dry_run: bool,
    **values: Any,  # noqa: ANN401 - the options of a mapping
) -> int:
    """Bring what another tool left at PATH into this site, which is made where there is none.

    FORMAT is markdown, hugo, jekyll, feed, wordpress, links, opml, csv or jsonl.

    Nothing that a person has edited since is written over, and a second run changes nothing.
    """
    place = place.merged(values)
    mapping = _mapping(values)
    request = Request(format_, mapping, dry_run=dry_run, fetch=fetch, events=events)
    account = _import(place, paths, request)
    if as_json:
        print_json(msgspec.to_builtins(account))
    else:
        _print(account, place, dry_run=dry_run)
    return 0


def _import(place: Place, paths: tuple[str, ...], request: Request) -> Account:
    try:
        from generator.importing.importer import import_into  # noqa: PLC0415 - it needs the libraries of an extra

        return import_into(place.folder, paths, request, place.config or "site.yaml")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        raise WeekmarkError(
            f"importing needs the library {missing}", "install it with: pip install 'weekmark[import]'"
        ) from None


def _mapping(values: dict[str, Any]) -> Mapping:
    """Return what the options say, laid over a mapping of a file."""
    given = Mapping(
        map=_pairs(values["maps"], "--map"),
        set=_pairs(values["sets"], "--set"),
        drop=_names(values["drop"]),
        source=values["source"],
        into=values["into"],
        permalink=values["permalink"],
        dates=values["dates"],
        ignore=_names(values["ignore"]),
    )
    return combine(read_mapping(values["mapping"]), given) if values["mapping"] else given


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _pairs(values: Iterable[str], option: str) -> dict[str, str]:
    """Return ``a=b,c=d`` as a dict; for ``--set`` a comma belongs to the value, unless a pair follows it."""
    pairs: dict[str, str] = {}
    for value in values:
        last = ""
        for part in value.split(","):
            key, equals, text = part.partition("=")
            if equals:
                last = key.strip()
                pairs[last] = text.strip()
            elif last and option == "--set":
                pairs[last] += f",{part}"
            else:
                raise click.BadParameter(
                    f"{part!r} is no pair; write KEY={'VALUE' if last else 'KEY'}", param_hint=option
                )
    return pairs


def _print(account: Account, place: Place, *, dry_run: bool) -> None:
    """Print the account: what was taken, what was not, what was mended, what needs hands."""
    _print_remarks("left out", account.dropped, place)
    if not place.quiet:
        _print_remarks("mended", account.mended, place)
        if account.remote:
            shown = [Remark(paths[0], 0, url) for url, paths in account.remote.items()]
            _print_remarks("pictures of other sites (--fetch brings them along)", shown, place)
        _print_counts("sources", account.sources)
        _print_counts("topics", account.topics)
    _print_remarks("needs hands", account.hands, place, color="yellow")
    if account.kept:
        kept = [
            Remark(path, 0, "is not as an import wrote it; left as it is") for path in sorted(account.kept)
        ]
        _print_remarks("kept", kept, place)
    if place.quiet:
        return
    taken = ", ".join(
        counted(account.taken[kind], noun) for kind, noun in _NOUNS.items() if account.taken[kind]
    )
    outcomes = account.outcomes
    click.echo(
        f"{'would take' if dry_run else 'took'} {taken or 'nothing'}: {outcomes['new']} new, "
        f"{outcomes['changed']} changed, {outcomes['unchanged']} unchanged, {len(account.kept)} kept; "
        f"{len(account.dropped)} left out, {len(account.hands)} need hands"
    )
    for advice in account.advice:
        click.echo(advice)


def _print_remarks(heading: str, remarks: list[Remark], place: Place, color: str | None = None) -> None:
    if not remarks:
        return
    click.secho(f"{heading} ({len(remarks)}):", fg=color, err=True)
    remarks = sorted(remarks)
    for remark in remarks if place.verbose else remarks[:_SHOWN]:
        where = f"{remark.path}:{remark.line}" if remark.line else remark.path
        text = "".join(
            c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in f"  {where}: {remark.message}"
        )
        click.echo(text, err=True)
    rest = Counter(remark.path for remark in remarks[_SHOWN:])
    if rest and not place.verbose:
        most = ", ".join(f"{path} ({count})" for path, count in rest.most_common(3))
        click.echo(f"  and {len(remarks) - _SHOWN} more, most in {most}; -v shows all", err=True)


def _print_counts(noun: str, counts: dict[str, int]) -> None:
    if counts:
        most = ", ".join(f"{name} ({count})" for name, count in list(counts.items())[:8])
        more = f" and {len(counts) - 8} more" if len(counts) > 8 else ""
        click.echo(f"{noun}: {most}{more}", err=True)
