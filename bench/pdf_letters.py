"""Letters of PDFs: what the census sees and the ledger misses, and what the reader gives more often than the page.

python bench/pdf_letters.py                      the PDFs of ../shared, the corpus, the inbox, the constructs
python bench/pdf_letters.py FOLDER_OR_FILE...
python bench/pdf_letters.py --write              puts the table into docs/measurements.md

Two figures, each of which should be 0 everywhere. *missing*: letters of pdfium's plain text that the ledger accounts
for in no way. *doubled*: letters of the reader's blocks (those that are hidden among them) beyond those of the plain
text of the same page, fields and annotations drawn in. Letters that a font does not tell and the signs of symbol fonts
are none.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from drawn.catalogue import catalogue
from written import ROOT, SHARED, keep, machine, table

from briefkit import pipeline, theme
from briefkit.census import count
from briefkit.census.tally import letters
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes, load
from briefkit.ledger import source_text
from briefkit.model import Document, Source
from briefkit.record import Settings

_PARTS = ("dev", "second", "third")


class Letters(NamedTuple):
    """The figures of one file."""

    name: str
    seen: int = 0
    missing: int = 0
    doubled: int = 0
    note: str = ""


def main(arguments: list[str]) -> int:
    """Prints the table; 1 where a letter is missing or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    rows = list(_of_files(options.inputs or [SHARED / "cases", SHARED / "real"]))
    groups: dict[str, list[Letters]] = {}
    if not options.inputs:
        corpus = [ROOT / "bench" / "corpus" / part for part in _PARTS]
        groups["the corpus and the inbox"] = list(_of_files([*corpus, ROOT / "inbox"]))
        made = ((name, from_bytes(f"{name}.pdf", construct.content)) for _, name, construct in catalogue())
        groups["the constructs"] = [measure(source, name) for name, source in made]
    total = _together("**together**", [*rows, *chain.from_iterable(groups.values())])
    rows += [*(_together(name, members) for name, members in groups.items()), total]
    told = " ".join((__doc__ or "")[(__doc__ or "").index("Two figures") :].split())
    text = f"{table(Letters._fields, rows)}\n\n{told} {machine()}. `python bench/pdf_letters.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_letters", "PDF, letter by letter", text)
    return 1 if total.missing or total.doubled else 0


def _of_files(inputs: list[Path]) -> Iterator[Letters]:
    for given in inputs:
        for path in sorted(given.rglob("*.pdf")) if given.is_dir() else [given]:
            yield measure(load(path), path.name)


def _together(name: str, rows: list[Letters]) -> Letters:
    """The sums of several files; the note names those with which something is wrong."""
    wrong = [row.name for row in rows if row.missing or row.doubled]
    note = "; ".join([f"{len(rows)} files", *wrong])
    seen, missing, doubled = (sum(int(row[place]) for row in rows) for place in (1, 2, 3))
    return Letters(name, seen, missing, doubled, note)


def measure(source: Source, name: str) -> Letters:
    """The figures of one PDF."""
    try:
        result = pipeline.read(source, Settings())
        ledger = pipeline.normalise(source, result, theme.load("house")).ledger
    except BriefkitError as error:
        return Letters(name, note=f"refused: {error.code}")
    missing = sum(gap.letters for gap in ledger.missing)
    return Letters(name, ledger.source_letters, missing, doubled_in(source, result.value))


def doubled_in(source: Source, document: Document) -> int:
    """Letters of each page that the blocks have more often than the plain text."""
    read: dict[str, list[str]] = defaultdict(list)
    for block in document.blocks:
        text = source_text(block)
        parts = block.parts or ((0, block.origin.part),)
        ends = [*(start for start, _ in parts[1:]), len(text)]
        for (start, part), end in zip(parts, ends, strict=True):
            read[part].append(text[start:end])
    given = {tally.part: Counter(letters(tally.text)) for tally in count(source).tallies}
    return sum((Counter(letters("".join(texts))) - given.get(part, Counter())).total() for part, texts in read.items())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
