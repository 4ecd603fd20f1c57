"""Fields of a site's own: declared once, checked as any key, and shown on the event's page."""

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.commands.options import Place
from generator.config import load_config
from generator.decode.declared import RESERVED
from generator.decode.findings import Findings
from generator.decode.yaml_document import decode
from generator.source.front_matter import EventMatter
from generator.source.schemas import json_schema
from generator.source.settings import parse_settings
from tests.sites import SETTINGS, SiteFolder

FIELDS = {
    "license": {"name": "License", "type": "choice", "choices": ["open", "closed"]},
    "paper": {"name": "Paper", "type": "url"},
    "size": {"name": "Parameters", "type": "number"},
    "weights": {"name": "Weights", "type": "flag"},
    "cutoff": {"name": "Knowledge until", "type": "day"},
    "names": {"name": "Also called", "list": True},
    "remark": {"name": "Remark", "type": "markdown"},
}
VALUES: dict[str, Any] = {
    "license": "open",
    "paper": "https://arxiv.example/abs/1?a=b&c",
    "size": 0.25,
    "weights": False,
    "cutoff": "2026-01-31",
    "names": ["<b>Bold</b>", "Two"],
    "remark": "See [the memo](event:memo), *now*.",
}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path).with_settings(fields=FIELDS).with_event("memo", **VALUES).with_event("plain")


def facts(site: SiteFolder, slug: str = "memo") -> str:
    """Return the list of facts on an event's page, without line breaks."""
    found = re.search(r'<dl class="facts">.*?</dl>', site.page(f"/events/{slug}/"), re.DOTALL)
    return found[0].replace("\n", "") if found else ""


def run(site: SiteFolder, *words: str) -> str:
    command = importlib.import_module(f"generator.commands.{words[0]}").command
    result = CliRunner().invoke(command, words[1:], obj=Place(str(site.root)), standalone_mode=False)
    assert result.return_value == 0, result.output
    return result.stdout


def test_an_event_lists_its_fields_in_the_order_of_the_settings(site: SiteFolder) -> None:
    site.build()

    assert facts(site) == (
        '<dl class="facts">'
        "<div><dt>License</dt><dd><bdi>open</bdi></dd></div>"
        '<div><dt>Paper</dt><dd><a href="https://arxiv.example/abs/1?a=b&amp;c" rel="noopener">'
        "https://arxiv.example/abs/1?a=b&amp;c</a></dd></div>"
        "<div><dt>Parameters</dt><dd>0.25</dd></div>"
        "<div><dt>Weights</dt><dd>No</dd></div>"
        '<div><dt>Knowledge until</dt><dd><time datetime="2026-01-31">January 31, 2026</time></dd></div>'
        "<div><dt>Also called</dt><dd><bdi>&lt;b&gt;Bold&lt;/b&gt;</bdi></dd><dd><bdi>Two</bdi></dd></div>"
        '<div><dt>Remark</dt><dd>See <a href="/events/memo/">the memo</a>, <em>now</em>.</dd></div>'
        "</dl>"
    )
    assert not facts(site, "plain")


def test_a_wrong_value_is_told_as_that_of_any_key(site: SiteFolder) -> None:
    wrong: dict[str, Any] = {
        "license": "opem",
        "paper": "arxiv",
        "size": "12 B",
        "weights": "yes",
        "cutoff": "soon",
        "names": "One",
        "paperr": "https://arxiv.example/",
    }
    site.with_event("memo", **wrong)

    assert re.findall(r"error: (.*) \[", site.errors()) == [
        'license: must be one of open, closed, not "opem"',
        'paper: "arxiv" is not an http or https URL',
        "size: must be a number",
        "weights: must be true or false",
        'cutoff: "soon" is not a day',
        "names: must be a list",
        'unknown key "paperr"',
    ]
    assert 'did you mean "paper"?' in site.errors()


def test_what_is_not_declared_is_no_key(site: SiteFolder) -> None:
    site.with_settings()

    assert 'unknown key "license"' in site.errors()


