"""One process builds again and again and keeps entries of feeds: no reader of a feed can tell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.command import run
from tests.sites import SiteFolder

OVERRIDE = '{% include "default/feed-entry.html" %}<p>Ours</p>'
EDITS: dict[str, Callable[[SiteFolder], SiteFolder]] = {
    "a body": lambda site: site.with_event("memo", "Another text, with ]]> in it.", topics=["chips"]),
    "a title": lambda site: site.with_event("memo", "Text.", title="<b>Another</b> title", topics=["chips"]),
    "a language": lambda site: site.with_event("memo", "Text.", lang="de", topics=["chips"]),
    "a topic's name": lambda site: site.with_file("content/topics.yaml", "chips: {name: Semiconductors}\n"),
    "an old address": lambda site: site.with_event(
        "memo", "Text.", topics=["chips"], aliases=["/events/older/"]
    ),
    "the intro of a recap": lambda site: site.with_file(
        "content/weekly/2026-w17.md", "---\n---\nAn intro.\n"
    ),
    "what an entry looks like": lambda site: site.with_file(
        "themes/default/templates/feed-entry.html", OVERRIDE
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_all_files_are_those_of_another_process(tmp_path: Path, edit: str) -> None:
    site = SiteFolder(tmp_path / "site").with_settings()
    site.with_file("content/topics.yaml", "chips: {name: Chips}\n")
    site.with_event("memo", "Text.", topics=["chips"]).with_event("other", topics=["chips"]).build()
    before = site.files()
    EDITS[edit](site).build()

    ended = run(site, "--output", str(tmp_path / "elsewhere"))
    assert (ended.returncode, ended.stderr) == (0, "")
    after = site.files()
    assert after == site.files(tmp_path / "elsewhere")
    assert {path for path in after if "feed" in path and after[path] != before[path]} != set()
