"""Whole blocks out of PDFs: paragraphs, list items, tables, notes, links, furniture, pull quotes, contents.

python bench/pdf_blocks.py                  200 papers drawn at random
python bench/pdf_blocks.py --seeds 1000 1050
python bench/pdf_blocks.py --misses         also prints what was read otherwise than it was drawn
python bench/pdf_blocks.py --keep FOLDER    leaves the PDFs there
python bench/pdf_blocks.py --write          puts the table into docs/measurements.md

Each paper is drawn from its seed (``bench/blocks``): one to three columns, six typefaces, justified or ragged, with or
without hyphenation, nested lists in fourteen styles of markers, tables with all rules, rules under rows, shaded rows
and none, footnotes and endnotes, links, running heads and feet, a watermark, contents, a pull quote. The truth is what
was drawn. A block is whole where the reader has one with exactly its words.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

from blocks.papers import Grid, Paper, Part, draw_paper
from blocks.printing import Printed, print_paper
from written import keep, machine, table

from briefkit.model import Document, Source, TextBlock
from briefkit.readers.pdf import read

FIRST, LAST = 5000, 5200
"""Seeds that no rule was made on."""
_MARGINS = frozenset({"page-number", "page-header", "page-footer", "watermark", "protective-marking"})


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", nargs=2, type=int, default=(FIRST, LAST), metavar=("FROM", "TO"))
    parser.add_argument("--misses", action="store_true", help="print what differs")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    tally = Tally(options.misses)
    for seed in range(*options.seeds):
        paper = draw_paper(seed)
        printed = print_paper(paper)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{seed}.pdf").write_bytes(printed.content)
        source = Source("paper.pdf", printed.content, "application/pdf", hashlib.sha256(printed.content).hexdigest())
        tally.paper(paper, printed, read(source).value)
    text = table(["what", "drawn", "right", "share"], tally.rows())
    text += f"\n\nSeeds {options.seeds[0]} to {options.seeds[1] - 1}. {machine()}. `python bench/pdf_blocks.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_blocks", "PDF: blocks, lists, tables, notes, links and furniture", f"{__doc__}\n\n{text}")
    return 0


class Tally:
    """Counts what was drawn and what of it was read right."""

    def __init__(self, talks: bool) -> None:
        """``talks``: whether misses are printed."""
        self.drawn: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.talks = talks
        self.seed = 0

    def rows(self) -> list[tuple[str, int, int, float]]:
        """What, how many were drawn, how many right, and the share."""
        return [(what, n, self.right[what], self.right[what] / max(n, 1)) for what, n in self.drawn.items()]

    def count(self, what: str, right: bool, note: str = "") -> None:
        """One thing that was drawn."""
        self.drawn[what] += 1
        self.right[what] += right
        if self.talks and not right:
            sys.stdout.write(f"{self.seed} {what}: {note[:300]}\n")

    def paper(self, paper: Paper, printed: Printed, document: Document) -> None:
        """Compares one paper with what was read of it."""
        self.seed = paper.seed
        blocks = [block for block in document.blocks if block.layer != "hidden"]
        self._blocks(paper, blocks)
        self._tables(paper, document)
        self._notes(paper, blocks)
        self._links(paper, blocks)
        self._margins(paper, printed, document)
        self._contents(paper, blocks)

    def _blocks(self, paper: Paper, blocks: list[TextBlock]) -> None:
        body = [block for block in blocks if block.layer == "body" and not block.aside]
        marked = bool(paper.notes)
        texts = Counter(_plain(block.text, block, marked) for block in body)
        items = {_plain(block.text, block, marked): block for block in body if block.kind in {"bullet", "numbered"}}
        repeated = [_bare(block.text) for block in blocks if block.aside == "repeated"]
        for part in paper.blocks:
            text = " ".join(part.text.split())
            if part.kind == "quote":
                found = _bare(text) in repeated
                self.count("pull quotes set aside", found, text)
                repeated.remove(_bare(text)) if found else None
                continue
            whole = texts[text] > 0
            texts[text] -= whole
            self.count(f"{part.kind}s whole", whole, text)
            if part.kind == "item" and whole:
                self._item(part, items.get(text))
        heads = {
            _bare(cell.text) for part in paper.parts if isinstance(part, Grid) for cell in part.cells if cell.row == 1
        }
        for text in (text for text in repeated if text not in heads):
            self.count("nothing else set aside as repeated", False, text)

    def _item(self, part: Part, block: TextBlock | None) -> None:
        self.count("items: are items", block is not None, f"{part.marker} {part.text}")
        if block is None:
            return
        self.count("items: depth", block.level == part.level, f"{part.level}: {part.marker} {part.text}")
        mark = "".join(run.text for run in block.marker).strip()
        ruled = part.marker in {"drawn", mark}
        self.count("items: marker", ruled, f"{mark} for {part.marker} {part.text}")

    def _tables(self, paper: Paper, document: Document) -> None:
        words: dict[str, list[str]] = {}
        for block in document.blocks:
            if block.layer == "body" and block.aside in {"", "repeated"}:
                marker = "".join(run.text for run in block.marker)
                words.setdefault(block.container, []).append(f"{marker}{block.text}")
        cells: dict[str, dict[tuple[int, int], str]] = {}
        for container in document.containers:
            if container.kind == "cell" and container.row and container.column and container.parent:
                said = " ".join(words.get(container.id, ()))
                cells.setdefault(container.parent, {})[container.row, container.column] = " ".join(said.split())
        for grid in (part for part in paper.parts if isinstance(part, Grid)):
            truth = {(cell.row, cell.column): " ".join(cell.text.split()) for cell in grid.cells}
            best = max(cells.values(), key=lambda own: sum(own.get(at) == t for at, t in truth.items()), default={})
            for (row, column), text in truth.items():
                right = best.get((row, column)) == text
                self.count(f"table cells in place, rules: {grid.rules}", right, f"{row},{column} {text}")

    def _notes(self, paper: Paper, blocks: list[TextBlock]) -> None:
        known = {block.id: block for block in blocks}
        marks = [
            (block, run)
            for block in blocks
            if block.layer == "body"
            for run in block.runs
            if run.script == "super" and (run.link or "").startswith("#")
        ]
        number = 0
        for part in paper.blocks:
            for piece in part.pieces:
                if not piece.note:
                    continue
                number += 1
                led = [known.get((run.link or "")[1:]) for _, run in marks if run.text.strip() == str(number)]
                text = " ".join(piece.note.split())
                texts = [_unmarked(block) for block in blocks if block.layer in {"footnote", "endnote"}]
                self.count(f"{paper.notes}notes whole", text in texts, text)
                tied = any(block is not None and _unmarked(block) == text for block in led)
                self.count(f"{paper.notes}notes tied to their marks", tied, f"{number} {text}")

    def _links(self, paper: Paper, blocks: list[TextBlock]) -> None:
        known = {block.id: block.text for block in blocks}
        linked: Counter[tuple[str, str]] = Counter()
        for block in blocks:
            last, words = None, ""
            for run in (*block.runs, None):
                if run is not None and run.link == last:
                    words += run.text
                    continue
                if last:
                    goal = " ".join(known.get(last[1:], "").split()) if last.startswith("#") else last
                    linked[" ".join(words.split()), goal] += 1
                last, words = (run.link, run.text) if run is not None else (None, "")
        names = {part.name: part.text for part in paper.blocks if part.name}
        for part in paper.blocks:
            for piece in part.pieces:
                text = " ".join(piece.text.split())
                if piece.link:
                    self.count("links to addresses", linked[text, piece.link] > 0, f"{text} {piece.link}")
                elif piece.goal:
                    self.count("links inside", linked[text, names[piece.goal]] > 0, f"{text} {names[piece.goal]}")

    def _margins(self, paper: Paper, printed: Printed, document: Document) -> None:
        aside: dict[str, int] = Counter()
        for block in document.blocks:
            if block.layer in {"header", "footer"} or block.aside in _MARGINS:
                aside[f"{block.origin.page} {_bare(block.text)}"] += 1
        extra = Counter(aside)
        for page, lines in enumerate(printed.margins, start=1):
            here = [key.split(" ", 1)[1] for key in aside if key.startswith(f"{page} ")]
            for line in lines:
                # Words of one margin over two lines, or two margins on one row, may be blocks of either sort.
                left = _bare(line)
                for text in sorted(here, key=len, reverse=True):
                    left = "" if left and left in text else left.replace(text, "", 1) if text else left
                self.count("running heads and feet set aside", not left, f"page {page}: {line}")
            everything = "".join(_bare(line) for line in lines)
            for text in here:
                water = paper.watermark and text == _bare(paper.watermark)
                extra[f"{page} {text}"] *= not (water or _inside(text, [_bare(line) for line in lines], everything))
            if paper.watermark:
                self.count("watermarks set aside", _bare(paper.watermark) in here, f"page {page}")
        for key, count in extra.items():
            for _ in range(count):
                self.count("nothing else set aside as furniture", False, key)
        self.drawn["nothing else set aside as furniture"] += sum(aside.values()) - sum(extra.values())
        self.right["nothing else set aside as furniture"] += sum(aside.values()) - sum(extra.values())

    def _contents(self, paper: Paper, blocks: list[TextBlock]) -> None:
        said = [_bare(block.text) for block in blocks if block.aside == "contents"]
        if paper.contents:
            entries = [_bare(part.text) for part in paper.blocks if part.kind == "heading"]
            for entry in entries:
                self.count("contents entries set aside", any(entry in text for text in said), entry)
            said = [t for t in said if not any(entry in t for entry in entries) and t != "contents" and not t.isdigit()]
        for text in said:
            self.count("nothing else set aside as contents", False, text)


def _plain(text: str, block: TextBlock, marked: bool) -> str:
    """The words without the raised marks of notes."""
    if marked:
        text = "".join(run.text for run in block.runs if run.script != "super")
    return " ".join(text.split())


def _unmarked(block: TextBlock) -> str:
    """The words of a note without its mark, in whichever way that was read."""
    return " ".join(re.sub(r"^\s*\d{1,2}[.)]?\s+", "", block.text).split())


def _inside(text: str, lines: list[str], everything: str) -> bool:
    """Whether the words are those of the margins, one line or several of them."""
    if any(text in line for line in lines):
        return True
    left = text
    for line in sorted(lines, key=len, reverse=True):
        left = left.replace(line, "", 1)
    return not left or text in everything


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
