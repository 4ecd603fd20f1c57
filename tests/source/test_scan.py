"""A content folder in, its files and what is wrong with them out."""

import os
from pathlib import Path

from generator.live.watcher import Watcher
from generator.source.scan import Scan, describe_passed_over, scan


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def found(root: Path) -> dict[str, str]:
    return {file.path.removeprefix("content/"): file.kind for file in scan(root).files}


def told(root: Path) -> list[tuple[str, str, str, str]]:
    return [(p.path.removeprefix("content/"), p.severity, p.message, p.remedy) for p in scan(root).problems]


def test_a_file_is_what_its_folder_says(tmp_path: Path) -> None:
    make(tmp_path, "events/b.md", "events/2026/a.md", "weekly/2026-w17.md", "pages/legal/imprint.md")
    make(tmp_path, "sources.yaml", "topics.yaml", "static/sources.yaml", "static/images/a.svg")

    assert list(found(tmp_path).items()) == [
        ("events/2026/a.md", "event"),
        ("events/b.md", "event"),
        ("pages/legal/imprint.md", "page"),
        ("sources.yaml", "sources"),
        ("static/images/a.svg", "static"),
        ("static/sources.yaml", "static"),
        ("topics.yaml", "topics"),
        ("weekly/2026-w17.md", "note"),
    ]
    assert told(tmp_path) == []


