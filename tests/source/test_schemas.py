"""What an editor accepts by the JSON Schemas is what a build accepts, both ways."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.config import SiteConfig
from generator.decode.findings import Findings
from generator.decode.yaml_document import decode
from generator.source.front_matter import EventMatter, NoteMatter, PageMatter
from generator.source.registry import SourceRegistry, TopicRegistry
from generator.source.schemas import SCHEMA_KINDS, SchemaKind, json_schema

TYPES: dict[SchemaKind, Any] = {
    "event": EventMatter,
    "week": NoteMatter,
    "page": PageMatter,
    "sources": SourceRegistry,
    "topics": TopicRegistry,
    "site": SiteConfig,
}
ROOT = Path(__file__).parents[2]
PROBLEMS = ["uncited-claim", "dead-link", "slug-clash", "typo"]
LEVELS = ["off", "warning", "error", "fatal", True]


def editor_accepts(kind: SchemaKind, value: Any) -> bool:
    return Draft202012Validator(json_schema(kind)).is_valid(value)


def build_accepts(kind: SchemaKind, value: Any) -> bool:
    findings = Findings()
    decode(TYPES[kind], json.dumps(value, ensure_ascii=False), findings)
    return not findings


text = st.sampled_from(["A title", "no", "12:30", "*a*", 2026, 3, 0, True, 2.5, "x" * 300])
name = st.sampled_from(["policy", "us-china", "ünï", 36, "a.b", "../x", "a b", ".a", "", None, [], "-a"])
day = st.sampled_from(["2026-04-23", "2026-4-23", "2026-13-01", "2026", 2026, "tomorrow", None, ""])
moment = st.one_of(
    day, st.sampled_from(["2026-04-23 10:00", "2026-04-23T10:00:00Z", "2026-04-23T25:00", 20260423])
)
partial = st.one_of(day, st.sampled_from(["2026-04", "2026-1", 999, 12345, "0026"]))
url = st.sampled_from(
    ["https://a.org/", "http://a.org:80/b?c#d", "ftp://a.org", "a.org", "https://a b", "https://u@a.org", 3]
)
path = st.sampled_from(
    ["/old/", "old/memo", "a b", "/a/../b", "//a", "..", "a//b", "/.a/b", "https://a.org/", 7, -7]
)
wrong = st.sampled_from([None, "", [], {}, "text", 1, True])
country = st.sampled_from(["DE", "no", "GBR", 49, ""])
language = st.sampled_from(["de", "zh-Hant", "pt-BR", "german", "en_US", 1, None])
flag = st.sampled_from([True, False, "true", "yes", 1, None])
origin = st.sampled_from(["ai", "human", "ai-reviewed", "AI", None, 1])


def mapping(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mostly sound mappings: now and then a key is missing, unknown or holds something else."""
    sound = st.fixed_dictionaries(required, optional=optional)
    odd = st.dictionaries(
        st.sampled_from([*required, *optional, "titel", "x-own", "extra"]), wrong, max_size=1
    )
    return st.tuples(sound, odd).map(lambda parts: parts[0] | parts[1])


def some(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.lists(item, max_size=2), wrong)


