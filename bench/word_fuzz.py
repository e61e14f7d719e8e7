"""Damages Word files in every way that bench/word_mutations.py knows and looks how each case ends.

python bench/word_fuzz.py                      20,000 cases, kept in fuzz-found/word-1.jsonl; a second call goes on
python bench/word_fuzz.py --case 4711          one case again, in this process, with its traceback
python bench/word_fuzz.py --write              what is kept goes as a section into docs/measurements.md

Every case is read, tidied, placed and accounted for; one in twenty is printed as web page, JSON, Markdown and Word too,
one in two hundred as PDF. A case ends well in a document that lacks nothing, in a document that says what it lacks
("told"), or in a BriefkitError. Words that are deleted, hidden or a comment are planted in each sample; where the
damage left their hiding whole, they must be in no output.
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
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from constructs.catalogue import catalogue
from word_mutations import KINDS, pack, parts_of
from written import keep, machine

from briefkit import batch, jobs, pipeline, theme
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes
from briefkit.record import Format, Settings

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("inbox", "bench/corpus/dev", "bench/corpus/second", "../shared/cases", "../shared/real")
LARGEST, LARGEST_MAIN = 150_000, 150_000
SECONDS, MEGABYTES, WAIT = 10, 500, 60
"""Work and memory that a case may take, and how long it is waited for on a busy machine."""
MAIN = "word/document.xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLANTED = (
    '<w:p><w:del w:id="9001" w:author="x"><w:r><w:delText>qzdeleted</w:delText></w:r></w:del></w:p>',
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>qzvanished</w:t></w:r></w:p>",
    '<w:p><w:moveFrom w:id="9002" w:author="x"><w:r><w:t>qzmoved</w:t></w:r></w:moveFrom></w:p>',
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Seen beside it. </w:t></w:r>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>qzbeside</w:t></w:r></w:p>",
)
COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="{SPACE}"><w:comment w:id="0" w:author="qzauthor">'
    "<w:p><w:r><w:t>qzcomment</w:t></w:r></w:p></w:comment></w:comments>"
)
MARKER = re.compile(rb"qz(?:deleted|vanished|moved|beside|comment|author)")
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
    parser.add_argument("--case", type=int, help="run this case alone and show what happens")
    parser.add_argument("--kept", type=Path, default=ROOT / "fuzz-found", help="the folder of results and finds")
    parser.add_argument("--write", action="store_true", help="put the results into docs/measurements.md")
    options = parser.parse_args(arguments)
    options.kept.mkdir(parents=True, exist_ok=True)
    log = options.kept / f"word-{options.seed}.jsonl"
    if options.case is not None:
        case = make(options.seed, options.case)
        (options.kept / f"word-{case.number}.docx").write_bytes(case.content)
        sys.stdout.write(f"{case.kind}, {case.sample}\n{json.dumps(measured(case), indent=1)}\n")
        return 0
    if not options.write:
        _look(options, log)
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    text = report(rows, options.seed)
    sys.stdout.write(text)
    if options.write:
        keep("word_fuzz", "Word: damaged files", f"{text}\n{machine()}. `python bench/word_fuzz.py`")
    return 1 if any(_is_wrong(row["end"]) for row in rows) else 0


def _look(options: argparse.Namespace, log: Path) -> None:
    """Tries what is not yet in the log."""
    done = {json.loads(line)["number"] for line in log.read_text("utf-8").splitlines()} if log.exists() else set()
    left = iter([number for number in range(options.cases) if number not in done])
    lock = threading.Lock()

    def serve() -> None:
        bench = _Bench(options.seed)
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                bench.close()
                return
            row = bench.run(number)
            with lock, log.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row) + "\n")
                if _is_wrong(row["end"]):
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
    batch.bound_memory(MEGABYTES)
    line.send("ready")
    while True:
        line.send(measured(make(seed, line.recv())))


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Word files that lie about, each with words planted that no output may hold."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.docx")):
            if path.stat().st_size > LARGEST:
                continue
            with contextlib.suppress(Exception):  # what is no sound Word file is no sample
                parts = dict(parts_of(path.read_bytes()))
                if SPACE.encode() in parts[MAIN] and len(parts[MAIN]) <= LARGEST_MAIN and b"</w:body>" in parts[MAIN]:
                    found.append((path.name, planted(parts)))
    for group, name, construct in catalogue():
        with contextlib.suppress(Exception):
            found.append((f"{group}: {name}", planted(dict(parts_of(construct.content)))))
    return tuple(found)


def planted(parts: dict[str, bytes]) -> bytes:
    """The sample with deleted, hidden, moved and commented words in it."""
    parts = dict(parts)
    body = parts[MAIN]
    first = body.find(b"<w:p", body.find(b"<w:body"))
    last = body.rfind(b"<w:sectPr")
    if body[last - 7 : last].endswith(b"<w:pPr>") or last < 0:
        last = body.rfind(b"</w:body>")
    halves = "".join(PLANTED[:2]).encode(), "".join(PLANTED[2:]).encode()
    parts[MAIN] = body[:first] + halves[0] + body[first:last] + halves[1] + body[last:]
    parts["word/comments.xml"] = COMMENTS.encode()
    return pack(parts)


def make(seed: int, number: int) -> Case:
    """The case of that number: always the same for the same samples."""
    chance = random.Random(f"{seed}-{number}")
    kinds = tuple(KINDS)
    kind = kinds[number % len(kinds)]
    name, content = chance.choice(samples())
    made: tuple[Format, ...] = ()
    if chance.random() < 0.05:
        made = ("html", "json", "md", "docx", "pdf") if chance.random() < 0.1 else ("html", "json", "md", "docx")
    return Case(number, kind, name, KINDS[kind](content, chance), made)


def measured(case: Case) -> dict[str, Any]:
    """How a case ends, in what time, and how much memory it took beyond what was taken before."""
    before = _memory(reset=True)
    started = time.process_time()
    end = try_out(case)
    seconds, megabytes = time.process_time() - started, max(0.0, _memory() - before)
    if seconds > SECONDS:
        end = f"slow: {end}"
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
    settings = Settings(formats=case.formats or ("json",))
    try:
        source = from_bytes("briefing.docx", case.content)
        record = pipeline.normalise(source, pipeline.read(source, settings), house)
        if case.formats:
            rendered = jobs.render(record, house, settings)
            if rendered.failure is not None:
                return f"unprinted: {rendered.failure.code} {rendered.failure.message}"
            record, outputs = rendered.record, list(rendered.contents.items())
        else:
            outputs = list(pipeline.render(record, house, settings).value.items())
    except BriefkitError as error:
        return f"refused: {error.code}" if error.message and error.next_step else f"wordless: {type(error).__name__}"
    except MemoryError:
        return "memory: MemoryError"
    except Exception as error:
        return f"raised: {type(error).__name__} {error}\n{traceback.format_exc()[-1500:]}"
    for wanted, content in outputs:
        text = b"".join(parts_of(content).values()) if wanted == "docx" else content
        if (found := MARKER.search(text)) and _is_hidden_still(case.content, found[0]):
            return f"leaked: {found[0].decode()} in {wanted}"
    grave = sorted({said.code for said in record.diagnostics if said.code in GRAVE and said.severity == "error"})
    damaged = " (marked as damaged)" if record.source.damaged else ""
    return f"told: {' '.join(grave)}{damaged}" if grave else f"document{damaged}"


def _is_hidden_still(content: bytes, word: bytes) -> bool:
    """Whether the planted paragraph stands whole in the damaged file, and the word nowhere else."""
    try:
        parts = parts_of(content)
    except Exception:  # the zip is spoilt, and what was hidden may be so no more
        return False
    if word in {b"qzcomment", b"qzauthor"}:
        return all(word not in part for name, part in parts.items() if name != "word/comments.xml")
    whole = next(text.encode() for text in PLANTED if word in text.encode())
    if b"qzcomment" in parts.get(MAIN, b"") or any(word in part for name, part in parts.items() if name != MAIN):
        return False
    body = parts.get(MAIN, b"")
    return whole in body and body.count(word) == body.count(whole)


def _is_wrong(end: str) -> bool:
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
        f"{len(rows):,} damaged Word files (`python bench/word_fuzz.py`, seed {seed}, "
        f"{len({row['sample'] for row in rows})} samples): how each ended.",
        "",
        "| " + " | ".join((*heads, *codes, "anything else")) + " |",
        "|---" * (len(heads) + len(codes) + 1) + "|",
    ]
    for kind in (*KINDS, "all"):
        ends = sum(by_kind.values(), Counter()) if kind == "all" else by_kind[kind]
        counts = (
            ends.total(),
            ends["plain"],
            ends["marked"],
            ends["told"],
            *(ends[code] for code in codes),
            ends["wrong"],
        )
        lines.append(f"| {kind} | " + " | ".join(f"{count:,}" for count in counts) + " |")
    slowest = max(rows, key=lambda row: row["seconds"])
    biggest = max(rows, key=lambda row: row["megabytes"])
    lines += [
        "",
        f"Slowest case: {slowest['seconds']:.1f} s of work (number {slowest['number']}, {slowest['kind']}). "
        f"Most memory: {biggest['megabytes']:.0f} MB beyond the program itself (number {biggest['number']}, "
        f"{biggest['kind']}). Allowed are {SECONDS} s and {MEGABYTES} MB.",
        "Deleted, hidden, moved and commented words are planted in every sample; in outputs where the damage left "
        f"their hiding whole: {sum(row['end'].startswith('leaked') for row in rows)}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
