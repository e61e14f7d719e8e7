"""How fast Word files are read, beside pandoc and mammoth in the same run, and how much memory that takes.

python bench/word_speed.py                          ours alone, where no rival is named
python bench/word_speed.py --rivals PYTHON          a Python that has mammoth, and perhaps pypandoc with its pandoc
python bench/word_speed.py FILE --times 15          another file than ../shared/real/ukia_20250013_en.docx
python bench/word_speed.py --write                  puts the tables into docs/measurements.md

``BRIEFKIT_RIVALS`` may name the Python instead of ``--rivals``, ``BRIEFKIT_PANDOC`` or the search path the pandoc. What
is measured in turn is measured alternately, so that a busy moment of the machine meets all of them; times are those of
the processor (user and system), which a machine busy with other things lengthens least, and of the clock beside them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from written import ROOT, SHARED, keep, machine, table

from briefkit.lexicon import fold
from briefkit.model import Source
from briefkit.readers import DOCX
from briefkit.readers.docx import read
from briefkit.readers.docx.names import number
from briefkit.readers.docx.paragraphs import level_of_name
from briefkit.tidy import tidy

LONG_FILE = SHARED / "real" / "ukia_20250013_en.docx"
ORDINARY = ("inbox/*.docx", "bench/corpus/dev/*.docx", "bench/corpus/second/*.docx", "bench/corpus/third/*.docx")
BASE, TIMES_XML = 100, 3
"""The bound on memory: so many megabytes, and the unpacked XML so many times."""

OURS_COLD = """
import sys
from pathlib import Path
from briefkit.errors import BriefkitError
from briefkit.model import Source
from briefkit.readers import DOCX
from briefkit.readers.docx import read
from briefkit.tidy import tidy
path = Path(sys.argv[1])
said = "read"
try:
    tidy(read(Source(path.name, path.read_bytes(), DOCX, "")).value)
except BriefkitError as error:
    said = "refused: " + str(error)
if len(sys.argv) > 2:
    try:
        lines = open("/proc/self/status", encoding="ascii").read().splitlines()
        peak = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    except OSError:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    print(peak, said)
"""
MAMMOTH_COLD = "import mammoth, sys; mammoth.convert_to_html(open(sys.argv[1], 'rb'))"
MAMMOTH_WARM = """
import mammoth, sys, time
for path in sys.stdin:
    with open(path.strip(), "rb") as stream:
        clock, processor = time.perf_counter(), time.process_time()
        mammoth.convert_to_html(stream)
        print(time.process_time() - processor, time.perf_counter() - clock, flush=True)
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Lap(NamedTuple):
    """Seconds of the processor and of the clock."""

    processor: float
    clock: float


class Rivals(NamedTuple):
    """The other readers that are here: a Python that has mammoth, a pandoc; empty strings where they are not."""

    mammoth: str
    pandoc: str


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=LONG_FILE)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="a Python that has mammoth")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    options = parser.parse_args(arguments)
    rivals = _find_rivals(options.rivals)
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            _compare(options.file, rivals, options.times, Path(folder)),
            _rate(options.times),
            _memory(Path(folder)),
            _hostile(),
        ]
    text = "\n\n".join(part for part in parts if part) + f"\n\n{machine()}. `python bench/word_speed.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("word_speed", "Word: speed and memory", text)
    return 0


