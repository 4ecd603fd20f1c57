"""What a target remembers of the last publication: the manifest that lies beside the site."""

from collections.abc import Iterable

import msgspec

from generator.errors import PublishError
from generator.manifest import MANIFEST_NAME, Kind, ManifestError, decode_manifest
from generator.model import Manifest, ManifestEntry

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
    name = f"{where}: its {MANIFEST_NAME}"
    return decode_publishable(data, State, name, f"remove {MANIFEST_NAME} there, then publish with --adopt")


def decode_publishable(data: bytes, kind: type[Kind], name: str, remedy: str) -> Kind:
    """Decode a manifest whose files every target can take.

    :param name: of the manifest in messages.
    :param remedy: what to do where it can't be read.
    :raises PublishError: it can't be read, or names a file that no target shall be asked to keep or remove.
    """
    try:
        manifest = decode_manifest(data, kind)
    except ManifestError as error:
        if error.path is None:
            raise PublishError(f"{name} can't be read", remedy) from error
        raise _unpublishable(name, error.path) from error
    for path in manifest.files:
        if "\\" in path or not path.isprintable():
            raise _unpublishable(name, path)
    return manifest


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


def _unpublishable(name: str, path: str) -> PublishError:
    return PublishError(
        f"{name} names the file {path!r}, which can't be published",
        "use relative file names without control characters, backslashes and '..'",
    )
