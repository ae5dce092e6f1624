"""joblib's Dask backend, mended in two points, and the client that it works through.

When Dask gives a task up, since the workers that had it died, joblib (1.6) waits for it for ever: its backend notes the error but
does not tell the call. And a cluster with one worker left is taken for no cluster: the work is done in this process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from geopol.batch.settings import Engine
from geopol.errors import InputError
from geopol.extras import missing
from geopol.wording import why

# Seconds that a cluster may be without a worker, as one is that starts again those that died.
_PATIENCE = 300

Context = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class _GivenUp:
    """What stands in place of a result that will never come."""

    error: BaseException


@contextmanager
def workers(engine: Engine) -> Iterator[tuple[int, Context]]:
    """The number of a cluster's workers, and joblib's context that sends work to them.

    Args:
        engine: Names a client, a scheduler, or how many workers of a local cluster to start.

    Raises:
        InputError: If dask.distributed is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise missing("dask.distributed", "cluster", "the engine dask of a cluster") from error
    if engine.client is not None:
        yield _context(engine.client)
        return
    options = {"n_workers": engine.jobs, "threads_per_worker": 1, "dashboard_address": ":0"}
    try:
        client: Any = Client(engine.scheduler) if engine.scheduler else Client(**options)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:  # a time-out is one; an address that is none
        raise InputError(f"no Dask scheduler answers at {engine.scheduler}: {why(error)}; see --scheduler") from error
    with client:
        yield _context(client)


def _context(client: Any) -> tuple[int, Context]:  # noqa: ANN401 - dask ships no types
    from joblib import parallel_config

    # A new one for each call: what a call that failed has left in it would confuse the next.
    return sum(client.ncores().values()), lambda: parallel_config(_backend()(client=client, wait_for_workers_timeout=_PATIENCE))


def _backend() -> Any:  # noqa: ANN401 - joblib ships no types
    """The class, made when it is asked for, since its base imports dask."""
    from joblib._dask import DaskDistributedBackend

    class Backend(DaskDistributedBackend):  # type: ignore[misc]
        def effective_n_jobs(self, n_jobs: int) -> int:
            return max(2, int(super().effective_n_jobs(n_jobs)))

        async def _collect(self) -> None:
            while self._continue:
                async for future, result in self.waiting_futures:
                    waiting, told = self._results.pop(future), self._callbacks.pop(future)
                    if future.status == "error":
                        result = _GivenUp(result[1])
                    waiting.set_result(result)
                    told(result)
                await asyncio.sleep(0.01)

        def retrieve_result_callback(self, out: Any) -> Any:  # noqa: ANN401
            if isinstance(out, _GivenUp):
                raise out.error
            return super().retrieve_result_callback(out)

    return Backend
