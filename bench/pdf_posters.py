"""PDF posters drawn at random, whose reading order is known: how much of it does the reader find?

Every unit (a heading, paragraph or list item) begins and ends with a word of its own; a layout says in which
order a person reads them, and the page is written as it was drawn, box after box in a shuffled order (as Publisher
does), or line by line across the page. Families marked ``unseen`` were never used to find a rule.

    python bench/pdf_posters.py [--files N] [--seed N] [--only FAMILY] [--keep FOLDER] [--show] [--write]

Measured a family: ``steps``, the share of neighbours that are neighbours; ``whole``, the share of units that are a
block of their own with all its words; ``boxes``, the share of drawn boxes whose units alone share a container.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

from posters import boxed, prose, unseen
from posters.paper import Paper, file_of
from written import keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Document, Source
from briefkit.readers.pdf import read

FAMILIES = {**prose.FAMILIES, **boxed.FAMILIES, **unseen.FAMILIES}
MANNERS = ("drawn", "drawn", "shuffled", "shuffled", "rows")
_WORD = re.compile(r"[a-z]+")


def draw(family: str, seed: int) -> tuple[Paper, bytes]:
    """One page of a family with what is known of it, and its PDF."""
    paper = Paper(seed)
    FAMILIES[family](paper)
    return paper, file_of([paper], [Random(seed).choice(MANNERS)])


class Reading:
    """Where the units of a paper are in a document."""

    def __init__(self, paper: Paper, document: Document) -> None:
        blocks = [b for b in document.blocks if b.layer == "body"]
        self.texts = [" ".join("".join(run.text for run in (*b.marker, *b.runs)).split()) for b in blocks]
        ends: dict[str, tuple[int, str]] = {}
        for unit, text in enumerate(paper.texts):
            words = _WORD.findall(text.casefold())
            ends[words[0]], ends[words[-1]] = (unit, "first"), (unit, "last")
        self.units = {unit for chain in paper.chains for unit in chain}
        self.told: list[tuple[int, str]] = []
        self.homes: dict[int, set[str]] = defaultdict(set)
        self.blocks: dict[int, set[int]] = defaultdict(set)
        self.lodgers: dict[int, set[int]] = defaultdict(set)
        for number, (block, text) in enumerate(zip(blocks, self.texts, strict=True)):
            for end in (ends[word] for word in _WORD.findall(text.casefold()) if word in ends):
                if end[0] in self.units:
                    self.told.append(end)
                    self.homes[end[0]].add(block.container)
                    self.blocks[end[0]].add(number)
                    self.lodgers[number].add(end[0])
        self.held = Counter(unit for unit, _ in self.told)

    def is_whole(self, unit: int, text: str) -> bool:
        """Whether the unit is a block of its own with all its words."""
        if len(self.blocks[unit]) != 1 or self.held[unit] != 2:
            return False
        (block,) = self.blocks[unit]
        return self.lodgers[block] == {unit} and text in self.texts[block]

    def is_boxed(self, box: list[int]) -> bool:
        """Whether the units of a box share a container with no other."""
        inner = {home for unit in box for home in self.homes[unit]}
        others = {home for unit in self.units - set(box) for home in self.homes[unit]}
        return len(inner) == 1 and not inner & others


def measure(paper: Paper, document: Document) -> Counter[str]:
    """What was right and how much there was of it (``… of``), by measure."""
    reading = Reading(paper, document)
    steps = set(pairwise(end for end in reading.told if end[0] not in paper.loose))
    wanted = [step for chain in paper.chains for step in pairwise(chain)]
    found: Counter[str] = Counter()
    found["steps of"] = len(wanted)
    found["steps"] = sum(((one, "last"), (other, "first")) in steps for one, other in wanted)
    found["whole of"] = len(reading.units)
    found["whole"] = sum(reading.is_whole(unit, paper.texts[unit]) for unit in reading.units)
    found["boxes of"] = len(paper.boxes)
    found["boxes"] = sum(reading.is_boxed(box) for box in paper.boxes)
    return found


def read_paper(data: bytes) -> Document:
    """The document that the reader makes of the file."""
    return read(Source("poster.pdf", data, "application/pdf", hashlib.sha256(data).hexdigest())).value


def main(arguments: list[str]) -> int:
    """Draws the files and prints the shares by family."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=30, help="files a family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="families whose names hold this")
    parser.add_argument("--keep", type=Path, help="keep the PDFs in this folder")
    parser.add_argument("--show", action="store_true", help="name the seeds that went wrong")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    chosen = [name for name in FAMILIES if not options.only or options.only in name]
    rows: list[tuple[str, Counter[str]]] = []
    for name in chosen:
        total: Counter[str] = Counter()
        wrong: list[str] = []
        for seed in range(options.seed, options.seed + options.files):
            paper, data = draw(name, seed)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{name.replace(' ', '-')}-{seed}.pdf").write_bytes(data)
            try:
                found = measure(paper, read_paper(data))
            except UnusableInput:
                # A page of few and odd words may be taken for garbage.
                total["set aside"] += 1
                continue
            total += found
            total["files"] += 1
            clean = found["steps"] == found["steps of"]
            total["right"] += clean
            if not clean:
                wrong.append(f"{seed}:{found['steps']}/{found['steps of']}")
        rows.append((name, total))
        if options.show and name not in unseen.FAMILIES:
            sys.stdout.write(f"{name}: {' '.join(wrong)}\n")
    text = table(("layout", "files", "steps", "pages all right", "whole", "boxes"), list(_lines(rows)))
    sys.stdout.write(f"{text}\n")
    if options.write:
        intro = (
            f"{options.files} pages a family drawn from seed {options.seed} on, written as drawn, box by box in a "
            "shuffled order or line by line across the page. Families with a star were never used to find a rule.\n\n"
        )
        keep(
            "pdf_posters",
            "PDF: posters drawn at random",
            f"{intro}{text}\n\n{machine()}. `python bench/pdf_posters.py`",
        )
    return 0


def _lines(rows: list[tuple[str, Counter[str]]]) -> Iterator[list[object]]:
    known: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for name, total in rows:
        (new if name in unseen.FAMILIES else known).update(total)
        yield _line(name + (" *" if name in unseen.FAMILIES else ""), total)
    for name, total in (("**all seen**", known), ("**all unseen** *", new)):
        if total["files"]:
            yield _line(name, total)


def _line(name: str, total: Counter[str]) -> list[object]:
    boxes = total["boxes"] / total["boxes of"] if total["boxes of"] else ""
    right = total["right"] / total["files"]
    return [
        name,
        total["files"],
        total["steps"] / max(total["steps of"], 1),
        right,
        total["whole"] / total["whole of"],
        boxes,
    ]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
