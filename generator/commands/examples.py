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
    "new day": ("weekmark new day", "weekmark new day 2026-04-25"),
    "new month": ("weekmark new month 2026-04",),
    "new quarter": ("weekmark new quarter 2026-q2",),
    "new year": ("weekmark new year 2026",),
    "export": ("weekmark export jsonl > events.jsonl", "weekmark export csv > events.csv"),
    "build": ("weekmark build", "weekmark -C my-digest build --drafts --output draft"),
    "serve": ("weekmark serve", "weekmark serve --port 8080 --open"),
    "check": (
        "weekmark check",
        "weekmark check --strict --json",
        "weekmark check --sources",
        "weekmark check --fresh 36h https://digest.example.org/",
    ),
    "list": ("weekmark list drafts", "weekmark list events --json"),
    "publish": ("weekmark publish", "weekmark publish pages --dry-run"),
    "mail": ("weekmark mail", "weekmark mail 2026-w17 --eml recap.eml"),
    "schema": ("weekmark schema event > event.schema.json",),
    "merge": ("weekmark merge memo memo-2",),
    "collect": ("weekmark collect", "weekmark collect scmp-tech --json"),
    "inbox list": ("weekmark inbox list", "weekmark inbox list --limit 100 --json"),
    "inbox take": ("weekmark inbox take 1a2b3c4d", "weekmark inbox take 1a2b3c4d --dry-run"),
    "inbox drop": ("weekmark inbox drop 1a2b3c4d 5e6f7a8b",),
    "inbox attach": ("weekmark inbox attach 1a2b3c4d memo", "weekmark inbox attach 1a2b3c4d 1"),
    "inbox merge": ("weekmark inbox merge 1a2b3c4d 5e6f7a8b",),
    "inbox split": ("weekmark inbox split 1a2b3c4d",),
    "inbox never": ("weekmark inbox never 1a2b3c4d",),
    "inbox mute": (
        "weekmark inbox mute horoscope 'press release'",
        "weekmark inbox mute --domain spam.example",
    ),
    "inbox done": ("weekmark inbox done", "weekmark inbox done --until 2026-04-23T18:00:00Z"),
    "inbox undo": ("weekmark inbox undo",),
    "enrich": ("weekmark enrich memo --dry-run", "weekmark enrich --week 2026-w17 --model local"),
    "links": ("weekmark links", "weekmark links --week 2026-w17 --fix --dry-run"),
    "desk": ("weekmark desk", "weekmark desk --collect 15m"),
    "desk feeds": ("weekmark desk feeds", "weekmark desk feeds --fix --dry-run"),
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
