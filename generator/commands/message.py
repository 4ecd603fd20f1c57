"""A mail as one message, ready to send (RFC 5322, RFC 2046), the same bytes every time."""

from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote
from uuid import UUID

import msgspec

_COMPOSING = policy.SMTP.clone(cte_type="7bit")
"""Makes bodies that any server passes on unchanged."""
_SENDING = policy.SMTP.clone(max_line_length=998)
"""Folds no header that is shorter than RFC 5322 allows: a folded URL would not be one any more."""
_URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"


class Letter(msgspec.Struct, frozen=True):
    """What a message is made of."""

    sender: str
    """The ``From``, see :func:`read_sender`."""
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
    """An http(s) or mailto URL."""


def read_sender(text: str) -> Address | None:
    """Return the one mail address of a ``From`` header; None when it is not exactly that.

    The address has to be ASCII, since not every server takes others (RFC 6531).
    """
    header = policy.SMTP.header_factory("From", text)
    if header.defects or len(header.addresses) != 1:
        return None
    address: Address = header.addresses[0]
    return address if address.addr_spec.isascii() and address.username and address.domain else None


def write_message(letter: Letter) -> bytes:
    """Return the message: plain text and HTML as alternatives, and a way out (RFC 2369, RFC 8058)."""
    message = EmailMessage(_COMPOSING)
    message["From"] = read_sender(letter.sender)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = f"<{letter.id}@{letter.host}>"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{quote(letter.unsubscribe, safe=_URL_CHARACTERS)}>"
        if letter.unsubscribe.lower().startswith("https:"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = letter.language
    # Neither base64 nor quoted-printable can hold "=_".
    message.set_boundary(f"=_{letter.id.hex}")
    return message.as_bytes(policy=_SENDING)
