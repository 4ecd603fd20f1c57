"""``site.yaml`` in, settings out."""

from generator.config import (
    Feeds,
    Markdown,
    NavigationItem,
    RecapSettings,
    SiteConfig,
    SitePublisher,
    load_config,
)
from generator.diagnostics import Problem
from generator.targets import GitOptions, PublishSettings

REQUIRED = b"title: The AI Week\nbase_url: https://digest.example.org/\n"


def test_two_keys_are_enough() -> None:
    assert load_config(REQUIRED, "site.yaml") == (
        SiteConfig(title="The AI Week", base_url="https://digest.example.org/"),
        (),
    )


def test_every_key_is_read() -> None:
    config, problems = load_config(
        b"""\
title: The AI Week
base_url: HTTPS://Digest.Example.org/Team/digest
tagline: Weekly
description: >-
  Two
  lines
author: Ann
publisher: {name: Example, url: "https://example.org/", logo: images/logo.svg}
language: zh-hant
timezone: Europe/Berlin
theme: paper
origin: ai
recap: {name: Recap, top: 5}
freshness: 2h
page_size: 20
feeds: {limit: 10}
markdown: {html: sanitize}
problems: {uncited-claim: off, dead-link: warning}
nav:
  - {name: Weeks, url: weekly/}
  - {name: Code, url: "https://code.example.org/"}
search: false
precompress: [gzip, br]
publish: {default: pages, targets: {pages: {type: git, history: true}}}
x-own: 1
""",
        "site.yaml",
    )

    assert problems == ()
    assert config == SiteConfig(
        title="The AI Week",
        base_url="https://digest.example.org/Team/digest/",
        tagline="Weekly",
        description="Two lines",
        author="Ann",
        publisher=SitePublisher(name="Example", url="https://example.org/", logo="/images/logo.svg"),
        language="zh-Hant",
        timezone="Europe/Berlin",
        theme="paper",
        origin="ai",
        recap=RecapSettings(name="Recap", top=5),
        freshness=7200,
        page_size=20,
        feeds=Feeds(limit=10),
        markdown=Markdown(html="sanitize"),
        problems={"uncited-claim": "off", "dead-link": "warning"},
        nav=(NavigationItem("Weeks", "/weekly/"), NavigationItem("Code", "https://code.example.org/")),
        search=False,
        precompress=("gzip", "br"),
        publish=PublishSettings({"pages": GitOptions("git")}, "pages"),
        extra={"x-own": 1},
    )
    assert config.base_path == "/Team/digest/"


def test_durations_have_a_unit() -> None:
    found = [
        config.freshness
        for text in ("90s", "30m", "2 h", "1d")
        if (config := load_config(REQUIRED + f"freshness: {text}\n".encode(), "site.yaml")[0])
    ]

    assert found == [90, 1800, 7200, 86400]


def test_the_command_line_comes_before_the_file() -> None:
    config, problems = load_config(
        b"title: The AI Week\nbase_url: nonsense\n", "site.yaml", {"base_url": "http://localhost:8000"}
    )

    assert problems == ()
    assert config == SiteConfig(title="The AI Week", base_url="http://localhost:8000/")


def test_what_the_command_line_gives_is_checked_too() -> None:
    assert load_config(REQUIRED, "site.yaml", {"base_url": "localhost"}) == (
        None,
        (
            Problem(
                "site.yaml",
                0,
                0,
                "malformed-url",
                'base_url: "localhost" is not an http or https URL',
                'it begins with "https://"',
            ),
        ),
    )
