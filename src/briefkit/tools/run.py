"""Calls a program: bounded in time and in output, with no input, and with everything it started ended afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

KEPT_OUTPUT = 20_000
"""So many characters of what a program prints are kept; a program that prints without end costs disk, not memory."""


MOST_OUTPUT = 100_000_000
"""So many bytes may a program print while it is watched (see :func:`run`)."""

_LOOK_AGAIN = 0.05


class Finished(msgspec.Struct, frozen=True):
    """How a program ended: its exit code (negative: the signal), what it printed, whether the time was up, and
    whether whoever watched it ended it."""

    code: int
    printed: str
    timed_out: bool = False
    stopped: bool = False


def run(
    command: Sequence[str | Path],
    seconds: float,
    environment: Mapping[str, str] | None = None,
    enough: Callable[[], bool] | None = None,
) -> Finished:
    """Runs a command without a shell and waits at most ``seconds``.

    ``enough`` is asked again and again while the program runs and says whether it is to be ended; such a program is
    ended too when it prints more than :data:`MOST_OUTPUT` bytes. Raises :class:`OSError` where the program cannot be
    started. The program gets a process group of its own, so that its children end with it.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: S603  a list, no shell; the program is one that a probe found
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            start_new_session=os.name == "posix",
        )
        timed_out = stopped = False
        try:
            if enough is None:
                process.wait(seconds)
            else:
                stopped = _watch(process, seconds, lambda: enough() or os.fstat(output.fileno()).st_size > MOST_OUTPUT)
        except subprocess.TimeoutExpired:
            timed_out = True
        finally:
            # Also where this process is told to end (SystemExit by SIGTERM): nothing may be left running.
            _end(process)
        output.seek(0)
        printed = output.read(KEPT_OUTPUT).decode("utf-8", "replace")
    return Finished(process.returncode, printed, timed_out, stopped)


def _watch(process: subprocess.Popen[bytes], seconds: float, enough: Callable[[], bool]) -> bool:
    """Waits for the program; ``True`` where it is to be ended first. Raises ``TimeoutExpired``."""
    until = time.monotonic() + seconds
    while True:
        try:
            process.wait(_LOOK_AGAIN)
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise
            if enough():
                return True
        else:
            return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
