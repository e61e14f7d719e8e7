"""Damages PDFs in every way that bench/pdf_mutations.py knows and looks how each case ends.

python bench/pdf_fuzz.py                      20,000 cases, kept in fuzz-found/pdf-1.jsonl; a second call goes on
python bench/pdf_fuzz.py --seconds 1500       ends after that time, wherever it is
python bench/pdf_fuzz.py --case 4711          one case again, in this process, with its traceback
python bench/pdf_fuzz.py --write              what is kept goes as a section into docs/measurements.md

Every case is read, tidied, placed, accounted for and written as web page, JSON and Markdown; one in fifty as Word too.
A case ends well in a document that lacks nothing, in one that says what it lacks ("told"), or in a BriefkitError.
Words that nobody sees (invisible, white, off the page) are planted in each sample, in a content stream of their own;
where the damage left that stream whole and the page as large as it was, they must be in no output. pdfium is C: what
it kills is a process of this bench, which counts it and starts another.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import random
import re
import sys
import threading
import time
import traceback
from collections import Counter, defaultdict
from functools import cache
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import pdf_made
import pikepdf
from pdf_mutations import KINDS
from written import ROOT, keep, machine

from briefkit import batch, jobs, pipeline, theme
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes
from briefkit.record import Format, Settings

FOLDERS = ("inbox", "bench/corpus/dev", "bench/corpus/second", "../shared/cases", "../shared/real")
LARGEST, MOST_PAGES = 200_000, 6
SECONDS, MEGABYTES, WAIT = 10, 500, 120
"""Work and memory that a case may take, and how long it is waited for on a busy machine."""
HIDDEN = (
    b"q BT 3 Tr /QZ 9 Tf 60 40 Td (qzinvisible) Tj ET Q\n"
    b"q BT 0 Tr 1 g /QZ 9 Tf 60 30 Td (qzwhite) Tj ET Q\n"
    b"q BT 0 Tr 0 g /QZ 9 Tf -900 400 Td (qzoutside) Tj ET Q\n"
)
MARKER = re.compile(rb"qz(?:invisible|white|outside)")
GRAVE = {"BK501", "BK503", "BK505"}


class Case(NamedTuple):
    """A damaged file and how it was made."""

    number: int
    kind: str
    sample: str
    content: bytes
    formats: tuple[Format, ...]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=0, help="end after so many seconds")
    parser.add_argument("--case", type=int, help="run this case alone and show what happens")
    parser.add_argument("--kept", type=Path, default=ROOT / "fuzz-found", help="the folder of results and finds")
    parser.add_argument("--write", action="store_true", help="put the results into docs/measurements.md")
    options = parser.parse_args(arguments)
    options.kept.mkdir(parents=True, exist_ok=True)
    log = options.kept / f"pdf-{options.seed}.jsonl"
    if options.case is not None:
        case = make(options.seed, options.case)
        (options.kept / f"pdf-{case.number}.pdf").write_bytes(case.content)
        sys.stdout.write(f"{case.kind}, {case.sample}\n{json.dumps(measured(case), indent=1)}\n")
        return 0
    if not options.write:
        _look(options, log)
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    text = report(rows, options.seed)
    sys.stdout.write(text)
    if options.write:
        keep("pdf_fuzz", "PDF: damaged files", f"{text}\n{machine()}. `python bench/pdf_fuzz.py`")
    return 1 if any(is_wrong(row["end"]) for row in rows) else 0


def _look(options: argparse.Namespace, log: Path) -> None:
    """Tries what is not yet in the log."""
    done = {json.loads(line)["number"] for line in log.read_text("utf-8").splitlines()} if log.exists() else set()
    left = iter([number for number in range(options.cases) if number not in done])
    lock = threading.Lock()
    ends = time.monotonic() + options.seconds if options.seconds else float("inf")

    def serve() -> None:
        bench = _Bench(options.seed)
        while True:
            with lock:
                number = next(left, None) if time.monotonic() < ends else None
            if number is None:
                bench.close()
                return
            row = bench.run(number)
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


class _Bench:
    """A process that tries the cases, and a new one where it dies or hangs."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._end, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other, self._seed), daemon=True)
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
        case = make(self._seed, number)
        return {"number": number, "kind": case.kind, "sample": case.sample, "end": end, "seconds": WAIT, "megabytes": 0}

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def _work(line: Connection, seed: int) -> None:
    samples()
    measured(make(seed, 0))  # what is loaded once is no case's memory
    batch.bound_memory(3 * MEGABYTES)  # address space, of which much is never used; what was held is measured below
    line.send("ready")
    while True:
        line.send(measured(make(seed, line.recv())))


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """PDFs that lie about and some made here, each with words planted that no output may hold."""
    made = {"whole": pdf_made.whole(3), "object streams": pdf_made.packed(), "linear": pdf_made.linear()}
    made |= {"updated": pdf_made.updated(), "portfolio": pdf_made.portfolio()}
    found = [(name, planted(content)) for name, content in made.items()]
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.pdf")):
            with contextlib.suppress(Exception):  # what is no sound PDF is no sample
                if path.stat().st_size <= LARGEST:
                    found.append((path.name, planted(path.read_bytes())))
    return tuple(found)


