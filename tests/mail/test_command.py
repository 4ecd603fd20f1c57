"""``weekmark mail``: files to look at, or a message that a mail program can send."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from click.testing import CliRunner, Result

from generator.commands import weekmark
from generator.errors import WeekmarkError
from tests.sites import SiteFolder

NOW = ("--now", "2026-05-01T12:00:00Z")
SENDER = {"sender": "Größe & Co <digest@example.org>", "unsubscribe": "https://x.example/leave?list=1"}


def mail(site: SiteFolder, *arguments: str) -> Result:
    return CliRunner().invoke(
        weekmark, ["-C", str(site.root), "mail", *arguments, *NOW], standalone_mode=False
    )


def message(site: SiteFolder, *arguments: str) -> EmailMessage:
    result = mail(site, "--eml", "-", *arguments)
    assert result.exception is None
    parsed = message_from_bytes(result.stdout_bytes, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert (parsed.defects, [part.defects for part in parsed.iter_parts()]) == ([], [[], []])
    return parsed


def test_the_newest_recap_is_written_into_a_folder(site: SiteFolder) -> None:
    site.with_event("older", published="2026-04-02").build()

    result = mail(site)

    folder = site.root / "mail"
    assert result.output == f"wrote {folder / '2026-w17.html'}\nwrote {folder / '2026-w17.txt'}\n"
    for kind in ("html", "txt"):
        assert (folder / f"2026-w17.{kind}").read_text() == site.page(f"/weekly/2026-w17/mail.{kind}")


def test_nothing_but_the_mail_is_made(site: SiteFolder) -> None:
    mail(site, "2026-w17", "-o", "out")

    made = {path.relative_to(site.root).parts[0] for path in site.root.rglob("*") if path.is_file()}
    assert made == {"content", "site.yaml", "out", ".weekmark"}
    assert (
        sorted(path.name for path in (site.root / ".weekmark").iterdir() if path.name.startswith("mail"))
        == []
    )


def test_a_message_is_ready_to_send(site: SiteFolder) -> None:
    site.with_settings(mail=SENDER, timezone="Europe/Berlin").with_event("memo", title="Ein Mémo").build()

    parsed = message(site, "2026-w17")

    assert dict(parsed.items()) == {
        "From": "Größe & Co <digest@example.org>",
        "Subject": "The Test Week: Week 17 of 2026",
        "Date": "Fri, 01 May 2026 14:00:00 +0200",
        "Message-ID": "<babd7fd1-7338-58d2-98c1-059096014972@digest.example.org>",
        "List-Unsubscribe": "<https://x.example/leave?list=1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/alternative; boundary="=_babd7fd1733858d298c1059096014972"',
        "Content-Language": "en",
    }
    text, html = parsed.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    for part, kind in ((text, "txt"), (html, "html")):
        assert part.get_content().splitlines() == site.page(f"/weekly/2026-w17/mail.{kind}").splitlines()


def test_the_same_recap_makes_the_same_bytes_that_any_server_takes(site: SiteFolder) -> None:
    long = "https://x.example/" + "leave/" * 40
    site.with_settings(mail={**SENDER, "unsubscribe": long}).with_event("memo", title="蒸留" * 100)

    first, again = (mail(site, "--eml", "-").stdout_bytes for _ in range(2))

    assert first == again
    assert first.isascii()
    assert max(map(len, first.split(b"\r\n"))) <= 998
    assert b"\n" not in first.replace(b"\r\n", b"")
    assert f"List-Unsubscribe: <{long}>\r\n".encode() in first


def test_a_message_goes_into_a_file_beside_the_others(site: SiteFolder) -> None:
    site.with_settings(mail={**SENDER, "unsubscribe": "mailto:leave@example.org"})

    result = mail(site, "--eml", "week.eml", "-o", "out")

    assert [line.rpartition("/")[2] for line in result.output.splitlines()] == [
        *("week.eml", "2026-w17.html", "2026-w17.txt")
    ]
    assert b"List-Unsubscribe: <mailto:leave@example.org>\r\n" in (site.root / "week.eml").read_bytes()
    assert b"List-Unsubscribe-Post" not in (site.root / "week.eml").read_bytes()


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ({}, "mail.sender is missing"),
        ({"sender": "digest"}, 'mail.sender is not one mail address: "digest"'),
        ({"sender": "A, B <a@example.org>"}, 'mail.sender is not one mail address: "A, B <a@example.org>"'),
        ({"sender": "a@b.org, c@d.org"}, 'mail.sender is not one mail address: "a@b.org, c@d.org"'),
        ({"sender": "a@größe.de"}, 'mail.sender is not one mail address: "a@größe.de"'),
    ],
)
def test_a_message_needs_one_sender(site: SiteFolder, settings: dict[str, str], what: str) -> None:
    result = mail(site.with_settings(mail=settings), "--eml", "-")

    assert (result.return_value, result.stdout) == (1, "")
    assert result.stderr == (
        f"site.yaml: error: {what} [mail-settings]\n"
        '  write "sender: The Test Week <digest@example.org>" below "mail:"\n'
        "1 error\n"
    )


def test_a_message_without_a_way_out_is_warned_about(site: SiteFolder) -> None:
    result = mail(site.with_settings(mail={"sender": "a@example.org"}), "--eml", "-")

    assert result.stderr == (
        "warning: mail.unsubscribe is missing; Gmail and others want it of every newsletter\n"
        '  write "unsubscribe: https://…" below "mail:" in site.yaml\n'
    )


def test_a_mail_that_gmail_would_clip_is_warned_about(site: SiteFolder) -> None:
    for number in range(10):
        site.with_event(f"event-{number}", tldr={"what_changed": "word " * 2500})

    told = mail(site).stderr

    size = (site.root / "mail" / "2026-w17.html").stat().st_size
    assert told == (
        f"warning: the HTML has {size // 1000} kB, and Gmail clips mails above 100 kB\n"
        "  show fewer events in full: recap: {top: 5}\n"
    )


def test_what_is_not_there_is_told_with_a_remedy(site: SiteFolder) -> None:
    def told(*arguments: str) -> tuple[str, str]:
        error = mail(site, *arguments).exception
        assert isinstance(error, WeekmarkError)
        return error.message, error.remedy

    assert told("2026-w18") == ("there is no recap of 2026-w18", "the newest is that of 2026-w17")
    site.with_settings(mail={"enabled": False})
    assert told() == ("the site has no mail edition", 'write "mail: {enabled: true}" in site.yaml')
    site.with_settings().without("content/events/memo.md")
    assert told() == ("there is no recap yet", "begin with an event: weekmark new event TITLE")


def test_a_site_with_errors_has_no_mail(site: SiteFolder) -> None:
    result = mail(site.with_event("memo", importence=3))

    assert (result.return_value, result.stdout) == (1, "")
    assert result.stderr == (
        'content/events/memo.md:7:1: error: unknown key "importence" [unknown-key]\n'
        "  7 | importence: 3\n"
        "    | ^^^^^^^^^^\n"
        '  did you mean "importance"?\n'
        "1 error\n"
    )


def test_a_period_is_written_as_the_rhythms_do(site: SiteFolder) -> None:
    result = mail(site, "17")

    assert "17 is no period; write it like 2026-04-25, 2026-w17, 2026-04, 2026-q2, 2026" in str(
        result.exception
    )


def test_any_period_can_be_sent(site: SiteFolder) -> None:
    site.with_settings(recaps={"monthly": {}})
    assert mail(site, "2026-04", "-o", "out").return_value == 0
    assert sorted(path.name for path in (site.root / "out").iterdir()) == ["2026-04.html", "2026-04.txt"]
    result = mail(site, "2026")
    assert isinstance(result.exception, WeekmarkError)
    assert result.exception.args[0] == "the site has no yearly recaps"
