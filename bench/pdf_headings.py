"""Headings of PDF files against headings that a person marked on the printed pages.

python bench/pdf_headings.py                 the pages marked in bench/headings/pdf
python bench/pdf_headings.py --misses        also prints the headings that were missed or made up
python bench/pdf_headings.py --write         puts the table into docs/measurements.md
python bench/pdf_headings.py --take MARKS.yaml    keeps a person's marks for the file of that name as hashes
python bench/pdf_headings.py --take MARKS.yaml --unseen    the same for the second part

Where a structure tree is wrong or absent it is no truth; a person's eye is. Marks are made on pictures of pages, most
of them drawn by lot, before anybody looked at what briefkit makes of them: for each page a list of [level, "words"] as
in ``word_headings.py``, which also says how words become hashes and what a third entry means. All pages that are named
count, also those without a heading. Each file is read with its tags ignored and with its tags used, and what the reader
finds is counted ("reader") and what stands after tidying ("tidied").

There are two parts. The misses on the pages of the first were in view when rules were made. The pages of the second,
"unseen", were drawn by lot (seed 2711, and once more without the scan that was among them) from the other pages of
../shared/real and ../shared/cases. They were marked before the rules for links above their text, for what tags leave
plain on a cover, and for levels and headings kept in tidying were made, and nobody looked at what is missed there while
they were. The files are not unseen: some have pages in both parts, and the reader had been run on all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from word_headings import Mark, agreement, digest, headings_of
from written import ROOT, SHARED, keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Document, Source, TextBlock
from briefkit.readers.pdf import read
from briefkit.tidy import tidy

MARKS = ROOT / "bench" / "headings" / "pdf"
UNSEEN = MARKS.with_name("pdf_unseen")


class Tally(NamedTuple):
    """Headings marked, found, found and marked; pairs of levels; what was missed and made up."""

    marked: int
    found: int
    hits: int
    levels: list[tuple[int, int]]
    missed: list[str]
    made_up: list[str]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the headings that differ")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    parser.add_argument("--take", nargs="+", type=Path, metavar="MARKS", help="keep marks as hashes")
    parser.add_argument("--unseen", action="store_true", help="the second part only")
    options = parser.parse_args(arguments)
    for marks in options.take or ():
        take(marks, UNSEEN if options.unseen else MARKS)
    if options.take:
        return 0
    rows = [] if options.unseen else _rows(MARKS, "all", options.misses)
    rows += _rows(UNSEEN, "all unseen", options.misses)
    if not rows:
        sys.stdout.write("../shared is absent: there is nothing to measure.\n")
        return 0
    head = ["document", "tags", "stage", "pages", "marked", "found", "precision", "recall", "F1", "levels", "pairs"]
    text = f"{table(head, rows)}\n\n{machine()}. `python bench/pdf_headings.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_headings", "PDF: headings against a person's marks", text)
    return 0


def _rows(folder: Path, name: str, misses: bool) -> list[list[Any]]:
    """The rows of one part: one for each reading of each document, and one over all for each way of reading."""
    rows: list[list[Any]] = []
    sums: dict[tuple[str, str], list[Tally]] = {}
    pages = 0
    for marks in sorted(folder.glob("*.yaml")):
        file = file_of(marks.stem)
        if file is None:
            continue
        truth = {page: [Mark(*entry) for entry in entries] for page, entries in _load(marks).items()}
        pages += len(truth)
        for tags, stage, document in _readings(file):
            tally = compare(truth, document)
            sums.setdefault((tags, stage), []).append(tally)
            rows.append([file.name, tags, stage, len(truth), *_figures([tally])])
            if misses:
                for text in tally.missed:
                    sys.stdout.write(f"  missed  ({tags}, {stage}) {text[:110]}\n")
                for text in tally.made_up:
                    sys.stdout.write(f"  made up ({tags}, {stage}) {text[:110]}\n")
    return rows + [[f"**{name}**", *key, pages, *_figures(tallies)] for key, tallies in sums.items()]


def file_of(stem: str) -> Path | None:
    """The PDF whose marks are called ``stem``; ``None`` where ../shared is absent."""
    return next((file for part in ("real", "cases") if (file := SHARED / part / f"{stem}.pdf").is_file()), None)


def _load(marks: Path) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = yaml.safe_load(marks.read_text(encoding="utf-8"))
    return found


def _readings(file: Path) -> Iterator[tuple[str, str, Document]]:
    content = file.read_bytes()
    source = Source(file.name, content, "application/pdf", hashlib.sha256(content).hexdigest())
    for tags in (False, True):
        try:
            document = read(source, tags=tags).value
        except UnusableInput:
            document = Document(())  # a file that is refused has no headings
        yield "used" if tags else "ignored", "reader", document
        yield "used" if tags else "ignored", "tidied", tidy(document).value


def compare(truth: dict[int, list[Mark]], document: Document) -> Tally:
    """Matches marks and headings page by page; optional marks are neither missed nor made up."""
    levels: list[tuple[int, int]] = []
    missed: list[str] = []
    made_up: list[str] = []
    blocks = list(headings_of(document))
    found = 0
    for page, marks in truth.items():
        rest = [block for block in blocks if block.origin.page == page]
        known = {name: block.text for block in document.blocks for name in hashes(block)} if marks else {}
        optional = 0
        for mark in sorted(marks, key=lambda mark: mark.optional):
            hit = next((block for block in rest if mark.words in hashes(block)), None)
            if hit is not None:
                rest.remove(hit)
                optional += mark.optional
            if mark.optional:
                continue
            if hit is None:
                missed.append(known.get(mark.words, mark.words))
            else:
                levels.append((mark.level, hit.level))
        found += sum(block.origin.page == page for block in blocks) - optional
        made_up.extend(block.text for block in rest)
    marked = sum(not mark.optional for marks in truth.values() for mark in marks)
    return Tally(marked, found, marked - len(missed), levels, missed, made_up)


def _figures(tallies: list[Tally]) -> list[object]:
    """The figures over some documents; levels are compared within each only."""
    marked, found = sum(tally.marked for tally in tallies), sum(tally.found for tally in tallies)
    hits = sum(tally.hits for tally in tallies)
    precision, recall = hits / max(found, 1), hits / max(marked, 1)
    f1 = 2 * hits / max(found + marked, 1)
    near = [_alike(pairwise(tally.levels)) for tally in tallies]
    every = [_alike(combinations(tally.levels, 2)) for tally in tallies]
    return [marked, found, precision, recall, f1, _share(near), _share(every)]


def _alike(pairs: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> tuple[float, int]:
    held = list(pairs)
    return agreement(held) * len(held), len(held)


def _share(parts: list[tuple[float, int]]) -> float:
    return sum(part[0] for part in parts) / max(sum(part[1] for part in parts), 1)


def hashes(block: TextBlock) -> set[str]:
    """The hashes under which a heading may have been marked: with and without its number, be it a marker or words."""
    return {digest(block.text), digest(unnumbered(block.text))}


def take(marks: Path, folder: Path) -> None:
    """Keeps the marks for the PDF of the same name as hashes in ``folder``."""
    lines = [f"# Marked by hand on pictures of pages of {marks.stem}.pdf: page, then level and hash of the words."]
    for page, entries in _load(marks).items():
        lines.append(f"{page}:" if entries else f"{page}: []")
        for level, words, *more in entries:
            lines.append(f'- [{level}, "{digest(unnumbered(words))}"{", true" if more else ""}]')
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{marks.stem}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def unnumbered(words: str) -> str:
    """The words without the number in front."""
    return re.sub(r"^\s*\d{1,3}(?:\.\d{1,3})*(?:[.):]\s*|\s+)(?=\D)", "", words, count=1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