def planted(content: bytes) -> bytes:
    """The sample with words on its first page that nobody sees. Raises for one of many pages."""
    room = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        if len(pdf.pages) > max(MOST_PAGES, 12):
            raise ValueError("too many pages")
        page = pdf.pages[0]
        names = pikepdf.Name
        font = pikepdf.Dictionary(Type=names.Font, Subtype=names.Type1, BaseFont=names.Helvetica)
        page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name("/QZ"))
        page.contents_add(pdf.make_stream(HIDDEN), prepend=True)
        pdf.save(room, compress_streams=False)
    return room.getvalue()


def make(seed: int, number: int) -> Case:
    """The case of that number: always the same for the same samples."""
    chance = random.Random(f"{seed}-{number}")
    kinds = tuple(KINDS)
    kind = kinds[number % len(kinds)]
    name, content = chance.choice(samples())
    made: tuple[Format, ...] = ("html", "json", "md")
    if chance.random() < 0.02:
        made = ("html", "json", "md", "docx")
    return Case(number, kind, name, KINDS[kind](content, chance), made)


def measured(case: Case) -> dict[str, Any]:
    """How a case ends, in what time, and how much memory it took beyond what was taken before."""
    before = _memory(reset=True)
    started = time.process_time()
    end = try_out(case)
    seconds, megabytes = time.process_time() - started, max(0.0, _memory() - before)
    if seconds > SECONDS:
        end = f"slow: {end}"
    elif megabytes > MEGABYTES:
        end = f"large: {end}"
    return {
        "number": case.number,
        "kind": case.kind,
        "sample": case.sample,
        "end": end,
        "seconds": round(seconds, 3),
        "megabytes": round(megabytes, 1),
    }


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


def try_out(case: Case) -> str:
    """``document``, ``told: BK501``, ``refused: BK111``, or what is wrong."""
    house = theme.load("house")
    settings = Settings(formats=case.formats)
    try:
        source = from_bytes("briefing.pdf", case.content)
        record = pipeline.normalise(source, pipeline.read(source, settings), house)
        rendered = jobs.render(record, house, settings)
        if rendered.failure is not None:
            return f"unprinted: {rendered.failure.code} {rendered.failure.message}"
    except BriefkitError as error:
        return f"refused: {error.code}" if error.message and error.next_step else f"wordless: {type(error).__name__}"
    except MemoryError:
        return "memory: MemoryError"
    except Exception as error:
        return f"raised: {type(error).__name__} {error}\n{traceback.format_exc()[-1500:]}"
    for wanted, content in rendered.contents.items():
        if wanted != "docx" and (found := MARKER.search(content)) and _is_hidden_still(case):
            return f"leaked: {found[0].decode()} in {wanted}"
    record = rendered.record
    grave = sorted({said.code for said in record.diagnostics if said.code in GRAVE and said.severity == "error"})
    damaged = " (marked as damaged)" if record.source.damaged else ""
    return f"told: {' '.join(grave)}{damaged}" if grave else f"document{damaged}"


def _is_hidden_still(case: Case) -> bool:
    """Whether the planted stream stands whole in the damaged file, and nothing was done to the rest of its page."""
    if case.kind not in {"index", "maps to letters", "cut"}:
        return False
    return case.content.count(HIDDEN) == 1 and len(MARKER.findall(case.content)) == 3


def is_wrong(end: str) -> bool:
    """Whether a case ended in any other way than it may."""
    return not end.startswith(("document", "told", "refused"))


def report(rows: list[dict[str, Any]], seed: int) -> str:
    """The results as a section of Markdown."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        end = row["end"].partition("\n")[0]
        if end.startswith("refused"):
            by_kind[row["kind"]]["refused " + end[9:]] += 1
        elif end.startswith("document"):
            by_kind[row["kind"]]["marked" if "damaged" in end else "plain"] += 1
        else:
            by_kind[row["kind"]]["told" if end.startswith("told") else "wrong"] += 1
    codes = sorted({key for ends in by_kind.values() for key in ends if key.startswith("refused")})
    heads = ("kind of damage", "cases", "document", "document, marked as damaged", "document that names what it lacks")
    lines = [
        f"{len(rows):,} damaged PDFs (`python bench/pdf_fuzz.py`, seed {seed}, "
        f"{len({row['sample'] for row in rows})} samples): how each ended.",
        "",
        "| " + " | ".join((*heads, *codes, "anything else")) + " |",
        "|---" * (len(heads) + len(codes) + 1) + "|",
    ]
    for kind in (*KINDS, "all"):
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
        "Invisible and white words and words off the page are planted in every sample; in outputs where the damage "
        f"left their hiding whole: {sum(row['end'].startswith('leaked') for row in rows)}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
