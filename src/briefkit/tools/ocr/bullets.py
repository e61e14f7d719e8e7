"""Bullets before rows: Tesseract leaves most of them out or takes them for letters ("e", "¢", "*"); the ink tells."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PIL import Image

from briefkit.tools.ocr.looks import foot_of, height_of
from briefkit.tools.ocr.tesseract import PixelBox, Row, Word

BULLET = "•"

_FAR = 3.0
"""So many times the size of the type may a bullet stand before its text."""

_NEAR = 0.2
_SMALLEST, _LARGEST = 0.12, 0.62
"""How high and wide a bullet is, as a share of the size of the type."""

_SOLID = 0.6
"""Share of its box that a bullet fills: a disc has 0.79, a square 1, a letter under 0.5."""

_TAKEN_FOR = frozenset("eoc0OQ")
"""Letters that Tesseract takes bullets for; signs that are no letters come on top."""

_GLUED = frozenset("¢*°®©«•")
"""Signs that it takes them for and joins to the word behind."""

_OFF_PAPER = 70
"""From which difference to the paper (of 255) a dot is ink."""


def find(rows: Sequence[Row], image: Image.Image) -> list[Row]:
    """The rows, with a bullet in front where one is printed; a sign that was read for it goes. ``image`` is grey."""
    return [_with_bullet(row, image) for row in rows]


def _with_bullet(row: Row, image: Image.Image) -> Row:
    size = height_of(row)
    first = row.words[0]
    words = row.words
    if _may_be(first.text) and len(words) > 1 and words[1].box[0] - first.box[2] > _NEAR * size:
        box, words = _blob(first.box, row, size, image), words[1:]
    elif first.text[0] in _GLUED and first.text[1:2].isalnum() and "»" not in first.text:
        box = (first.box[0], *first.box[1:2], first.box[0] + round(0.4 * size), first.box[3])
        rest = (box[2], first.box[1], max(first.box[2], box[2] + 1), first.box[3])
        words = (Word(first.text[1:], rest, first.sure), *words[1:])
    else:
        x0 = first.box[0]
        box = _blob((round(x0 - _FAR * size), 0, round(x0 - _NEAR * size), 0), row, size, image)
    if box is None:
        return row
    around = (min(row.box[0], box[0]), *row.box[1:])
    # The foot of the line is told from the left end of its box, which has moved.
    base = row.base - row.slope * (row.box[0] - around[0])
    return msgspec.structs.replace(row, words=(Word(BULLET, box, 100), *words), box=around, base=base)


def _may_be(text: str) -> bool:
    return len(text) <= 2 and (text in _TAKEN_FOR or not any(char.isalnum() for char in text))


def _blob(across: PixelBox, row: Row, size: float, image: Image.Image) -> PixelBox | None:
    """The box of the one small solid thing that stands between two heights ``across``; ``None`` where there is none."""
    base = foot_of(row, row.words[-1])
    x0, x1 = max(across[0], 0), min(across[2] + 2, image.width)
    top, bottom = max(round(base - 0.95 * size), 0), min(round(base + 0.25 * size), image.height)
    if x1 - x0 < 2 or bottom - top < 4:
        return None
    crop = image.crop((x0, top, x1, bottom))
    counts = crop.histogram()
    paper = max(range(256), key=counts.__getitem__)
    ink = crop.point([255 * (abs(value - paper) > _OFF_PAPER) for value in range(256)])
    found = ink.getbbox()
    if found is None:
        return None
    wide, high = (found[2] - found[0]) / size, (found[3] - found[1]) / size
    above = (base - top - (found[1] + found[3]) / 2) / size
    if not (_SMALLEST <= wide <= _LARGEST and _SMALLEST <= high <= _LARGEST and 0.1 <= above <= 0.6):
        return None
    full = ink.crop(found).histogram()[255] / ((found[2] - found[0]) * (found[3] - found[1]))
    if full < _SOLID or not 0.6 < wide / high < 1.7:
        return None
    return (x0 + found[0], top + found[1], x0 + found[2], top + found[3])
