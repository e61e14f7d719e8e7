"""Reading order and headings of the PDF reader against the structure trees of tagged PDFs.

python bench/pdf_structure.py                 the tagged PDFs of ../shared/real
python bench/pdf_structure.py FILE.pdf...
python bench/pdf_structure.py --misses        also prints the headings that were missed or made up
python bench/pdf_structure.py --write         puts the table into docs/measurements.md

Nobody here wrote those trees: each was made by the program that made the file. Headings are compared as texts (equal
but for white space and one letter in ten), the order as the sequence of words (normalised indel similarity; footnotes
are left out, for they stand at the foot of a page and in the tree beside their marks). Each file is read
twice, with its tags ignored and with its tags used.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from ctypes import c_void_p, cast
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from written import SHARED, keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf import read

_HEADING = re.compile(r"^H[1-6]?$")
_BLOCKS = re.compile(r"^(?:H[1-6]?|P|LI|TD|TH|Caption|TOCI|Note|BlockQuote)$")

Piece = tuple[str, int, int, int]
"""Role and number of the block element, page from 0, marked-content id."""


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
    try:
        pieces = list(_pieces(content))
    except pikepdf.PdfError:
        return
    if not pieces:
        return
    headings, words = _truth(content, pieces)
    source = Source(path.name, content, "application/pdf", hashlib.sha256(content).hexdigest())
    for used in (False, True):
        try:
            document = read(source, tags=used).value
        except UnusableInput:
            return
        blocks = [b for b in document.blocks if b.layer == "body" and b.aside in {"", "contents"}]
        found = [(b.level, _plain(b.text)) for b in blocks if b.kind == "heading"]
        told = [word for b in blocks for word in _words("".join(run.text for run in (*b.marker, *b.runs)))]
        missed, made_up, levels = _match(headings, found)
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


def _match(truth: list[tuple[int, str]], found: list[tuple[int, str]]) -> tuple[list[str], list[str], float]:
    """The headings missed, those made up, and of those found the share of neighbours whose levels compare alike."""
    rest = list(found)
    pairs: list[tuple[int, int]] = []
    missed: list[str] = []
    for level, text in truth:
        best = max(rest, key=lambda other: fuzz.ratio(text, other[1]), default=None)
        if best is None or fuzz.ratio(text, best[1]) < 90:
            missed.append(text)
            continue
        rest.remove(best)
        pairs.append((level, best[0]))
    turns = [(_sign(b[0] - a[0]), _sign(b[1] - a[1])) for a, b in pairwise(pairs)]
    alike = sum(one == other for one, other in turns) / max(len(turns), 1)
    return missed, [text for _, text in rest], alike


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _truth(content: bytes, pieces: list[Piece]) -> tuple[list[tuple[int, str]], list[str]]:
    texts = _texts(content)
    joined: dict[tuple[int, str], str] = {}
    seen: set[tuple[int, int]] = set()
    for role, number, page, mark in pieces:
        if (page, mark) in seen:
            continue
        seen.add((page, mark))
        key = (number, role)
        joined[key] = joined.get(key, "") + texts.get((page, mark), "")
    headings = [
        (int(role[1:] or 1), _plain(text))
        for (_, role), text in joined.items()
        if _HEADING.match(role) and any(char.isalnum() for char in text)
    ]
    return headings, [word for (_, role), text in joined.items() if role != "Note" for word in _words(text)]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def _pieces(content: bytes) -> Iterator[Piece]:
    """The marked content of the document in the order of its structure tree."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
        stack: list[tuple[Any, str, int, int]] = [(root.get("/K"), "P", 0, -1)]
        count = 0
        while stack:
            item, role, number, page = stack.pop()
            if item is None:
                continue
            if isinstance(item, int):
                yield role, number, page, item
            elif isinstance(item, pikepdf.Array):
                stack.extend((kid, role, number, page) for kid in reversed(list(item)))
            elif isinstance(item, pikepdf.Dictionary):
                page = pages.get(item["/Pg"].objgen, page) if "/Pg" in item else page
                if item.get("/Type") == "/MCR":
                    yield role, number, page, int(item.get("/MCID", -1))
                elif "/S" in item:
                    own = str(item["/S"])
                    own = roles.get(own, own)[1:]
                    if _BLOCKS.match(own) and role != "Note":
                        count += 1
                        role, number = own, count
                    stack.append((item.get("/K"), role, number, page))


def _texts(content: bytes) -> dict[tuple[int, int], str]:
    """The text of each page's marked content by its id."""
    texts: dict[tuple[int, int], str] = {}
    pdf = pdfium.PdfDocument(content)
    for number in range(len(pdf)):
        page = pdf[number]
        room = raw.FPDFText_LoadPage(page.raw)
        mark = -1
        for index in range(raw.FPDFText_CountChars(room)):
            thing = raw.FPDFText_GetTextObject(room, index)
            if cast(thing, c_void_p).value:
                mark = raw.FPDFPageObj_GetMarkedContentID(thing)
            char = chr(raw.FPDFText_GetUnicode(room, index))
            texts[number, mark] = texts.get((number, mark), "") + ("" if char in "\x02\ufffe" else char)
        raw.FPDFText_ClosePage(room)
        page.close()
    pdf.close()
    return texts


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
