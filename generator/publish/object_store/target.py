"""``type: object-store``: S3 and what speaks its language, Google Cloud Storage, Azure, or a local folder."""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import msgspec
import obstore
from obstore.exceptions import BaseError

from generator.digest import hexadecimal_digest
from generator.manifest import MANIFEST_NAME
from generator.media import TYPES, media_type
from generator.model import Manifest
from generator.publish.object_store.access import open_store
from generator.publish.object_store.errors import explain
from generator.publish.object_store.headers import cache_control
from generator.publish.object_store.lock import LOCK_FILE, ObjectLock
from generator.publish.state import State, read_state, write_state
from generator.publish.target import Job, Session, There
from generator.targets import ObjectStoreOptions

_OWN = frozenset({MANIFEST_NAME, LOCK_FILE})
_BATCH = 500
"""How many keys to delete by one request; S3 takes up to 1,000."""
_INDEX = re.compile(r"^(.+)/index\.html$")


class ObjectStoreTarget:
    """A bucket, or a part of it."""

    hosts: tuple[str, ...] = ()

    def __init__(self, options: ObjectStoreOptions, root: Path) -> None:
        self._options = options
        self.where = options.url
        self._store = open_store(options, root)
        self._has_attributes = not options.url.startswith("file:")

    @property
    def settings(self) -> str:
        """A digest of cache rules and media types: objects keep the headers they were sent with."""
        if not self._has_attributes:
            return ""
        return hexadecimal_digest(msgspec.json.encode((self._options.cache_control, TYPES)))

    def published(self, manifest: Manifest) -> Manifest:
        """Return the manifest with each ``a/index.html`` also as ``a``, where clean keys are wanted."""
        if not self._options.clean_keys:
            return manifest
        matches = ((_INDEX.match(path), entry) for path, entry in manifest.files.items())
        clean = {match[1]: entry for match, entry in matches if match}
        return Manifest({**clean, **manifest.files}, manifest.phases)

    def look(self) -> There:
        """Read the manifest, or else look for files of another origin."""
        with self._explained():
            try:
                data = bytes(obstore.get(self._store, MANIFEST_NAME).bytes())
            except FileNotFoundError:
                return There(None, self._foreign())
        return There(read_state(data, self.where))

    def _foreign(self) -> tuple[str, ...]:
        for chunk in obstore.list(self._store, chunk_size=10):
            return tuple(item["path"] for item in chunk if item["path"] not in _OWN)[:3]
        return ()

    @contextmanager
    def open(self, job: Job) -> Iterator[Session]:
        """Hold a lock that lies in the store."""
        lock = ObjectLock(self._store, self.where, job.run)
        with self._explained():
            lock.acquire()
        try:
            with self._explained():
                yield _ObjectStoreSession(self, job.tree, lock)
        except BaseException:
            lock.abandon()
            raise
        with self._explained():
            lock.release()

    def put(self, key: str, data: bytes | Path, path: str = "") -> None:
        """Store an object with its headers.

        :param path: the file that it is, where that is not its key: ``a/index.html``, also stored as ``a``.
        :raises PublishError: the store refuses or fails after all retries.
        """
        attributes = None
        if self._has_attributes:
            file = path or key
            kept = cache_control(file, self._options.cache_control)
            attributes = {"Content-Type": media_type(file), "Cache-Control": kept}
        with self._explained(key):
            obstore.put(self._store, key, data, attributes=attributes)

    def delete(self, keys: Sequence[str]) -> None:
        """Remove objects; those that are gone already are fine."""
        with self._explained():
            try:
                obstore.delete(self._store, list(keys))
            except FileNotFoundError:
                for key in keys if len(keys) > 1 else ():
                    self.delete([key])

    @property
    def parallel(self) -> int:
        """How many requests may be under way at once."""
        return self._options.parallel

    @contextmanager
    def _explained(self, path: str = "") -> Iterator[None]:
        try:
            yield
        except (BaseError, FileNotFoundError, NotImplementedError, ValueError) as error:
            raise explain(error, self.where, path) from None


class _ObjectStoreSession:
    """Sends many objects at once, a phase after the other."""

    def __init__(self, target: ObjectStoreTarget, tree: Path, lock: ObjectLock) -> None:
        self._target = target
        self._tree = tree
        self._lock = lock

    def claim(self, state: State) -> None:
        self._lock.confirm()
        self._target.put(MANIFEST_NAME, write_state(state))

    def send(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        with ThreadPoolExecutor(self._target.parallel) as pool:
            sending = {pool.submit(self._put, path): path for path in paths}
            try:
                for future in as_completed(sending):
                    future.result()
                    self._lock.check()
                    done(sending[future])
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def _put(self, path: str) -> None:
        file = f"{path}/index.html" if (self._tree / path).is_dir() else path
        self._target.put(path, self._tree / file, file)

    def remove(self, paths: Sequence[str], done: Callable[[str], None]) -> None:
        for start in range(0, len(paths), _BATCH):
            self._lock.check()
            batch = paths[start : start + _BATCH]
            self._target.delete(batch)
            for path in batch:
                done(path)

    def finish(self, state: State) -> None:
        self.claim(state)