def _find_rivals(python: str) -> Rivals:
    mammoth = python if python and _succeeds([python, "-c", "import mammoth"]) else ""
    pandoc = os.environ.get("BRIEFKIT_PANDOC") or shutil.which("pandoc") or ""
    if not pandoc and python:
        ask = "import pypandoc; print(pypandoc.get_pandoc_path())"
        asked = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
        pandoc = asked.stdout.strip()
    return Rivals(mammoth, pandoc if pandoc and _succeeds([pandoc, "--version"]) else "")


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _compare(path: Path, rivals: Rivals, times: int, folder: Path) -> str:
    if not path.is_file():
        return f"{path.name} is not here: nothing was compared."
    nothing = _word_file(folder / "nothing.docx", "<w:p><w:r><w:t>Nothing.</w:t></w:r></w:p>")
    ways = _ways(path, nothing, rivals)
    for way in ways.values():
        way()  # warms caches up; not counted
    laps: dict[str, list[Lap]] = {name: [] for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            laps[name].append(way())
    found = {name: Lap(*map(statistics.median, zip(*known, strict=True))) for name, known in laps.items()}
    ours = found[OURS]
    rows = [
        [name, f"{1000 * lap.processor:.0f}", f"{1000 * lap.clock:.0f}", f"{lap.processor / ours.processor:.1f}"]
        for name, lap in found.items()
    ]
    head = ["what (medians)", "processor ms", "clock ms", "against ours, warm"]
    absent = "".join(
        f" {name} is absent: it was not measured."
        for name, here in zip(Rivals._fields, rivals, strict=True)
        if not here
    )
    return (
        f"### One long file: {path.name}\n\n{table(head, rows)}\n\n{_verdict(found)}{absent} {times} rounds, in turn."
    )


def _ways(path: Path, nothing: Path, rivals: Rivals) -> dict[str, Callable[[], Lap]]:
    source = _source(path)
    ways: dict[str, Callable[[], Lap]] = {
        "briefkit, read, warm": lambda: _timed(lambda: read(source)),
        OURS: lambda: _timed(lambda: tidy(read(source).value)),
    }
    if rivals.mammoth:
        ways[MAMMOTH] = _warm_mammoth(rivals.mammoth, path)
    ours = [sys.executable, "-c", OURS_COLD]
    ways["briefkit, process"] = _process([*ours, str(path)])
    ways["briefkit, process, empty file"] = _process([*ours, str(nothing)])
    if rivals.mammoth:
        theirs = [rivals.mammoth, "-c", MAMMOTH_COLD]
        ways["mammoth, process"] = _process([*theirs, str(path)])
        ways["mammoth, process, empty file"] = _process([*theirs, str(nothing)])
    if rivals.pandoc:
        pandoc = [rivals.pandoc, "-f", "docx", "-t", "json"]
        ways[PANDOC] = _process([*pandoc, str(path)])
        ways[PANDOC_EMPTY] = _process([*pandoc, str(nothing)])
    return ways


OURS, MAMMOTH = "briefkit, read and tidy, warm", "mammoth, warm"
PANDOC, PANDOC_EMPTY = "pandoc -f docx -t json, process", "pandoc, process, empty file"


def _verdict(found: dict[str, Lap]) -> str:
    ours = found[OURS]
    said: list[str] = []
    if MAMMOTH in found:
        said.append(
            f"Warm against warm, briefkit is **{found[MAMMOTH].processor / ours.processor:.1f} times** as fast as "
            f"mammoth ({found[MAMMOTH].clock / ours.clock:.1f} by the clock)."
        )
    if PANDOC in found:
        pandoc, start = found[PANDOC], found[PANDOC_EMPTY]
        said.append(
            f"Warm against pandoc's process it is **{pandoc.processor / ours.processor:.1f} times** as fast "
            f"({pandoc.clock / ours.clock:.1f} by the clock); with pandoc's own start-up taken off "
            f"({1000 * start.processor:.0f} ms on an empty file) "
            f"**{(pandoc.processor - start.processor) / ours.processor:.1f} times**."
        )
    return " ".join(said)


def _timed(work: Callable[[], object]) -> Lap:
    for remembered in (fold, number, level_of_name):
        remembered.cache_clear()  # what an earlier round left would make a file that is new look faster than it is
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Lap(time.process_time() - processor, time.perf_counter() - clock)


def _process(command: list[str]) -> Callable[[], Lap]:
    def once() -> Lap:
        before, started = os.times(), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        clock, after = time.perf_counter() - started, os.times()
        processor = after.children_user + after.children_system - before.children_user - before.children_system
        # Windows does not tell what a process that has ended took of the processor.
        return Lap(processor or clock, clock)

    return once


def _warm_mammoth(python: str, path: Path) -> Callable[[], Lap]:
    """A process that has mammoth loaded and tells the seconds of each conversion; it ends with this one."""
    server: subprocess.Popen[str] = subprocess.Popen(
        [python, "-c", MAMMOTH_WARM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def once() -> Lap:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{path}\n")
        server.stdin.flush()
        return Lap(*map(float, server.stdout.readline().split()))

    return once


def _rate(times: int) -> str:
    """Files a second on one core, over all ordinary Word files that are here."""
    paths = [path for pattern in ORDINARY for path in sorted(ROOT.glob(pattern))]
    paths += sorted((SHARED / "cases").glob("*.docx"))
    sources = [_source(path) for path in paths]

    def all_of_them() -> None:
        for source in sources:
            tidy(read(source).value)

    all_of_them()
    laps = [_timed(all_of_them) for _ in range(times)]
    seconds, clock = statistics.median(lap.processor for lap in laps), statistics.median(lap.clock for lap in laps)
    each = [min(_timed(lambda s=source: tidy(read(s).value)).processor for _ in range(3)) for source in sources]  # type: ignore[misc]
    return (
        f"### Ordinary files\n\n{len(sources)} ordinary Word files (the sample inbox, `bench/corpus` without its held "
        f"part, the shared cases where they are present), read and tidied one after the other in one process: "
        f"**{len(sources) / seconds:.0f} files a second** of one core ({len(sources) / clock:.0f} by the clock); the "
        f"slowest takes {1000 * max(each):.0f} ms."
    )


def _memory(folder: Path) -> str:
    """The peak memory of a fresh process for each real file, and for a body of 20 MB."""
    paths = sorted((SHARED / "real").glob("*.docx"))
    rows = [_bounded(path) for path in [*paths, _big_file(folder / "20-megabytes.docx")]]
    head = ["file", "XML MB", "peak MB", f"allowed ({BASE} + {TIMES_XML} x XML)", "seconds", "within"]
    return f"### Memory\n\nPeak memory of a fresh process that reads and tidies one file.\n\n{table(head, rows)}"


def _bounded(path: Path) -> list[Any]:
    with zipfile.ZipFile(path) as archive:
        parts = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
        xml = sum(info.file_size for info in parts) / (1 << 20)
    peak, seconds, _ = _alone(path)
    allowed = BASE + TIMES_XML * xml
    return [
        path.name,
        f"{xml:.1f}",
        f"{peak:.0f}",
        f"{allowed:.0f}",
        f"{seconds:.2f}",
        "yes" if peak <= allowed else "NO",
    ]


def _hostile() -> str:
    """Each hostile Word file in a process of its own."""
    paths = sorted((SHARED / "hostile").glob("*.docx"))
    if not paths:
        return "### Hostile files\n\n../shared/hostile is absent."
    rows: list[list[Any]] = []
    for path in paths:
        peak, seconds, said = _alone(path)
        within = "yes" if seconds < 10 and peak < 500 else "NO"
        rows.append([path.name, said[:70], f"{seconds:.2f}", f"{peak:.0f}", within])
    head = ["file", "what became of it", "seconds", "peak MB", "under 10 s and 500 MB"]
    return f"### Hostile files\n\nEach in a process of its own, start-up included.\n\n{table(head, rows)}"


def _alone(path: Path) -> tuple[float, float, str]:
    """Peak megabytes, seconds and what was said of a fresh process that reads and tidies one file."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", OURS_COLD, str(path), "tell"], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    peak, _, said = done.stdout.strip().partition(" ")
    if done.returncode or not peak:
        return float("inf"), seconds, f"ended with code {done.returncode}"
    return float(peak), seconds, said


def _source(path: Path) -> Source:
    return Source(path.name, path.read_bytes(), DOCX, "")


def _big_file(path: Path) -> Path:
    """A Word file whose body is 20 MB of XML such as Word writes: three runs a paragraph, with their properties."""
    words = "The partnership asked how far each voice was heard and what could have been done sooner ".split()
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    body: list[str] = []
    size = 0
    while size < 20 * (1 << 20):
        runs = "".join(
            f'<w:r w:rsidRPr="00A1{(len(body) + at) % 9999:04d}"><w:rPr>{fonts}{"<w:b/>" * (at == 1)}<w:sz w:val="22"/>'
            f'<w:szCs w:val="22"/></w:rPr><w:t xml:space="preserve">{" ".join(words[at:] + words[:at])} </w:t></w:r>'
            for at in range(3)
        )
        spacing = '<w:spacing w:after="120"/>'
        body.append(
            f'<w:p w:rsidR="00A1{len(body) % 9999:04d}"><w:pPr>{spacing}<w:rPr>{fonts}</w:rPr></w:pPr>{runs}</w:p>'
        )
        size += len(body[-1])
    return _word_file(path, "".join(body))


def _word_file(path: Path, body: str) -> Path:
    arrow = f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
            f'"{DOCX}.main+xml"/></Types>',
        )
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{arrow}</Relationships>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
