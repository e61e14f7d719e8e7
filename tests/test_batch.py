from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from briefkit.batch import (
    BoundedExecutor,
    MemoryIsUp,
    SerialExecutor,
    TimeIsUp,
    WorkerDied,
    memory_can_be_bounded,
    run_each,
)
from faults import answer, fail, misbehave, one_in_three_dies, start_another


def test_each_fault_costs_its_own_call_only() -> None:
    with BoundedExecutor(2, seconds=1, megabytes=512) as executor:
        futures = [executor.submit(misbehave, number) for number in range(8)]
        errors = [type(future.exception(timeout=60)) for future in futures]
    assert errors[1:3] == [TimeIsUp, WorkerDied]
    died = futures[2].exception()
    assert isinstance(died, WorkerDied)
    assert died.megabytes == 512
    assert errors[3] is MemoryIsUp or not memory_can_be_bounded()
    assert errors[4] is ValueError
    assert [futures[number].result() for number in (0, 5, 6, 7)] == [0, 10, 12, 14]


def test_many_deaths_lose_no_neighbour() -> None:
    with BoundedExecutor(2, seconds=30) as executor:
        done = dict(run_each(executor, one_in_three_dies, range(9), at_once=4))
    assert {number for number, future in done.items() if future.exception()} == {1, 4, 7}
    assert all(future.result() == number * 2 for number, future in done.items() if number % 3 != 1)


def test_a_worker_ended_from_outside_loses_no_call() -> None:
    with BoundedExecutor(2, seconds=30) as executor:
        assert [executor.submit(answer, number).result(30) for number in range(4)] == [0, 2, 4, 6]
        for _ in range(2):
            # Idle workers are ended: the calls that were given meanwhile must not pay for it.
            for worker in multiprocessing.active_children():
                worker.kill()
            futures = [executor.submit(answer, number) for number in range(8)]
            assert [future.result(30) for future in futures] == [number * 2 for number in range(8)]


def test_shutdown_at_once_ends_the_workers() -> None:
    executor = BoundedExecutor(1, seconds=0)
    future = executor.submit(misbehave, 1)
    executor.shutdown(cancel_futures=True)
    assert isinstance(future.exception(timeout=10), WorkerDied)


@pytest.mark.skipif(os.name != "posix", reason="Windows ends a process without a word to it")
@pytest.mark.parametrize("seconds", [0, 4])
def test_what_a_worker_started_and_laid_down_ends_with_it(tmp_path: Path, seconds: int) -> None:
    executor = BoundedExecutor(1, seconds=seconds)
    future = executor.submit(start_another, str(tmp_path))
    number = tmp_path / "number"
    until = time.monotonic() + 30
    while not (number.exists() and number.read_text().endswith(".")) and time.monotonic() < until:
        time.sleep(0.02)
    if seconds:
        assert isinstance(future.exception(timeout=30), TimeIsUp)
    executor.shutdown(cancel_futures=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text().rstrip(".")), 0)
    assert [path.name for path in tmp_path.iterdir()] == ["number"]


@pytest.mark.parametrize("executor", [SerialExecutor(), ThreadPoolExecutor(2)])
def test_any_executor_will_do(executor: Executor) -> None:
    with executor:
        done = {number: future.result() for number, future in run_each(executor, answer, range(5), at_once=2)}
    assert done == {number: number * 2 for number in range(5)}


def test_the_serial_executor_hands_on_what_was_raised() -> None:
    with pytest.raises(ValueError, match="on purpose"):
        SerialExecutor().submit(fail, 1).result()


def test_no_more_calls_wait_than_allowed() -> None:
    waiting = 0
    most = 0

    def arguments() -> object:
        nonlocal waiting, most
        for number in range(20):
            waiting += 1
            most = max(most, waiting)
            yield number

    with ThreadPoolExecutor(2) as executor:
        for _ in run_each(executor, answer, arguments(), at_once=3):  # type: ignore[arg-type]
            waiting -= 1
    assert most <= 4


def test_memory_is_bounded_in_the_process() -> None:
    if not memory_can_be_bounded():
        pytest.skip("this system bounds no memory")
    code = (
        "from briefkit.batch import bound_memory; assert bound_memory(64)\n"
        "try: bytearray(1 << 30)\nexcept MemoryError: print('bounded')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "bounded"
