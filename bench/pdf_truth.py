"""What the structure tree of a tagged PDF says of its headings and its order: a truth that nobody here wrote.

Each tree was made by the program that made the file. Headings are compared as texts (equal but for white space and one
letter in ten), the order as the sequence of words (normalised indel similarity; footnotes are left out, for they stand
at the foot of a page and in the tree beside their marks).

The tree is taken at its word, also where its order is not that of the page (a note's mark and what follows it at the
end of their paragraph). Two things are no word of the tree and are made good: content that stands in no block element
keeps its place among the elements (it used to be gathered at the front), and marked content that no element holds, in a
tree that an editing program damaged, follows the content painted before it (it used to be left out, so that whoever
printed what everybody sees on the page was told to have made it up).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from ctypes import c_void_p, cast
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw
from rapidfuzz import fuzz

_HEADING = re.compile(r"^H[1-6]?$")
_BLOCKS = re.compile(r"^(?:H[1-6]?|P|LI|TD|TH|Caption|TOCI|Note|BlockQuote)$")

Piece = tuple[str, int, int, int]
"""Role and number of the block element, page from 0, marked-content id."""

Headings = list[tuple[int, str]]
"""Level and plain text."""


class Tree(NamedTuple):
    """Headings, words (without those of footnotes) and the words of each footnote, in the order of the tree."""

    headings: Headings
    words: list[str]
    notes: list[list[str]]


def tree_of(content: bytes) -> Tree:
    """What the structure tree of ``content`` says; all empty where it has none."""
    try:
        pieces = list(_pieces(content))
    except pikepdf.PdfError:
        pieces = []
    return _truth(content, pieces) if pieces else Tree([], [], [])


def truth_of(content: bytes) -> tuple[Headings, list[str]]:
    """The headings and the words of ``content`` in the order of its tree; both empty where it has none."""
    tree = tree_of(content)
    return tree.headings, tree.words


def outline_of(content: bytes) -> Headings:
    """The entries of the outline of ``content`` with their depths: another truth about its headings."""
    pdf = pdfium.PdfDocument(content)
    try:
        return [(entry.level + 1, plain(entry.get_title())) for entry in pdf.get_toc(max_depth=8)]
    finally:
        pdf.close()


def match(truth: Headings, found: Headings) -> tuple[list[str], list[str], float]:
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


def _truth(content: bytes, pieces: list[Piece]) -> Tree:
    texts = _texts(content)
    joined: dict[tuple[int, str], str] = {}
    for role, number, page, mark in _whole(pieces, texts):
        key = (number, role)
        joined[key] = joined.get(key, "") + texts.get((page, mark), "")
    headings = [
        (int(role[1:] or 1), plain(text))
        for (_, role), text in joined.items()
        if _HEADING.match(role) and any(char.isalnum() for char in text)
    ]
    words = [word for (_, role), text in joined.items() if role != "Note" for word in words_of(text)]
    return Tree(headings, words, [words_of(text) for (_, role), text in joined.items() if role == "Note"])


def _whole(pieces: list[Piece], texts: dict[tuple[int, int], str]) -> list[Piece]:
    """``pieces`` once each, with those that no element holds behind the one painted before them."""
    kept: dict[tuple[int, int], Piece] = {}
    apart = 0
    for role, number, page, mark in pieces:
        apart -= number != 0  # each run of pieces outside of block elements is one of its own
        kept.setdefault((page, mark), (role, number or apart, page, mark))
    lost: dict[tuple[int, int] | None, list[Piece]] = {}
    before: tuple[int, int] | None = None
    for (page, mark), text in texts.items():
        if (page, mark) in kept:
            before = (page, mark)
        elif mark >= 0 and text.strip() and before is not None and before[0] == page:
            role, number = kept[before][:2]
            apart -= 1
            alone = _HEADING.match(role) is not None
            lost.setdefault(before, []).append(("P", apart, page, mark) if alone else (role, number, page, mark))
    return [one for piece in kept.values() for one in (piece, *lost.get(piece[2:], ()))]


def plain(text: str) -> str:
    """``text`` as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(text: str) -> list[str]:
    """The words of ``text`` as they are compared."""
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
        met: set[tuple[int, int]] = set()
        while stack:
            item, role, number, page = stack.pop()
            if isinstance(item, int):
                yield role, number, page, item
            elif isinstance(item, pikepdf.Array):
                stack.extend((kid, role, number, page) for kid in reversed(list(item)))
            elif isinstance(item, pikepdf.Dictionary) and not (item.is_indirect and item.objgen in met):
                met.add(item.objgen)  # a tree may bite its own tail
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
