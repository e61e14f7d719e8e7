"""Spoils sample files in every way that a seed gives and looks whether the line still ends well.

python bench/fuzz.py --seconds 120 --seed 1              every format; what is found goes to the folder fuzz-found
python bench/fuzz.py --formats .pdf,.docx --seconds 600
python bench/fuzz.py --seed 1 --case 4711                one case again, in this process, with its traceback

A case ends well where it gives a result with nothing missing and nothing reworded, whose outputs hold no live script,
or a BriefkitError. Zips with their XML turned upside down may also end with a ledger that names what is
missing ("told").
Everything else is kept: an exception, text lost, a process that dies, too long, too much memory.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import multiprocessing
import random
import re
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from mutations import MUTATIONS

from briefkit import batch, codec, jobs, pipeline, revise, theme
from briefkit.check import check
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes
from briefkit.record import Format, Record, Settings

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("inbox", "bench/corpus/dev", "../shared/hostile", "../shared/cases", "../shared/real")
LARGEST = 400_000
GRAVE = {"BK501", "BK503", "BK505"}
_LIVE = ("http://", "https://", "mailto:", "tel:", "#")


class Sample(NamedTuple):
    """A sound file to be spoilt. ``edited`` ones are briefings on their way back, with the record they came from."""

    name: str
    content: bytes
    edited: bool = False
    before: bytes = b""


class Case(NamedTuple):
    """A spoilt file and how it was made."""

    number: int
    sample: Sample
    content: bytes
    formats: tuple[Format, ...]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120, help="how long to look")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join(MUTATIONS), help="endings of the samples, with commas between")
    parser.add_argument("--limit", type=float, default=30, help="seconds for one case")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--case", type=int, help="run this case alone and show what happens")
    parser.add_argument("--found", type=Path, default=ROOT / "fuzz-found", help="where the finds go")
    options = parser.parse_args(arguments)
    formats = tuple(options.formats.split(","))
    if options.case is not None:
        case = make(options.seed, options.case, formats)
        _keep(options.found, case, "again", "")
        sys.stdout.write(f"{case.sample.name}\n{try_out(case, traced=True)}\n")
        return 0
    return _look(options, formats)


def _look(options: argparse.Namespace, formats: tuple[str, ...]) -> int:
    until = time.monotonic() + options.seconds
    ends: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    bench = _Bench(options.seed, formats)
    number = options.first
    while time.monotonic() < until:
        end = bench.run(number, options.limit)
        ends[end.partition(":")[0]] += 1
        if not end.startswith(("made", "refused", "told")):
            signature = re.sub(r"(?<![A-Z])\b\d+(?:\.\d+)?", "", end.partition("\n")[0])
            kept[signature] += 1
            if kept[signature] <= 3:
                _keep(options.found, make(options.seed, number, formats), end, signature)
                sys.stdout.write(f"case {number}: {end.splitlines()[0][:200]}\n")
                sys.stdout.flush()
        number += 1
    bench.close()
    sys.stdout.write(f"seed {options.seed}, cases {options.first} to {number - 1}: {dict(ends)}\n")
    for signature, times in kept.most_common():
        sys.stdout.write(f"{times:6d}  {signature[:160]}\n")
    return 1 if kept else 0


class _Bench:
    """A process that tries the cases, and a new one where it dies or hangs."""

    def __init__(self, seed: int, formats: tuple[str, ...]) -> None:
        self._seed, self._formats = seed, formats
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._end, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other, self._seed, self._formats), daemon=True)
        self._process.start()
        other.close()
        self._end.recv()

    def run(self, number: int, seconds: float) -> str:
        """How the case ended, in a line."""
        self._end.send(number)
        try:
            if self._end.poll(seconds):
                return str(self._end.recv())
            end = f"slow: {make(self._seed, number, self._formats).sample.name}"
        except EOFError:
            self._process.join(5)
            end = f"died: exit code {self._process.exitcode}"
        self.close()
        self._start()
        return end

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def _work(line: Connection, seed: int, formats: tuple[str, ...]) -> None:
    samples(formats)
    batch.bound_memory()
    line.send("ready")
    while True:
        line.send(try_out(make(seed, line.recv(), formats)))


@cache
def samples(formats: tuple[str, ...]) -> dict[str, list[Sample]]:
    """The sound files by their ending: what lies about, small ones of our own, and edited briefings."""
    found = [*_small(), *_edited()]
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*")):
            if path.suffix in MUTATIONS and path.stat().st_size <= LARGEST:
                found.append(Sample(path.name, path.read_bytes()))
    return {ending: [one for one in found if one.name.endswith(ending)] for ending in formats}


def make(seed: int, number: int, formats: tuple[str, ...]) -> Case:
    """The case of that number: always the same for the same samples."""
    chance = random.Random(f"{seed}-{number}")
    by_ending = samples(formats)
    ending = formats[number % len(formats)]
    sample = chance.choice(by_ending[ending])
    content = chance.choice(MUTATIONS[ending])(sample.content, chance)
    made: tuple[Format, ...] = ("html", "json", "md")
    if chance.random() < 0.1:
        made = (*made, "docx", "pdf")
    return Case(number, sample, content, made)


def try_out(case: Case, *, traced: bool = False) -> str:
    """How a case ends: ``made``, ``refused: why``, or what is wrong with it."""
    house = theme.load("house")
    settings = Settings(formats=case.formats)
    started = time.process_time()
    try:
        record = _returned(case) if case.sample.edited else _read(case, settings)
        rendered = jobs.render(record, house, settings)
    except BriefkitError as error:
        return f"refused: {error.code} {error.message}" if error.message else f"wordless: {type(error).__name__}"
    except Exception as error:
        trace = traceback.format_exc()
        places = re.findall(r'src/briefkit/(\S+)", line (\d+)', trace)
        place = ":".join(places[-1]) if places else ""
        return f"raised: {type(error).__name__} {place} {str(error)[:80]!r}\n{trace if traced else trace[-3000:]}"
    grave = [said for said in rendered.record.diagnostics if said.code in GRAVE and said.severity == "error"]
    if grave and not case.sample.edited:
        end = "told" if _breaks_schema(case) else "lost"
        return f"{end}: {grave[0].code} {case.sample.name[-5:]}\n{grave[0].where} {grave[0].message}"
    if rendered.failure is not None:
        return f"unprinted: {rendered.failure.code} {rendered.failure.message}"
    wrong = _wrong_output(rendered.contents)
    if wrong:
        return f"unsafe: {wrong}"
    spent = time.process_time() - started
    return f"slow: {case.sample.name} {spent:.0f} s of work" if spent > 10 else "made"


def _read(case: Case, settings: Settings) -> Record:
    source = from_bytes(case.sample.name, case.content)
    return pipeline.normalise(source, pipeline.read(source, settings), theme.load("house"))


def _breaks_schema(case: Case) -> bool:
    """Whether reader and census may differ: in a Word or OpenDocument file with elements where none belong.

    What is lost there stands in the ledger with its place, and that is all that can be asked.
    """
    return case.sample.name.endswith((".docx", ".odt"))


def _returned(case: Case) -> Record:
    if case.sample.name.endswith(".json"):
        record = codec.load(case.content)
    else:
        record = revise.revise(from_bytes(case.sample.name, case.content), codec.load(case.sample.before))
    check(record)
    return record


def _wrong_output(contents: dict[Format, bytes]) -> str:
    """What is wrong with the outputs: a live script or link, a file that the line does not take back."""
    page = contents["html"].decode("utf-8")
    from lxml import html

    tree = html.fromstring(page)
    links = [
        str(link)
        for link in tree.xpath(
            "//@href | //@src | //@action | //@xlink:href", namespaces={"xlink": "http://www.w3.org/1999/xlink"}
        )
    ]
    live = [link for link in links if not link.startswith(_LIVE) and not link.startswith("data:font")]
    scripted = tree.xpath("//script | //iframe | //object | //embed | //@*[starts-with(name(), 'on')]")
    if live or scripted:
        return f"html holds {(live + [str(one) for one in scripted])[0][:80]!r}"
    again = codec.load(contents["json"])
    json.loads(contents["json"])
    try:
        revise.revise(from_bytes("briefing.md", contents["md"]), again)
    except BriefkitError as error:
        if "a title is missing" not in error.message:  # a document without one: the person is asked for it
            return f"briefing.md is not taken back ({error.message[:200]})"
    if "docx" in contents:
        with zipfile.ZipFile(io.BytesIO(contents["docx"])) as archive:
            archive.testzip()
    return ""


def _keep(folder: Path, case: Case, end: str, signature: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ending = Path(case.sample.name).suffix
    stem = f"{case.number}-{hashlib.sha256(signature.encode()).hexdigest()[:6]}"
    folder.joinpath(stem + ending).write_bytes(case.content)
    folder.joinpath(stem + ".said").write_text(f"{case.sample.name}\n{end}\n", encoding="utf-8", errors="replace")


_LINES = (
    ("Learning from Child Wren", 1),
    ("Kestrel Bay Safeguarding Children Partnership", 0),
    ("What happened?", 2),
    ("Wren was four months old when a health visitor saw a bruise on 3 May 2021.", 0),
    ("What did we find?", 2),
    ("Services did not share what they knew about the family.", 3),
    ("The bruise was recorded as a birthmark.", 3),
    ("What did we learn?", 2),
    ("Learning: Ask who else lives in the home. Good practice: the midwife wrote it down.", 3),
    ("Recommendation 1: The partnership should review its protocol.", 3),
    ("If you do one thing", 2),
    ("Ask one more question: see https://example.org/wren or write to wren@example.org.", 0),
)


def _small() -> Iterator[Sample]:
    """One small briefing of our own in each format that is text or a plain zip."""
    marks = ("{}", "# {}", "## {}", "- {}")
    yield Sample("small.md", "\n\n".join(marks[kind].format(text) for text, kind in _LINES).encode())
    yield Sample("small.txt", "\n\n".join(("• " if kind == 3 else "") + text for text, kind in _LINES).encode())
    tags = ("<p>{}</p>", "<h1>{}</h1>", "<h2>{}</h2>", "<ul><li>{}</li></ul>")
    rows = "\n".join(tags[kind].format(text) for text, kind in _LINES)
    table = "<table><tr><th>Who</th><td><b>Nurse</b> <a href='https://example.org'>x</a></td></tr></table>"
    yield Sample("small.html", f"<html><head><title>Wren</title></head>\n<body>{rows}\n{table}</body></html>".encode())
    looks = (r"\pard {}\par", r"\pard\b\fs36 {}\b0\fs22\par", r"\pard\b {}\b0\par", r"\pard{{\pntext \'b7\tab}}{}\par")
    rich = "\n".join(looks[kind].format(text) for text, kind in _LINES)
    font = r"{\fonttbl{\f0 Arial;}}{\info{\title Wren}}{\footer Page 1}"
    yield Sample("small.rtf", ("{\\rtf1\\ansi\\ansicpg1252" + font + "\n" + rich + "\n\\u8217?}").encode())
    yield Sample("small.odt", _odt())


def _odt() -> bytes:
    names = {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in names.items())
    forms = (
        "<text:p>{}</text:p>",
        '<text:h text:outline-level="1">{}</text:h>',
        '<text:h text:outline-level="2">{}</text:h>',
        "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
    )
    rows = "".join(forms[kind].format(text) for text, kind in _LINES)
    rows += "<table:table><table:table-row><table:table-cell><text:p>One<text:s text:c='3'/>cell</text:p>"
    rows += "</table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:text-box><text:p>Box</text:p>"
    rows += "</draw:text-box></draw:frame></text:p>"
    content = f"<office:document-content {spaces}><office:body><office:text>{rows}</office:text></office:body>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content + "</office:document-content>")
    return made.getvalue()


def _edited() -> Iterator[Sample]:
    """The briefing of a small source in the formats that a person edits."""
    house = theme.load("house")
    small = next(_small())
    source = from_bytes(small.name, small.content)
    record = pipeline.normalise(source, pipeline.read(source, Settings()), house)
    made: dict[Format, Any] = dict(pipeline.render(record, house, Settings(formats=("json", "md", "docx"))).value)
    for wanted, content in made.items():
        yield Sample(f"briefing.{wanted}", content, edited=True, before=made["json"])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
