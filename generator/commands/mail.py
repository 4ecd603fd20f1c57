"""``weekmark mail``: the mail edition of a recap as files, or as a message ready to send."""

import re
import sys
import tempfile
from collections.abc import Collection
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
from generator.build.pipeline import build
from generator.build.surroundings import Surroundings
from generator.cache.last_build import last_build_path
from generator.cache.record import replace_file
from generator.commands.options import Place, edition_options, read_build_options
from generator.commands.report import print_problems
from generator.config import SiteConfig
from generator.diagnostics import Problem
from generator.errors import ContentError, WeekmarkError
from generator.plan.feeds import unique_id
from generator.plan.outputs import Output
from generator.plan.urls import (
    latest_path,
    mail_path,
    mail_period,
    mail_text_path,
    output_path,
    recap_path,
    recaps_path,
)
from generator.rhythms import RHYTHMS, WEEKLY, Rhythm, rhythm_of

CLIPPED_FROM = 100_000
"""Above about as many bytes of HTML Gmail shows the beginning of a mail and a link to the rest."""
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)


class Mail(msgspec.Struct, frozen=True):
    """The mail edition of a recap, rendered."""

    rhythm: Rhythm
    period: str
    html: bytes
    text: bytes
    config: SiteConfig


@click.command("mail", short_help="Write the mail edition of a recap.")
@click.argument("period", required=False)
@click.option(
    "-o", "--output", metavar="DIR", help="Where HTML and text go, relative to the root (default: mail)."
)
@click.option("--eml", metavar="FILE", help="Write one message ready to send instead; - for standard output.")
@edition_options
@click.pass_obj
def command(place: Place, /, period: str | None, output: str | None, eml: str | None, **values: Any) -> int:  # noqa: ANN401 - the shared options
    """Write the mail edition of PERIOD (such as 2026-w17, 2026-04 or 2026; the newest week if not given).

    Without --eml there are two files, PERIOD.html and PERIOD.txt; with it one .eml file that holds both, with
    From and List-Unsubscribe as site.yaml has them. Nothing is sent.
    """
    place = place.merged(values)
    options = read_build_options(place, {**values, "output": None, "force": False})
    rhythm = rhythm_of(period.lower()) if period else RHYTHMS[WEEKLY]
    if rhythm is None:
        examples = ", ".join(known.example for known in RHYTHMS.values())
        raise click.BadParameter(f"{period} is no period; write it like {examples}", param_hint="PERIOD")
    try:
        mail = _make(options, rhythm, (period or "").lower(), place)
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
        files |= {folder / f"{mail.period}.html": mail.html, folder / f"{mail.period}.txt": mail.text}
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path == named:
            path.write_bytes(data)
        else:
            replace_file(path, data)  # where nobody was asked, a link is not written through
        if not place.quiet:
            click.echo(f"wrote {path}")
    return 0


def _make(options: BuildOptions, rhythm: Rhythm, period: str, place: Place) -> Mail:
    """Build nothing of the site but one mail edition, that of the newest recap where ``period`` is empty.

    :raises ContentError: the site has errors.
    :raises WeekmarkError: there is no such recap.
    """
    options.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mail-", dir=options.cache) as folder:
        options = msgspec.structs.replace(options, output=Path(folder, "site"))
        choice = _Choice(rhythm, period)
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

    def __init__(self, rhythm: Rhythm, period: str) -> None:
        self._rhythm = rhythm
        self._period = period

    def choose(self, outputs: list[Output]) -> list[Output]:
        """Return the two files of the mail."""
        name = self._rhythm.name
        paths = {output.path for output in outputs}
        periods = {
            period
            for path in paths
            if (period := mail_period(path)) and path == output_path(mail_path(name, period))
        }
        if not periods:
            raise WeekmarkError(*_nothing_planned(self._rhythm, paths))
        newest = max(periods)
        self._period = self._period or newest
        if self._period not in periods:
            raise WeekmarkError(f"there is no recap of {self._period}", f"the newest is that of {newest}")
        return [output for output in outputs if output.path in self._paths()]

    def read(self, folder: Path, config: SiteConfig | None) -> Mail:
        """Return what was rendered into a folder."""
        html, text = ((folder / path).read_bytes() for path in self._paths())
        assert config is not None  # noqa: S101 - a build that has succeeded has settings
        return Mail(self._rhythm, self._period, html, text, config)

    def _paths(self) -> tuple[str, str]:
        name, period = self._rhythm.name, self._period
        return output_path(mail_path(name, period)), output_path(mail_text_path(name, period))


def _nothing_planned(rhythm: Rhythm, paths: Collection[str]) -> tuple[str, str]:
    """Return why no mail of a rhythm is planned, and what to do about it."""
    if output_path(recaps_path(rhythm.name)) not in paths:
        remedy = f'write "recaps: {{{rhythm.name}: {{}}}}" in site.yaml'
        return f"the site has no {rhythm.name} recaps", remedy
    if output_path(latest_path(rhythm.name)) in paths:
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
        id=UUID(unique_id(config.feed_id, recap_path(mail.rhythm.name, mail.period))),
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
