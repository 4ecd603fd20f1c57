"""Characters that nobody sees: told by their names where they are wrong, dropped where they mean nothing."""

import re
import unicodedata

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_IGNORABLE = re.compile(f"[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff{_BIDI}]")
"""What only hints at where a line may break or which way it goes; joiners, which change letters, stay."""

_BLANK = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
BLANK = re.compile(f"[{_BLANK}]")
"""A blank that is no ordinary space."""
ODD_SPACE = re.compile(rf"^ *(?:- +)*(?:-|(?P<key>[\w.-]+):)?(?P<blank>[{_BLANK}])")
"""A blank that is no space to YAML, where a space belongs: in the indentation, or after ``-`` or ``key:``."""
_UNSEEN = re.compile(rf"^[{_BLANK}]+|[{_BLANK}]+$|{_IGNORABLE.pattern}")


def drop_invisible(text: str) -> str:
    """Return the text without soft hyphens, zero-width spaces, marks of direction and their like."""
    return text if text.isascii() else _IGNORABLE.sub("", text)


def name_character(character: str) -> str:
    """Return a character as a message shows it: ``":"``, ``a space``, ``U+00AD (soft hyphen)``."""
    if character == " ":
        return "a space"
    if character.isprintable():
        return f'"{character}"'
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def reveal(text: str) -> str:
    """Return the text on one line, with what nobody would see in it as ``<U+00AD>``."""
    line = re.sub("[ \\t\\n]+", " ", text).strip(" ")
    return line if line.isascii() else _UNSEEN.sub(_codes, line)


def _codes(found: re.Match[str]) -> str:
    return "".join(f"<U+{ord(character):04X}>" for character in found[0])
