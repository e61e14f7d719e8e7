"""Is the reader's order of a Word file the order that an eye follows? Measured against LibreOffice's own layout.

Each block that the reader found is looked up in the PDF that LibreOffice makes of the file. A step from a block to the
next is an inversion where no eye would take it: back to an earlier page; up, unless the next block stands to the right
(the next column); or to the left within one row. Boxes around a hub may be read against this rule, so the places are
listed to be looked at.

    python bench/word_order.py FILE.docx…        the inversions of these files
    python bench/word_order.py --write           the repository's own and the shared files, into docs/measurements.md
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from written import ROOT, SHARED, keep, table

from briefkit.model import Source
from briefkit.readers import DOCX, reader_for

LEVEL = 6.0
"""Tops that differ by less than this many points stand level."""

LONGEST = 60
"""So many words of a block are looked up."""

_WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word of the rendering: its letters, its page, its box from the top left corner."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Spot(NamedTuple):
    """Where the first words of a block stand in the rendering."""

    name: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def render(files: list[Path], folder: Path) -> None:
    """Lays the files out with LibreOffice, one PDF of the same stem each."""
    home = folder / "profile"
    command = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), *map(str, files)], check=False, capture_output=True, timeout=900)


def words_of(path: Path) -> list[Word]:
    """The words of a PDF in the order of its text, cut at everything that is no letter or digit."""
    found: list[Word] = []
    pdf = pypdfium2.PdfDocument(path)
    for number in range(len(pdf)):
        page = pdf[number]
        height = page.get_height()
        text = page.get_textpage()
        letters = text.get_text_range()
        for match in _WORD.finditer(letters):
            left, bottom, right, top = text.get_charbox(match.start())
            last = text.get_charbox(match.end() - 1)
            spot = (left, height - max(top, last[3]), max(right, last[2]), height - min(bottom, last[1]))
            found.append(Word(match[0].casefold(), number + 1, *spot))
    return found


def blocks_of(path: Path) -> list[str]:
    """The words of the blocks of the body, in the reader's order."""
    data = path.read_bytes()
    source = Source(path.name, data, DOCX, hashlib.sha256(data).hexdigest())
    document = reader_for(DOCX)(source).value
    return [block.text for block in document.blocks if block.layer == "body" and block.text.strip()]


