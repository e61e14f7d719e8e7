"""Pages of type of which a part is unreadable, as the labels of a chart: that part is recognised, all else stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from briefkit.model import Document
from briefkit.tools.ocr.looks import Box, Piece
from briefkit.tools.ocr.paper import Page

_MOST_UNREADABLE = 0.4
"""Share of a page's letters up to which it keeps its type; with more, the page is recognised as a whole."""

_RAISED = 0.14
"""Share of its size by which a word is set higher than it was read: letters that the font told rightly are on the same
place and would be taken for the same ones, printed twice."""

_SURE = 50
"""Words that are less sure are not put between type that is right."""


class Part(msgspec.Struct, frozen=True):
    """The boxes in points, from the top left of the page as it is shown, of what is unreadable and of what is text."""

    unreadable: tuple[Box, ...]
    text: tuple[tuple[Box, str], ...]


def find(document: Document, numbers: Iterable[int]) -> dict[int, Part]:
    """The parts of those of the pages (from 1) on which most letters are readable."""
    parts = {}
    for number in numbers:
        here = [(block.origin.bbox, block) for block in document.blocks if block.origin.page == number]
        bad = [(box, block.text) for box, block in here if block.layer == "hidden" and box is not None]
        text = [(box, block.text) for box, block in here if block.layer != "hidden" and box is not None]
        unreadable, readable = (sum(len("".join(each.split())) for _, each in some) for some in (bad, text))
        if bad and unreadable <= _MOST_UNREADABLE * (unreadable + readable):
            parts[number] = Part(tuple(box for box, _ in bad), tuple(text))
    return parts


def only(page: Page, part: Part) -> Page | None:
    """What was recognised where the page is unreadable; ``None`` where that is nothing, or the page lay askew."""
    if page.turned or page.slant:
        return None
    rows = [tuple(_cut(piece, part) for piece in row if _belongs(piece, part)) for row in page.rows]
    found = tuple(tuple(map(_raised, row)) for row in rows if row)
    if not any(char.isalnum() for row in found for piece in row for char in piece.text):
        return None
    return msgspec.structs.replace(page, rows=found, areas=(), left_out=(), unread=(), beside=True)


def _raised(piece: Piece) -> Piece:
    return msgspec.structs.replace(piece, base=piece.base - max(_RAISED * piece.size, 0.7))


def _belongs(piece: Piece, part: Part) -> bool:
    """Whether a word stands where the page is unreadable and is not a word of the text itself."""
    if piece.sure < _SURE or not any(within(piece, box) for box in part.unreadable):
        return False
    return not any(within(piece, box) and piece.text in text for box, text in part.text)


def _cut(piece: Piece, part: Part) -> Piece:
    """The word without ends that stand outside the box, in the text: in "pre-NCLB," they are type that stays."""
    box = next(box for box in part.unreadable if within(piece, box))
    wide = max(piece.x1 - piece.x0, 0.1) / len(piece.text)
    start = _end((box[0] - piece.x0) / wide, piece.text) if _is_text(piece.x0, piece, part) else 0
    left = _end((piece.x1 - box[2]) / wide, piece.text[::-1]) if _is_text(piece.x1, piece, part) else 0
    stop = len(piece.text) - left
    if stop <= start:
        return piece
    x0, x1 = box[0] if start else piece.x0, box[2] if left else piece.x1
    return msgspec.structs.replace(piece, text=piece.text[start:stop], x0=x0, x1=max(x1, x0 + 0.1))


def _is_text(x: float, piece: Piece, part: Part) -> bool:
    end = msgspec.structs.replace(piece, x0=x, x1=x)
    return any(within(end, box) for box, _ in part.text)


def _end(outside: float, text: str) -> int:
    """How many letters at the end of a word stand outside, to the nearest sign: letters are of different widths."""
    if outside < 0.3:
        return 0
    signs = [at for at in range(1, len(text)) if not text[at - 1].isalnum() and abs(at - outside) <= 1.2]
    return min(signs, key=lambda at: abs(at - outside), default=round(outside))


def within(piece: Piece, box: Sequence[float]) -> bool:
    """Whether the middle of a word lies in a box."""
    x, y = (piece.x0 + piece.x1) / 2, piece.base - 0.3 * piece.size
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
