"""What a review vouches for: which text it was, told by its digest, so that a later change can be seen."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal: of its UTF-8 in NFC, white space as single spaces."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()


def text_at(front_matter: Any, path: str) -> str | None:  # noqa: ANN401 - plain data or records
    """Return the text of front matter at a path such as ``insight.takeaways.0.text``; None where none is.

    A takeaway that is a text alone is at ``insight.takeaways.0`` and at ``insight.takeaways.0.text``.

    :param front_matter: the mapping, or the record that was decoded from it.
    """
    value = front_matter
    for step in path.split("."):
        if isinstance(value, str) and step == "text":
            continue
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            value = _entry(value, step)
        else:
            value = getattr(value, step, None) if not step.startswith("_") else None
    return value if isinstance(value, str) else None


def _entry(entries: Sequence[Any], step: str) -> Any:  # noqa: ANN401 - plain data or records
    """Return the entry of a list by its number; a number of thousands of digits is none."""
    number = int(step) if re.fullmatch("[0-9]{1,6}", step) else len(entries)
    return entries[number] if number < len(entries) else None
