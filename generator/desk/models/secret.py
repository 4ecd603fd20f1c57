"""A key: read from the environment, sent to its server, and nowhere else.

Servers repeat keys in what they answer ("incorrect key sk-… provided"), in full or in part. So no answer that
has a part of the key in it gets past the client: not into a message, not into the database, not into a file.
"""

import os
from urllib.parse import unquote

from generator.errors import WeekmarkError

_PART = 8
"""So many characters of a key in a row are too many; a shorter key is no secret, such as ``ollama``."""


class Secret:
    """A key, which shows itself to nobody by accident.

    :param variable: the name of the environment variable that holds it; none for no key.
    :raises WeekmarkError: it holds nothing, or what no key can be.
    """

    def __init__(self, variable: str) -> None:
        self._text = os.environ.get(variable, "").strip() if variable else ""
        if variable and not self._text:
            raise WeekmarkError(f"the environment variable {variable} holds no key", f"set {variable}")
        if not (self._text.isascii() and self._text.isprintable()):
            raise WeekmarkError(
                f"what the environment variable {variable} holds can't be a key", f"look at {variable}"
            )

    def __repr__(self) -> str:
        return "Secret()"

    def headers(self) -> dict[str, str]:
        """Return what has to be sent with a request."""
        return {"Authorization": f"Bearer {self._text}"} if self._text else {}

    def is_in(self, text: str) -> bool:
        """Say whether a text has the key or a part of it in it, percent-encoded too."""
        parts = [self._text[start : start + _PART] for start in range(len(self._text) - _PART + 1)]
        texts = (text, unquote(text))
        return any(part in one for part in parts for one in texts)
