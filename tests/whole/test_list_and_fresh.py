"""What is in a site, listed; and whether a published one still brings something new."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sites import SiteFolder
from tests.whole.commands import weekmark
from tests.whole.host import Host


@pytest.fixture
def digest(site: SiteFolder) -> SiteFolder:
    site.with_event("budget", published="2026-04-21", topics=["Policy"], title="A budget")
    site.with_event(
        "plan", published="2026-04-14", topics=["Policy", "Models"], title="A plan", source="Wire"
    )
    site.with_event("draft", published="2026-04-20", draft=True, title="A draft")
    return site.with_event("later", published="2099-01-01", title="Later")


def listed(site: SiteFolder, what: str) -> list[str]:
    return weekmark("list", what, folder=site.root).output.splitlines()


def test_lists_are_for_people_and_for_scripts(digest: SiteFolder) -> None:
    assert listed(digest, "weeks")[-1].startswith("2026-w16  1")
    assert listed(digest, "topics") == ["policy  2  Policy", "models  1  Models"]
    assert listed(digest, "drafts") == ["2026-04-20  draft  A draft  content/events/draft.md"]
    assert listed(digest, "scheduled") == ["2099-01-01  later  Later  content/events/later.md"]

    told = json.loads(weekmark("list", "events", "--json", folder=digest.root).output)
    assert [event["slug"] for event in told["events"]] == ["memo", "budget", "plan"]
    assert not (digest.root / "public").exists()


def test_a_site_that_cannot_be_read_is_told(digest: SiteFolder) -> None:
    ended = weekmark("list", "events", folder=digest.with_event("bad", importence=3).root)
    assert ended.code == 1
    assert 'unknown key "importence"' in ended.errors


def test_a_published_site_is_fresh_or_stands_still(site: SiteFolder) -> None:
    hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    site.with_event("memo", published=hour_ago).build(now=datetime.now(UTC))
    with Host(Path(site.output)) as host:
        ended = weekmark("check", "--fresh", "36h", host.url, folder=site.root)
        assert ended.code == 0
        assert "UTC, 1 h old" in ended.output

    site.with_event("memo", published="2026-04-20").build(now=datetime.now(UTC))
    with Host(Path(site.output)) as host:
        ended = weekmark("check", "--fresh", "36h", f"{host.url}/", folder=site.root)
        assert ended.code == 1
        assert ended.errors.startswith(f"{host.url}/: newest entry of 2026-04-20 00:00 UTC, ")
        assert ended.errors.endswith(" days old, more than 36h\n")
        assert weekmark("check", "--fresh", "36h", f"{host.url}/nowhere", folder=site.root).code == 1


def test_fresh_wants_a_time_and_an_address(tmp_path: Path) -> None:
    assert weekmark("check", "--fresh", "36h", folder=tmp_path).code == 2
    told = weekmark("check", "--fresh", "soon", "https://x.example/", folder=tmp_path).errors
    assert "is not a duration" in told
