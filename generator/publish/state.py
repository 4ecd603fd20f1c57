"""What a target remembers of the last publication: the manifest that lies beside the site."""

from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec

from generator.errors import PublishError
from generator.model import Manifest, ManifestEntry

STATE_FILE = ".weekmark-manifest.json"
"""The name of the manifest, in the output folder and at every target."""

UNKNOWN = ""
"""The digest of a file of which an interrupted publication may have sent any version."""


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """Every file that Weekmark has put at a target."""

    files: dict[str, ManifestEntry]
    complete: bool = True
    """False from the first change of a publication to its last."""
    settings: str = ""
    """A digest of what else shapes the files there, such as their cache rules."""


def read_state(data: bytes, where: str) -> State:
    """Decode the manifest of a target.

    :param where: names the target in messages.
    :raises PublishError: when it can't be read, or names a file outside of the target.
    """
    try:
        state = msgspec.json.decode(data, type=State)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PublishError(
            f"{where}: its {STATE_FILE} can't be read",
            f"remove {STATE_FILE} there, then publish with --adopt",
        ) from error
    require_safe(state.files, f"{where}: its {STATE_FILE}")
    return state


def write_state(state: State) -> bytes:
    """Encode the manifest of a target: the same bytes for the same files, one file a line."""
    return msgspec.json.format(msgspec.json.encode(state, order="sorted"), indent=1) + b"\n"


def claim(there: State | None, ours: Manifest, sent: Iterable[str], settings: str) -> State:
    """Return the state to leave before the first change.

    It owns the files of both sides, so that a run after an interruption never takes its own files for
    someone else's, and knows nothing certain about those being sent. All others have the settings already.
    """
    files = dict(there.files) if there else {}
    files.update({path: ManifestEntry(UNKNOWN, ours.files[path].size) for path in sent})
    return State(files, complete=False, settings=settings)


def require_safe(paths: Iterable[str], where: str) -> None:
    """Refuse paths that would lead out of a target or that some target can't store.

    :raises PublishError: naming the first such path.
    """
    for path in paths:
        parts = PurePosixPath(path).parts
        tidy = path and not path.startswith("/") and "/".join(parts) == path
        if not tidy or ".." in parts or "\\" in path or not path.isprintable():
            raise PublishError(
                f"{where} names the file {path!r}, which can't be published",
                "use relative file names without control characters, backslashes and '..'",
            )
