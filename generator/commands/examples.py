"""An example or two of every command, as its ``--help`` ends."""

import click

EXAMPLES = {
    "init": ("weekmark init my-digest", "weekmark init . --title 'The Harbour Week'"),
    "new event": (
        "weekmark new event 'A memo is published' --source scmp-tech",
        "weekmark new event https://example.com/memo --edit",
    ),
    "new week": ("weekmark new week", "weekmark new week next", "weekmark new week 2026-w17"),
    "new page": ("weekmark new page 'About us'",),
    "import": (
        "weekmark import hugo ../old-site",
        "weekmark import feed https://example.org/feed.xml --dry-run",
    ),
    "build": ("weekmark build", "weekmark -C my-digest build --drafts --output draft"),
    "serve": ("weekmark serve", "weekmark serve --port 8080 --open"),
    "check": ("weekmark check", "weekmark check --strict --json"),
    "publish": ("weekmark publish", "weekmark publish pages --dry-run"),
    "mail": ("weekmark mail", "weekmark mail 2026-w17 --eml recap.eml"),
    "schema": ("weekmark schema event > event.schema.json",),
    "merge": ("weekmark merge memo memo-2",),
    "collect": ("weekmark collect", "weekmark collect scmp-tech --json"),
    "desk feeds": ("weekmark desk feeds",),
}


def with_examples(command: click.Command, name: str) -> click.Command:
    """Return a command whose help ends with its examples, those of commands below it with theirs."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            with_examples(below, f"{name} {below.name}")
    lines = EXAMPLES.get(name, ())
    if lines:
        command.epilog = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
    return command
