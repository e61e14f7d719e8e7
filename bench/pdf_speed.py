"""How fast PDFs are read, beside pdfium's bare text and the tools that people use, and how much memory that takes.

python bench/pdf_speed.py                      ours, pdfium and pdfplumber over one long file
python bench/pdf_speed.py --rivals PYTHON      a Python that has the other tools (or BRIEFKIT_RIVALS); slow: minutes
python bench/pdf_speed.py FILE --times 5       another file than the 187 pages of ../shared/real
python bench/pdf_speed.py --write              puts the tables into docs/measurements.md

The other tools are for measuring only and never a dependency. They live in an environment of their own:
python -m venv rivals; rivals/bin/pip install pymupdf4llm liteparse pdf_oxide

Times are those of the processor for what runs in this process, in turn, so that a busy moment of the machine meets all
of it, and those of the clock beside them; the other tools use several cores or none of Python, so theirs are of the
clock. Each has read another file before (a warm start), and medians are given.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2 as pdfium
from written import ROOT, SHARED, keep, machine, table

from briefkit.model import Source
from briefkit.readers.pdf import read

LONG_FILE = SHARED / "real" / "Keeping_children_safe_in_education_2025.pdf"
LONGEST_FILE = SHARED / "real" / "adoption_statutory_guidance_2013.pdf"
MADE_PAGES = 500
RIVALS = ("pdf_oxide", "liteparse", "pymupdf4llm")
PDFIUM, OURS, PLUMBER = "pdfium, bare text", "briefkit, whole reader", "pdfplumber, extract_words"

ALONE = """
import resource, sys, time
from pathlib import Path
from briefkit.model import Source
from briefkit.readers.pdf import read
data = Path(sys.argv[1]).read_bytes()
started = time.process_time()
document = read(Source("one.pdf", data, "application/pdf", "")).value
letters = sum(len(run.text) for block in document.blocks for run in block.runs)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))
print(document.pages, letters, peak, time.process_time() - started)
"""


class Lap(NamedTuple):
    """Seconds of the processor and of the clock."""

    processor: float
    clock: float


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=LONG_FILE)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="a Python that has the tools")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        sys.stdout.write("../shared is absent: name the PDF to be measured.\n")
        return 0
    parts = [_compare(options.file, options.rivals, max(options.times, 3)), _memory(options.file)]
    text = "\n\n".join(parts) + f"\n\n{machine()}. `python bench/pdf_speed.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_speed", "PDF: speed and memory", text)
    return 0


def _compare(path: Path, rivals: str, times: int) -> str:
    data = path.read_bytes()
    source = Source(path.name, data, "application/pdf", "")
    ways: dict[str, Callable[[], object]] = {PDFIUM: lambda: _bare_text(data), OURS: lambda: read(source)}
    for way in ways.values():
        way()  # warms caches up; not counted
    laps: dict[str, list[Lap]] = {name: [] for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            laps[name].append(_timed(way))
    _plumb(_small_file(data))
    laps[PLUMBER] = [_timed(lambda: _plumb(data)) for _ in range(3)]
    found = {name: Lap(*map(statistics.median, zip(*known, strict=True))) for name, known in laps.items()}
    pages = len(pdfium.PdfDocument(data))
    floor, ours = found[PDFIUM], found[OURS]
    rows: list[list[object]] = [
        [
            name,
            pages / lap.processor,
            pages / lap.clock,
            lap.processor / floor.processor,
            lap.processor / ours.processor,
        ]
        for name, lap in found.items()
    ]
    rows += [_rival(name, path, rivals, pages, found) for name in RIVALS]
    head = ["what (medians)", "pages a second", "by the clock", "times pdfium's text", "times ours"]
    return (
        f"### One long file: {path.name}, {pages} pages\n\n{_rounded(head, rows)}\n\nThe whole reader takes "
        f"**{ours.processor / floor.processor:.1f} times** what pdfium's bare text takes, and is "
        f"**{found[PLUMBER].processor / ours.processor:.1f} times** as fast as pdfplumber. {times} rounds in turn; "
        f"pdfplumber and the other tools three times each."
    )


def _bare_text(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def _plumb(data: bytes) -> int:
    import pdfplumber

    words = 0
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            words += len(page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15))
            page.close()
    return words


def _timed(work: Callable[[], object]) -> Lap:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Lap(time.process_time() - processor, time.perf_counter() - clock)


def _rival(name: str, path: Path, python: str, pages: int, found: dict[str, Lap]) -> list[object]:
    """A row for one of the other tools: three times over the file, after a small one."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.pdf"
        small.write_bytes(_small_file(path.read_bytes()))
        command = [python, str(ROOT / "bench" / "pdf_tools.py"), name, str(small), *[str(path)] * 3]
        done = subprocess.run(command, capture_output=True, text=True, check=False) if python else None
    lines = done.stdout.split("\n") if done else []
    answers = [json.loads(line[2:]) for line in lines if line.startswith("@@")]
    if not answers or "absent" in answers[0]:
        return [f"{name}, Markdown", "absent", "", "", ""]
    laps = [answer["seconds"] for answer in answers[2:] if "text" in answer]
    if not laps:
        return [f"{name} {answers[0]['version']}, Markdown", "failed", "", "", ""]
    seconds = statistics.median(laps)
    of_floor, of_ours = seconds / found[PDFIUM].clock, seconds / found[OURS].clock
    return [f"{name} {answers[0]['version']}, Markdown", "", pages / seconds, of_floor, of_ours]


def _small_file(data: bytes, pages: int = 3) -> bytes:
    with pikepdf.open(BytesIO(data)) as document:
        del document.pages[pages:]
        made = BytesIO()
        document.save(made)
    return made.getvalue()


def _memory(path: Path) -> str:
    """The peak memory of a fresh process for the long files, and what each further page adds to it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"its pages over and over, {MADE_PAGES} of them"
        made.write_bytes(_repeated(path.read_bytes(), MADE_PAGES))
        files = [file for file in dict.fromkeys([path, LONGEST_FILE, made]) if file.is_file()]
        measured = [_alone(file) for file in files]
    rows: list[list[object]] = [
        [file.name, int(pages), letters / 1e6, peak, seconds, pages / seconds]
        for file, (pages, letters, peak, seconds) in zip(files, measured, strict=True)
    ]
    first, last = measured[0], measured[-1]
    more = (last[2] - first[2]) * (1 << 10) / (last[0] - first[0])
    text = (last[1] - first[1]) / (1 << 10) / (last[0] - first[0])
    head = ["file", "pages", "million letters", "peak MB", "seconds", "pages a second"]
    return (
        f"### Memory\n\nEach file in a fresh process.\n\n{_rounded(head, rows)}\n\nFrom {first[0]:.0f} to "
        f"{last[0]:.0f} pages memory grows by {more:.0f} kB a page, which holds {text:.1f} kB of text."
    )


def _repeated(data: bytes, pages: int) -> bytes:
    with pikepdf.open(BytesIO(data)) as document, pikepdf.new() as made:
        for number in range(pages):
            made.pages.append(document.pages[number % len(document.pages)])
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def _alone(path: Path) -> tuple[float, float, float, float]:
    done = subprocess.run([sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True, check=True)
    pages, letters, peak, seconds = map(float, done.stdout.split())
    return pages, letters, peak, seconds


def _rounded(head: list[str], rows: list[list[object]]) -> str:
    return table(head, [[f"{cell:.1f}" if isinstance(cell, float) else cell for cell in row] for row in rows])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