source = st.one_of(name, mapping({"name": text}, {"url": url, "country": country}))
cites = {"cites": some(name)}
insight = mapping(
    {"origin": origin},
    {
        "model": text,
        "takeaways": some(st.one_of(text, mapping({"text": text}, cites))),
        "implications": some(
            mapping(
                {"prediction": text},
                {
                    "rationale": text,
                    "due": partial,
                    "outcome": st.sampled_from(["open", "right", "maybe"]),
                    **cites,
                },
            )
        ),
        "timeline": some(mapping({"date": partial, "text": text}, cites)),
    },
)
event = mapping(
    {"title": text, "published": moment, "source": source, "url": url},
    {
        "collected": moment,
        "updated": moment,
        "slug": name,
        "aliases": some(path),
        "lang": language,
        "draft": flag,
        "hook": text,
        "tldr": mapping({}, {"what_changed": text, "why_it_matters": text}),
        "origin": origin,
        "audience": some(text),
        "topics": some(name),
        "importance": st.sampled_from([1, 5, 0, 6, "3", 2.5, None]),
        "recap": st.sampled_from(["auto", "pin", "pinned", None]),
        "insight": insight,
        "coverage": some(
            mapping({"source": source, "title": text, "url": url}, {"id": name, "published": moment})
        ),
        "related": some(name),
        "corrections": some(
            mapping({"date": day, "text": text}, {"severity": st.sampled_from(["minor", "huge"])})
        ),
        "image": mapping({"src": path, "alt": text}, {"credit": text}),
        "x-own": st.one_of(wrong, st.just({"a": [1, None]})),
    },
)
page = mapping(
    {"title": text}, {"slug": path, "lang": language, "aliases": some(path), "updated": moment, "draft": flag}
)
week = mapping({}, {"title": text, "pin": some(name), "exclude": some(name), "draft": flag})
domain = st.sampled_from(
    ["scmp.com", "News.Example", "bücher.de", "a", "a..b", "-a.b", "https://a.org", "a b", 3]
)
registered = mapping(
    {"name": text},
    {
        "url": url,
        "country": country,
        "publisher": text,
        "domains": some(domain),
        "feeds": some(url),
        "wire": flag,
    },
)
topic = mapping({"name": text}, {"description": text, "aliases": some(name)})
ids = st.sampled_from(["scmp", "36kr", "ünï"])
number = st.sampled_from([0, 1, 30, -1, "10", 2.5, None])
site = mapping(
    {"title": text, "base_url": url},
    {
        "tagline": text,
        "publisher": mapping({"name": text}, {"url": url}),
        "language": language,
        "origin": origin,
        "recap": mapping({}, {"name": text, "top": number}),
        "freshness": st.sampled_from(["30m", "2h", "1d", "90s", "soon", 30, None]),
        "page_size": number,
        "markdown": mapping({}, {"html": st.sampled_from(["escape", "sanitize", "allow"])}),
        "problems": st.dictionaries(st.sampled_from(PROBLEMS), st.sampled_from(LEVELS), max_size=2),
        "nav": some(mapping({"name": text, "url": st.just("/weekly/")}, {})),
        "search": flag,
        "precompress": some(st.sampled_from(["gzip", "br", "zip"])),
        "publish": st.one_of(wrong, st.just({"default": "pages"})),
    },
)
STRATEGIES: dict[SchemaKind, st.SearchStrategy[Any]] = {
    "event": event,
    "week": week,
    "page": page,
    "sources": st.dictionaries(ids, registered, max_size=2),
    "topics": st.dictionaries(ids, topic, max_size=2),
    "site": site,
}


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_a_schema_is_a_schema(kind: SchemaKind) -> None:
    Draft202012Validator.check_schema(json_schema(kind))

    assert json_schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_editors_and_builds_accept_the_same(kind: SchemaKind) -> None:
    @settings(max_examples=300, deadline=None)
    @given(STRATEGIES[kind])
    def agree(value: Any) -> None:
        assert editor_accepts(kind, value) == build_accepts(kind, value)

    agree()


@pytest.mark.parametrize(
    ("kind", "file"),
    [("sources", "content/sources.yaml"), ("topics", "content/topics.yaml"), ("site", "site.yaml")],
)
def test_editors_accept_the_sample_site(kind: SchemaKind, file: str) -> None:
    assert editor_accepts(kind, yaml.safe_load((ROOT / file).read_text()))


def test_every_field_is_explained() -> None:
    unexplained = [
        f"{kind}: {owner}.{key}"
        for kind in SCHEMA_KINDS
        for owner, record in {"": json_schema(kind), **json_schema(kind).get("$defs", {})}.items()
        for key, field in record.get("properties", {}).items()
        if not field.get("description") and kind != "site"
    ]

    assert unexplained == []
