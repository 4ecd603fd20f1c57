"""The commands, one file each; a command's module is loaded when it is called."""

import errno
import importlib
import os
import sys

import click

from generator import __version__
from generator.commands.examples import with_examples
from generator.commands.options import Place
from generator.decode.findings import did_you_mean, shown
from generator.errors import WeekmarkError

_REMEDIES = {
    errno.ENOSPC: "free some space on the disk and build again; the site is as it was",
    errno.EDQUOT: "free some of your space on the disk and build again; the site is as it was",
    errno.EACCES: "check who owns the folder and may write there; the site is as it was",
    errno.EPERM: "check who owns the folder and may write there; the site is as it was",
    errno.EROFS: "the disk is read-only; a build writes its cache beside site.yaml, and the site to --output",
    errno.EMFILE: "raise the limit of open files (ulimit -n) or use --jobs 1",
}
_COMMANDS = (
    "init",
    "new",
    "import",
    "build",
    "serve",
    "check",
    "list",
    "publish",
    "mail",
    "export",
    "schema",
    "merge",
    "collect",
    "inbox",
    "enrich",
    "links",
    "desk",
)
_MODULES = {"import": "importing", "list": "listing"}
"""The modules of commands whose names Python keeps for itself."""


class _Commands(click.Group):
    """A group that knows its commands by name and loads one only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a curator's work."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"generator.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return with_examples(command, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; one that is not there is answered with the nearest."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            nearest = did_you_mean(args[0], _COMMANDS) or f"the commands are {', '.join(_COMMANDS)}"
            ctx.fail(f"there is no command {shown(args[0])}; {nearest}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="weekmark %(version)s")
@click.option("-C", "--root", metavar="DIR", help="The folder of the site (default: the current one).")
@click.option(
    "-c", "--config", metavar="FILE", help="The settings, relative to the root (default: site.yaml)."
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems and nothing else.")
@click.option("-v", "--verbose", is_flag=True, help="Print what each stage does.")
@click.pass_context
def weekmark(ctx: click.Context, root: str | None, config: str | None, *, quiet: bool, verbose: bool) -> None:
    """Turn a folder of curated events into a digest site with a weekly recap."""
    ctx.obj = Place(root, config, quiet, verbose)
    ctx.color = False if _wants_no_colour() else None


def _wants_no_colour() -> bool:
    """Say whether the user or the terminal wants plain text (no-color.org)."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def run() -> int:
    """Run the command named on the command line; return the exit code."""
    try:
        result = weekmark.main(prog_name="weekmark", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the interpreter's last flush
        return 1
    except (WeekmarkError, OSError, UnicodeEncodeError) as error:
        message, remedy = explain(error)
        click.secho(f"error: {message}", fg=None if _wants_no_colour() else "red", err=True)
        if remedy:
            click.echo(f"  {remedy}", err=True)
        return 1
    return result if isinstance(result, int) else 0


def explain(error: WeekmarkError | OSError | UnicodeEncodeError) -> tuple[str, str]:
    """Return what is wrong and what to do about it."""
    if isinstance(error, WeekmarkError):
        return error.message, error.remedy
    if isinstance(error, UnicodeEncodeError):
        return (
            f"the name of a file or folder is not UTF-8: {error.object!a}",
            "rename it, or set a locale that has UTF-8, such as LC_ALL=C.UTF-8",
        )
    where = error.filename or "a file"
    return f"can't use {where}: {error.strerror or error}", _REMEDIES.get(error.errno or 0, "")
