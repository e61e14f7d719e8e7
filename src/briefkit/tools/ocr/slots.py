"""How many recognisers run at once: no more than there are cores, whichever process of a run started them.

Each document of a run is read in a process of its own, and each may have many pages to recognise. They share slots:
empty files in the folder of the run, of which a recogniser holds one locked while it works. A lock ends with
its process, so a worker that is killed takes no slot along.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOK_AGAIN = 0.05


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_here = threading.BoundedSemaphore(cores())


@contextmanager
def slot(folder: Path | None, stopped: Callable[[], bool], number: int | None = None) -> Iterator[bool]:
    """Waits for a slot and holds it; gives ``False`` where ``stopped`` came true before there was one.

    ``folder`` is that of the run, or ``None`` where this process works alone; ``number`` is how many slots there are
    (``None``: one for each core).
    """
    if folder is None or not folder.is_dir():
        while not (held := _here.acquire(timeout=_LOOK_AGAIN)) and not stopped():
            pass
        try:
            yield held
        finally:
            if held:
                _here.release()
        return
    handle = _wait_for_file(folder, stopped, number or cores())
    try:
        yield handle is not None
    finally:
        if handle is not None:
            os.close(handle)


def _wait_for_file(folder: Path, stopped: Callable[[], bool], number: int) -> int | None:
    while not stopped():
        for which in range(number):
            handle = os.open(folder / f"slot-{which}", os.O_RDWR | os.O_CREAT, 0o600)
            if _locked(handle):
                return handle
            os.close(handle)
        time.sleep(_LOOK_AGAIN)
    return None


def _locked(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
