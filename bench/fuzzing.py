"""What the benches of damaged files share: processes that try the cases, their bounds, the log and the report."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sys
import threading
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from written import ROOT, keep, machine

from briefkit import batch, jobs, pipeline
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes
from briefkit.record import Format, Record, Settings
from briefkit.theme import Theme

FOLDERS = ("inbox", "bench/corpus/dev", "bench/corpus/second", "../shared/cases", "../shared/real")
"""Where samples lie."""
SECONDS, MEGABYTES, WAIT = 10, 500, 120
"""Work and memory that a case may take, and how long it is waited for on a busy machine."""
ENDS = ("document", "told", "refused")
"""How a case may end: the first word."""
_GRAVE = {"BK501", "BK503", "BK505"}


class Case(NamedTuple):
    """A damaged file and how it was made; ``formats`` are what is printed of it, if anything."""

    number: int
    kind: str
    sample: str
    content: bytes
    formats: tuple[Format, ...]


class Fuzz(NamedTuple):
    """One kind of files that are damaged: ``suffix`` is that of their names.

    ``make`` gives the case of a seed and a number, always the same. ``try_out`` says how one ends; what is wrong begins
    with no word of ``ENDS``. ``space`` is the address space of a process in megabytes, of which much is never used.
    ``kinds`` are the names of the damage, ``what`` and ``planted`` words of the report.
    """

    name: str
    suffix: str
    title: str
    what: str
    planted: str
    kinds: tuple[str, ...]
    make: Callable[[int, int], Case]
    try_out: Callable[[Case], str]
    space: int


class Trial(NamedTuple):
    """A case as it went: ``end`` where it came to nothing, else the record and what was printed of it."""

    end: str
    record: Record | None = None
    outputs: tuple[tuple[Format, bytes], ...] = ()


def run(arguments: list[str], fuzz: Fuzz, doc: str | None) -> int:
    """The command line of such a bench; 1 where a case ended as none may."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=0, help="end after so many seconds")
    parser.add_argument("--case", type=int, help="run this case alone and show what happens")
    parser.add_argument("--kept", type=Path, default=ROOT / "fuzz-found", help="the folder of results and finds")
    parser.add_argument("--write", action="store_true", help="put the results into docs/measurements.md")
    options = parser.parse_args(arguments)
    options.kept.mkdir(parents=True, exist_ok=True)
    log = options.kept / f"{fuzz.name}-{options.seed}.jsonl"
    if options.case is not None:
        case = fuzz.make(options.seed, options.case)
        (options.kept / f"{fuzz.name}-{case.number}{fuzz.suffix}").write_bytes(case.content)
        sys.stdout.write(f"{case.kind}, {case.sample}\n{json.dumps(measured(fuzz, case), indent=1)}\n")
        return 0
    if not options.write:
        _look(fuzz, options, log)
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    text = report(fuzz, rows, options.seed)
    sys.stdout.write(text)
    if options.write:
        keep(f"{fuzz.name}_fuzz", fuzz.title, f"{text}\n{machine()}. `python bench/{fuzz.name}_fuzz.py`")
    return 1 if any(is_wrong(row["end"]) for row in rows) else 0


def _look(fuzz: Fuzz, options: argparse.Namespace, log: Path) -> None:
    """Tries what is not yet in the log."""
    done = {json.loads(line)["number"] for line in log.read_text("utf-8").splitlines()} if log.exists() else set()
    left = iter([number for number in range(options.cases) if number not in done])
    lock = threading.Lock()
    ends = time.monotonic() + options.seconds if options.seconds else float("inf")

    def serve() -> None:
        worker = _Worker(fuzz, options.seed)
        while True:
            with lock:
                number = next(left, None) if time.monotonic() < ends else None
            if number is None:
                worker.close()
                return
            row = worker.run(number)
            with lock, log.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row) + "\n")
                if is_wrong(row["end"]):
                    sys.stdout.write(f"case {number} ({row['kind']}, {row['sample']}): {row['end']}\n")
                    sys.stdout.flush()

    threads = [threading.Thread(target=serve) for _ in range(options.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class _Worker:
    """A process that tries the cases, and a new one where it dies or hangs."""

    def __init__(self, fuzz: Fuzz, seed: int) -> None:
        self._fuzz, self._seed = fuzz, seed
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._end, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other, self._fuzz, self._seed), daemon=True)
        self._process.start()
        other.close()
        self._end.recv()

    def run(self, number: int) -> dict[str, Any]:
        """How the case ended."""
        end = "hung"
        try:
            self._end.send(number)
            if self._end.poll(WAIT):
                return dict(self._end.recv())
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._process.join(5)
            end = f"died: exit code {self._process.exitcode}"
        self.close()
        self._start()
        return _row(self._fuzz.make(self._seed, number), end, WAIT, 0)

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def _work(line: Connection, fuzz: Fuzz, seed: int) -> None:
    measured(fuzz, fuzz.make(seed, 0))  # what is loaded once is no case's memory
    batch.bound_memory(fuzz.space)
    line.send("ready")
    while True:
        line.send(measured(fuzz, fuzz.make(seed, line.recv())))


