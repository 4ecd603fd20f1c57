"""What ``publish`` in ``site.yaml`` may say, and what is said about mistakes in it."""

import pytest

from generator.config import load_config
from generator.diagnostics import render_problem
from generator.errors import ContentError, PublishError
from generator.publish.settings import choose
from generator.targets import (
    FolderOptions,
    GitOptions,
    ObjectStoreOptions,
    PublishSettings,
    RsyncOptions,
)

ALL = """\
publish:
  default: pages
  targets:
    pages:   {type: git, remote: origin, branch: gh-pages, cname: digest.example.org, history: false}
    bucket:  {type: object-store, url: s3://digest/site, endpoint: https://s3.example.org, parallel: 8}
    host:    {type: rsync, to: user@host:/srv/digest/, ssh_port: 22}
    folder:  {type: folder, path: /srv/www/digest}
"""


def read_settings(text: str) -> PublishSettings:
    """Return what a ``site.yaml`` says of publishing."""
    required = {"title": "The Week", "base_url": "https://example.org/"}
    lacking = "".join(f"{key}: {value}\n" for key, value in required.items() if f"{key}:" not in text)
    config, found = load_config(f"{text}{lacking}".encode(), "site.yaml")
    if config is None:
        raise ContentError(found)
    return config.publish


def problems(text: str) -> str:
    """Return what is wrong with a ``site.yaml``, as a user sees it."""
    with pytest.raises(ContentError) as failure:
        read_settings(text)
    return "\n".join(
        render_problem(problem, lambda _path: text.splitlines()) for problem in failure.value.problems
    )


def test_all_kinds_of_targets() -> None:
    assert read_settings(ALL) == PublishSettings(
        {
            "pages": GitOptions("git", cname="digest.example.org", history=False),
            "bucket": ObjectStoreOptions(
                "object-store", "s3://digest/site", endpoint="https://s3.example.org", parallel=8
            ),
            "host": RsyncOptions("rsync", "user@host:/srv/digest/", 22),
            "folder": FolderOptions("folder", "/srv/www/digest"),
        },
        "pages",
    )


def test_every_mistake_is_told_with_its_place() -> None:
    text = """\
publish:
  default: page
  targets:
    pages: {type: git, brnch: gh-pages}
    bucket: {type: object-stor, url: s3://digest}
    host: {type: rsync, ssh_port: twenty}
    folder: {path: /srv}
"""

    choices = "must be one of git, object-store, rsync, folder"
    assert (
        problems(text)
        == f"""\
site.yaml:2:12: error: publish.default: there is no target "page" [unknown-target]
  2 |   default: page
    |            ^^^^
  did you mean "pages"?
site.yaml:4:24: error: publish.targets.pages: unknown key "brnch" [unknown-key]
  4 |     pages: {{type: git, brnch: gh-pages}}
    |                        ^^^^^
  did you mean "branch"?
site.yaml:5:20: error: publish.targets.bucket.type: {choices}, not "object-stor" [wrong-value]
  5 |     bucket: {{type: object-stor, url: s3://digest}}
    |                    ^^^^^^^^^^^
  did you mean "object-store"?
site.yaml:6:11: error: publish.targets.host.to: is missing [missing-key]
  6 |     host: {{type: rsync, ssh_port: twenty}}
    |           ^
site.yaml:6:35: error: publish.targets.host.ssh_port: must be a whole number [wrong-value]
  6 |     host: {{type: rsync, ssh_port: twenty}}
    |                                   ^^^^^^
  write a number from 0 to 65535
site.yaml:7:13: error: publish.targets.folder: has no "type" [wrong-shape]
  7 |     folder: {{path: /srv}}
    |             ^
  it is one of git, object-store, rsync, folder"""
    )


def test_a_target_is_chosen_by_name_default_or_being_the_only_one() -> None:
    settings = read_settings(ALL)
    one = PublishSettings({"web": FolderOptions("folder", "x")})
    two = PublishSettings({"web": FolderOptions("folder", "x"), "net": FolderOptions("folder", "y")})

    assert (choose(settings, None)[0], choose(settings, "host")[0], choose(one, None)[0]) == (
        "pages",
        "host",
        "web",
    )
    for wrong, name, message, remedy in (
        (settings, "bukket", 'there is no target "bukket" in site.yaml', 'did you mean "bucket"?'),
        (two, None, "no target is named", "name one of web, net, or set publish.default"),
        (
            PublishSettings(),
            None,
            "site.yaml names no targets to publish to",
            "add publish.targets, for example {pages: {type: git, remote: origin, branch: gh-pages}}",
        ),
    ):
        with pytest.raises(PublishError) as refusal:
            choose(wrong, name)
        assert (refusal.value.message, refusal.value.remedy) == (message, remedy)
