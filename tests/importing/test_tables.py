"""Tables: CSV with any separator, JSON Lines with objects of any shape."""

import json

from tests.importing.old_site import OldFolder


def test_a_table_becomes_events(old: OldFolder) -> None:
    old.having(
        "links.csv",
        "Headline;Link;Date;Tags;Comment\n"
        'A boat sinks;https://www.harbour.example/1;24.03.2021;ships, sea;"He said ""so"""\n'
        ";https://sea.example/2;25.03.2021;;\n",
    )

    account = old.imported("csv", "links.csv", map={"title": "headline"})

    assert old.file("events/2021/w12/a-boat-sinks.md") == (
        "---\ntitle: A boat sinks\npublished: 2021-03-24\nurl: https://www.harbour.example/1\n"
        'source: harbour-example\ntopics:\n- ships\n- sea\nx-comment: He said "so"\n---\n'
    )
    assert account.taken == {"events": 2}
    assert old.site.warnings() == ""


def test_json_lines_become_events_and_what_is_none_is_told(old: OldFolder) -> None:
    lines = [
        json.dumps(
            {
                "id": 7,
                "title": "One",
                "date": 1616580000,
                "url": "https://x.example/",
                "content_html": "<p>A</p>",
            }
        ),
        "{broken",
        "[1]",
        json.dumps({"title": "Two", "date": "2021-03-25", "nested": {"a": [1, None]}, "body": "B"}),
    ]
    old.having("events.jsonl", "\n".join(lines))

    account = old.imported("jsonl", "events.jsonl")

    assert old.file("events/2021/w12/one.md") == (
        "---\ntitle: One\npublished: 2021-03-24 10:00:00+00:00\nurl: https://x.example/\nsource: x-example\n"
        "x-id: 7\n---\n\nA\n"
    )
    assert "x-nested:\n  a:\n  - 1\n  - null\n" in old.file("events/2021/w12/two.md")
    assert [f"{remark.path}:{remark.line}" for remark in account.dropped] == [
        "events.jsonl:2",
        "events.jsonl:3",
    ]
    assert old.site.warnings() == ""
