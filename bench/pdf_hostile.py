"""Hostile PDFs through the command line, each in a process of its own: seconds, memory, and how it ended.

python bench/pdf_hostile.py [FILE.pdf...]     those of bench/pdf_made.py and ../shared/hostile, or the files named
python bench/pdf_hostile.py --only bomb       only those whose name has this in it
python bench/pdf_hostile.py --write           puts the table into docs/measurements.md

Memory is the most that the process and what it started ever held (Linux). ``briefkit convert`` reads in a worker
process: what kills that one is a row of the report and no end of the program.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pdf_made import HOSTILE
from written import ROOT, SHARED, keep, machine, table

SECONDS, MEGABYTES = 10, 500


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--only", default="", help="part of a name")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = options.inputs or [*sorted((SHARED / "hostile").glob("*.pdf")), *_made(Path(folder), options.only)]
        rows = [_measure(path, Path(folder) / f"out-{n}") for n, path in enumerate(paths) if options.only in path.stem]
    text = table(["file", "KB", "seconds of work", "seconds passed", "MB", "within bounds", "how it ended"], rows)
    text += (
        f"\n\nThrough `briefkit convert` (web page and JSON). Bounds: {SECONDS} s and {MEGABYTES} MB. {machine()}. "
        "`python bench/pdf_hostile.py`"
    )
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_hostile", "PDF: hostile files", text)
    return 1 if any(row[5] != "yes" for row in rows) else 0


def _made(folder: Path, only: str) -> list[Path]:
    paths = []
    for name, make in HOSTILE.items():
        path = folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.pdf"
        if only in path.stem:
            path.write_bytes(make())
            paths.append(path)
    return paths


def _measure(path: Path, out: Path) -> list[Any]:
    command = [sys.executable, "-m", "briefkit", "convert", str(path), "-o", str(out), "--formats", "html,json"]
    before = _worked()
    started = time.perf_counter()
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    most = 0.0
    while worker.poll() is None:
        most = max(most, _memory(worker.pid))
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    said = worker.stderr.read().decode(errors="replace") if worker.stderr else ""
    most = max(most, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 if not most else 0.0)
    report = out / "report.json"
    if report.is_file():
        row = json.loads(report.read_text("utf-8"))["inputs"][0]
        codes = sorted({d["code"] for d in row["diagnostics"] if d["code"].startswith(("BK11", "BK2", "BK5"))})
        end = f"{row['code']} {row['message']}" if row["status"] == "failed" else f"converted {' '.join(codes)}"
        clear = row["code"] not in {"BK199", "BK130", "BK131", "BK132"}
    else:
        end, clear = f"no report: exit code {worker.returncode} {said[-200:]}", False
    work = _worked() - before
    within = work < SECONDS and most < MEGABYTES and clear and "Traceback" not in said
    size = path.stat().st_size // 1024
    return [path.stem, size, f"{work:.1f}", f"{seconds:.1f}", f"{most:.0f}", "yes" if within else "NO", end.strip()]


def _worked() -> float:
    """The processor time of all that was started so far: on a busy machine more time passes than is worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid: int) -> float:
    """What the process and those it started hold now, each at its highest, the largest of them, in megabytes."""
    most = 0.0
    for number in (pid, *_children(pid)):
        try:
            found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{number}/status").read_text("ascii"))
        except OSError:
            continue
        most = max(most, int(found[1]) / 1024 if found else 0.0)
    return most


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            numbers = [int(number) for number in task.read_text("ascii").split()]
        except OSError:
            continue
        for number in numbers:
            found += [number, *_children(number)]
    return found


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT / "src"))
    raise SystemExit(main(sys.argv[1:]))
