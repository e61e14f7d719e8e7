"""Word files like posters, drawn at random, whose reading order is known: how much of it does the reader find?

Every unit (a box, or a paragraph of running text) has a name of its own; a layout says in which order a person reads
them and where they stand, and a sheet writes them in a shuffled order, in DrawingML or VML, anchored to page, margin,
column or paragraph. Text is made of invented words.

    python bench/word_posters.py [--files N] [--seed N] [--keep FOLDER] [--show]
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from posters.writing import Maker
from written import keep, table

from briefkit.model import Source
from briefkit.readers import DOCX, reader_for


def order_of(data: bytes) -> list[str]:
    """The names of the units in the order in which the reader gives them."""
    source = Source("poster.docx", data, DOCX, hashlib.sha256(data).hexdigest())
    document = reader_for(DOCX)(source).value
    text = " ".join(block.text for block in document.blocks if block.layer == "body")
    return list(dict.fromkeys(re.findall(r"unit\d{3}x", text)))


def neighbours(wanted: list[str], found: list[str]) -> tuple[int, int]:
    """How many neighbours of ``wanted`` are neighbours in ``found``, and how many there are."""
    pairs = set(pairwise(found))
    steps = list(pairwise(wanted))
    return sum(step in pairs for step in steps), len(steps)


def main() -> None:
    """Draws the files and prints the share of right neighbours by layout."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: dict[str, list[int]] = defaultdict(list)
    for seed in range(options.seed, options.seed + options.files):
        data, sheets, names = Maker(seed).file()
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{seed:05d}.docx").write_bytes(data)
        found = order_of(data)
        wanted = [name for sheet in sheets for name in sheet.order]
        good, all_steps = neighbours(wanted, found)
        right["between and within sheets"] += good
        total["between and within sheets"] += all_steps
        for sheet, name in zip(sheets, names, strict=True):
            members = set(sheet.order)
            got = [unit for unit in found if unit in members]
            hit, count = neighbours(sheet.order, got)
            right[name] += hit
            total[name] += count
            if hit < count:
                wrong[name].append(seed)
                if options.show:
                    print(
                        seed, name, "wanted", *(w[4:7] for w in sheet.order), "\n        found ", *(w[4:7] for w in got)
                    )
    if options.write:
        rows = [(name, total[name], right[name] / total[name]) for name in total]
        text = (
            f"{options.files} files of one to three pages, boxes anchored in every way and drawn in a shuffled order: "
            "how many of the neighbours that a person reads one after the other the reader has as neighbours.\n\n"
        )
        keep("word_posters", "Word: posters drawn at random", text + table(("layout", "neighbours", "right"), rows))
    for name in total:
        print(f"{name:28} {right[name] / total[name]:.3f} of {total[name]:5}  wrong in {wrong[name][:12]}")


if __name__ == "__main__":
    main()
