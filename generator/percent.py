"""Percent-encoding of paths (RFC 3986): an address is decoded where it enters, and encoded where it leaves.

In between, a path is text as people read it: ``/über uns/``, in NFC. What takes an address from an author
calls :func:`decode_path`, what writes one into a file :func:`encode_path`, and nothing else calls either.
"""

import re
import unicodedata
from urllib.parse import quote, unquote

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch


def decode_path(address: str) -> str:
    """Return the path that an address means, in NFC; a ``%`` that encodes nothing stands for itself.

    :raises UnicodeDecodeError: it encodes bytes that are not UTF-8.
    """
    text = unquote(address, errors="strict") if "%" in address else address
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def encode_path(path: str) -> str:
    """Return a path as an address, percent-encoded as UTF-8."""
    return path if _PLAIN(path) else quote(path, safe="/~@:!$'()*+,;=")
