"""Where the work is done: a pool of processes, or a Dask cluster. One interface: `concurrent.futures.Executor`."""

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Any, NamedTuple

from greffier.errors import InputError, MissingDependency

#: Seconds after which a scheduler that does not answer is given up, and after as many more one without workers.
PATIENCE = 20
#: The scheduler's name for a Dask cluster that is started here.
LOCAL = "local"
#: What to do about workers that are not like the others.
SAME = "install the same greffier everywhere"
#: How often a task may lose its worker before it is held to be the cause.
LIVES = 3


class Lost(Exception):
    """A task that took its worker down each time, as one does that needs more memory than there is."""


_Task = tuple[int, Any, int]  # its number, what it is called with, and how many workers it has lost


class Engine(NamedTuple):
    """An executor that can be opened anew when it breaks, how many workers it has, and whether any is there now."""

    open: Callable[[], Any]
    workers: int
    manned: Callable[[], bool] = lambda: True


@contextmanager
def engine(workers: int, scheduler: str | None = None) -> Iterator[Engine]:
    """The pool of `workers` processes, for one worker this process.

    With `scheduler` the Dask cluster at that address, or "local" for a new one.

    InputError where no scheduler answers.
    """
    if scheduler is None:
        yield Engine(lambda: _pool(workers), workers)
        return
    with _dask(workers, scheduler) as client:
        cores = max(1, sum(client.ncores().values()))
        yield Engine(lambda: _DaskExecutor(client), cores, lambda: bool(client.ncores()))


def run(engine: Engine, call: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """The results of the tasks with their numbers, as they are done; a result may be an exception.

    No more tasks are taken than keep the workers busy. A task whose worker dies is tried again; after some times its
    result is `Lost`. InputError where no worker is left.
    """
    queue = enumerate(tasks)
    waiting: list[_Task] = []
    executor = engine.open()
    running: dict[Future[Any], _Task] = {}
    try:
        while True:
            while len(running) < 2 * engine.workers:
                item = _next(queue, waiting, running.values())
                if item is None:
                    break
                running[executor.submit(call, item[1])] = item
            if not running:
                return
            alone = len(running) == 1
            broken = False
            for future in _done(running, engine):
                number, task, lost = running.pop(future)
                error = _error(future)
                if error is None:
                    yield number, future.result()
                elif not _is_loss(error):
                    yield number, error
                elif lost + 1 >= LIVES or alone and _is_sure(error):
                    broken = True
                    yield number, Lost(str(error))
                else:
                    broken = True
                    waiting.append((number, task, lost + 1))
            if broken and isinstance(executor, ProcessPoolExecutor):
                waiting += [(number, task, lost) for number, task, lost in running.values()]
                running.clear()
                executor.shutdown(wait=False, cancel_futures=True)
                executor = engine.open()
    finally:
        for future in running:
            future.cancel()
        executor.shutdown(wait=True, cancel_futures=True)


def _done(running: Collection["Future[Any]"], engine: Engine) -> "set[Future[Any]]":
    """The tasks that are done next; InputError where nobody is left to do any, twice in a row."""
    deserted = 0
    while not (done := wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED).done):
        deserted = 0 if engine.manned() else deserted + 1
        if deserted > 1:
            raise InputError(
                "the cluster has lost all its workers; start some and run the same again: what is done is kept"
            )
    return done


def _next(queue: Iterator[tuple[int, Any]], waiting: list[_Task], running: Collection[_Task]) -> _Task | None:
    """The task to run next, if any: one that has lost workers runs with no other, so that none shares its fate."""
    if any(lost for _, _, lost in running) or waiting and running:
        return None
    return waiting.pop() if waiting else next(((number, task, 0) for number, task in queue), None)


def _error(future: "Future[Any]") -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _is_loss(error: BaseException) -> bool:
    """Whether a task failed because its worker went away, or had no memory left."""
    return isinstance(error, BrokenProcessPool | CancelledError) or _is_sure(error)


def _is_sure(error: BaseException) -> bool:
    """Whether a task that fails so and ran with no other is itself the cause.

    Dask says that a worker was killed when the task has lost several.
    """
    return isinstance(error, MemoryError) or type(error).__name__ == "KilledWorker"


def _pool(workers: int) -> Executor:
    if workers == 1:
        return ThreadPoolExecutor(1)
    # not forked: threads of other libraries may hold locks
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


class _DaskExecutor(Executor):
    """A Dask client as an executor whose futures hold nothing once they are read."""

    def __init__(self, client: Any) -> None:
        self.inner = client.get_executor(pure=False, retries=0)

    def submit(self, call: Any, /, *args: Any, **named: Any) -> "Future[Any]":
        return self.inner.submit(call, *args, **named)  # type: ignore[no-any-return]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.inner.shutdown(wait=wait)


def _asked() -> Callable[[], str]:
    """A function that says why its process cannot do the work; it is sent as it is, for it may not be there."""

    def inability() -> str:
        try:
            import greffier.corpus.conversion  # noqa: F401
        except ImportError as error:
            return str(error)
        return ""

    return inability


def _unwatched() -> Any:
    """Settings for workers that are started here: to be looked at a hundred times a second costs them time."""
    import dask

    return dask.config.set({"distributed.worker.profile.enabled": False})


@contextmanager
def _dask(workers: int, scheduler: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise MissingDependency("a Dask cluster needs distributed: pip install 'greffier[cluster]'") from None
    # its functions have no types
    dask: Any = distributed
    if scheduler == LOCAL:
        with (
            _unwatched(),
            dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
            dask.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = dask.Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"{scheduler}: no Dask scheduler answers there: {error}") from None
    try:
        if not client.ncores():
            raise InputError(f"{scheduler}: the scheduler has no workers; start some: dask worker {scheduler}")
        for worker, fault in client.run(_asked()).items():
            if fault:
                raise InputError(f"{worker}: this worker has no such greffier ({fault}); {SAME}")
        yield client
    finally:
        with suppress(Exception):
            client.close()
