"""``weekmark mail``: the mail edition of a recap as files, or as a message ready to send."""

import re
import sys
import tempfile
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import click
import msgspec

from generator.build.memory import BuildMemory
from generator.build.options import BuildOptions
from generator.build.pipeline import Surroundings, build
from generator.cache.last_build import last_build_path
from generator.cache.record import replace_file
from generator.commands.options import Place, edition_options, read_build_options
from generator.commands.report import print_problems
from generator.config import SiteConfig
from generator.diagnostics import Problem
from generator.errors import ContentError, WeekmarkError
from generator.plan.feeds import unique_id
from generator.plan.outputs import Output
from generator.plan.urls import LATEST_WEEK, mail_path, mail_text_path, mail_week, output_path, week_path

CLIPPED_FROM = 100_000
"""Above about as many bytes of HTML Gmail shows the beginning of a mail and a link to the rest."""
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)


class Mail(msgspec.Struct, frozen=True):
    """The mail edition of a week, rendered."""

    week: str
    html: bytes
    text: bytes
    config: SiteConfig


@click.command("mail", short_help="Write the mail edition of a recap.")
@click.argument("week", required=False)
@click.option(
    "-o", "--output", metavar="DIR", help="Where HTML and text go, relative to the root (default: mail)."
)
@click.option("--eml", metavar="FILE", help="Write one message ready to send instead; - for standard output.")
@edition_options
@click.pass_obj
def command(place: Place, /, week: str | None, output: str | None, eml: str | None, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Write the mail edition of WEEK (such as 2026-w17; the newest if not given).

    Without --eml there are two files, WEEK.html and WEEK.txt; with it one .eml file that holds both, with
    From and List-Unsubscribe as site.yaml has them. Nothing is sent.
    """
    place = place.merged(values)
    options = read_build_options(place, {**values, "output": None, "force": False})
    if week is not None and not re.fullmatch(r"\d{4}-w\d{2}", week.lower()):
        raise click.BadParameter(f"{week} is no ISO week; write it like 2026-w17", param_hint="WEEK")
    try:
        mail = _make(options, (week or "").lower(), place)
        message = _message(mail, options) if eml else b""
    except ContentError as error:
        print_problems(error.problems, options.root, everything=place.verbose)
        return 1
    _warn(mail, as_message=bool(eml))
    if eml == "-":
        sys.stdout.buffer.write(message)
        return 0
    named = options.root / eml if eml else None
    files = {named: message} if named else {}
    if output or not eml:
        folder = options.root / (output or "mail")
        files |= {folder / f"{mail.week}.html": mail.html, folder / f"{mail.week}.txt": mail.text}
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path == named:
            path.write_bytes(data)
        else:
            replace_file(path, data)  # where nobody was asked, a link is not written through
        if not place.quiet:
            click.echo(f"wrote {path}")
    return 0


def _make(options: BuildOptions, week: str, place: Place) -> Mail:
    """Build nothing of the site but the mail edition of a week, or of the newest where ``week`` is empty.

    :raises ContentError: the site has errors.
    :raises WeekmarkError: there is no such recap.
    """
    options.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mail-", dir=options.cache) as folder:
        options = msgspec.structs.replace(options, output=Path(folder, "site"))
        choice = _Choice(week)
        around = Surroundings(say=lambda text: click.echo(text, err=True), wanted=choice.choose)
        with closing(BuildMemory(options)) as memory:
            report = build(options, memory, around)
            memory.save()
        last_build_path(options.cache, options.output).unlink(missing_ok=True)
        if report.problems and not place.quiet:
            print_problems(report.problems, options.root, everything=place.verbose)
        return choice.read(options.output, memory.config)


class _Choice:
    """Chooses the files of one mail among all that a build plans."""

    def __init__(self, week: str) -> None:
        self._week = week

    def choose(self, outputs: list[Output]) -> list[Output]:
        """Return the two files of the mail."""
        weeks = {week: output for output in outputs if (week := mail_week(output.path))}
        if not weeks:
            raise WeekmarkError(*_nothing_planned(outputs))
        newest = max(weeks)
        self._week = self._week or newest
        if self._week not in weeks:
            raise WeekmarkError(f"there is no recap of {self._week}", f"the newest is that of {newest}")
        return [output for output in outputs if output.path in self._paths()]

    def read(self, folder: Path, config: SiteConfig | None) -> Mail:
        """Return what was rendered into a folder."""
        html, text = ((folder / path).read_bytes() for path in self._paths())
        assert config is not None  # noqa: S101 - a build that has succeeded has settings
        return Mail(self._week, html, text, config)

    def _paths(self) -> tuple[str, str]:
        return output_path(mail_path(self._week)), output_path(mail_text_path(self._week))


def _nothing_planned(outputs: list[Output]) -> tuple[str, str]:
    """Return why no mail is planned, and what to do about it."""
    if any(output.path == output_path(LATEST_WEEK) for output in outputs):
        return "the site has no mail edition", 'write "mail: {enabled: true}" in site.yaml'
    return "there is no recap yet", "begin with an event: weekmark new event TITLE"


def _message(mail: Mail, options: BuildOptions) -> bytes:
    """Return the mail as a message.

    :raises ContentError: site.yaml does not say who sends it, or has an address that no header can hold.
    """
    from generator.commands.message import (  # noqa: PLC0415 - only for messages
        LONGEST_URL,
        Letter,
        encode_url,
        read_sender,
        write_message,
    )

    def refuse(what: str, remedy: str) -> ContentError:
        return ContentError((Problem(options.config.name, 0, 0, "mail-settings", what, remedy),))

    config = mail.config
    sender = read_sender(config.mail.sender)
    if sender is None:
        example = f"{config.title} <digest@example.org>"
        example = example if read_sender(example) else "The Digest <digest@example.org>"
        what = "is missing" if not config.mail.sender else f'is not one mail address: "{config.mail.sender}"'
        raise refuse(f"mail.sender {what}", f'write "sender: {example}" below "mail:"')
    if len(encode_url(config.mail.unsubscribe)) > LONGEST_URL:
        raise refuse("mail.unsubscribe is too long for a mail", f"{LONGEST_URL} characters are the most")
    letter = Letter(
        sender=sender,
        subject=_subject(mail.html.decode()),
        date=options.now.astimezone(config.zone),
        id=UUID(unique_id(config.feed_id, week_path(mail.week))),
        host=urlsplit(config.base_url).hostname or "localhost",
        html=mail.html.decode(),
        text=mail.text.decode(),
        language=config.language,
        unsubscribe=config.mail.unsubscribe,
    )
    return write_message(letter)


def _subject(html: str) -> str:
    """Return the title of a page, which the theme gives the mail in the language of the site."""
    title = _TITLE.search(html)
    return " ".join(unescape(title[1]).split()) if title else ""


def _warn(mail: Mail, *, as_message: bool) -> None:
    """Tell what mail services will find wanting."""
    if len(mail.html) > CLIPPED_FROM:
        click.secho(
            f"warning: the HTML has {len(mail.html) // 1000} kB, and Gmail clips mails above 100 kB",
            fg="yellow",
            err=True,
        )
        click.echo("  show fewer events in full: recap: {top: 5}", err=True)
    if as_message and not mail.config.mail.unsubscribe:
        click.secho(
            "warning: mail.unsubscribe is missing; Gmail and others want it of every newsletter",
            fg="yellow",
            err=True,
        )
        click.echo('  write "unsubscribe: https://…" below "mail:" in site.yaml', err=True)
