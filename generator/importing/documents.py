"""Drafts as the files that a person could have written: front matter that a build takes, and Markdown."""

from typing import Any

import yaml

from generator.decode.findings import Findings
from generator.decode.yaml_document import Decoded, decode
from generator.importing.account import Account
from generator.importing.drafts import Draft
from generator.importing.keys import own_keys, plain_data
from generator.importing.records import Kind
from generator.source.front_matter import NoteMatter, PageMatter
from generator.source.settings import ParseSettings

_ORDER = (
    *("title", "published", "url", "source", "collected", "updated", "slug", "aliases", "lang", "draft"),
    *(
        "hook",
        "description",
        "tldr",
        "origin",
        "model",
        "reviewed_by",
        "audience",
        "topics",
        "importance",
        "recap",
    ),
    *("insight", "coverage", "related", "pin", "exclude", "corrections", "image"),
)
_MATTERS: dict[Kind, Any] = {"pages": PageMatter, "weekly": NoteMatter}


class _Dumper(yaml.CSafeDumper):
    """Writes equal lists out each time: a build takes no YAML aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library has it
        return True


def dump(values: dict[str, Any], *, flow: bool = False) -> str:
    """Return YAML.

    :param flow: whether each value of the top level stands on one line.
    """
    options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 110}
    if not flow:
        text: str = yaml.dump(values, Dumper=_Dumper, **options)
        return text
    options["width"] = 1 << 20
    lines = []
    for key, value in values.items():
        line = yaml.dump({key: value}, Dumper=_Dumper, default_flow_style=True, **options)
        lines.append(line.strip()[1:-1] + "\n")
    return "".join(lines)


def write_document(draft: Draft, settings: ParseSettings, account: Account) -> bytes:
    """Return the file of a draft. What a build would not take as a value goes into ``x-…``, and is told."""
    kind = _MATTERS.get(draft.kind, settings.event_matter)
    if draft.kind == "events":
        declared = (*(key for key, _ in settings.fields), *settings.taxonomies)
        draft.values |= {key: draft.rest.pop(key) for key in declared if key in draft.rest}
    values = _ordered(draft)
    own = own_keys(draft.rest) if "extra" in kind.__struct_fields__ else {}
    if draft.rest and not own:
        account.drop(
            draft.record.path, f"keys that a {draft.kind} file has no place for: {', '.join(draft.rest)}"
        )
    matter = dump({**values, **own}) if values or own else ""
    for _ in range(3):
        findings = Findings()
        decoded: Decoded[Any] | None = decode(kind, matter, findings, first_line=1)
        broken = {finding.where.partition(".")[0].partition("[")[0]: finding for finding in findings}
        wrong = [key for key in broken if key in values or key in own]
        if decoded is None or not wrong:
            break
        for key in wrong:
            message = broken[key].message
            if key in own:
                own[key] = dump({"value": own[key]})
            else:
                own |= own_keys({key: values.pop(key)})
                account.ask(draft.record.path, f"{key}: {message}; kept as x-{key}")
        matter = dump({**values, **own})
    body = draft.body.strip("\n")
    return f"---\n{matter}---\n".encode() + (f"\n{body}\n".encode() if body else b"")


def _ordered(draft: Draft) -> dict[str, Any]:
    """Return the values of the front matter in the order in which a reader of it looks for them."""
    values = {key: value for key, value in draft.values.items() if value not in (None, "", [], {}, ())}
    if not values.get("draft"):
        values.pop("draft", None)
    if draft.kind == "pages":
        _as_page(draft, values)
    elif draft.kind == "weekly":
        _as_week(draft, values)
    names = [*(key for key in _ORDER if key in values), *(key for key in values if key not in _ORDER)]
    times = {"published", "updated", "collected"}
    return {key: values[key] if key in times else plain_data(values[key]) for key in names}


def _as_page(draft: Draft, values: dict[str, Any]) -> None:
    """Keep what a page has a place for; the rest is the author's own."""
    if "hook" in values:
        values["description"] = values.pop("hook")
    if "published" in values and "updated" not in values:
        values["updated"] = values["published"]
    _set_apart(draft, values, {"title", "description", "slug", "lang", "aliases", "updated", "draft"})


def _as_week(draft: Draft, values: dict[str, Any]) -> None:
    _set_apart(draft, values, {"title", "pin", "exclude", "draft", "aliases"})


def _set_apart(draft: Draft, values: dict[str, Any], known: set[str]) -> None:
    for key in [key for key in values if key not in known]:
        draft.rest[key] = values.pop(key)
