"""The way back: what an export writes makes the same site again."""

import csv
import io
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
        }
    ]
