"""A cluster of Dask as the workers of a build (``weekmark[dask]``), by the executor that its client gives."""

import importlib.metadata
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from generator import __version__
from generator.errors import WeekmarkError

if TYPE_CHECKING:
    from distributed import Client

_INSTALL = 'install it here and for the workers: pip install "weekmark[dask]"'


class Cluster(msgspec.Struct, frozen=True):
    """Workers of other machines, as :class:`generator.build.pool.ExecutorFactory` and how many they are."""

    client: "Client"
    workers: int

    def __call__(self, workers: int) -> Executor:  # noqa: ARG002 - a cluster has as many as it has
        """Return the executor of the cluster; what a worker was doing when it died is done again."""
        executor: Executor = self.client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # Dask is untyped
        return executor


@contextmanager
def connect(address: str, patience: float = 10) -> Iterator[Cluster]:
    """Give the workers of the scheduler at an address: ``tcp://host:8786``.

    :param patience: for how many seconds it may keep silent.
    :raises WeekmarkError: it can't be reached, has no workers, these run another version of Weekmark, or they
        die again and again.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - takes a second to load
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - see above
    except ImportError:
        raise WeekmarkError("--executor dask: Dask is not installed", _INSTALL) from None
    try:
        client = Client(address, timeout=patience, set_as_default=False)  # type: ignore[no-untyped-call]  # see above
    except (OSError, ValueError) as error:
        raise WeekmarkError(f"no scheduler of Dask answers at {address}", "look at its log") from error
    with client:
        threads = client.nthreads()  # type: ignore[no-untyped-call]  # see above
        if not threads:
            raise WeekmarkError(
                f"the scheduler at {address} has no workers", "start some: dask worker ADDRESS"
            )
        _check_versions(client)
        try:
            yield Cluster(client, sum(threads.values()))
        except KilledWorker as error:
            raise WeekmarkError(
                "workers of the cluster ended without a word", "their machines may have run out of memory"
            ) from error


def _check_versions(client: "Client") -> None:
    """Refuse workers that would write other bytes."""
    try:
        versions: dict[str, str] = client.run(importlib.metadata.version, "weekmark")
    except importlib.metadata.PackageNotFoundError:
        raise WeekmarkError("the workers of the cluster have no Weekmark", _INSTALL) from None
    for worker, version in versions.items():
        if version != __version__:
            raise WeekmarkError(
                f"the worker {worker} has Weekmark {version}, this is {__version__}",
                f"install weekmark=={__version__} for all workers",
            )
