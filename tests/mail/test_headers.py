"""No header of a mail can hold more than its own text, whatever a site calls itself and its weeks."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from uuid import UUID

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.commands import weekmark
from generator.commands.message import LONGEST_URL, Letter, Sender, encode_url, read_sender, write_message
from tests.sites import SiteFolder

INJECTED = "=?utf-8?q?=0D=0ABcc:_e=40x.example?="
NAMES = [
    *("From", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post"),
    *("Content-Language", "MIME-Version", "Content-Type"),
]
PIECES = [
    *(
        "=?utf-8?q?",
        "=?utf-8?b?DQpCY2M6IGVAeC5leGFtcGxl",
        "=0D=0A",
        "=0ABcc:_e=40x.example",
        "?=",
        "=?=",
        "?",
    ),
    *("\r\n", "\r", "\n", "\n ", "\x00", "\x0b", "\x85", "\u2028", "\ud800", "\u202e", "\u200b"),
    *("Bcc: e@x.example", ":", ",", ";", "<", ">", "@", '"', "\\", "(", ")", "[", "]", "\t", " ", "  "),
    *("Größe", "蒸留", "🇩🇪", "e\u0301", "a" * 80, "word " * 30, "x.example", "example.org", "%0D%0A"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join)
fuzzed = settings(max_examples=60, deadline=timedelta(seconds=2))


def header(message: bytes) -> dict[str, str]:
    """Return the header of a message as any program reads it: unfolded, encoded words decoded once."""
    assert message.split(b"\r\n\r\n")[0].isascii()
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert max(map(len, message.split(b"\r\n"))) <= 998
    parsed = message_from_bytes(message, policy=policy.compat32)
    assert list(parsed) == [name for name in NAMES if name in parsed]
    unfolded = {name: value.replace("\r\n", "").replace("\n", "") for name, value in parsed.items()}
    assert all(value.isprintable() for value in unfolded.values())
    return {name: str(make_header(decode_header(value))) for name, value in unfolded.items()}


def one_line(text: str) -> str:
    """Return what of a text a header can say: no controls, no halves of characters, single spaces."""
    shown = "".join(" " if c.isspace() else c for c in text)
    return " ".join(
        "".join(c for c in shown if not (c < " " or "\x7f" <= c < "\xa0" or "\ud800" <= c < "\ue000")).split()
    )


def letter(**parts: str) -> Letter:
    """Return a letter of which some parts are given."""
    values = {"subject": "S", "host": "x.example", "html": "<p>x", "text": "x", "language": "en", **parts}
    sender = read_sender(parts.get("sender", "a@x.example")) or Sender("", "a@x.example")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    return Letter(**{**values, "sender": sender, "date": now, "id": UUID(int=1)})  # type: ignore[arg-type]  # texts


@fuzzed
@given(texts)
@example(INJECTED)
@example(f"The Week {INJECTED} {INJECTED}")
@example("=?utf-8?b?DQpCY2M6IGVAeC5leGFtcGxl?=")
@example("a" * 2000)
def test_a_subject_says_its_text_and_nothing_else(text: str) -> None:
    assert header(write_message(letter(subject=text)))["Subject"] == one_line(text)


@fuzzed
@given(texts, st.booleans())
@example(INJECTED, False)
@example(INJECTED, True)
def test_a_sender_is_one_mailbox_or_none(name: str, quoted: bool) -> None:
    if quoted:
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    sender = read_sender(f"{name} <digest@example.org>")
    if sender is None:
        return

    message = write_message(letter(sender=f"{name} <digest@example.org>"))

    header(message)
    parsed = message_from_bytes(message, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert sender.address == "digest@example.org"
    assert [address.addr_spec for address in parsed["From"].addresses] == [sender.address]
    assert parsed["Bcc"] is None


@fuzzed
@given(texts)
@example("=?utf-8?q?=0D=0ABcc?=@x.example")
@example("a@x.example\r\nBcc: e@x.example")
@example("a@x.example\n")
def test_whatever_is_called_a_sender_is_read_or_refused(text: str) -> None:
    sender = read_sender(text)

    assert sender is None or header(write_message(letter(sender=text)))["From"].endswith(sender.address)


@fuzzed
@given(texts, texts)
@example(f"?list={INJECTED}", INJECTED)
def test_addresses_of_a_site_stay_in_their_headers(url: str, host: str) -> None:
    url = f"https://x.example/{url}".replace("\ud800", "")
    if len(encode_url(url)) > LONGEST_URL:
        return

    found = header(write_message(letter(unsubscribe=url, host=host)))

    assert list(found) == NAMES
    assert found["List-Unsubscribe"] == f"<{encode_url(url)}>"
    assert found["Message-ID"].startswith("<00000000-0000-0000-0000-000000000001@")


@pytest.mark.parametrize(
    ("host", "right"),
    [
        ("digest.example.org", "digest.example.org"),
        ("größe.example", "xn--grsse-kua.example"),
        ("::1", "localhost"),
        ("a..b", "localhost"),
    ],
)
def test_a_message_id_has_a_host_in_ascii(host: str, right: str) -> None:
    found = header(write_message(letter(host=host)))

    assert found["Message-ID"] == f"<00000000-0000-0000-0000-000000000001@{right}>"


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("digest@example.org", "", "digest@example.org"),
        ("<digest@example.org>", "", "digest@example.org"),
        ("The Week <digest@example.org>", "The Week", "The Week <digest@example.org>"),
        ('"Week, The" <digest@example.org>', "Week, The", '"Week, The" <digest@example.org>'),
        ('"a \\"b\\" \\\\" <digest@example.org>', 'a "b" \\', '"a \\"b\\" \\\\" <digest@example.org>'),
        ("Dr. K. <digest@example.org>", "Dr. K.", '"Dr. K." <digest@example.org>'),
        ("Größe <digest@example.org>", "Größe", "=?utf-8?b?R3LDtsOfZQ==?= <digest@example.org>"),
        (f"{INJECTED.replace(':', '=3A')} <digest@example.org>", INJECTED.replace(":", "=3A"), None),
    ],
)
def test_a_sender_is_written_as_it_was_meant(text: str, name: str, line: str | None) -> None:
    message = write_message(letter(sender=text))

    assert read_sender(text) == Sender(name, "digest@example.org")
    if line is not None:
        assert message.startswith(f"From: {line}\r\n".encode())
    else:
        assert header(message)["From"] == f"{name} <digest@example.org>"


def test_a_week_and_a_site_that_smuggle_a_recipient_send_to_nobody(site: SiteFolder) -> None:
    site.with_settings(title=f"Week {INJECTED}", mail={"sender": f'"{INJECTED}" <digest@example.org>'})
    site.with_file("content/weekly/2026-w17.md", f'---\ntitle: "{INJECTED}"\n---\nHello.\n')

    arguments = ["-C", str(site.root), "mail", "--eml", "-", "--now", "2026-05-01T12:00:00Z"]
    result = CliRunner().invoke(weekmark, arguments, standalone_mode=False)

    assert result.exception is None
    found = header(result.stdout_bytes)
    assert found["Subject"] == f"Week {INJECTED}: {INJECTED}"
    assert found["From"] == f"{INJECTED} <digest@example.org>"
    assert b"\r\nBcc" not in result.stdout_bytes


def test_an_address_that_no_header_can_hold_is_refused(site: SiteFolder) -> None:
    unsubscribe = "https://x.example/" + "ä" * 200
    site.with_settings(mail={"sender": "a@example.org", "unsubscribe": unsubscribe})

    arguments = ["-C", str(site.root), "mail", "--eml", "-", "--now", "2026-05-01T12:00:00Z"]
    result = CliRunner().invoke(weekmark, arguments, standalone_mode=False)

    assert (result.return_value, result.stdout) == (1, "")
    assert result.stderr == (
        "site.yaml: error: mail.unsubscribe is too long for a mail [mail-settings]\n"
        "  900 characters are the most\n1 error\n"
    )
