"""Who wrote texts is said once where all agree, and marked where one differs."""

from pathlib import Path

from tests.sites import SiteFolder

ALL = "All summaries here are AI-written."
MOST = "Summaries are AI-written where nothing else is said."


def test_a_list_says_once_who_wrote_it_and_marks_who_else_did(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_settings(cards="off")
    for number in range(5):
        site.with_event(f"memo-{number}", title=f"Memo {number}", origin="ai")
    site.build()
    pages = ("/", "/weekly/2026-w17/", "/sources/example-news/")
    for path in pages:
        page = site.page(path).partition("<main")[2]
        assert (page.count(ALL), page.count(">AI-written<")) == (1, 0)
    mails = ("/weekly/2026-w17/mail.html", "/weekly/2026-w17/mail.txt")
    for path in mails:
        assert (site.page(path).count(ALL), site.page(path).count("· AI-written")) == (1, 0)

    site.with_event("memo-3", title="Memo 3", origin="human")
    site.with_event("memo-4", title="Memo 4", origin="ai-reviewed", reviewed_by="Ada").build()
    for path in pages:
        page = site.page(path).partition("<main")[2]
        marks = [
            page.count(f">{mark}<") for mark in ("AI-written", "Written by a person", "AI-written, reviewed")
        ]
        assert (page.count(MOST), marks) == (1, [0, 1, 1])
    for path in mails:
        mail = site.page(path)
        assert (mail.count(MOST), mail.count("· AI-written, reviewed"), mail.count("· AI-written")) == (
            1,
            1,
            1,
        )
        assert mail.count("· Written by a person") == 1

    for number in range(3):
        site.with_event(f"memo-{number}", title=f"Memo {number}", origin="human")
    site.build()
    assert "AI-written where" not in site.page("/")
