"""The schemas that ``weekmark schema`` prints accept every file of the sample, as an editor reads it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.whole.commands import weekmark
from tests.whole.conftest import REPOSITORY

FILES = {
    "event": "content/events/**/*.md",
    "week": "content/weekly/*.md",
    "page": "content/pages/**/*.md",
    "sources": "content/sources.yaml",
    "topics": "content/topics.yaml",
    "site": "site.yaml",
}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: dates are text, ``no`` is text, numbers are numbers."""


EditorLoader.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag.rpartition(":")[2] in {"null", "int", "float"} or (tag.endswith("bool") and letter in "tTfF")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Any:
    """Return the front matter of a Markdown file, or all of a YAML file."""
    text = path.read_text("utf-8")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, EditorLoader)  # noqa: S506 - derived from the safe loader


@pytest.mark.parametrize("kind", FILES)
def test_an_editor_finds_no_fault_in_the_sample(kind: str) -> None:
    printed = weekmark("schema", kind, folder=REPOSITORY)
    validator = Draft202012Validator(json.loads(printed.output))
    files = sorted(REPOSITORY.glob(FILES[kind]))
    faults = [
        f"{path.name}: {error.json_path}: {error.message}"
        for path in files
        for error in validator.iter_errors(read(path))
    ]
    assert files
    assert faults == []


def test_an_editor_finds_a_misspelt_key_and_a_wrong_value(tmp_path: Path) -> None:
    printed = weekmark("schema", "event", folder=tmp_path)
    event = {"title": "A", "published": "2026-04-23", "source": "x", "url": "https://example.com/"}
    validator = Draft202012Validator(json.loads(printed.output))
    faults = validator.iter_errors(event | {"importence": 3, "recap": "first"})

    assert sorted(fault.json_path for fault in faults) == ["$", "$.recap"]
