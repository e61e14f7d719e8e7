"""Many documents, each in a process of its own with a bound on time and memory, behind ``concurrent.futures.Executor``.

The executor is an argument: :class:`BoundedExecutor` is the usual one, :class:`SerialExecutor` works in this process
(tests, debugging), and an executor of a cluster can stand in the same place. A document that takes too long, needs too
much memory or kills its process costs its own result only.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import functools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import resource_tracker
from types import FrameType
from typing import Any, ParamSpec, TypeVar

import pebble

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")

SECONDS = 120.0
"""How long one document may take."""

MEGABYTES = 2048
"""How much memory one document may take above what the process has at its start."""


_MOST_REPEATS = 3
"""How often a call is begun again because a worker that had nothing to do with it was ended from outside."""


class TimeIsUp(Exception):
    """The document took longer than it may."""


class MemoryIsUp(Exception):
    """The document needs more memory than it may have."""


class WorkerDied(Exception):
    """The process that worked on the document ended without an answer.

    ``megabytes`` is the memory that it was allowed, 0 without a bound: a library in C that gets no more often ends its
    process instead of saying so.
    """

    def __init__(self, message: str = "", megabytes: int = 0) -> None:
        super().__init__(message, megabytes)
        self.megabytes = megabytes


def bound_memory(megabytes: int = MEGABYTES) -> bool:
    """Lets this process have so much address space more than now. ``False`` where the system knows no such bound.

    Works on Linux; macOS takes the call and does not hold it, Windows has none: there only the time is bounded.
    """
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123
            now = int(stream.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = now + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    except (ImportError, OSError, ValueError):
        return False
    return True


def memory_can_be_bounded() -> bool:
    """Whether :func:`bound_memory` has an effect on this system."""
    return sys.platform.startswith("linux")


class BoundedExecutor(concurrent.futures.Executor):
    """Worker processes with a bound on time and memory for each call.

    A future raises :class:`TimeIsUp`, :class:`MemoryIsUp` or :class:`WorkerDied` where its call went over a bound or
    took its process along; the other calls do not notice. ``seconds`` and ``megabytes`` of 0 mean no bound.
    """

    def __init__(self, workers: int = 1, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds or None
        self._open: set[concurrent.futures.Future[Any]] = set()
        self._workers = workers
        self._megabytes = megabytes
        self._stopped = False
        self._lock = threading.RLock()
        self._broken: list[pebble.ProcessPool] = []
        self._pool = self._new_pool()

    def _new_pool(self) -> pebble.ProcessPool:
        # Spawned and not forked: the same on every system, and safe with the threads of the pool.
        return pebble.ProcessPool(
            max_workers=self._workers,
            initializer=_prepare,
            initargs=(self._megabytes,),
            context=multiprocessing.get_context("spawn"),
        )

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> concurrent.futures.Future[R]:
        """Schedules a call; function and arguments must be picklable."""
        answer: concurrent.futures.Future[R] = concurrent.futures.Future()
        answer.set_running_or_notify_cancel()
        with _silence() if not self._open else contextlib.nullcontext():
            self._schedule(answer, functools.partial(_call, functools.partial(fn, *args, **kwargs)), _MOST_REPEATS)
        self._open.add(answer)
        answer.add_done_callback(self._open.discard)
        return answer

    def _schedule(self, answer: concurrent.futures.Future[R], call: Callable[[], R], repeats: int) -> None:
        """Gives a call to a pool, and again to a new one where the pool broke under it through no fault of the call."""

        def settle(done: concurrent.futures.Future[R]) -> None:
            broken = not done.cancelled() and isinstance(done.exception(), concurrent.futures.BrokenExecutor)
            if not broken or self._stopped or not repeats:
                _hand_on(done, answer, self._megabytes)
                return
            try:
                self._schedule(answer, call, repeats - 1)
            except RuntimeError as error:  # it was shut down meanwhile
                _settle(answer, WorkerDied(str(error)))

        with self._lock, _interrupts_held():
            try:
                inner = self._pool.schedule(call, timeout=self._seconds)
            except RuntimeError:
                if self._stopped:
                    raise
                # A worker that dies between two calls breaks the whole pool: the calls to come get a new one.
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._broken.append(self._pool)
                self._pool = self._new_pool()
                inner = self._pool.schedule(call, timeout=self._seconds)
        inner.add_done_callback(settle)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the workers: after their work, or at once where ``cancel_futures`` is set."""
        self._stopped = True
        if cancel_futures:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        if wait:
            for pool in (*self._broken, self._pool):
                pool.join()
        if cancel_futures:
            # A stopped pool forgets what it had not begun; nobody may wait for that for ever.
            for answer in list(self._open):
                _settle(answer, WorkerDied("stopped"))


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C reaches the parent alone: processes and threads of the pool start with the signal blocked.

    Otherwise a worker that is just starting would print a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It lets the signal through again when it starts: so it has to run before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Processes started meanwhile have no standard error: one that is ended while it starts has nothing to tell."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    with open(os.devnull, "wb") as null:  # noqa: PTH123
        os.dup2(null.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _call(call: Callable[[], R]) -> R:
    """Makes the call in a worker. An order to end comes as :class:`SystemExit`: pebble would take it for an answer."""
    try:
        return call()
    except SystemExit:
        os._exit(128 + signal.SIGTERM)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _prepare(megabytes: int) -> None:
    if megabytes:
        bound_memory(megabytes)
    # Pebble ends a worker on the spot: what it had started would run on, and what it had laid down would stay.
    signal.signal(signal.SIGTERM, _end)
    # A worker's own printing (of a C library, say) must not run into the table that the person sees.
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)


def _hand_on(done: concurrent.futures.Future[R], answer: concurrent.futures.Future[R], megabytes: int) -> None:
    try:
        result = done.result()
    except (concurrent.futures.CancelledError, concurrent.futures.BrokenExecutor, pebble.ProcessExpired) as error:
        _settle(answer, WorkerDied(str(error), megabytes))
    except concurrent.futures.TimeoutError:
        _settle(answer, TimeIsUp())
    except MemoryError:
        _settle(answer, MemoryIsUp())
    except BaseException as error:
        _settle(answer, error)
    else:
        with contextlib.suppress(concurrent.futures.InvalidStateError):
            answer.set_result(result)


def _settle(answer: concurrent.futures.Future[R], error: BaseException) -> None:
    with contextlib.suppress(concurrent.futures.InvalidStateError):
        answer.set_exception(error)


class SerialExecutor(concurrent.futures.Executor):
    """Calls one after the other in this process, at once, without bounds."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> concurrent.futures.Future[R]:
        """Calls ``fn`` and returns its finished future. An interrupt is not caught."""
        answer: concurrent.futures.Future[R] = concurrent.futures.Future()
        answer.set_running_or_notify_cancel()
        try:
            answer.set_result(fn(*args, **kwargs))
        except Exception as error:
            answer.set_exception(error)
        return answer


def run_each(
    executor: concurrent.futures.Executor, function: Callable[[A], R], arguments: Iterable[A], at_once: int
) -> Iterator[tuple[A, concurrent.futures.Future[R]]]:
    """Calls ``function`` for each argument and yields argument and finished future as they finish.

    No more than ``at_once`` calls wait or run, so that an archive of any size takes no more memory than a handful.
    """
    remaining = iter(arguments)
    waiting: dict[concurrent.futures.Future[R], A] = {}
    while True:
        for argument in remaining:
            waiting[executor.submit(function, argument)] = argument
            if len(waiting) >= at_once:
                break
        if not waiting:
            return
        done, _ = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
        for future in done:
            yield waiting.pop(future), future