def test_a_field_is_declared_as_it_should_be(site: SiteFolder) -> None:
    site.with_settings(
        fields={
            "topics": {"name": "Topics"},
            "items": {"name": "Items"},
            "Model size": {"name": "Size"},
            "note_html": {"name": "Note"},
            "a": {"name": "A", "type": "choice"},
            "b": {"name": "B", "choices": ["one"]},
            "c": {"name": "C", "type": "chioce", "choices": ["one"]},
        }
    )

    assert re.findall(r"error: (.*) \[", site.errors()) == [
        'fields: "topics" has a meaning of its own already',
        'fields: "items" has a meaning of its own already',
        'fields: "Model size" can\'t be the name of a field',
        'fields: "note_html" has a meaning of its own already',
        "fields.a.choices: is missing",
        "fields.b.choices: a field of the type text has no choices",
        'fields.c.type: must be one of text, markdown, url, day, number, flag, choice, not "chioce"',
    ]
    assert "write model_size" in site.errors()
    assert 'did you mean "choice"?' in site.errors()


def test_every_key_of_an_event_is_taken() -> None:
    assert set(EventMatter.__struct_fields__) <= RESERVED
    assert {name for name in dir(dict) if not name.startswith("_")} <= RESERVED


def test_a_change_of_declarations_leaves_nothing_over(site: SiteFolder) -> None:
    changed = {"license": {"name": "Licence"}, "weights": {"name": "W"}, "remark": {"name": "Remark"}}
    site.with_event("plain", remark="Plain").build()
    site.with_settings(fields={**FIELDS, **changed}).build()
    clean = site.files()

    assert "<dt>Licence</dt><dd><bdi>open</bdi></dd>" in facts(site)
    assert "<dt>W</dt><dd><bdi>false</bdi></dd>" in facts(site)
    site.without("public").without(".weekmark").build()
    assert site.files() == clean


def test_the_schema_of_a_site_knows_its_fields(site: SiteFolder) -> None:
    properties = json.loads(run(site, "schema", "event"))["properties"]

    assert properties["license"] == {
        "description": "License",
        "anyOf": [{"enum": ["open", "closed"]}, {"enum": [None, ""]}],
    }
    assert properties["title"]["description"] == "Plain text."
    assert "license" not in json_schema("event")["properties"]


settings = parse_settings(load_config(json.dumps({**SETTINGS, "fields": FIELDS}).encode(), "")[0])  # type: ignore[arg-type]
values = st.sampled_from([*VALUES.values(), "open", "", None, 3, -1.5, True, "3", [], ["a", 1], [None], {}])


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, values)))
def test_an_editor_accepts_what_a_build_accepts(given: dict[str, Any]) -> None:
    event = {"title": "A", "url": "https://a.org/", **given}
    findings = Findings()
    decode(settings.event_matter, json.dumps(event), findings)
    errors = list(Draft202012Validator(json_schema("event", settings)).iter_errors(event))

    assert bool(findings) == bool(errors), (findings, errors)


def test_an_export_comes_back_as_it_was(site: SiteFolder, tmp_path: Path) -> None:
    lines = run(site, "export", "jsonl")
    other = SiteFolder(tmp_path / "other").with_settings(fields=FIELDS).with_file("lines.jsonl", lines)
    memo = next(line for line in map(json.loads, lines.splitlines()) if line["path"].endswith("memo.md"))
    run(other, "importing", "jsonl", str(other.root / "lines.jsonl"))

    assert {key: memo[key] for key in VALUES} == VALUES
    assert run(other, "export", "jsonl") == lines


def test_the_files_of_data_have_them(site: SiteFolder) -> None:
    site.build()
    shard = json.loads(site.page("/data/2026-04.json"))
    events = shard["events"]
    found = next(event for event in events if event["slug"] == "memo")
    html = 'See <a href="https://digest.example.org/events/memo/">the memo</a>, <em>now</em>.'

    assert found["fields"] == {
        **{key: value for key, value in VALUES.items() if key != "remark"},
        "remark_html": html,
    }
    Draft202012Validator(json.loads(site.page("/data/schema.json"))).validate(shard)


def test_a_template_that_asks_for_what_is_not_there_gets_nothing(site: SiteFolder) -> None:
    site.with_settings(fields=FIELDS, theme="mine").with_file(
        "themes/mine/templates/event.html",
        "{% set e = events[0].event %}"
        "[{{ e.fields.license }}|{{ e.fields['size'] }}|{{ e.extra['x-desk'].tags }}|"
        "{{ e.extra['x-desk']['a-b'].c }}"
        "|{{ site.extra['x-none'] }}{% if e.extra['x-desk'] %}there{% endif %}"
        "{% for one in e.fields.names %}{{ one }}{% endfor %}]",
    ).build()

    assert site.page("/events/plain/") == "[||||]"
    site.with_file("themes/mine/templates/event.html", "{{ site.assets['style.cs'] }}")
    assert "style.cs" in site.errors()
