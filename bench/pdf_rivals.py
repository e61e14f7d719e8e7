"""The PDF reader beside the tools that people use: headings and reading order against structure trees, and seconds.

python bench/pdf_rivals.py                                   ours and poppler, over the tagged PDFs of ../shared/real
python bench/pdf_rivals.py --rivals PYTHON[,PYTHON...]       and every tool that one of those Pythons has
python bench/pdf_rivals.py --only liteparse --each FILE...   some tools, and a row for each file
python bench/pdf_rivals.py --kept FOLDER                     what the tools said is kept there and not asked for again
python bench/pdf_rivals.py --write                           puts the table into docs/measurements.md

The other tools are for measuring only and never a dependency (pymupdf is AGPL). They live in an environment of their
own (BRIEFKIT_RIVALS may name it): python -m venv rivals; rivals/bin/pip install pymupdf4llm markitdown[pdf] liteparse
pdf_oxide pdf-inspector opendataloader-pdf; the last needs Java. poppler's programs are looked for on the search path.

The truth and its figures are those of bench/pdf_structure.py. Of Markdown, the lines with ``#`` are the headings; to be
generous there is a second figure for which a line that is bold as a whole is one too. "all" pools the headings of all
files, so that a file with one heading weighs as much as one heading; "against outlines" takes the entries of the files'
outlines for the truth, where there are any: one of the trees tags running text and leaves most headings untagged. The
order is compared over all words; words of footnotes are taken out of every tool's text where they stand together.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pdf_tools
from pdf_truth import Headings, Tree, match, outline_of, plain, tree_of, words_of
from rapidfuzz.distance import Indel
from written import SHARED, keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf import read

OURS = {"briefkit, tags ignored": False, "briefkit, tags used": True}
TOOLS = tuple(name for name in pdf_tools.TOOLS if name != "pymupdf")


class Answer(NamedTuple):
    """What a tool made of a file: headings by marks, headings if bold lines count too, words, seconds."""

    marked: Headings
    generous: Headings
    words: list[str]
    seconds: float


class Score(NamedTuple):
    """A tool over a file."""

    tool: str
    file: str
    f1: float
    pooled: tuple[int, int]
    outline: tuple[int, int]
    generous: float
    order: float
    seconds: float
    failed: str = ""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="Pythons that have the tools")
    parser.add_argument("--only", action="append", default=[], help="this tool alone (may be given several times)")
    parser.add_argument("--each", action="store_true", help="a row for each file")
    parser.add_argument("--kept", type=Path, help="folder for what the tools said")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    if options.write and (options.only or options.inputs or not options.rivals):
        parser.error("--write wants the whole table: all files, all tools and --rivals")
    trees = {path: tree_of(path.read_bytes()) for path in options.inputs or sorted((SHARED / "real").glob("*.pdf"))}
    trees = {path: tree for path, tree in trees.items() if tree.words}
    if not trees:
        sys.stdout.write("../shared is absent: name the tagged PDFs to be measured.\n")
        return 0
    scores = [_ours(name, path, tree) for name in OURS for path, tree in trees.items()]
    versions: dict[str, str] = {}
    for tool in options.only or TOOLS:
        scores += _rival(tool, trees, options, versions)
    text = report(scores, versions, options.each)
    if options.kept:
        text += " Some answers were kept from an earlier run, and the seconds of those tools are of that run."
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_rivals", "PDF: the tools that people use", text)
    return 0


def _ours(name: str, path: Path, tree: Tree) -> Score:
    content = path.read_bytes()
    source = Source(path.name, content, "application/pdf", hashlib.sha256(content).hexdigest())
    started = time.perf_counter()
    try:
        document = read(source, tags=OURS[name]).value
    except UnusableInput as error:
        return Score(
            name, path.name, 0.0, (0, len(tree.headings)), _NONE, 0.0, 0.0, time.perf_counter() - started, error.message
        )
    seconds = time.perf_counter() - started
    blocks = [block for block in document.blocks if block.layer == "body" and block.aside in {"", "contents"}]
    found = [(block.level, plain(block.text)) for block in blocks if block.kind == "heading"]
    words = [word for block in blocks for word in words_of("".join(run.text for run in (*block.marker, *block.runs)))]
    return _scored(name, path, tree, Answer(found, found, words, seconds))


def _rival(tool: str, trees: dict[Path, Tree], options: argparse.Namespace, versions: dict[str, str]) -> list[Score]:
    """The scores of ``tool``; none where it is absent, with a word of it in ``versions``."""
    pythons = [name for name in options.rivals.split(",") if name] or [sys.executable]
    for python in pythons:
        kept = options.kept and options.kept / f"{re.sub(r'[^a-z0-9]+', '-', tool)}-{pythons.index(python)}.jsonl"
        answers = list(ask(python, tool, list(trees), kept))
        if answers and "version" in answers[0]:
            versions[tool] = answers[0]["version"]
            by_name = {Path(answer["file"]).name: answer for answer in answers[1:]}
            return [_read_answer(tool, path, tree, by_name.get(path.name)) for path, tree in trees.items()]
    versions[tool] = "absent"
    return []


def ask(python: str, tool: str, paths: Iterable[Path], kept: Path | None = None) -> Iterator[dict[str, Any]]:
    """What ``tool`` says in that Python: its version first, then an answer a file. ``kept`` is read where it exists."""
    if kept and kept.is_file():
        lines = kept.read_text("utf-8").splitlines()
    else:
        command = [python, pdf_tools.__file__, tool, *(str(path.resolve()) for path in paths)]
        # The tools' Python must not see this one's packages.
        room = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(command, capture_output=True, check=False, env=room)
        said = done.stdout.decode("utf-8", errors="replace")
        lines = [line[2:] for line in said.split("\n") if line.startswith("@@")]
        if kept and lines:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text("\n".join(lines), encoding="utf-8")
    yield from (json.loads(line) for line in lines)


def _read_answer(tool: str, path: Path, tree: Tree, answer: dict[str, Any] | None) -> Score:
    if answer is None or "failed" in answer:
        why = (answer or {}).get("failed", "it ended without an answer")
        return Score(tool, path.name, 0.0, (0, len(tree.headings)), _NONE, 0.0, 0.0, 0.0, why)
    marked, bold = headings_of(answer["text"])
    words = _without_notes(words_of(prose_of(answer["text"])), tree.notes)
    return _scored(tool, path, tree, Answer(marked, [*marked, *bold], words, float(answer["seconds"])))


def _scored(tool: str, path: Path, tree: Tree, answer: Answer) -> Score:
    order = Indel.normalized_similarity(tree.words, answer.words)
    marked, generous = (f1_of(tree.headings, found) for found in (answer.marked, answer.generous))
    pooled = _parts(tree.headings, answer.marked, marked)
    entries = outline_of(path.read_bytes())
    outline = _parts(entries, answer.marked, f1_of(entries, answer.marked)) if len(entries) > _FEW else _NONE
    return Score(tool, path.name, marked, pooled, outline, generous, order, answer.seconds)


_NONE = (0, 0)
_FEW = 3
"""An outline of so few entries names the chapters at most."""


def _parts(truth: Headings, found: Headings, f1: float) -> tuple[int, int]:
    """What is above and below the line of the F1, to be added over files."""
    size = len(truth) + len(found)
    return round(f1 * size), size


def f1_of(truth: Headings, found: Headings) -> float:
    """The harmonic mean of precision and recall of the headings found."""
    hits = len(truth) - len(match(truth, found)[0])
    return 2 * hits / max(len(truth) + len(found), 1)


_MARKED = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"^(?:\*\*|__)(?P<text>[^|]{2,200}?)(?:\*\*|__)$")
_NOISE = re.compile(
    r"!\[[^\]]*\]\([^)]*\)"  # pictures
    r"|<!--.*?-->|</?[a-zA-Z][^>]{0,200}>"
    r"|^[-=]+ ?(?:Start|End) of picture text ?[-=]+|==> picture .*? <==",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")


def prose_of(markdown: str) -> str:
    """The words of Markdown without its signs."""
    text = _LINK.sub(r"\1", _NOISE.sub(" ", markdown))
    text = re.sub(r"\\(?=[^\w\s])", "", text)
    # A sign of emphasis inside a word joins nothing and parts nothing; a cell of a table ends a word.
    return html.unescape(re.sub(r"\*+|`+|~~|(?<!\w)_+|_+(?!\w)", "", text))


def headings_of(markdown: str) -> tuple[Headings, Headings]:
    """The headings marked with ``#``, and the lines that are bold as a whole (as of one level below all others)."""
    marked: Headings = []
    bold: Headings = []
    for line in markdown.split("\n"):
        if (found := _MARKED.match(line)) and (text := plain(prose_of(found[2]))):
            marked.append((len(found[1]), text))
        elif (found := _BOLD.match(line.strip())) and (text := plain(prose_of(found["text"]))):
            bold.append((7, text))
    return marked, bold