def test_a_stamp_changes_with_its_file(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md")
    before = scan(tmp_path).files[0]
    (tmp_path / "content/events/a.md").write_text("more")

    after = scan(tmp_path).files[0]

    assert (before.size, after.size) == (0, 4)
    assert before.stamp != after.stamp


def test_files_of_programs_are_passed_over_in_silence(tmp_path: Path) -> None:
    make(tmp_path, "events/.a.md.swp", "events/#a.md#", "events/.#a.md", "events/.git/b.md", ".DS_Store")
    make(tmp_path, "static/Thumbs.db", "static/x.png.crdownload", "static/._x.png", "static/.gitkeep")

    assert scan(tmp_path) == Scan((), ())


def test_hidden_files_and_backups_are_passed_over_and_named(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md~", "events/a.md.tmp", "events/.md", "pages/.markdown", "static/.env")
    make(
        tmp_path,
        "static/x.bak",
        "static/x.part",
        "static/notes~",
        "static/old~/a.png",
        "static/a/.well-known/x",
    )
    make(tmp_path, "weekly/.htaccess", "static/a\nb~")

    passed_over = scan(tmp_path).passed_over

    assert (found(tmp_path), told(tmp_path)) == ({}, [])
    assert [path.removeprefix("content/") for path in passed_over] == [
        "events/.md",
        "events/a.md.tmp",
        "events/a.md~",
        "pages/.markdown",
        "static/.env",
        "static/a/.well-known/",
        "static/a\N{REPLACEMENT CHARACTER}b~",
        "static/notes~",
        "static/old~/",
        "static/x.bak",
        "static/x.part",
        "weekly/.htaccess",
    ]
    assert "".join(describe_passed_over(scan(tmp_path))) == (
        "passed over as hidden or a backup: content/events/.md, content/events/a.md.tmp, "
        "content/events/a.md~, content/pages/.markdown, content/static/.env and 7 more"
    )


def test_hidden_files_that_hosts_ask_for_are_static_files(tmp_path: Path) -> None:
    make(
        tmp_path,
        "static/.well-known/security.txt",
        "static/.nojekyll",
        "static/.htaccess",
        "static/a/.htaccess",
    )
    make(tmp_path, "static/#x.png")

    assert list(found(tmp_path)) == [
        "static/#x.png",
        "static/.htaccess",
        "static/.nojekyll",
        "static/.well-known/security.txt",
        "static/a/.htaccess",
    ]
    assert scan(tmp_path).passed_over == ()


def test_what_the_watcher_counts_is_what_the_build_reads(tmp_path: Path) -> None:
    names = [".htaccess", ".nojekyll", ".well-known/x", ".env", "x.bak", "#x.png", "#x#", "x.part", "notes~"]
    names += [
        ".md",
        "a.md",
        "a.MD",
        "a.markdown",
        ".a.md.swp",
        "4913",
        "x.orig",
        ".git/config",
        "é.md",
        "a.tmp/b",
    ]
    paths = [f"{folder}/{name}" for folder in ("static", "static/deep", "events", ".") for name in names]
    make(tmp_path, *paths)
    watcher = Watcher([tmp_path / "content"], print)

    counted = {path for path in paths if watcher.counts(tmp_path / "content" / path)}

    read = {path.removeprefix("content/") for path in (file.path for file in scan(tmp_path).files)}
    warned = {path.removeprefix("content/") for path in (problem.path for problem in scan(tmp_path).problems)}
    assert counted == {path for path in paths if path.removeprefix("./") in read | warned}
    assert {"static/.htaccess", "static/#x.png", "events/a.md", "static/.well-known/x"} <= counted


def test_files_that_mean_nothing_are_warned_about(tmp_path: Path) -> None:
    make(tmp_path, "events/a.markdown", "events/b.png", "event/c.md", "notes.txt", "topic.yml", "drafts/d.md")

    assert found(tmp_path) == {"events/b.png": "beside"}
    assert told(tmp_path) == [
        (
            "drafts",
            "warning",
            "nothing reads this folder",
            "content has the folders events, weekly, pages and static",
        ),
        ("event", "warning", "nothing reads this folder", 'did you mean "events"?'),
        ("events/a.markdown", "warning", "nothing reads this file", "rename it to a.md"),
        ("notes.txt", "warning", "nothing reads this file", "files to be copied belong into content/static"),
        ("topic.yml", "warning", "nothing reads this file", "rename it to topics.yaml"),
    ]


def test_links_lead_to_other_places_of_the_content_or_are_errors(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md", "pages/about.md")
    (tmp_path / "secret.md").write_text("")
    (tmp_path / "outside").mkdir()
    links = {
        "events/b.md": "a.md",
        "events/broken.md": "nowhere.md",
        "events/loop": ".",
        "events/out": "../../outside",
        "events/secret.md": "../../secret.md",
        "events/self": "self",
        "events/up": "..",
        "static": "pages",
    }
    for name, target in links.items():
        (tmp_path / "content" / name).symlink_to(target)

    assert found(tmp_path) == {
        "events/a.md": "event",
        "events/b.md": "event",
        "pages/about.md": "page",
        "static/about.md": "static",
    }
    assert [(path, message) for path, _, message, _ in told(tmp_path)] == [
        ("events/broken.md", "the symbolic link leads nowhere or back to itself"),
        ("events/loop", "the symbolic link leads back to a folder above it"),
        ("events/out", "the symbolic link leads out of the content folder"),
        ("events/secret.md", "the symbolic link leads out of the content folder"),
        ("events/self", "the symbolic link leads nowhere or back to itself"),
        ("events/up", "the symbolic link leads out of the content folder"),
    ]


def test_names_that_no_url_can_hold_are_errors(tmp_path: Path) -> None:
    make(tmp_path, "events/a\nb.md", "static/a\\b.svg")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/static/caf\xe9.svg")).write_text("")

    assert found(tmp_path) == {}
    assert [(path, message) for path, _, message, _ in told(tmp_path)] == [
        ("events/a\N{REPLACEMENT CHARACTER}b.md", "the name has characters that no URL can hold"),
        ("static/a\\b.svg", "the name has characters that no URL can hold"),
        ("static/caf\N{REPLACEMENT CHARACTER}.svg", "the name has characters that no URL can hold"),
    ]


def test_what_is_neither_file_nor_folder_is_an_error(tmp_path: Path) -> None:
    make(tmp_path, "events/a.md")
    os.mkfifo(tmp_path / "content/events/pipe.md")

    assert told(tmp_path) == [
        ("events/pipe.md", "error", "this is neither a file nor a folder", "remove it"),
    ]


def test_folders_that_nest_for_ever_are_errors(tmp_path: Path) -> None:
    make(tmp_path, "events/" + "a/" * 40 + "b.md")

    assert [(path.count("/"), message) for path, _, message, _ in told(tmp_path)] == [
        (32, "more than 32 folders deep")
    ]


def test_a_site_without_content_is_an_error(tmp_path: Path) -> None:
    assert told(tmp_path) == [
        (
            "content",
            "error",
            "there is no content folder",
            "put events into content/events, or make a new site with: weekmark init DIR",
        )
    ]