def _row(case: Case, end: str, seconds: float, megabytes: float) -> dict[str, Any]:
    row: dict[str, Any] = {"number": case.number, "kind": case.kind, "sample": case.sample, "end": end}
    return row | {"seconds": round(seconds, 3), "megabytes": round(megabytes, 1)}


def measured(fuzz: Fuzz, case: Case) -> dict[str, Any]:
    """How a case ends, in what time, and how much memory it took beyond what was taken before."""
    before = _memory(reset=True)
    started = time.process_time()
    end = fuzz.try_out(case)
    seconds, megabytes = time.process_time() - started, max(0.0, _memory() - before)
    if seconds > SECONDS:
        end = f"slow: {end}"
    elif megabytes > MEGABYTES:
        end = f"large: {end}"
    return _row(case, end, seconds, megabytes)


def _memory(reset: bool = False) -> float:
    """The most memory of this process since the last reset, in megabytes (Linux; elsewhere 0)."""
    try:
        if reset:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def convert(name: str, case: Case, house: Theme) -> Trial:
    """Reads, tidies, places and accounts for a case; prints it in its formats, or the record as JSON."""
    settings = Settings(formats=case.formats or ("json",))
    try:
        source = from_bytes(name, case.content)
        record = pipeline.normalise(source, pipeline.read(source, settings), house)
        if not case.formats:
            return Trial("", record, tuple(pipeline.render(record, house, settings).value.items()))
        rendered = jobs.render(record, house, settings)
    except BriefkitError as error:
        told = error.message and error.next_step
        return Trial(f"refused: {error.code}" if told else f"wordless: {type(error).__name__}")
    except MemoryError:
        return Trial("memory: MemoryError")
    except Exception as error:
        return Trial(f"raised: {type(error).__name__} {error}\n{traceback.format_exc()[-1500:]}")
    if rendered.failure is not None:
        return Trial(f"unprinted: {rendered.failure.code} {rendered.failure.message}")
    return Trial("", rendered.record, tuple(rendered.contents.items()))


def ended(record: Record) -> str:
    """``document``, or ``told: BK501`` where it names what it lacks."""
    grave = sorted({said.code for said in record.diagnostics if said.code in _GRAVE and said.severity == "error"})
    damaged = " (marked as damaged)" if record.source.damaged else ""
    return f"told: {' '.join(grave)}{damaged}" if grave else f"document{damaged}"


def is_wrong(end: str) -> bool:
    """Whether a case ended in any other way than it may."""
    return not end.startswith(ENDS)


def report(fuzz: Fuzz, rows: Sequence[dict[str, Any]], seed: int) -> str:
    """The results as a section of Markdown."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        by_kind[row["kind"]][_sort_of(row["end"].partition("\n")[0])] += 1
    codes = sorted({key for ends in by_kind.values() for key in ends if key.startswith("refused")})
    heads = ("kind of damage", "cases", "document", "document, marked as damaged", "document that names what it lacks")
    lines = [
        f"{len(rows):,} {fuzz.what} (`python bench/{fuzz.name}_fuzz.py`, seed {seed}, "
        f"{len({row['sample'] for row in rows})} samples): how each ended.",
        "",
        "| " + " | ".join((*heads, *codes, "anything else")) + " |",
        "|---" * (len(heads) + len(codes) + 1) + "|",
    ]
    for kind in (*fuzz.kinds, "all"):
        ends = sum(by_kind.values(), Counter()) if kind == "all" else by_kind[kind]
        counts = (ends.total(), ends["plain"], ends["marked"], ends["told"], *(ends[c] for c in codes), ends["wrong"])
        lines.append(f"| {kind} | " + " | ".join(f"{count:,}" for count in counts) + " |")
    slowest = max(rows, key=lambda row: row["seconds"])
    biggest = max(rows, key=lambda row: row["megabytes"])
    lines += [
        "",
        f"Slowest case: {slowest['seconds']:.1f} s of work (number {slowest['number']}, {slowest['kind']}). "
        f"Most memory: {biggest['megabytes']:.0f} MB beyond the program itself (number {biggest['number']}, "
        f"{biggest['kind']}). Allowed are {SECONDS} s and {MEGABYTES} MB. Processes that died: "
        f"{sum(row['end'].startswith('died') for row in rows)}.",
        f"{fuzz.planted}: {sum(row['end'].startswith('leaked') for row in rows)}.",
    ]
    return "\n".join(lines) + "\n"


def _sort_of(end: str) -> str:
    """The column of an end."""
    if end.startswith("refused"):
        return f"refused {end[9:]}"
    if end.startswith("document"):
        return "marked" if "damaged" in end else "plain"
    return "told" if end.startswith("told") else "wrong"
