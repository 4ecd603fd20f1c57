"""The guides to publishing: what they tell a reader to write and type is understood."""

import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from generator.commands import weekmark
from generator.plan.hosting import headers_file
from tests.publish.conftest import require
from tests.publish.test_settings import read_settings

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.glob("how-to/publish-*.md"))


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of code of a page, without the indentation of a list."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


@pytest.mark.parametrize("page", [*PAGES, DOCS / "reference" / "publish.md"], ids=lambda page: page.stem)
def test_every_setting_is_understood(page: Path) -> None:
    texts = [text for text in blocks(page, "yaml") if re.search("^publish:", text, re.MULTILINE)]
    settings = [read_settings(text) for text in texts]

    assert settings
    assert all(setting.targets for setting in settings)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_is_understood_and_names_a_target_of_the_page(page: Path) -> None:
    texts = [text for text in blocks(page, "yaml") if re.search("^publish:", text, re.MULTILINE)]
    settings = [read_settings(text) for text in texts]
    names = {name for setting in settings for name in setting.targets}
    source = "\n".join([*blocks(page, "sh"), *blocks(page, "yaml"), *blocks(page, "toml")])
    commands = re.findall(r"weekmark ((?:publish|build)[^\"\n]*)", source)

    assert commands
    for line in commands:
        name, *arguments = shlex.split(line)
        command = weekmark.get_command(click.Context(weekmark), name)
        assert command is not None
        context = command.make_context(name, arguments)
        if name == "publish":
            assert context.params["name"] in names or len(names) == 1


def test_the_workflow_for_github_is_one() -> None:
    text = next(
        text for text in blocks(DOCS / "how-to" / "publish-github-pages.md", "yaml") if "jobs:" in text
    )
    workflow = yaml.safe_load(text)
    steps = workflow["jobs"]["publish"]["steps"]

    assert workflow["permissions"] == {"contents": "write"}
    assert workflow[True].keys() == {"push", "schedule", "workflow_dispatch"}
    assert all(("uses" in step) != ("run" in step) for step in steps)


def test_the_policy_and_the_settings_of_hosts_are_well_formed() -> None:
    policy = json.loads(blocks(DOCS / "how-to" / "publish-s3-cloudfront.md", "json")[0])
    netlify = tomllib.loads(blocks(DOCS / "how-to" / "publish-netlify.md", "toml")[0])

    assert policy["Statement"][1]["Resource"] == "arn:aws:s3:::digest-example-org/*"
    assert netlify["build"]["publish"] == "public"


def test_the_function_for_cloudfront_finds_index_pages(tmp_path: Path) -> None:
    code = blocks(DOCS / "how-to" / "publish-s3-cloudfront.md", "js")[0]
    uris = ["/", "/events/a/", "/about", "/feed.xml", "/assets/style.0a1b2c3d.css"]
    (tmp_path / "try.js").write_text(
        f"{code}\nconst uris = {json.dumps(uris)};\n"
        "console.log(JSON.stringify(uris.map(uri => handler({request: {uri}}))));\n"
    )
    run = subprocess.run([require("node"), str(tmp_path / "try.js")], capture_output=True, check=True)

    assert [
        answer.get("uri") or answer["headers"]["location"]["value"] for answer in json.loads(run.stdout)
    ] == [
        "/index.html",
        "/events/a/index.html",
        "/about/",
        "/feed.xml",
        "/assets/style.0a1b2c3d.css",
    ]


def test_headers_of_the_nginx_guide_are_those_of_other_hosts() -> None:
    text = blocks(DOCS / "how-to" / "publish-nginx.md", "nginx")[0]
    named = set(re.findall(r"add_header ([\w-]+)", text))

    assert {
        "Content-Security-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    } <= named
    assert all(name == "Cache-Control" or f"  {name}: " in headers_file("x") for name in named)