def locate(blocks: list[str], words: list[Word]) -> list[Spot]:
    """Where each block stands; blocks that the rendering does not hold, or holds ambiguously, are passed over."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        places.setdefault(word.text, []).append(index)
    wanted = [[match[0].casefold() for match in _WORD.finditer(block)][:LONGEST] for block in blocks]
    starts = [candidates(words, places, sought) for sought in wanted]
    known = longest_chain(starts)
    used = set(known.values())
    for index, found in enumerate(starts):  # outside of the chain only what stands in one place
        if index not in known and len(found) == 1 and found[0] not in used:
            known[index] = found[0]
    return [
        spot_of(block, words, known[index], len(wanted[index])) for index, block in enumerate(blocks) if index in known
    ]


def candidates(words: list[Word], places: dict[str, list[int]], wanted: list[str]) -> list[int]:
    """Where in the rendering most of the wanted words stand in a row."""
    agreeing = {start: agreement(words, start, wanted) for start in places.get(wanted[0], [])} if wanted else {}
    best = max(agreeing.values(), default=0)
    return [start for start in agreeing if agreeing[start] == best] if best >= min(len(wanted), 8) else []


def longest_chain(starts: list[list[int]]) -> dict[int, int]:
    """The longest series of blocks whose places go on in the text of the rendering, as block -> place."""
    tails: list[int] = []
    ends: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for index, found in enumerate(starts):
        for start in sorted(found, reverse=True):
            length = bisect_left(tails, start)
            before[index, start] = ends[length - 1] if length else None
            tails[length : length + 1] = [start]
            ends[length : length + 1] = [(index, start)]
    chain: dict[int, int] = {}
    at = ends[-1] if ends else None
    while at is not None:
        chain[at[0]] = at[1]
        at = before[at]
    return chain


def spot_of(block: str, words: list[Word], start: int, length: int) -> Spot:
    """The place of a block whose words begin there."""
    line = words[start]
    here = [word for word in words[start : start + length] if word.page == line.page]
    right = max(word.right for word in here if abs(word.bottom - line.bottom) < LEVEL)
    return Spot(block, line.page, line.left, line.top, right, max(word.bottom for word in here))


def agreement(words: list[Word], start: int, wanted: list[str]) -> int:
    """How many of the wanted words stand in a row from there."""
    here = [word.text for word in words[start : start + len(wanted)]]
    return next((at for at, (one, other) in enumerate(zip(here, wanted, strict=False)) if one != other), len(here))


def is_inversion(one: Spot, other: Spot) -> bool:
    """Whether no eye goes from one block to the other."""
    if other.page != one.page:
        return other.page < one.page
    if abs(other.bottom - one.bottom) < LEVEL or abs(other.top - one.top) < LEVEL:
        return other.right <= one.left
    return other.top < one.top and other.left < one.right - LEVEL


def inversions(path: Path, rendering: Path) -> tuple[int, list[tuple[Spot, Spot]]]:
    """How many steps were looked at, and those that no eye would take."""
    spots = locate(blocks_of(path), words_of(rendering))
    steps = list(pairwise(spots))
    return len(steps), [(one, other) for one, other in steps if is_inversion(one, other)]


def measure(files: list[Path]) -> list[tuple[Path, int, list[tuple[Spot, Spot]]]]:
    """File by file: steps and inversions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = []
        for index, path in enumerate(files):  # equal stems must not meet
            copy = folder / f"{index:04d}.docx"
            shutil.copy(path, copy)
            given.append(copy)
        render(given, folder)
        rows = []
        for path, copy in zip(files, given, strict=True):
            made = copy.with_suffix(".pdf")
            if made.is_file():
                rows.append((path, *inversions(path, made)))
        return rows


def known_files() -> list[Path]:
    """The shared Word files and the repository's own, the held-out part of the corpus left alone."""
    folders = [SHARED / "cases", SHARED / "real", ROOT / "inbox"]
    folders += [ROOT / "bench" / "corpus" / name for name in ("dev", "second", "third")]
    return [path for folder in folders for path in sorted(folder.glob("*.docx"))]


def main(arguments: list[str]) -> None:
    """Measures the files given, or all that are known."""
    write = "--write" in arguments
    files = [Path(name) for name in arguments if name != "--write"] or known_files()
    rows = measure(files)
    for path, steps, wrong in rows:
        print(f"{path.name:50} steps {steps:5} inversions {len(wrong)}")
        for one, other in wrong:
            print(
                f"    p{one.page} ({one.left:.0f},{one.top:.0f}) {one.name[:50]!r}"
                f"\n      -> p{other.page} ({other.left:.0f},{other.top:.0f}) {other.name[:50]!r}"
            )
    steps, wrong_steps = sum(row[1] for row in rows), sum(len(row[2]) for row in rows)
    print(f"{len(rows)} files, {steps} steps, {wrong_steps} inversions")
    if write:
        found = [(path.name, count, len(wrong)) for path, count, wrong in rows if wrong]
        text = (
            f"{len(rows)} files, {steps} steps from a block to the next, {wrong_steps} inversions: steps that no eye "
            "would take (to an earlier page, up and not to the next column, left within one row), by the places of the "
            "words in LibreOffice's PDF. Rows that run over a page and pages that LibreOffice lays out in another way "
            "than Word are among them. `python bench/word_order.py --write`\n\n"
        )
        text += table(("file with inversions", "steps", "inversions"), found)
        keep("word_order", "Word: the order of the blocks against LibreOffice's layout", text)


if __name__ == "__main__":
    main(sys.argv[1:])