def _without_notes(words: list[str], notes: list[list[str]]) -> list[str]:
    """``words`` without the first place where those of each footnote stand together."""
    text = "\n" + "\n".join(words) + "\n"
    for note in notes:
        if len(note) > 2:
            text = text.replace("\n" + "\n".join(note) + "\n", "\n", 1)
    return text.split("\n")[1:-1] if text.strip() else []


def _added(told: list[Score]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    return [score.pooled for score in told], [score.outline for score in told]


def report(scores: list[Score], versions: dict[str, str], each: bool) -> str:
    """The table, best order first, and what is to be said of it."""
    by_tool: dict[str, list[Score]] = {}
    for score in scores:
        by_tool.setdefault(score.tool, []).append(score)
    ours = sum(score.seconds for score in by_tool["briefkit, tags ignored"])
    rows: list[list[Any]] = []
    for tool, told in by_tool.items():
        seconds = sum(score.seconds for score in told)
        failed = sum(bool(score.failed) for score in told)
        middle = [sum(values) / len(told) for values in zip(*((s.f1, s.generous, s.order) for s in told), strict=True)]
        pooled, outline = (sum(p[0] for p in parts) / max(sum(p[1] for p in parts), 1) for parts in _added(told))
        rows.append([tool, versions.get(tool, ""), pooled, outline, *middle, f"{seconds / ours:.1f}", failed or ""])
    rows += [[tool, "absent", *[""] * 7] for tool, version in versions.items() if version == "absent"]
    head = [
        "tool",
        "version",
        "heading F1, all",
        "against outlines",
        "mean of files",
        "with bold lines",
        "order",
        "seconds, briefkit = 1",
        "failed",
    ]
    text = table(head, rows)
    if each:
        files = [[s.file, s.tool, s.f1, s.generous, s.order, f"{s.seconds:.1f}", s.failed] for s in scores]
        files.sort(key=lambda row: str(row[0]))
        text += "\n\n" + table(["document", "tool", "heading F1", *head[5:7], "seconds", "failed"], files)
    count = len({score.file for score in scores})
    return (
        f"{text}\n\nMeans over {count} tagged PDFs, read as they are; see the bench for what is compared and how, and "
        f"for the line that installs the tools. {machine()}. `python bench/pdf_rivals.py --rivals PYTHON`"
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
