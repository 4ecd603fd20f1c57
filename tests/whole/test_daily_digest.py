"""A digest of every day, as of AI news: days, months and a year, with companies, models and people."""

import json
from pathlib import Path

import pytest
import yaml

from tests.sites import SiteFolder

COMPANIES = {
    "acme": {
        "name": "Acme",
        "description": "Makes models.",
        "url": "https://acme.example",
        "aliases": ["Acme Inc."],
    },
    "borealis": {"name": "Boréalis"},
    "shenlan": {"name": "深蓝科技"},
}
MODELS = {"acme-7": {"name": "Acme-7"}, "north-star": {"name": "North Star 2.5"}}
PEOPLE = {"ada-example": {"name": "Ada Example"}, "sara": {"name": "سارة مثال"}}
STORIES = (
    (
        "Acme-7 is out, with open weights",
        {"companies": ["Acme Inc."], "models": ["Acme-7"], "license": "open"},
    ),
    ("Boréalis raises 40 million", {"companies": ["Boréalis"], "people": ["Ada Example"]}),
    ("深蓝科技发布新模型", {"companies": ["shenlan"], "models": ["North Star 2.5"], "lang": "zh"}),
    ("North Star 2.5 läuft auf einem Laptop", {"models": ["north-star"], "lang": "de", "license": "closed"}),
    ("سارة مثال تنضم إلى الفريق", {"people": ["sara"], "lang": "ar", "companies": ["acme"]}),
)
DAYS = ("2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04")


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("daily"))
    site.with_settings(
        cards="off",
        recaps={"daily": {"name": "Today in AI"}, "monthly": None, "yearly": None},
        taxonomies={name: {"name": name.title()} for name in ("companies", "models", "people")},
        fields={"license": {"name": "License", "type": "choice", "choices": ["open", "closed"]}},
    )
    for name, terms in (("companies", COMPANIES), ("models", MODELS), ("people", PEOPLE)):
        site.with_file(f"content/{name}.yaml", yaml.safe_dump(terms, allow_unicode=True))
    for number, (day, (title, more)) in enumerate((day, story) for day in DAYS for story in STORIES):
        tldr = {"what_changed": f"{title}.", "why_it_matters": "It moves fast."}
        site.with_event(f"{day}-{number}", "A body.\n", title=title, published=day, tldr=tldr, **more)
    note = "A quiet day.\n\n## Tools\n\n- [A notebook](https://tools.example/notebook) for tests.\n"
    site.with_file("content/daily/2026-04-04.md", note)
    assert site.warnings() == ""
    return site


def test_every_day_month_and_year_has_its_recap(digest: SiteFolder) -> None:
    files = digest.files()
    assert [f"daily/{day}/index.html" in files for day in DAYS] == [True] * 6
    assert {
        "monthly/2026-03/index.html",
        "monthly/2026-04/index.html",
        "yearly/2026/index.html",
    } <= files.keys()
    day = digest.page("/daily/2026-04-04/")
    assert "A quiet day." in day
    assert 'href="https://tools.example/notebook"' in day
    assert all(title in day for title, _ in STORIES)


def test_terms_have_pages_and_feeds_by_any_of_their_names(digest: SiteFolder) -> None:
    acme = digest.page("/companies/acme/")
    assert acme.count("سارة مثال تنضم إلى الفريق</a>") == len(DAYS)
    assert "Makes models." in acme
    assert "深蓝科技" in digest.page("/companies/")
    assert digest.page("/people/sara/feed.xml").count("</entry>") == len(DAYS)
    event = digest.page("/events/2026-04-04-25/")
    assert 'href="/companies/acme/"' in event
    assert 'href="/models/acme-7/"' in event
    assert "<dt>License</dt><dd><bdi>open</bdi></dd>" in event


def test_days_have_mail_and_months_have_data(digest: SiteFolder) -> None:
    assert "A notebook" in digest.page("/daily/2026-04-04/mail.txt")
    april = json.loads(digest.page("/data/2026-04.json"))
    assert len(april["events"]) == 4 * len(STORIES)
    assert april["events"][0]["fields" if "fields" in april["events"][0] else "terms"]
    assert april["links"][0]["title"] == "A notebook"


def test_the_search_has_a_facet_of_each_taxonomy(digest: SiteFolder) -> None:
    page = digest.page("/search/")
    assert all(f'name="{name}"' in page for name in ("companies", "models", "people"))
    (shard,) = Path(digest.root / "public" / "search").glob("2026-03.*.json")
    places = json.loads(shard.read_text("utf-8"))["places"]
    assert {"companies", "models", "people"} <= places.keys()
    assert "深蓝科技" in json.dumps(places["companies"], ensure_ascii=False)
