"""The way back: what an export writes makes the same site again."""

import csv
import io
import json
import shutil
from pathlib import Path

from generator.importing.importer import import_into
from generator.importing.request import Request
from tests.sites import SiteFolder
from tests.whole.commands import weekmark
from tests.whole.conftest import NOW, REPOSITORY, copy_sample


def test_the_sample_as_json_lines_makes_the_same_pages_in_an_empty_site(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    settings = (root / "site.yaml").read_text() + "\ncards: off\n"
    (root / "site.yaml").write_text(settings)
    ended = weekmark("export", "jsonl", "-o", "all.jsonl", folder=root)
    assert (ended.code, ended.errors) == (0, "")
    empty = SiteFolder(tmp_path / "empty").with_file("site.yaml", settings)
    shutil.copytree(REPOSITORY / "content/static", empty.root / "content/static")

    account = import_into(empty.root, [str(root / "all.jsonl")], Request("jsonl"))

    assert (account.dropped, account.mended, account.hands) == ([], [], [])
    first, second = SiteFolder(root), empty
    first.build(now=NOW)
    second.build(now=NOW)
    assert second.files() == first.files()
    assert import_into(empty.root, [str(root / "all.jsonl")], Request("jsonl")).files == []


def test_events_as_a_table_are_what_a_spreadsheet_reads(site: SiteFolder) -> None:
    site.with_event("memo", title="=SUM(A1)", topics=["a", "b"], hook='He said "so", twice')

    ended = weekmark("export", "csv", folder=site.root)

    rows = list(csv.DictReader(io.StringIO(ended.output)))
    assert rows == [
        {
            "slug": "memo",
            "title": "'=SUM(A1)",
            "published": "2026-04-23T09:00:00+00:00",
            "url": "https://example.com/memo",
            "source": "Example News",
            "topics": "a, b",
            "hook": 'He said "so", twice',
            "importance": "",
            "draft": "",
            "path": "content/events/memo.md",
            "section": "",
        }
    ]


def test_light_items_are_exported_with_their_section_and_day(site: SiteFolder) -> None:
    note = (
        "## Tools\n\n- [A tool](https://example.org/tool) does much.\n\n"
        "## Paid {.sponsored}\n\n- [Job](https://example.org/j)\n"
    )
    site.with_file("content/weekly/2026-w17.md", note)

    _, line = map(json.loads, weekmark("export", "jsonl", folder=site.root).output.splitlines())
    _, *rows = csv.DictReader(io.StringIO(weekmark("export", "csv", folder=site.root).output))

    tool = {"title": "A tool", "url": "https://example.org/tool"}
    job = {"title": "Job", "url": "https://example.org/j"}
    day = "2026-04-20"
    assert line == {
        "kind": "note",
        "path": "content/weekly/2026-w17.md",
        "body": note,
        "links": [
            tool | {"text": "does much.", "section": "Tools", "day": day},
            job | {"section": "Paid", "day": day, "sponsored": True},
        ],
    }
    place = {"published": day, "path": "content/weekly/2026-w17.md"}
    assert [{key: value for key, value in row.items() if value} for row in rows] == [
        tool | place | {"hook": "does much.", "section": "Tools"},
        job | place | {"section": "Paid"},
    ]
