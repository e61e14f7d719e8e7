"""Files that hold several briefings, or one after pages of a pack: are they seen, and cut where one ends?

python bench/packs.py                     60 packs of each kind that bench/packs_made.py makes, and every single file
python bench/packs.py --packs N           so many of each kind
python bench/packs.py --misses            every boundary that was missed or is not there
python bench/packs.py --prints DIR        keeps the Word briefings printed to PDF there, and takes what stands there
python bench/packs.py --write             puts the tables into docs/measurements.md

A pack is made of two to six of the sample inbox and of the fictional corpus, drawn by a fixed seed. Half of the packs
of pages have others that belong to no briefing (an agenda, a letter, an empty form, slides of a course), each in a look
of its own. The rules were looked at with other draws (--seed 7, 11, 21), but with packs of the same documents.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from packs_made import PARTS, Made, flow_packs, house_packs, pdf_packs, pdfs, read
from score import CORPUS
from written import ROOT, SHARED, keep, machine, table

from briefkit.errors import BriefkitError
from briefkit.model import Document
from briefkit.packs import cut, find_parts
from briefkit.place import place
from briefkit.tidy import tidy

SEED = 2024
READ = (".pdf", ".docx", ".md", ".txt", ".html", ".pptx")
KINDS = {
    "pages": "pages of PDFs",
    "junk": "pages of PDFs, with pages of no briefing",
    "house": "one house style, each on a new page",
    "house_running": "one house style, running on",
    "flow_pages": "Word texts, each on a new page",
    "flow": "Word texts, pasted together",
}
HEAD = (
    *("packs", "number", "boundaries", "found", "told as unclear", "precision", "recall"),
    *("briefings counted right", "whole packs right"),
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs", type=int, default=60, help="packs of each kind")
    parser.add_argument("--seed", type=int, default=SEED, help="another draw")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what is not there")
    parser.add_argument("--prints", type=Path, help="the folder of the printed Word briefings")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as room:
        papers = sorted(pdfs(options.prints or Path(room)))
        made = [
            *pdf_packs(papers, options.packs, options.seed),
            *house_packs(options.packs, options.seed),
            *flow_packs(options.packs, options.seed),
        ]
    rows = [[KINDS[kind], *_figures(some, options.misses)] for kind, some in _by_kind(made).items()]
    alarms = [(path.name, told) for path in singles() if (told := _alarm(path))]
    named = ", ".join(f"{name} ({told})" for name, told in alarms) or "none"
    placed, alike = _placed_alike(made)
    text = (
        f"{table(HEAD, rows)}\n\nOf {len(list(singles()))} single files taken for several: {named}.\n\n"
        f"Of {placed} items of briefings that were cut out of packs of pages, {alike / (placed or 1):.3f} stand in the "
        "section in which they stand where the briefing is a file of its own.\n\n"
        "The rules were looked at with other draws of packs, made of the same documents: other documents may do worse."
    )
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("packs", "Several briefings in one file", f"{text}\n\n{machine()}. `python bench/packs.py`")
    return 0


def singles() -> Iterator[Path]:
    """Every document by itself: cases, real files, the sample inbox and the corpus but for what must not be read."""
    parts = (CORPUS / part for part in PARTS)
    for folder in (ROOT / "inbox", SHARED / "cases", SHARED / "real", *parts):
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if path.suffix in READ and path.name != "README.md")


def _by_kind(packs: Iterable[Made]) -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = {}
    for pack in packs:
        found.setdefault(pack.name.partition("-")[0], []).append(pack)
    return found


def _figures(packs: Sequence[Made], misses: bool) -> list[object]:
    wanted = found = right = whole = counted = unclear = 0
    for made in packs:
        tidied = tidy(made.document).value
        pack = find_parts(tidied)
        told = {span.block for place in pack.unsure for span in tidied.blocks[place.at].spans[:1]}
        cuts = {part.first for part in pack.parts[1:]}
        hits = cuts & set(made.starts)
        wanted, found, right = wanted + len(made.starts), found + len(cuts), right + len(hits)
        unclear += len((told - cuts) & set(made.starts))
        whole += cuts == set(made.starts)
        counted += len(pack.briefings) == made.briefings
        if misses and cuts != set(made.starts):
            _tell(made, cuts)
    share = len(packs) or 1
    figures = [right / (found or 1), right / (wanted or 1)]
    return [len(packs), wanted, right, unclear, *figures, f"{counted} of {share}", f"{whole} of {share}"]


def _placed_alike(packs: Iterable[Made]) -> tuple[int, int]:
    """The items of the briefings as they are read alone, and how many of them are placed so out of their pack too.

    Only packs count in which as many briefings were found as there are.
    """
    placed = alike = 0
    for made in packs:
        shares = cut(made.document, find_parts(tidy(made.document).value))
        if len(shares) == len(made.alone):
            for share, alone in zip(shares, made.alone, strict=True):
                items = _items(alone)
                placed += items.total()
                alike += (items & _items(share.briefing)).total()
    return placed, alike


def _items(document: Document) -> Counter[tuple[str, str]]:
    sections = place(tidy(document).value).value.sections
    return Counter((name, "".join(item.text.split())) for name, item in sections.each() if item.origin != "suggested")


def _tell(made: Made, cuts: set[str]) -> None:
    words = {block.id: f"{block.text[:50]!r} [{block.origin}]" for block in made.document.blocks}
    for start in sorted(set(made.starts) - cuts):
        sys.stdout.write(f"{made.name}: missed {words.get(start, start)}\n")
    for start in sorted(cuts - set(made.starts)):
        sys.stdout.write(f"{made.name}: not there {words.get(start, start)}\n")


def _alarm(path: Path) -> str:
    """What is said of a single file; of those that cannot be read, nothing."""
    try:
        pack = find_parts(tidy(read(path)).value)
    except BriefkitError:
        return ""
    unsure = f"{len(pack.unsure)} unsure" if pack.unsure else ""
    parts = f"{len(pack.parts)} parts, {len(pack.briefings)} of them briefings" if len(pack.parts) > 1 else ""
    return ", ".join(filter(None, (parts, unsure)))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
