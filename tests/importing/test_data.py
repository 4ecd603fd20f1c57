"""Every event as data, one file a month."""

import json
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.sites import SiteFolder


def test_an_event_is_told_in_full_and_its_links_are_absolute(site: SiteFolder) -> None:
    site.with_event(
        "other", "See [memo](event:memo).", published="2026-03-01", hook="*So*.", importance=4
    ).build()

    assert json.loads(site.page("/data/index.json"))["months"] == [
        {"month": "2026-04", "url": "https://digest.example.org/data/2026-04.json", "events": 1, "links": 0},
        {"month": "2026-03", "url": "https://digest.example.org/data/2026-03.json", "events": 1, "links": 0},
    ]
    (event,) = json.loads(site.page("/data/2026-03.json"))["events"]
    assert event == {
        "slug": "other",
        "title": "A memo is published",
        "page": "https://digest.example.org/events/other/",
        "url": "https://example.com/other",
        "published": "2026-03-01",
        "week": "2026-w09",
        "source": {"id": "example-news", "name": "Example News"},
        "importance": 4,
        "origin": "human",
        "hook_html": "<em>So</em>.",
        "body_html": '<p>See <a href="https://digest.example.org/events/memo/">memo</a>.</p>\n',
    }


def test_light_items_are_told_with_the_month_in_which_their_recap_begins(site: SiteFolder) -> None:
    note = (
        "## Tools\n\n- [A tool](https://example.org/tool) does much.\n\n"
        "## From sponsors {.sponsored}\n\n- [A job](https://example.org/job)\n"
    )
    site.with_file("content/weekly/2026-w09.md", note).build()

    (month,) = (month for month in json.loads(site.page("/data/index.json"))["months"] if month["links"])
    url = "https://digest.example.org/data/2026-02.json"
    assert month == {"month": "2026-02", "url": url, "events": 0, "links": 2}
    page, day = "https://digest.example.org/weekly/2026-w09/", "2026-02-23"
    tool = {"title": "A tool", "url": "https://example.org/tool", "text": "does much."}
    job = {"title": "A job", "url": "https://example.org/job"}
    assert json.loads(site.page("/data/2026-02.json")) == {
        "version": 1,
        "month": "2026-02",
        "events": [],
        "links": [
            tool | {"section": "Tools", "page": f"{page}#h-tools", "day": day},
            job
            | {"section": "From sponsors", "page": f"{page}#h-from-sponsors", "day": day, "sponsored": True},
        ],
    }


def test_one_edited_event_rewrites_one_file(site: SiteFolder) -> None:
    site.with_event("other", published="2026-03-01").build()

    changes = site.with_event("other", "New.", published="2026-03-01").build().changes

    assert [path for path in changes.changed if path.startswith("data/")] == ["data/2026-03.json"]


def test_all_data_is_as_its_published_schema_says(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2]
    settings = ["-C", str(sample), "-o", str(tmp_path / "public")]
    subprocess.run([sys.executable, "-m", "generator", "build", *settings], check=True, capture_output=True)
    data = tmp_path / "public" / "data"
    schema = json.loads((data / "schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    shards = sorted(data.glob("20*.json"))

    faults = [
        f"{shard.name}: {error.json_path}: {error.message}"
        for shard in shards
        for error in validator.iter_errors(json.loads(shard.read_text("utf-8")))
    ]
    assert len(shards) > 5
    assert faults == []


def test_a_site_may_go_without(site: SiteFolder) -> None:
    site.with_settings(data=False).build()

    assert not (site.output / "data").exists()
