"""The configuration of an editor in the browser, made of the types that front matter is read by."""

from typing import Any

import msgspec
import yaml

from generator.source.cms import cms_config
from generator.source.front_matter import EventMatter
from tests.sites import SiteFolder
from tests.whole.commands import weekmark

WIDGETS = {"boolean", "datetime", "list", "markdown", "number", "object", "select", "string", "text"}


def fields(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    (events,) = (collection for collection in config["collections"] if collection["name"] == "events")
    return {field["name"]: field for field in events["fields"]}


def test_every_key_of_an_event_has_a_widget_and_the_required_come_first(site: SiteFolder) -> None:
    site.with_settings(
        fields={"license": {"name": "License", "type": "choice", "choices": ["open", "closed"]}},
        taxonomies={"companies": {"name": "Companies"}},
    )
    found = fields(yaml.safe_load(weekmark("schema", "cms", folder=site.root).output))

    keys = {field.encode_name for field in msgspec.structs.fields(EventMatter)} - {"extra"}
    assert found.keys() == keys | {"license", "companies", "body"}
    assert list(found)[:2] == ["title", "url"]
    assert {field["widget"] for field in found.values()} <= WIDGETS
    assert found["license"]["options"] == ["open", "closed"]
    assert (found["importance"]["min"], found["importance"]["max"]) == (1, 5)
    assert (found["draft"]["widget"], found["draft"]["required"]) == ("boolean", False)
    assert [field["name"] for field in found["coverage"]["fields"]][:2] == ["title", "url"]


def test_an_object_that_may_be_missing_asks_for_nothing_and_two_forms_have_no_widget() -> None:
    from generator.source.settings import ParseSettings

    found = fields(cms_config("https://digest.example.org/", ParseSettings()))
    assert not any(field["required"] for field in found["image"]["fields"])
    assert "takeaways" not in {field["name"] for field in found["insight"]["fields"]}


def test_without_a_site_there_is_nothing_to_configure(site: SiteFolder) -> None:
    ended = weekmark("schema", "cms", folder=site.root.parent)
    assert ended.code == 2
    assert "an editor needs to know of one" in ended.errors
