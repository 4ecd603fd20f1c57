"""A mail as one message, ready to send (RFC 5322, RFC 2046), the same bytes every time.

The header is written here and not by :mod:`email`, which decodes the encoded words of every value that it is
given, and so can find a line break, and a header of somebody else's, in a title that is plain ASCII.
"""

import re
import unicodedata
from datetime import datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote
from uuid import UUID

import msgspec

LONGEST_URL = 900
"""The most characters of an address in a header, whose line may have 998 bytes (RFC 5322, 2.1.1)."""

_BODY = policy.SMTP.clone(cte_type="7bit", max_line_length=998)
"""Makes bodies that any server passes on unchanged."""
_LINE = 76
"""Characters of a line with encoded words (RFC 2047, 2)."""
_URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOT_ATOM = rf"{_ATOM}(?:\.{_ATOM})*"
_HOST = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?!\S*=\?){_DOT_ATOM}@{_HOST}")
"""An encoded word (``=?utf-8?q?…?=``) would be a local part, too."""
_MAILBOX = re.compile(
    rf'(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^"\\<>@,;:()\[\]]*?))\s*<(?P<address>{_ADDRESS.pattern})>'
)
_PHRASE = re.compile(rf"{_ATOM}(?: {_ATOM})*")


class Sender(msgspec.Struct, frozen=True):
    """One mailbox (RFC 5322, 3.4)."""

    name: str
    """Empty when the address stands alone."""
    address: str
    """ASCII, since not every server takes others (RFC 6531)."""


class Letter(msgspec.Struct, frozen=True):
    """What a message is made of."""

    sender: Sender
    subject: str
    date: datetime
    """Aware."""
    id: UUID
    """The same whenever the same recap is sent."""
    host: str
    """The host name of the site, for the ``Message-ID``."""
    html: str
    text: str
    language: str
    """BCP 47."""
    unsubscribe: str = ""
    """An http(s) or mailto URL of at most :data:`LONGEST_URL` characters, see :func:`encode_url`."""


def read_sender(text: str) -> Sender | None:
    """Return the mailbox of a ``From`` header as a person writes it; None when it is not exactly one.

    Encoded words (RFC 2047) in it are text like any other.
    """
    if _ADDRESS.fullmatch(text):
        return Sender("", text)
    found = _MAILBOX.fullmatch(text)
    if not found:
        return None
    name = found["bare"] if found["quoted"] is None else re.sub(r"\\(.)", r"\1", found["quoted"])
    return Sender(_one_line(name), found["address"])


def encode_url(url: str) -> str:
    """Return a URL in ASCII, without what would end it in a header (RFC 2369).

    A second question mark is encoded, too, which means the same; an encoded word has four.
    """
    path, mark, rest = quote(url, safe=_URL_CHARACTERS).partition("?")
    return path + mark + rest.replace("?", "%3F")


def write_message(letter: Letter) -> bytes:
    """Return the message: plain text and HTML as alternatives, and a way out (RFC 2369, RFC 8058)."""
    header = {
        "From": _mailbox(letter.sender),
        "Subject": _text("Subject", letter.subject),
        "Date": format_datetime(letter.date),
        "Message-ID": f"<{letter.id}@{_message_host(letter.host)}>",
    }
    if letter.unsubscribe:
        header["List-Unsubscribe"] = f"<{encode_url(letter.unsubscribe)}>"
        if letter.unsubscribe.lower().startswith("https:"):
            header["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    header["Content-Language"] = letter.language
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items())
    return lines.encode("ascii") + _write_body(letter)


def _write_body(letter: Letter) -> bytes:
    """Return what follows: the headers that MIME needs, which hold nothing of the site's, and the parts."""
    message = EmailMessage(_BODY)
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    # Neither base64 nor quoted-printable can hold "=_".
    message.set_boundary(f"=_{letter.id.hex}")
    return message.as_bytes()


def _mailbox(sender: Sender) -> str:
    if not sender.name:
        return sender.address
    name = sender.name
    if not _PHRASE.fullmatch(name) or "=?" in name:
        quoted = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
        name = quoted if _is_plain(name) else _encode("From", name)
    return f"{name} <{sender.address}>"


def _text(name: str, text: str) -> str:
    """Return the value of an unstructured header that says exactly the text, on one line."""
    text = _one_line(text)
    return text if _is_plain(text) else _encode(name, text)


def _is_plain(text: str) -> bool:
    """Say whether a header may hold the text as it is: nobody would take a part of it for an encoded word."""
    return text.isascii() and "=?" not in text and len(text) <= LONGEST_URL


def _encode(name: str, text: str) -> str:
    """Return a text as encoded words, on as many lines as it takes."""
    return Header(text, "utf-8", maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")


def _one_line(text: str) -> str:
    """Return the text without control characters and lone surrogates, its white space collapsed."""
    kept = (" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cs"}).split())


def _message_host(host: str) -> str:
    """Return a host as a ``Message-ID`` holds it: in ASCII, or ``localhost`` where it has no such name."""
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        return "localhost"
    return name if re.fullmatch(_HOST, name) else "localhost"
