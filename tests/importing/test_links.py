"""Issues of link digests: notes of weeks with standing sections, or an event of each link."""

from tests.importing.old_site import OldFolder, told

ISSUE = """Title: This Week 94
Number: 94
Date: 2015-08-31
Category: This Week

Hello and welcome to *another* issue!

# From the Blogosphere

* [The New Driver](https://www.mongo.example/driver).
* [SIMD in `Rust`](https://huon.example/simd/) -- how it
  is done, and [why](https://huon.example/why).
* Not a link first: [x](https://x.example/).

# New Contributors

* Ann Example
- **[Strong](https://strong.example/a_(b))**: a thing

```
* [code](https://code.example/)
```
"""


def test_an_issue_becomes_the_note_of_its_week_with_its_sections(old: OldFolder) -> None:
    old.having("2015-08-31-this-week.md", ISSUE)

    account = old.imported("links")

    note = old.file("weekly/2015-w36.md")
    assert note.startswith("---\ntitle: This Week 94\n")
    assert "x-number: 94\n" in note.replace("'", "")
    assert "\n## From the Blogosphere\n\n* [The New Driver](https://www.mongo.example/driver).\n" in note
    assert "\n## New Contributors\n" in note
    assert (account.taken, told(account)) == ({"weekly": 1}, [])
    assert old.site.with_event("memo", published="2015-09-01").warnings() == ""
    assert "From the Blogosphere" in old.site.page("/weekly/2015-w36/")


def test_each_link_becomes_an_event_of_the_issues_day_and_leaves_the_note(old: OldFolder) -> None:
    old.having("2015-08-31-this-week.md", ISSUE)

    account = old.imported("links", events=True)

    assert old.file("events/2015/w36/simd-in-rust.md") == (
        "---\ntitle: SIMD in Rust\npublished: 2015-08-31\nurl: https://huon.example/simd/\n"
        "source: huon-example\nhook: how it is done, and [why](https://huon.example/why).\n"
        "topics:\n- from-the-blogosphere\n---\n"
    )
    assert old.documents() == [
        "events/2015/w36/simd-in-rust.md",
        "events/2015/w36/strong.md",
        "events/2015/w36/the-new-driver.md",
        "weekly/2015-w36.md",
    ]
    assert "url: https://strong.example/a_(b)\n" in old.file("events/2015/w36/strong.md")
    note = old.file("weekly/2015-w36.md")
    assert "SIMD" not in note
    assert "* Not a link first: [x](https://x.example/)." in note
    assert "* [code](https://code.example/)" in note
    assert account.taken == {"events": 3, "weekly": 1}
    assert old.site.warnings() == ""
    assert old.imported("links", events=True).files == []


def test_two_issues_of_one_week_are_one_note_and_their_addresses_both_lead_there(old: OldFolder) -> None:
    old.having("2015-08-31-a.md", "---\ntitle: A\n---\n### Part\n\nText.\n")
    old.having("2015-09-02-b.md", "---\ntitle: B\n---\nMore.\n\n## Other\n")

    account = old.imported("links", permalink="https://old.example.org/:year/:slug/")

    assert old.file("weekly/2015-w36.md") == (
        "---\ntitle: A\naliases:\n- /2015/a/\n- /2015/b/\nx-published: '2015-08-31'\n---\n\n"
        "## Part\n\nText.\n\n**B**\n\nMore.\n\n## Other\n"
    )
    assert "2015-09-02-b.md: it stands below 2015-08-31-a.md, whose week 2015-w36 is the same" in [
        f"{remark.path}: {remark.message}" for remark in account.mended
    ]
    old.site.with_event("memo", published="2015-09-01").build()
    assert "/weekly/2015-w36/" in old.site.page("/2015/b/")
