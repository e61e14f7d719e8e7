"""Calls a program: bounded in time and in output, with no input, and with everything it started ended afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

KEPT_OUTPUT = 20_000
"""So many characters of what a program prints are kept; a program that prints without end costs disk, not memory."""


class Finished(msgspec.Struct, frozen=True):
    """How a program ended: its exit code (negative: the signal), what it printed, whether the time was up."""

    code: int
    printed: str
    timed_out: bool = False


def run(command: Sequence[str | Path], seconds: float, environment: Mapping[str, str] | None = None) -> Finished:
    """Runs a command without a shell and waits at most ``seconds``.

    Raises :class:`OSError` where the program cannot be started. The program gets a process group of its own, so that
    its children end with it.
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
        timed_out = False
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            timed_out = True
        finally:
            # Also where this process is told to end (SystemExit by SIGTERM): nothing may be left running.
            _end(process)
        output.seek(0)
        printed = output.read(KEPT_OUTPUT).decode("utf-8", "replace")
    return Finished(process.returncode, printed, timed_out)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
