"""Headings of Word files against headings that a person marked on the printed pages.

python bench/word_headings.py                 the documents marked in bench/headings
python bench/word_headings.py --misses        also prints the headings that were missed or made up
python bench/word_headings.py --write         puts the table into docs/measurements.md
python bench/word_headings.py --take MARKS.yaml FILE.docx    keeps a person's marks for a document as hashes

Marks are made by a person who sees the pages and not what briefkit makes of them: a list of [level, "words"] in the
order of the page, with a third entry "optional" where people may differ (neither missed nor made up). The repository
holds no words of the documents: of each mark it keeps the level and the hash of its letters and digits, numbers in
front left out. Words that end in "…" stand for the paragraph that begins with them. Captions of tables, figures and
boxes ("Table 2: …") are neither missed nor made up.

"levels" is the share of neighbours among the headings found whose levels compare alike, "pairs" that of all pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import yaml
from written import ROOT, SHARED, keep, machine, table

from briefkit.model import Document, Source, TextBlock
from briefkit.readers import DOCX, reader_for
from briefkit.tidy import tidy

MARKS = ROOT / "bench" / "headings"
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.):]\s*|\d{1,3}(?:\.\d{1,3})*\s+)", re.I)

_CAPTION = re.compile(r"(?:Table|Chart|Figure|Box|Map) \d+\b", re.I)


class Mark(NamedTuple):
    """A heading: its level, the hash of its words, and whether a person may or may not see one there."""

    level: int
    words: str
    optional: bool = False


class Score(NamedTuple):
    """How the headings found compare with those marked."""

    marked: int
    found: int
    missed: list[int]
    made_up: list[int]
    levels: float
    pairs: float

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        hits = self.marked - len(self.missed)
        precision, recall = hits / max(hits + len(self.made_up), 1), hits / max(self.marked, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the headings that differ")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    parser.add_argument("--take", nargs=2, type=Path, metavar=("MARKS", "FILE"), help="keep marks as hashes")
    options = parser.parse_args(arguments)
    if options.take:
        take(*options.take)
        return 0
    rows = []
    for marks in sorted(MARKS.glob("*.yaml")):
        document = SHARED / "real" / f"{marks.stem}.docx"
        if not document.is_file():
            continue
        truth = [Mark(*entry) for entry in yaml.safe_load(marks.read_text(encoding="utf-8"))]
        headings = list(headings_of(read(document.read_bytes())))
        score = compare(truth, headings)
        rows.append([document.name, score.marked, score.found, *score.rates, score.levels, score.pairs])
        if options.misses:
            _print_misses(document, truth, headings, score)
    if not rows:
        sys.stdout.write("../shared is absent: there is nothing to measure.\n")
        return 0
    head = ["document", "marked", "found", "precision", "recall", "F1", "levels", "pairs"]
    text = f"{table(head, rows)}\n\n{machine()}. `python bench/word_headings.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("word_headings", "Word: headings against a person's marks", text)
    return 0


def read(content: bytes, name: str = "document.docx") -> Document:
    """The tidied document of a Word file."""
    source = Source(name, content, DOCX, hashlib.sha256(content).hexdigest())
    return tidy(reader_for(DOCX)(source).value).value


def headings_of(document: Document) -> Iterator[TextBlock]:
    """The headings of the body in reading order."""
    for block in document.blocks:
        seen = block.layer == "body" and block.aside in {"", "contents"} and not _CAPTION.match(block.text)
        if block.kind == "heading" and seen and _plain(block.text):
            yield block


def compare(truth: list[Mark], headings: list[TextBlock]) -> Score:
    """Matches marks and headings by their words, in order; optional marks are neither missed nor made up."""
    rest = list(range(len(headings)))
    pairs: list[tuple[int, int]] = []
    missed: list[int] = []
    for number, mark in sorted(enumerate(truth), key=lambda entry: entry[1].optional):
        hit = next((n for n in rest if mark.words in hashes(headings[n])), None)
        if hit is not None:
            rest.remove(hit)
            if not mark.optional:
                pairs.append((mark.level, headings[hit].level))
        elif not mark.optional:
            missed.append(number)
    return Score(
        sum(not mark.optional for mark in truth), len(headings), missed, rest, agreement(pairwise(pairs)),
        agreement(combinations(pairs, 2)),
    )  # fmt: skip


def agreement(pairs: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> float:
    """The share of pairs of headings whose levels compare alike in the marks and in what was found."""
    alike = [_sign(b[0] - a[0]) == _sign(b[1] - a[1]) for a, b in pairs]
    return sum(alike) / len(alike) if alike else 1.0


def hashes(heading: TextBlock) -> set[str]:
    """The hashes under which a heading may have been marked: with and without what stands in front as its number."""
    return {digest(heading.text), digest(_NUMBER.sub("", heading.text, count=1))}


def digest(words: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the letters and digits, in small letters."""
    return hashlib.sha256(_plain(words).encode()).hexdigest()[:16]


def take(marks: Path, file: Path) -> None:
    """Keeps the marks for a document as hashes in bench/headings."""
    paragraphs = [block.text for block in read(file.read_bytes()).blocks if block.layer == "body"]
    lines = [f"# Marked by hand on the printed pages of {file.name}: level, hash of the words."]
    for level, words, *more in yaml.safe_load(marks.read_text(encoding="utf-8")):
        start, cut, _ = words.partition("…")
        whole = _paragraph(start, paragraphs) if cut else words
        lines.append(f"- [{level}, {digest(_NUMBER.sub('', whole, count=1))!r}{', true' if more else ''}]")
    MARKS.mkdir(exist_ok=True)
    (MARKS / f"{file.stem}.yaml").write_text("\n".join(lines).replace("'", '"') + "\n", encoding="utf-8")


def _paragraph(start: str, paragraphs: list[str]) -> str:
    start = start.strip().casefold()
    return next((text for text in paragraphs if text.strip().casefold().startswith(start)), start)


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _print_misses(document: Path, truth: list[Mark], headings: list[TextBlock], score: Score) -> None:
    known = {digest(_NUMBER.sub("", b.text, count=1)): b.text for b in read(document.read_bytes()).blocks}
    for number in score.missed:
        words = known.get(truth[number].words, truth[number].words)
        sys.stdout.write(f"  missed  {truth[number].level} {words[:110]}\n")
    for number in score.made_up:
        sys.stdout.write(f"  made up {headings[number].level} {headings[number].text[:110]}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
