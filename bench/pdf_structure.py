"""Reading order and headings of the PDF reader against the structure trees of tagged PDFs.

python bench/pdf_structure.py                 the tagged PDFs of ../shared/real
python bench/pdf_structure.py FILE.pdf...
python bench/pdf_structure.py --misses        also prints the headings that were missed or made up
python bench/pdf_structure.py --write         puts the table into docs/measurements.md

Nobody here wrote those trees: see pdf_truth.py for the truth and how it is compared. Each file is read twice, with
its tags ignored and with its tags used.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pdf_truth import match, plain, truth_of, words_of
from rapidfuzz.distance import Indel
from written import SHARED, keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf import read


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
    rows = [row for path in inputs for row in _measure(path, options.misses)]
    head = ["document", "tags", "headings", "found", "precision", "recall", "heading F1", "levels", "order"]
    text = table(head, rows)
    text += f"\n\n{machine()}. `python bench/pdf_structure.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_structure", "PDF: reading order and headings against structure trees", text)
    return 0


def _measure(path: Path, misses: bool) -> Iterator[list[Any]]:
    content = path.read_bytes()
    headings, words = truth_of(content)
    if not words:
        return
    source = Source(path.name, content, "application/pdf", hashlib.sha256(content).hexdigest())
    for used in (False, True):
        try:
            document = read(source, tags=used).value
        except UnusableInput:
            return
        blocks = [b for b in document.blocks if b.layer == "body" and b.aside in {"", "contents"}]
        found = [(b.level, plain(b.text)) for b in blocks if b.kind == "heading"]
        told = [word for b in blocks for word in words_of("".join(run.text for run in (*b.marker, *b.runs)))]
        missed, made_up, levels = match(headings, found)
        hits = len(headings) - len(missed)
        precision, recall = hits / max(len(found), 1), hits / max(len(headings), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        order = Indel.normalized_similarity(words, told)
        shown = "used" if used else "ignored"
        yield [path.name, shown, len(headings), len(found), precision, recall, f1, levels, order]
        if misses:
            for text in missed:
                sys.stdout.write(f"  missed  ({shown}) {text[:110]}\n")
            for text in made_up:
                sys.stdout.write(f"  made up ({shown}) {text[:110]}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
