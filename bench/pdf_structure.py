"""Reading order and headings of the PDF reader against the structure trees of tagged PDFs.

python bench/pdf_structure.py                 the tagged PDFs of ../shared/real
python bench/pdf_structure.py FILE.pdf...
python bench/pdf_structure.py --misses        also prints the headings that were missed or made up
python bench/pdf_structure.py --write         puts the table into docs/measurements.md

Nobody here wrote those trees: see pdf_truth.py for the truth and how it is compared. Each file is read twice, with
its tags (and its outline) ignored and used.

"less covers" is the heading F1 where the title and the other lines of a cover, which a tree tags as headings or not as
its author liked, are no mistakes if found. "outline" is the same F1 against the entries of the outline in place of the
tree, where there are ten or more. "tree" says what the reader thinks of the heading tags: they are meant ("some"), only
part of them is, all are misused ("bad"), or there are too few ("none"); and how many of its headings nobody sees on the
page, for they are hidden words. The last rows are over the headings of all documents, and over those of documents with
a tree that is meant in the reader's own opinion: the row above it is the one to go by.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pdf_truth import match, outline_of, plain, truth_of, words_of
from rapidfuzz.distance import Indel
from written import SHARED, keep, machine, table

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf import read
from briefkit.readers.pdf.heads.covers import COVER, TITLE


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the headings that differ")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    inputs = options.inputs or sorted((SHARED / "real").glob("*.pdf"))
    if not inputs:
        sys.stdout.write("../shared is absent: name the PDFs to be measured.\n")
        return 0
    measured = [one for path in inputs for one in _measure(path, options.misses)]
    head = ["document", "tags", "headings", "found", "precision", "recall", "heading F1", "less covers", "outline"]
    rows = [one.row() for one in measured]
    for used in ("ignored", "used"):
        alike = [one for one in measured if one.tags == used]
        rows.append(_pool("all", alike))
        rows.append(_pool("trees that name their headings", [one for one in alike if one.verdict == "some"]))
    text = table([*head, "levels", "order", "tree"], rows)
    text += f"\n\n{machine()}. `python bench/pdf_structure.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_structure", "PDF: reading order and headings against structure trees", text)
    return 0


class Measured(NamedTuple):
    """How one reading of a document compares with its tree and its outline."""

    name: str
    tags: str
    marked: int
    found: int
    hits: int
    covers: int
    outline: float | str
    levels: float
    order: float
    verdict: str
    hidden: int

    def row(self) -> list[Any]:
        """The cells of the table."""
        told = f"{self.verdict}, {self.hidden} hidden" if self.hidden else self.verdict
        return [self.name, self.tags, *_rates(self), self.outline, self.levels, self.order, told]


def _rates(one: Measured) -> list[Any]:
    precision, recall = one.hits / max(one.found, 1), one.hits / max(one.marked, 1)
    f1, less = 2 * one.hits / max(one.found + one.marked, 1), 2 * one.hits / max(one.found - one.covers + one.marked, 1)
    return [one.marked, one.found, precision, recall, f1, less]


_COUNTS = ("marked", "found", "hits", "covers")


def _pool(name: str, those: list[Measured]) -> list[Any]:
    """One row over the headings of several documents; their order is the mean over documents."""
    marked, found, hits, covers = (sum(getattr(one, field) for one in those) for field in _COUNTS)
    order = sum(one.order for one in those) / max(len(those), 1)
    tags = those[0].tags if those else ""
    pooled = Measured(f"**{name} ({len(those)})**", tags, marked, found, hits, covers, "", 0.0, order, "", 0)
    return [pooled.name, pooled.tags, *_rates(pooled), "", "", order, ""]


def _measure(path: Path, misses: bool) -> Iterator[Measured]:
    content = path.read_bytes()
    headings, words = truth_of(content)
    if not words:
        return
    entries = outline_of(content)
    source = Source(path.name, content, "application/pdf", hashlib.sha256(content).hexdigest())
    try:
        readings = {used: read(source, tags=used) for used in (False, True)}
    except UnusableInput:
        return
    verdict = _verdict(readings[True].diagnostics, len(headings))
    for used, result in readings.items():
        blocks = [b for b in result.value.blocks if b.layer == "body" and b.aside in {"", "contents"}]
        heads = [b for b in blocks if b.kind == "heading"]
        found = [(b.level, plain(b.text)) for b in heads]
        told = [word for b in blocks for word in words_of("".join(run.text for run in (*b.marker, *b.runs)))]
        missed, made_up, levels = match(headings, found)
        cover = [plain(b.text) for b in heads if {TITLE, COVER} & set(b.evidence)]
        unseen = {plain(b.text) for b in result.value.blocks if b.layer == "hidden"}
        shown = "used" if used else "ignored"
        yield Measured(
            path.name,
            shown,
            len(headings),
            len(found),
            len(headings) - len(missed),
            sum(text in made_up for text in cover),
            _against(entries, found) if len(entries) >= 10 else "",
            levels,
            Indel.normalized_similarity(words, told),
            verdict,
            sum(text in unseen for text in missed),
        )
        if misses:
            for text in missed:
                sys.stdout.write(f"  missed  ({shown}) {text[:110]}\n")
            for text in made_up:
                sys.stdout.write(f"  made up ({shown}) {text[:110]}\n")


def _against(entries: list[tuple[int, str]], found: list[tuple[int, str]]) -> float:
    hits = len(entries) - len(match(entries, found)[0])
    return 2 * hits / max(len(entries) + len(found), 1)


def _verdict(diagnostics: tuple[Diagnostic, ...], headings: int) -> str:
    """What the reader says of the heading tags."""
    said = [d.message for d in diagnostics if d.code == "BK232"]
    if said:
        return "part" if said[0].startswith("Many") else "bad"
    return "none" if headings < 3 else "some"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
