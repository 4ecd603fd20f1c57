"""Old sites made to do harm: nothing is read or written outside, and everything ends soon."""

import contextlib
import time
from pathlib import Path

import pytest

from generator.errors import WeekmarkError
from tests.importing.old_site import OldFolder, told

HEAD = "---\ntitle: A\ndate: 2020-01-01\n---\n"
MANY = 1 << 14


def test_symbolic_links_are_not_followed_and_no_path_leads_out(old: OldFolder) -> None:
    secret = old.root.parent / "secret.png"
    secret.write_bytes(b"SECRET")
    (old.root / "link.png").symlink_to(secret)
    (old.root / "link.md").symlink_to(secret)
    (old.root / "folder").symlink_to(secret.parent)
    old.having(
        "a.md",
        "---\ntitle: A\ndate: 2020-01-01\nslug: ../../../etc/passwd\n"
        "aliases: [/../x/, 'javascript:y', /ok/]\n"
        "image: ../secret.png\n---\n"
        "![a](../secret.png) ![b](link.png) ![c](/../secret.png) ![d](%2e%2e/secret.png)\n"
        "![e](folder/secret.png) [f](file:///etc/passwd) [g](javascript:alert(1))\n",
    )

    account = old.imported()

    written = [path for path in old.site.root.rglob("*") if path.is_file()]
    assert not any(b"SECRET" in path.read_bytes() for path in written)
    assert old.documents() == ["events/2020/w01/passwd.md"]
    assert "aliases:\n- /ok/\n" in old.file("events/2020/w01/passwd.md")
    assert sorted(remark.path for remark in account.dropped) == ["folder", "link.md", "link.png"]
    assert {path.name for path in old.root.parent.iterdir()} == {"old", "new", "secret.png"}
    assert "javascript" not in old.site.warnings()


def test_a_site_whose_folders_lead_out_is_not_written_through(old: OldFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (old.site.root / "content/events").symlink_to(outside)
    old.having("a.md", HEAD)

    with pytest.raises(Exception, match="would be written outside"):
        old.imported()

    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "` `` " * MANY,
        HEAD + "[" * MANY,
        HEAD + "](" * MANY,
        HEAD + "[a](/b) " * (MANY // 4),
        HEAD + "# " + " " * MANY + "x",
        HEAD + "<a " * MANY,
        HEAD + "<" + "a" * MANY,
        HEAD + "{{< " * MANY + "{{/* " * MANY,
        HEAD + "{% raw %}" * MANY + "{% highlight x %}" * (MANY // 4) + "{% endraw %}",
        HEAD + "* [" + "[a]" * MANY,
        "---\na: &a [x]\n" + "b: [*a, *a]\n" * 1000 + "---\n",
        "---\na: " + "[" * MANY + "\n---\n",
        "+++\na = " + "[" * MANY + "\n+++\n",
        "---\n" + "a: b\n" * MANY + "---\n",
    ],
    ids=range(14),
)
def test_documents_that_would_take_for_ever_do_not(old: OldFolder, text: str) -> None:
    form, folder = ("hugo", "content") if "{{" in text else ("jekyll", "_posts")
    began = time.process_time()

    old.having(f"{folder}/2020-01-01-a.md", text).imported(form)

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text", ["<b>" * MANY, "<" + "a" * MANY, "<a " + "x=y " * MANY, "*_" * MANY, "<!--" * MANY]
)
def test_html_that_would_take_for_ever_does_not(old: OldFolder, text: str) -> None:
    began = time.process_time()

    old.having("2020-01-01-a.html", text).imported()

    assert time.process_time() - began < 5


def test_front_matter_of_ten_megabytes_is_refused(old: OldFolder) -> None:
    old.having("a.md", "---\n" + "a: b\n" * 1_000_000 + "---\n").having("b.md", "a" * (9 << 20))

    account = old.imported()

    assert [f"{remark.path}: {remark.message}" for remark in account.dropped] == [
        "a.md: its front matter has more than 262,144 characters",
        "b.md: it has 9,437,184 bytes; 8,388,608 is the most",
    ]


@pytest.mark.parametrize("form", ["feed", "wordpress", "opml", "csv", "jsonl"])
def test_a_file_of_two_gigabytes_is_refused_at_once(old: OldFolder, form: str) -> None:
    with (old.root / "all").open("wb") as file:
        file.write(b'<?xml version="1.0"?><rss>' if form in {"feed", "wordpress", "opml"} else b'{"title": "')
        file.truncate(2 << 30)  # with holes: it takes no room
    began = time.process_time()

    with pytest.raises(WeekmarkError, match=r"bytes"):
        old.imported(form, "all")

    assert time.process_time() - began < 1
    assert old.documents() == []


BILLION = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' if number else '<!ENTITY l0 "lol">'
    for number in range(10)
)


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE rss [{BILLION}]><rss><channel><title>&l9;</title></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        "<rss><channel>" + "<item>" * (MANY // 4),
        "<opml>" + "<outline>" * (MANY * 8) + "</outline>" * (MANY * 8) + "</opml>",
    ],
    ids=["doubling", "outside", "open", "deep"],
)
@pytest.mark.parametrize("form", ["feed", "wordpress", "opml"])
def test_xml_that_would_take_all_memory_or_read_files_is_refused(
    old: OldFolder, form: str, text: str
) -> None:
    old.having("all.xml", text)
    began = time.process_time()

    with contextlib.suppress(WeekmarkError):
        old.imported(form, "all.xml")

    assert time.process_time() - began < 5
    written = [path.read_bytes() for path in old.site.root.rglob("*") if path.is_file()]
    assert not any(b"root:" in data or b"lollol" in data for data in written)


def test_control_characters_and_other_encodings_are_mended_and_told(old: OldFolder) -> None:
    old.having("a.md", HEAD + "A\x1b[0m \x0bb\n").having("b.md", (HEAD + "Grüße\n").encode("cp1252"))

    account = old.imported()

    assert old.file("events/2020/w01/a.md").endswith("\nA[0m b\n")
    assert old.file("events/2020/w01/b.md").endswith("\nGrüße\n")
    assert [f"{remark.path}:{remark.line}: {remark.message}" for remark in account.mended] == [
        "a.md:5: 2 invisible control characters were left out",
        "b.md:5: it is not UTF-8, and was read as Windows-1252",
    ]
    assert told(account) == []


def test_many_of_one_title_take_no_square_of_time(old: OldFolder) -> None:
    old.having("all.jsonl", '{"title": "The same", "date": "2020-01-01"}\n' * MANY)
    began = time.process_time()

    assert old.imported("jsonl", "all.jsonl", dry_run=True).taken == {"events": MANY}

    assert time.process_time() - began < 20
