"""What goes wrong in a worker process, on purpose: importable by the spawned process."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time

from briefkit.tools.run import run


def answer(number: int) -> int:
    return number * 2


def fail(_number: int) -> int:
    raise ValueError("on purpose")


def hang(_number: int) -> int:
    time.sleep(600)
    return 0


def die(_number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def swell(_number: int) -> int:
    return len(bytearray(64 * 1024 * 1024 * 1024))


def one_in_three_dies(number: int) -> int:
    return die(number) if number % 3 == 1 else answer(number)


def misbehave(number: int) -> int:
    return {1: hang, 2: die, 3: swell, 4: fail}.get(number, answer)(number)


def start_another(folder: str) -> None:
    """Lays down a folder of its own and waits for a program, which writes its number into ``folder``."""
    with tempfile.TemporaryDirectory(dir=folder):
        code = f"import os, time; open({folder!r} + '/number', 'w').write(f'{{os.getpid()}}.'); time.sleep(60)"
        run([sys.executable, "-c", code], 60)
