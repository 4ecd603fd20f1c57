"""What git says when it fails, in the user's terms."""

import re

from generator.errors import PublishError
from generator.publish.git.command import GitFailedError

_CAUSES = (
    (
        ("No space left", "[Dd]isk quota"),
        "the disk is full",
        "free some space, then publish again",
    ),
    (
        ("unable to create temporary object directory", "insufficient permission"),
        "the repository may not be written",
        "check who owns it and may write there",
    ),
    (
        ("stale info", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref"),
        "another publisher was quicker and the branch has moved",
        "publish again; nothing was mixed",
    ),
    (
        ("declined", "protected branch", r"GH0\d\d"),
        "the remote's rules refuse the push",
        "allow pushes to the branch there, or publish to another branch",
    ),
    (
        (
            "Authentication failed",
            "could not read (Username|Password)",
            "terminal prompts disabled",
            "Permission denied",
            "Invalid username",
            "returned error: (401|403)",
            "Host key verification failed",
        ),
        "access is denied",
        "check the ssh key, the credential helper or the token that git uses (try `git ls-remote`)",
    ),
    (
        (
            "[Rr]epository .*not found",
            "does not exist",
            "does not appear to be a git repository",
            "error: 404",
        ),
        "there is no repository that you may read",
        "check its address, and whether the credentials reach it",
    ),
    (
        (
            "Could not resolve host",
            "Connection (refused|timed out|closed|reset)",
            "[Ff]ailed to connect",
            "unable to access",
            "Network is unreachable",
            "No route to host",
            "hung up",
            "early EOF",
        ),
        "the connection failed",
        "check the address and the network, then publish again",
    ),
)
"""Signs in git's words, the cause, and the remedy; the first that matches counts."""


def explain(error: GitFailedError, action: str, where: str) -> PublishError:
    """Return the message for a failed command.

    :param action: what was tried: ``push to``.
    """
    lines = [line.strip() for line in error.output.splitlines() if line.strip()]
    for signs, cause, remedy in _CAUSES:
        if re.search("|".join(signs), error.output):
            said = _what_the_remote_said(lines)
            return PublishError(f"can't {action} {where}: {cause}{said}", remedy)
    last = lines[-1] if lines else f"git {error} failed"
    return PublishError(f"can't {action} {where}: {last}", "see what `git ls-remote` says of that address")


def _what_the_remote_said(lines: list[str]) -> str:
    """Return the words of a hook of the remote, which explain a refusal best."""
    said = [line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:")]
    text = " ".join(line for line in said if line and not line.startswith("error: hook declined"))
    return f' (it says: "{text[:300]}")' if text else ""
