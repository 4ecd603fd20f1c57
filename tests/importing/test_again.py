"""Imports that are run again: nothing of a person is lost, nothing changes without need."""

from tests.importing.old_site import OldFolder
from tests.sites import SiteFolder


def everything(site: SiteFolder) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(site.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.root.rglob("*")
        if path.is_file() and ".weekmark" not in path.parts
    }


def test_a_second_run_changes_nothing(old: OldFolder) -> None:
    old.having("2020-01-01-a.md", "---\ntitle: A\ntags: [x]\n---\n![p](p.png)\n").having("p.png", b"PNG")
    old.imported()
    before = everything(old.site)

    account = old.imported()

    assert everything(old.site) == before
    assert (account.files, account.outcomes) == ([], {"unchanged": 2})


def test_a_later_run_brings_what_is_new_and_keeps_what_a_person_has_edited_or_removed(old: OldFolder) -> None:
    for name in "abc":
        old.having(f"2020-01-01-{name}.md", f"---\ntitle: {name}\n---\n")
    old.imported()
    edited = old.site.root / "content/events/2020/w01/a.md"
    edited.write_text(edited.read_text() + "\nMine.\n")
    (old.site.root / "content/events/2020/w01/b.md").unlink()
    old.having("2020-01-01-a.md", "---\ntitle: a\n---\nTheirs.\n").having(
        "2020-01-01-c.md", "---\ntitle: c\n---\nNew.\n"
    )
    old.having("2020-01-09-d.md", "---\ntitle: d\n---\n")

    account = old.imported()

    assert edited.read_text().endswith("\nMine.\n")
    assert account.kept == ["content/events/2020/w01/a.md", "content/events/2020/w01/b.md"]
    assert account.files == ["content/events/2020/w01/c.md", "content/events/2020/w02/d.md"]
    assert old.documents() == [f"events/2020/{name}.md" for name in ("w01/a", "w01/c", "w02/d")]


def test_without_its_memory_an_import_writes_over_nothing_that_differs(old: OldFolder) -> None:
    old.having("2020-01-01-a.md", "---\ntitle: a\n---\n").having("2020-01-01-b.md", "---\ntitle: b\n---\n")
    old.imported()
    (old.site.root / ".weekmark/imported").unlink()
    edited = old.site.root / "content/events/2020/w01/a.md"
    edited.write_text(edited.read_text() + "\nMine.\n")

    account = old.imported()

    assert old.documents() == ["events/2020/w01/a.md", "events/2020/w01/b.md"]
    assert account.kept == ["content/events/2020/w01/a.md"]
    assert account.files == []


def test_a_dry_run_says_all_and_does_nothing(old: OldFolder) -> None:
    old.having("2020-01-01-a.md", "---\ntitle: A\ntags: [x]\n---\n")

    account = old.imported(dry_run=True)

    assert everything(old.site) == {}
    assert "content/events/2020/w01/a.md" in account.files


def test_documents_of_two_folders_never_take_each_others_files(old: OldFolder) -> None:
    old.having("one/2020-01-01-a.md", "---\ntitle: One\n---\n").having(
        "two/2020-01-01-a.md", "---\ntitle: Two\n---\n"
    )

    old.imported(path="one")
    old.imported(path="two")
    account = old.imported()

    assert old.documents() == ["events/2020/w01/a-2.md", "events/2020/w01/a.md"]
    assert "title: One" in old.file("events/2020/w01/a.md")
    assert account.files == []


def test_registries_of_a_person_are_added_to_and_stay_as_they_are(old: OldFolder) -> None:
    sources = "# Mine.\nex: {name: Example, url: https://example.com/}\n"
    topics = "policy: {name: Policy, aliases: [regulation]}\n"
    old.site.with_settings().with_file("content/sources.yaml", sources).with_file(
        "content/topics.yaml", topics
    )
    old.having(
        "2020-01-01-a.md",
        "---\ntitle: A\nlink: https://www.example.com/1\n"
        "tags: [Regulation, launch, Launches, Launches]\n---\n",
    )

    account = old.imported()

    assert old.file("topics.yaml") == f"{topics}launch: {{name: Launches, aliases: [launches]}}\n"
    assert old.file("sources.yaml") == sources
    assert "source: ex\n" in old.file("events/2020/w01/a.md")
    assert "topics:\n- policy\n- launch\n" in old.file("events/2020/w01/a.md")
    assert account.topics == {"Launches": 2, "Policy": 1}
    assert old.site.warnings() == ""
