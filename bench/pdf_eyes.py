"""The headings of pages as a person marked them, against briefkit and the tools that people use.

python bench/pdf_eyes.py                              briefkit alone
python bench/pdf_eyes.py --rivals PYTHON[,PYTHON...]  and every tool that one of those Pythons has
python bench/pdf_eyes.py --kept FOLDER                what the tools said is kept there and not asked for again
python bench/pdf_eyes.py --write                      puts the table into docs/measurements.md

The marks are those of ``pdf_headings.py`` in their two parts. Each marked page is taken out of its file and given to
every tool as a PDF of one page without tags, so that all see the same and nobody can repeat a structure tree. As in
``pdf_rivals.py`` there is a second, generous figure for which a line that is bold as a whole is a heading too. A mark
that a person called optional counts neither way.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pdf_tools
import pikepdf
import yaml
from pdf_headings import MARKS, UNSEEN, file_of, unnumbered
from pdf_rivals import ask, headings_of
from word_headings import Mark, digest
from written import keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf import read

STRUCTURED = ("pymupdf4llm", "pdf-inspector", "pdf_oxide", "liteparse", "opendataloader-pdf", "markitdown")
"""The tools that say what is a heading; those that give the bare text would all have nought."""


class Tally(NamedTuple):
    """Headings marked, found, and found where one was marked."""

    marked: int
    found: int
    hits: int


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="Pythons that have the tools")
    parser.add_argument("--kept", type=Path, help="folder for what the tools said")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    parts = [_part(folder, options) for folder in (MARKS, UNSEEN)]
    if not all(parts):
        sys.stdout.write("../shared is absent: there is nothing to measure.\n")
        return 0
    text = "\n\n".join(parts) + f"\n\n{machine()}. `python bench/pdf_eyes.py --rivals PYTHON`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_eyes", "PDF: headings as a person sees them, and the tools that people use", text)
    return 0


def _part(marks: Path, options: argparse.Namespace) -> str:
    """The table of one part of the marks; empty where their files are absent."""
    with tempfile.TemporaryDirectory() as made:
        pages = dict(_pages(marks, Path(made)))
        rows = [["briefkit", "", *[f"{value:.3f}" for value in _figures([_ours(p, m) for p, m in pages.items()])] * 2]]
        for tool in (name for name in pdf_tools.TOOLS if name in STRUCTURED) if options.rivals else ():
            kept = options.kept and options.kept / marks.name
            rows.append(_rival(tool, pages, options.rivals.split(","), kept))
    head = ["tool", "version", "precision", "recall", "F1", "precision, bold too", "recall, bold too", "F1, bold too"]
    which = "drawn later, unseen while rules were made" if marks == UNSEEN else "whose misses were in view"
    return f"{len(pages)} pages ({which}):\n\n{table(head, rows)}" if pages else ""


def _pages(taken: Path, folder: Path) -> Iterator[tuple[Path, list[Mark]]]:
    """Each page marked in ``taken`` as a file of its own in ``folder``, with its marks."""
    for marks in sorted(taken.glob("*.yaml")):
        file = file_of(marks.stem)
        if file is None:
            continue
        with pikepdf.open(file) as whole:
            for page, entries in yaml.safe_load(marks.read_text(encoding="utf-8")).items():
                single = pikepdf.new()
                single.pages.append(whole.pages[page - 1])
                path = folder / f"{marks.stem[:40]}-{page}.pdf"
                single.save(path)
                yield path, [Mark(*entry) for entry in entries]


def _ours(path: Path, marks: list[Mark]) -> Tally:
    content = path.read_bytes()
    try:
        document = read(Source(path.name, content, "application/pdf", hashlib.sha256(content).hexdigest())).value
    except UnusableInput:
        return _tally(marks, [])
    return _tally(marks, [block.text for block in document.blocks if block.kind == "heading" and not block.aside])


def _rival(tool: str, pages: dict[Path, list[Mark]], pythons: list[str], kept: Path | None) -> list[str]:
    for python in pythons:
        answers = list(ask(python, tool, pages, kept and kept / f"eyes-{tool}-{pythons.index(python)}.jsonl"))
        if not answers or "version" not in answers[0]:
            continue
        told = {Path(answer["file"]).name: headings_of(answer.get("text", "")) for answer in answers[1:]}
        plain, generous = [], []
        for path, marks in pages.items():
            marked, bold = told.get(path.name, ([], []))
            plain.append(_tally(marks, [text for _, text in marked]))
            generous.append(_tally(marks, [text for _, text in (*marked, *bold)]))
        figures = [*_figures(plain), *_figures(generous)]
        return [tool, answers[0]["version"], *[f"{value:.3f}" for value in figures]]
    return [tool, "absent", *[""] * 6]


def _tally(marks: list[Mark], found: list[str]) -> Tally:
    rest = [{digest(text), digest(unnumbered(text))} for text in found]
    hits = 0
    for mark in sorted(marks, key=lambda mark: mark.optional):
        hit = next((hashes for hashes in rest if mark.words in hashes), None)
        if hit is not None:
            rest.remove(hit)
            hits += not mark.optional
    return Tally(sum(not mark.optional for mark in marks), hits + len(rest), hits)


def _figures(tallies: list[Tally]) -> tuple[float, float, float]:
    marked, found, hits = (sum(tally[n] for tally in tallies) for n in range(3))
    return hits / max(found, 1), hits / max(marked, 1), 2 * hits / max(found + marked, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
