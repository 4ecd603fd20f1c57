"""What an object store says when it fails, in the user's terms and without its words.

The library's own texts carry request addresses and bodies, which may hold signatures; none of them is shown.
"""

import re

from generator.errors import PublishError

_AGAIN = "publish again later; it will complete what was begun"
_BY_NAME = {
    "PermissionDeniedError": (
        "access is denied",
        "check the credentials, and that their policy allows to list, read, write and delete",
    ),
    "UnauthenticatedError": (
        "the credentials are not accepted",
        "check the variables of the environment or the profile",
    ),
    "FileNotFoundError": (
        "there is no such bucket or container",
        "create it, or check url and endpoint in site.yaml",
    ),
}
_NO_CREDENTIALS = (
    "no credentials were found",
    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile",
)
_BY_TEXT = (
    (r"[Cc]redential|[Tt]oken", _NO_CREDENTIALS),
    (r"timed ?out|deadline|TimedOut", ("the service did not answer in time", _AGAIN)),
    (
        r"error sending request|connect|dns|closed|reset|body",
        ("the connection failed", "check the endpoint and the network, then publish again"),
    ),
)
_METADATA = "169.254.169.254"
"""Where a machine of a cloud finds credentials, asked when there are no others."""


def explain(error: Exception, where: str, path: str = "") -> PublishError:
    """Return the message for an error of the object store library.

    :param path: the file that was sent, if one was.
    """
    place = f"{where}: {path}" if path else where
    cause, remedy = _cause(type(error).__name__, str(error))
    return PublishError(f"{place}: {cause}", remedy)


def _cause(name: str, text: str) -> tuple[str, str]:
    """Return cause and remedy by the name of the error's type, its status, or signs in its text."""
    if _METADATA in text:
        return _NO_CREDENTIALS
    if name in _BY_NAME:
        return _BY_NAME[name]
    if status := re.search(r"status code: (\d{3})", text):
        return _by_status(status[1])
    return next(
        (found for pattern, found in _BY_TEXT if re.search(pattern, text)), ("the request failed", _AGAIN)
    )


def _by_status(code: str) -> tuple[str, str]:
    """Return cause and remedy for a status of HTTP (RFC 9110)."""
    if code == "404":
        return _BY_NAME["FileNotFoundError"]
    if code in {"301", "307", "308"}:
        return "the bucket is in another region", "set region in site.yaml or AWS_REGION"
    if code == "507":
        return "the store is full", "free some space there and publish again"
    if code.startswith("5") or code == "429":
        return f"the service answers with error {code}", _AGAIN
    return f"the service refuses the request with error {code}", "check url, endpoint and region in site.yaml"
