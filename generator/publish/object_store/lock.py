"""A lock in an object store: one object that only one publisher can create.

It says until when it holds, and is renewed while the publication goes on. So a publisher that died blocks
the others for two minutes at most, and its own next run not at all. Stores that ignore the condition of the
write (``If-None-Match``, RFC 9110) are asked what they kept, which leaves a gap of one request.
"""

import contextlib
import threading
import time
from typing import Any

import msgspec
import obstore
from obstore.exceptions import AlreadyExistsError, BaseError

from generator.errors import PublishError
from generator.publish.target import Run

LOCK_FILE = ".weekmark-lock.json"
_HOLDS = 120
_RENEW = 30


class _Holder(msgspec.Struct, frozen=True):
    """What the lock says."""

    run: str
    until: float
    """Seconds since 1970 UTC."""


class ObjectLock:
    """The lock of one store."""

    def __init__(self, store: Any, where: str, run: Run) -> None:  # noqa: ANN401 - one of obstore's stores
        self._store = store
        self._where = where
        self._run = run
        self._over = threading.Event()
        self._lost = False
        self._renewer = threading.Thread(target=self._renew, daemon=True)

    def acquire(self) -> None:
        """Take the lock and keep renewing it.

        :raises PublishError: another publisher holds it.
        """
        holder = self._read()
        if holder and not self._may_take(holder):
            raise self._refusal()
        if holder:
            obstore.delete(self._store, LOCK_FILE)
        with contextlib.suppress(AlreadyExistsError):
            self._write("create")
        if (holder := self._read()) is None or holder.run != self._run.id:
            raise self._refusal()
        self._renewer.start()

    def confirm(self) -> None:
        """Ask the store who holds the lock.

        :raises PublishError: somebody else does.
        """
        holder = self._read()
        self._lost = self._lost or holder is None or holder.run != self._run.id
        self.check()

    def check(self) -> None:
        """Make sure that nobody broke the lock, as far as is known.

        :raises PublishError: somebody did.
        """
        if self._lost:
            raise PublishError(
                f"{self._where}: another publisher has broken the lock",
                "see who publishes there, then publish again",
            )

    def abandon(self) -> None:
        """Give the lock back after a failure, if the store can still be reached."""
        with contextlib.suppress(BaseError, OSError):
            self.release()

    def release(self) -> None:
        """Give the lock back, unless somebody else has it."""
        self._over.set()
        self._renewer.join()
        holder = self._read()
        if holder and holder.run == self._run.id:
            obstore.delete(self._store, LOCK_FILE)

    def _may_take(self, holder: _Holder) -> bool:
        return self._run.force or holder.until < time.time() or holder.run.startswith(f"{self._run.owner}-")

    def _refusal(self) -> PublishError:
        return PublishError(
            f"{self._where} is held by another publisher",
            "wait for it to end; a publisher that died gives way after two minutes, or with --force at once",
        )

    def _read(self) -> _Holder | None:
        try:
            data = bytes(obstore.get(self._store, LOCK_FILE).bytes())
        except FileNotFoundError:
            return None
        try:
            return msgspec.json.decode(data, type=_Holder)
        except msgspec.MsgspecError:
            return _Holder("", 0)

    def _write(self, mode: Any) -> None:  # noqa: ANN401 - "create" or "overwrite"
        holder = _Holder(self._run.id, time.time() + _HOLDS)
        obstore.put(self._store, LOCK_FILE, msgspec.json.encode(holder), mode=mode)

    def _renew(self) -> None:
        while not self._over.wait(_RENEW):
            with contextlib.suppress(BaseError, OSError):  # the work itself tells when the store is away
                self._renew_once()

    def _renew_once(self) -> None:
        holder = self._read()
        if holder is None or holder.run != self._run.id:
            self._lost = True
            self._over.set()
        else:
            self._write("overwrite")
