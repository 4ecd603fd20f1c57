"""Taxonomies of a site's own: declared once, with a registry, pages, feeds, a facet of the search."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.sites import SiteFolder

COMPANIES = {
    "openai": {
        "name": "OpenAI",
        "aliases": ["open-ai"],
        "url": "https://openai.example/",
        "description": "Of GPT.",
    },
    "deepseek": {"name": "DeepSeek", "picture": "/images/whale.svg"},
}
DECLARED = {"companies": {"name": "Companies"}, "people": {"name": "People"}}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return (
        SiteFolder(tmp_path)
        .with_settings(taxonomies=DECLARED)
        .with_file("content/companies.yaml", yaml.safe_dump(COMPANIES))
        .with_file("content/static/images/whale.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .with_event("memo", companies=["Open AI", "deepseek"], people=["Ann <b>"], topics=["Policy"])
        .with_event("plain", companies=["OPENAI", "open-ai"])
        .with_file("content/topics.yaml", "policy: {name: Policy}\n")
    )


def test_a_term_has_a_page_of_its_events(site: SiteFolder) -> None:
    assert site.warnings() == ""
    page = site.page("/companies/openai/")

    assert "<h1>OpenAI</h1>" in page
    assert '<p class="hook">Of GPT.</p>' in page
    assert '<a href="https://openai.example/" rel="noopener">Website</a>' in page
    assert '<a href="/companies/">Companies</a>' in page
    assert 'href="/events/memo/"' in page
    assert 'href="/events/plain/"' in page
    assert '<img class="emblem" src="/images/whale.svg" alt="">' in site.page("/companies/deepseek/")
    assert "<h1>Ann &lt;b&gt;</h1>" in site.page("/people/ann-b/")


def test_all_terms_are_listed(site: SiteFolder) -> None:
    site.build()

    assert re.findall(r'<h2><a href="(.*?)">(.*?)<', site.page("/companies/")) == [
        ("/companies/deepseek/", "DeepSeek"),
        ("/companies/openai/", "OpenAI"),
    ]
    assert '<a href="/companies/">Companies</a>' in site.page("/")


def test_an_event_leads_to_its_terms(site: SiteFolder) -> None:
    site.build()

    assert (
        '<div><dt>Companies</dt><dd><a href="/companies/openai/">OpenAI</a></dd>'
        '<dd><a href="/companies/deepseek/">DeepSeek</a></dd></div>\n'
        '<div><dt>People</dt><dd><a href="/people/ann-b/">Ann &lt;b&gt;</a></dd></div>'
    ) in site.page("/events/memo/")


def test_machines_are_told(site: SiteFolder) -> None:
    site.build()
    shard = json.loads(site.page("/data/2026-04.json"))
    search = next(name for name in site.files() if name.startswith("search/2026-04."))
    index = json.loads(site.files()[search])

    assert "<title>The Test Week: OpenAI</title>" in site.page("/companies/openai/feed.xml")
    assert 'href="/companies/openai/feed.xml"' in site.page("/companies/openai/")
    assert "## Companies\n\n- [DeepSeek](https://digest.example.org/companies/deepseek/)\n" in site.page(
        "/llms.txt"
    )
    assert shard["events"][0]["terms"] == {"companies": ["OpenAI", "DeepSeek"], "people": ["Ann <b>"]}
    Draft202012Validator(json.loads(site.page("/data/schema.json"))).validate(shard)
    assert index["places"]["companies"] == [
        ["OpenAI", "/companies/openai/"],
        ["DeepSeek", "/companies/deepseek/"],
    ]
    assert index["events"]["companies"] == [[0, 1], [0]]
    assert '<select name="companies">' in site.page("/search/")


def test_a_term_that_its_registry_lacks_is_told(site: SiteFolder) -> None:
    site.with_event("memo", companies=["OpenIA", "Mistral"], people=["Anyone"])

    assert re.findall(r"warning: (.*) \[unknown-term\]", site.warnings()) == [
        'companies has no "OpenIA", it gets a page of its own',
        'companies has no "Mistral", it gets a page of its own',
    ]
    assert 'did you mean "OpenAI"?' in site.warnings()
    assert site.page("/companies/mistral/")


def test_a_registry_has_a_taxonomy(site: SiteFolder) -> None:
    site.with_file("content/robots.yaml", "r2: {name: R2}\n")

    assert "content/robots.yaml: warning: nothing reads this file [unused-file]" in site.warnings()


def test_an_audience_may_have_a_registry_too(site: SiteFolder) -> None:
    site.with_event("memo", audience=["devs"]).with_file(
        "content/audience.yaml", "devs: {name: Developers}\n"
    )

    assert site.warnings() == ""
    assert "<h1>Developers</h1>" in site.page("/audience/devs/")


def test_a_picture_that_is_not_there_is_told(site: SiteFolder) -> None:
    site.without("content/static/images/whale.svg")

    assert "content/companies.yaml:3:12: warning: " in site.warnings()


def test_a_name_is_taken_once(site: SiteFolder) -> None:
    site.with_settings(
        taxonomies={"events": {"name": "E"}, "topics": {"name": "T"}, "models": {"name": "M"}},
        fields={"models": {"name": "M"}},
    )

    assert re.findall(r"error: (.*) \[", site.errors()) == [
        'taxonomies: "events" has a meaning of its own already',
        'taxonomies: "topics" has a meaning of its own already',
        "taxonomies.models: is the name of a field too",
    ]


def test_a_change_of_declarations_or_of_a_registry_leaves_nothing_over(site: SiteFolder) -> None:
    site.build()
    site.with_file("content/companies.yaml", "openai: {name: OpenAI Inc}\n")
    check_that_it_is_as_a_clean_one(site)
    site.with_settings(taxonomies={"companies": {"name": "Firms"}}).with_event("memo", companies=["X"])
    check_that_it_is_as_a_clean_one(site)
    site.with_settings().with_event("memo").with_event("plain").without("content/companies.yaml")
    check_that_it_is_as_a_clean_one(site)

    assert not any("companies" in name for name in site.files())


def check_that_it_is_as_a_clean_one(site: SiteFolder) -> None:
    site.build()
    found = site.files()
    site.without("public").without(".weekmark").build()
    assert site.files() == found
