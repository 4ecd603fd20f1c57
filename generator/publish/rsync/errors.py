"""What rsync says when it fails, in the user's terms."""

from generator.errors import PublishError

_CAUSES = (
    ("No space left", "the disk there is full", "free some space there and publish again"),
    ("Disk quota exceeded", "the quota there is used up", "free some space there and publish again"),
    ("Permission denied", "files there may not be written", "check who owns the folder and may write there"),
    ("Read-only file system", "the disk there is read-only", "check the folder"),
    ("command not found", "the server has no rsync", "install rsync there"),
)
_CODES = {
    10: "the connection broke",
    12: "the connection broke",
    20: "it was interrupted",
    30: "the server did not answer in time",
    35: "the server did not answer in time",
    127: "the server has no rsync",
    255: "the connection broke",
}


def explain(code: int, said: str, where: str) -> PublishError:
    """Return the message for a transfer that failed.

    :param code: rsync's exit code.
    :param said: what it printed to standard error.
    """
    for sign, cause, remedy in _CAUSES:
        if sign in said:
            return PublishError(f"can't write to {where}: {cause}", remedy)
    again = "publish again; it will complete what was begun"
    if code in _CODES:
        return PublishError(f"can't write to {where}: {_CODES[code]}", again)
    first = next((line for line in said.splitlines() if line.strip()), f"rsync ended with code {code}")
    return PublishError(f"can't write to {where}: {first}", again)
